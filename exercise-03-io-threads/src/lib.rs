//! Exercise 3: threads for work that waits. Its parts, without their answers.

// Some of it is there for the checks alone.
#![cfg_attr(not(feature = "checks"), allow(dead_code))]

pub mod parts;

use common::exercise::Exercise;
use parts::{crawler, files, hashing};

/// All answers of the exercise, part by part.
pub struct Answers {
    /// Reading the files of a folder, many at a time.
    pub files: files::Answers,
    /// The SHA-256 of every file of a folder.
    pub hashing: hashing::Answers,
    /// Visiting every page of a site.
    pub crawler: crawler::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    Exercise::<Answers>::new("03-io-threads", "Threads for work that waits")
        .part(files::PART, |all| &all.files)
        .part(hashing::PART, |all| &all.hashing)
        .part(crawler::PART, |all| &all.crawler)
}
