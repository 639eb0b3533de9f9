//! Exercise 5: work that waits and computes. Its parts, without their answers.

pub mod parts;

use common::exercise::Exercise;
use parts::pipeline;

/// All answers of the exercise, part by part.
pub struct Answers {
    /// Reading and computing in a pipeline.
    pub pipeline: pipeline::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    let title = "A pipeline for work that waits and computes";
    Exercise::new("05-mixed", title).part(pipeline::PART, |all| &all.pipeline)
}
