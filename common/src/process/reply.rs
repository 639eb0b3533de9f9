//! What a worker sends back: results of one call, and its accounts.

use super::progress;
use super::wire::{Cross, pieces, pull, push};
use crate::unsolved::Todo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Why a task has no result, as its worker saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    Panicked { message: String, location: String },
    Codec(String),
}

/// Results of one call, in the order of its tasks. A call that takes long has several replies.
pub(super) struct Reply<R> {
    pub call: u32,
    /// The place, in the call, of the first of these results.
    pub first: usize,
    /// Nothing follows.
    pub last: bool,
    /// All CPU time that the worker has used so far, with that of its own children.
    pub cpu: Duration,
    /// The first `todo!` that was reached since the last reply.
    pub todo: Option<Todo>,
    pub results: Vec<Result<R, Box<Failure>>>,
}

/// How a result stands in a reply.
type Sent<R> = Result<R, (bool, String, String)>;

impl<R: Serialize + DeserializeOwned> Cross for Reply<R> {
    fn write(&self, out: &mut Vec<u8>) {
        for (task, result) in self.results.iter().enumerate() {
            progress::at(self.call, self.first + task);
            let sent: Sent<&R> = result
                .as_ref()
                .map_err(|failure| match (**failure).clone() {
                    Failure::Panicked { message, location } => (true, message, location),
                    Failure::Codec(message) => (false, message, String::new()),
                });
            if let Err(why) = push(out, &sent) {
                let failed: Sent<&R> = Err((false, format!("its result: {why}"), String::new()));
                push(out, &failed).expect("texts can always be written");
            }
        }
        let accounts = (self.call, self.first, self.last, self.cpu, &self.todo);
        push(out, &accounts).expect("numbers and texts can always be written");
        progress::replying(self.call);
    }

    fn read(bytes: &[u8]) -> Reply<R> {
        let mut pieces: Vec<&[u8]> = pieces(bytes).collect();
        let accounts = pieces.pop().and_then(|piece| pull(piece).ok());
        let (call, first, last, cpu, todo) = accounts.unwrap_or_default();
        let results = pieces.into_iter().map(read_result).collect();
        Reply {
            call,
            first,
            last,
            cpu,
            todo,
            results,
        }
    }
}

fn read_result<R: DeserializeOwned>(piece: &[u8]) -> Result<R, Box<Failure>> {
    match pull::<Sent<R>>(piece) {
        Ok(Ok(result)) => Ok(result),
        Ok(Err((true, message, location))) => Err(Failure::Panicked { message, location }.into()),
        Ok(Err((false, message, _))) => Err(Failure::Codec(message).into()),
        Err(why) => Err(Failure::Codec(format!("its result: {why}")).into()),
    }
}
