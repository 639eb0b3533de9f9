//! Judges what the exercise's program answers: `cargo test -p exercise-05-mixed`.

fn main() -> std::process::ExitCode {
    let program = env!("CARGO_BIN_EXE_exercise-05-mixed");
    exercise_05_mixed::exercise().check(program, env!("CARGO_MANIFEST_DIR"))
}
