//! The jobs of TODO(4), and how they can end.

use super::gate;
use super::work::in_a_child;
use common::process::{Exit, current, signal};
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a child may be asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// Return a number.
    Return(u64),
    /// Panic.
    Panic,
    /// Leave with `std::process::exit`, with this code.
    Exit(i32),
    /// Abort, as a program does that finds itself in disorder.
    Abort,
    /// Write to a forbidden address, as foreign code does that has a defect.
    Crash,
    /// Be killed, as by `kill -9`, or by a system that has no memory left.
    Kill,
    /// What no child can read. It never comes to work, and so to no ending.
    Garbled,
}

/// How a child ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Its function returned this.
    Returned(u64),
    /// Its function panicked, and said this.
    Panicked(String),
    /// It left by itself with this exit code, before its function had returned.
    Left(i32),
    /// A signal of this number ended it.
    Killed(i32),
}

/// The work of TODO(4). Only one kind of job comes to a good end.
pub fn work(job: Job) -> u64 {
    let _call = witness::enter("work", &job);
    if !matches!(job, Job::Return(_) | Job::Panic) {
        in_a_child(&format!("Job::{job:?}"));
    }
    gate::pass(format_args!("{job:?}"));
    match job {
        Job::Return(number) => number,
        Job::Panic => panic!("{PANICS_WITH}"),
        Job::Exit(code) => std::process::exit(code),
        Job::Abort => std::process::abort(),
        Job::Crash => signal::crash(),
        Job::Kill => signal::be_killed(),
        Job::Garbled => unreachable!("it cannot be read"),
    }
}

/// The kind of a [`Job::Garbled`].
const GARBLED: u8 = 6;
/// What a [`Job::Panic`] says.
const PANICS_WITH: &str = "a job that fails";

/// How this job ends on a system that has signals.
///
/// # Panics
///
/// If it is no job that can be read.
pub fn expected(job: &Job) -> Ending {
    match *job {
        Job::Return(number) => Ending::Returned(number),
        Job::Panic => Ending::Panicked(PANICS_WITH.to_string()),
        Job::Exit(code) => Ending::Left(code),
        Job::Abort => Ending::Killed(6),
        Job::Crash => Ending::Killed(11),
        Job::Kill => Ending::Killed(9),
        Job::Garbled => unreachable!("no child can read it, so it has no ending"),
    }
}

pub fn in_words(ending: &Ending) -> String {
    match ending {
        Ending::Returned(number) => format!("returned {number}"),
        Ending::Panicked(message) => format!("panicked: {message}"),
        Ending::Left(code) => format!("{} without a result", Exit::Code(*code)),
        Ending::Killed(signal) => Exit::Signal(*signal).to_string(),
    }
}

/// Crosses as two numbers, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Job {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers: (u8, u64) = match *self {
            Job::Return(number) => (0, number),
            Job::Panic => (1, 0),
            Job::Exit(code) => (2, u64::from(code.cast_unsigned())),
            Job::Abort => (3, 0),
            Job::Crash => (4, 0),
            Job::Kill => (5, 0),
            Job::Garbled => (GARBLED, 0),
        };
        numbers.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Job {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Job, D::Error> {
        let (kind, number): (u8, u64) = Deserialize::deserialize(deserializer)?;
        match kind {
            0 => Ok(Job::Return(number)),
            1 => Ok(Job::Panic),
            2 => Ok(Job::Exit((number as u32).cast_signed())),
            3 => Ok(Job::Abort),
            4 => Ok(Job::Crash),
            5 => Ok(Job::Kill),
            // What the judge has asked comes to the program in the same way.
            GARBLED if !current().is_worker => Ok(Job::Garbled),
            _ => Err(serde::de::Error::custom("a job is of kind 0 to 5")),
        }
    }
}

/// Crosses as a number and a text, from a program under a check to its judge.
impl Serialize for Ending {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, number, text): (u8, i64, &str) = match self {
            Ending::Returned(number) => (0, number.cast_signed(), ""),
            Ending::Panicked(message) => (1, 0, message),
            Ending::Left(code) => (2, i64::from(*code), ""),
            Ending::Killed(signal) => (3, i64::from(*signal), ""),
        };
        (kind, number, text).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Ending {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ending, D::Error> {
        let (kind, number, text): (u8, i64, String) = Deserialize::deserialize(deserializer)?;
        match kind {
            0 => Ok(Ending::Returned(number.cast_unsigned())),
            1 => Ok(Ending::Panicked(text)),
            2 => Ok(Ending::Left(number as i32)),
            3 => Ok(Ending::Killed(number as i32)),
            _ => Err(serde::de::Error::custom("an ending is of kind 0 to 3")),
        }
    }
}
