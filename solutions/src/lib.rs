//! The reference answers. `::exercise_02_pool` names the exercise; the module of the same name holds its answers.

pub mod exercise_02_pool;

use common::exercise::Answered;

/// All exercises of the course, each with its reference answers.
pub fn exercises() -> Vec<Box<dyn Answered>> {
    let pool = ::exercise_02_pool::Answers {
        primes: exercise_02_pool::primes::ANSWERS,
    };
    vec![Box::new((::exercise_02_pool::exercise(), pool))]
}
