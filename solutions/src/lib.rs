//! The reference answers. `::exercise_02_pool` names the exercise; the module of the same name holds its answers.

pub mod exercise_01_serial;
pub mod exercise_02_pool;
pub mod exercise_03_io_threads;
pub mod exercise_04_threads_vs_procs;
pub mod exercise_05_mixed;

use common::exercise::Answered;

/// All exercises of the course, each with its reference answers.
pub fn exercises() -> Vec<Box<dyn Answered>> {
    let serial = ::exercise_01_serial::Answers {
        primes: exercise_01_serial::primes::ANSWERS,
        clocks: exercise_01_serial::clocks::ANSWERS,
    };
    let pool = exercise_02_pool::ANSWERS;
    let io_threads = exercise_03_io_threads::ANSWERS;
    let threads_vs_procs = exercise_04_threads_vs_procs::ANSWERS;
    let mixed = exercise_05_mixed::ANSWERS;
    vec![
        Box::new((::exercise_01_serial::exercise(), serial)),
        Box::new((::exercise_02_pool::exercise(), pool)),
        Box::new((::exercise_03_io_threads::exercise(), io_threads)),
        Box::new((::exercise_04_threads_vs_procs::exercise(), threads_vs_procs)),
        Box::new((::exercise_05_mixed::exercise(), mixed)),
    ]
}
