//! Judges what the exercise's program answers: `cargo test -p exercise-04-threads-vs-procs`.

fn main() -> std::process::ExitCode {
    let program = env!("CARGO_BIN_EXE_exercise-04-threads-vs-procs");
    exercise_04_threads_vs_procs::exercise().check(program, env!("CARGO_MANIFEST_DIR"))
}
