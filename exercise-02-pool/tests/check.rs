//! Judges what the exercise's program answers: `cargo test -p exercise-02-pool`.

fn main() -> std::process::ExitCode {
    let program = env!("CARGO_BIN_EXE_exercise-02-pool");
    exercise_02_pool::exercise().check(program, env!("CARGO_MANIFEST_DIR"))
}
