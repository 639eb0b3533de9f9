//! Exercise 4: my answers, handed to the exercise that runs and checks them.

mod answers;

use exercise_04_threads_vs_procs::{Answers, exercise};
use std::process::ExitCode;

fn main() -> ExitCode {
    let answers = Answers {
        primes: answers::primes::ANSWERS,
        processes: answers::processes::ANSWERS,
        locks: answers::locks::ANSWERS,
        queue: answers::queue::ANSWERS,
        shared: answers::shared::ANSWERS,
        manager: answers::manager::ANSWERS,
        debugging: answers::debugging::ANSWERS,
    };
    exercise().main(&answers, env!("CARGO_MANIFEST_DIR"))
}
