//! Reference answers of exercise 3.

pub mod crawler;
pub mod files;
pub mod hashing;

/// All of them.
pub const ANSWERS: ::exercise_03_io_threads::Answers = ::exercise_03_io_threads::Answers {
    files: files::ANSWERS,
    hashing: hashing::ANSWERS,
    crawler: crawler::ANSWERS,
};
