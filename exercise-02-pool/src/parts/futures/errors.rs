//! What kind of error it is, for whoever compares outcomes.

use common::process::Error;

/// In a word or two.
pub fn kind(error: &Error) -> &'static str {
    match error {
        Error::Panicked { .. } => "panicked",
        Error::WorkerDied { .. } => "worker died",
        Error::TimedOut { .. } => "timed out",
        Error::Closed => "pool closed",
        _ => "another error",
    }
}
