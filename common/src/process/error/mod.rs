//! What can go wrong with a task, in whole sentences: what, where and whose.

pub(super) mod exit;
mod sent;

use exit::Exit;
use std::fmt;
use std::time::Duration;

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The task panicked. Its worker lives on.
    Panicked {
        /// What the panic said.
        message: String,
        /// Where it happened: file, line and column.
        location: String,
        /// Which task: its place among the items, or its number among those submitted, from 0.
        task: usize,
        /// The process that it happened in.
        pid: u32,
    },
    /// The worker ended while it ran the task: it crashed, was killed, or the task left the
    /// process.
    WorkerDied {
        /// Which worker of the pool, from 1.
        worker: usize,
        /// The process that ended.
        pid: u32,
        /// How it ended.
        status: Exit,
        /// Which task, from 0.
        task: usize,
    },
    /// The task ran longer than the pool's `task_timeout`, so its worker was killed.
    TimedOut {
        /// How long a task may take.
        limit: Duration,
        /// Which task, from 0.
        task: usize,
        /// The process that was killed.
        pid: u32,
    },
    /// The argument or the result could not be written to bytes, sent, or read back.
    Codec {
        /// What went wrong.
        message: String,
        /// Which task, from 0.
        task: usize,
    },
    /// The function of a [`Child`](super::Child) panicked. The child has ended with code 101.
    ChildPanicked {
        /// The child.
        name: String,
        /// Its process.
        pid: u32,
        /// What the panic said.
        message: String,
        /// Where it happened: file, line and column.
        location: String,
    },
    /// The child ended before its function had returned: it crashed, was killed, or left the
    /// process.
    ChildDied {
        /// The child.
        name: String,
        /// Its process.
        pid: u32,
        /// How it ended.
        status: Exit,
    },
    /// The child's argument or result could not be written to bytes, sent, or read back.
    ChildCodec {
        /// The child.
        name: String,
        /// Its process.
        pid: u32,
        /// What went wrong.
        message: String,
    },
    /// A process could not be started, or its initializer failed.
    Start(String),
    /// The system would not give what is needed: shared memory, a channel, a lock's file.
    Refused(String),
    /// Whom this was meant for is gone: a queue's or a manager's process, the other end of a pipe.
    Gone(String),
    /// Something that was put into a queue, a pipe or a manager could not be written to bytes, or
    /// read back.
    Unsendable(String),
    /// The queue takes no more, and all that was in it has been handed out.
    QueueClosed,
    /// The pool was closed or terminated before the task could run or end.
    Closed,
    /// The task was cancelled before it began.
    Cancelled,
    /// The result has been taken out already.
    Taken,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Panicked {
                message,
                location,
                task,
                pid,
            } => write!(
                f,
                "task {task} panicked at {location} (process {pid}): {message}"
            ),
            Error::WorkerDied {
                worker,
                pid,
                status,
                task,
            } => write!(
                f,
                "worker {worker} (pid {pid}) {status} while it ran task {task}"
            ),
            Error::TimedOut { limit, task, pid } => write!(
                f,
                "task {task} ran longer than its limit of {limit:?}, so its worker (pid {pid}) \
                 was killed"
            ),
            Error::Codec { message, task } => write!(
                f,
                "task {task} could not cross between processes: {message}"
            ),
            Error::ChildPanicked {
                name,
                pid,
                message,
                location,
            } => write!(
                f,
                "child {name:?} (pid {pid}) panicked at {location}: {message}"
            ),
            Error::ChildDied {
                name,
                pid,
                status: Exit::Code(code),
            } => write!(
                f,
                "child {name:?} (pid {pid}) exited with code {code} before its function returned"
            ),
            Error::ChildDied { name, pid, status } => {
                write!(f, "child {name:?} (pid {pid}) {status}")
            }
            Error::ChildCodec { name, pid, message } => write!(
                f,
                "what child {name:?} (pid {pid}) takes or gives could not cross between \
                 processes: {message}"
            ),
            Error::Start(why) => write!(f, "a process could not be started: {why}"),
            Error::Refused(what) => write!(f, "the system refused: {what}"),
            Error::Gone(what) => write!(f, "{what}"),
            Error::Unsendable(why) => write!(f, "it could not cross between processes: {why}"),
            Error::QueueClosed => write!(f, "the queue is closed"),
            Error::Closed => write!(f, "the pool was closed before the task could end"),
            Error::Cancelled => write!(f, "the task was cancelled before it began"),
            Error::Taken => write!(f, "the result has been taken already"),
        }
    }
}

impl std::error::Error for Error {}
