//! Judges what the exercise's program answers: `cargo test -p exercise-01-serial`.

fn main() -> std::process::ExitCode {
    let program = env!("CARGO_BIN_EXE_exercise-01-serial");
    exercise_01_serial::exercise().check(program, env!("CARGO_MANIFEST_DIR"))
}
