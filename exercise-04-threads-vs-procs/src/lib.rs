//! Exercise 4: threads or processes. Its parts, without their answers.

// Some of it is there for the checks alone.
#![cfg_attr(not(feature = "checks"), allow(dead_code))]

pub mod parts;

use common::exercise::Exercise;
use parts::{debugging, locks, manager, primes, processes, queue, shared};

/// All answers of the exercise, part by part.
pub struct Answers {
    /// The same work on threads, under a global lock, and in processes.
    pub primes: primes::Answers,
    /// Single children, from their start to their exit status.
    pub processes: processes::Answers,
    /// What several use, one at a time.
    pub locks: locks::Answers,
    /// Queues and pipes between processes.
    pub queue: queue::Answers,
    /// Shared memory: values, arrays, locks, flags.
    pub shared: shared::Answers,
    /// What processes share through a manager, and what that costs.
    pub manager: manager::Answers,
    /// Five broken programs, mended.
    pub debugging: debugging::Answers,
}

/// The exercise and its parts; the first is the core.
pub fn exercise() -> Exercise<Answers> {
    Exercise::<Answers>::new("04-threads-vs-procs", "Threads or processes")
        .part(primes::PART, |all| &all.primes)
        .part(processes::PART, |all| &all.processes)
        .part(locks::PART, |all| &all.locks)
        .part(queue::PART, |all| &all.queue)
        .part(shared::PART, |all| &all.shared)
        .part(manager::PART, |all| &all.manager)
        .part(debugging::PART, |all| &all.debugging)
}
