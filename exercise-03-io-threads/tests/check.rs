//! Judges what the exercise's program answers: `cargo test -p exercise-03-io-threads`.

fn main() -> std::process::ExitCode {
    let program = env!("CARGO_BIN_EXE_exercise-03-io-threads");
    exercise_03_io_threads::exercise().check(program, env!("CARGO_MANIFEST_DIR"))
}
