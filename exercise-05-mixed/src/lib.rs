//! Exercise 5: work that waits and computes. Its parts, without their answers.

// Some of it is there for the checks alone.
#![cfg_attr(not(feature = "checks"), allow(dead_code))]

pub mod parts;

use common::exercise::Exercise;
use parts::{maze, pipeline, resize};

/// All answers of the exercise, part by part.
pub struct Answers {
    /// Reading and computing in a pipeline.
    pub pipeline: pipeline::Answers,
    /// The way through a maze.
    pub maze: maze::Answers,
    /// Pictures made smaller.
    pub resize: resize::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    let title = "A pipeline for work that waits and computes";
    Exercise::new("05-mixed", title)
        .part(pipeline::PART, |all: &Answers| &all.pipeline)
        .part(maze::PART, |all| &all.maze)
        .part(resize::PART, |all| &all.resize)
}
