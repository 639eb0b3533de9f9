//! What becomes of a child: it is heard once, by whoever joins, or on standard error if nobody will.

use crate::process::error::Error;
use crate::process::logging::stderr;
use crate::sync::{lock, wait_while};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// Shared by the child's handle and the thread that waits for its end.
pub(super) struct Fate<R> {
    state: Mutex<State<R>>,
    ended: Condvar,
}

enum State<R> {
    Open,
    Ended(Result<R, Error>),
    Taken,
    /// Nobody will join.
    Abandoned,
}

impl<R> Fate<R> {
    pub fn new() -> Fate<R> {
        Fate {
            state: Mutex::new(State::Open),
            ended: Condvar::new(),
        }
    }

    /// Waits for the outcome, but no longer than `limit`, and takes it.
    pub fn take(&self, limit: Duration) -> Option<Result<R, Error>> {
        let open = |state: &mut State<R>| matches!(state, State::Open);
        let mut state = wait_while(&self.ended, lock(&self.state), limit, open);
        match std::mem::replace(&mut *state, State::Taken) {
            State::Ended(outcome) => Some(outcome),
            State::Taken => Some(Err(Error::Taken)),
            open => {
                *state = open;
                None
            }
        }
    }

    /// The child has ended. Only the first outcome counts.
    pub fn settle(&self, outcome: Result<R, Error>) {
        let mut state = lock(&self.state);
        match *state {
            State::Open => {
                *state = State::Ended(outcome);
                self.ended.notify_all();
            }
            State::Abandoned => {
                drop(state);
                tell(outcome);
            }
            State::Ended(_) | State::Taken => {}
        }
    }

    /// Nobody will join any more.
    pub fn abandon(&self) {
        let before = std::mem::replace(&mut *lock(&self.state), State::Abandoned);
        if let State::Ended(outcome) = before {
            tell(outcome);
        }
    }
}

/// An error that nobody joined for is told here: none is lost.
fn tell<R>(outcome: Result<R, Error>) {
    if let Err(error) = outcome {
        stderr::line(&error.to_string().replace('\n', "\\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_heard_once() {
        let fate = Fate::new();
        assert_eq!(fate.take(Duration::ZERO), None);
        fate.settle(Ok(5));
        fate.settle(Err(Error::Closed));
        assert_eq!(fate.take(Duration::MAX), Some(Ok(5)));
        assert_eq!(fate.take(Duration::MAX), Some(Err(Error::Taken)));
    }
}
