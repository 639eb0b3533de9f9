//! The instructor's tool: cuts the skeletons out of the reference answers, writes handouts for
//! learners, and grades what comes back.

pub mod args;
pub mod course;
pub mod failure;
pub mod files;
pub mod git;
pub mod grade;
pub mod handout;
pub mod lockfile;
pub mod manifest;
pub mod overwrite;
pub mod readme;
pub mod rustfmt;
pub mod skeleton;
pub mod skeletons;
pub mod workspace;
