//! Reference answers of exercise 5.

pub mod maze;
pub mod pipeline;
pub mod resize;

/// All of them.
pub const ANSWERS: ::exercise_05_mixed::Answers = ::exercise_05_mixed::Answers {
    pipeline: pipeline::ANSWERS,
    maze: maze::ANSWERS,
    resize: resize::ANSWERS,
};
