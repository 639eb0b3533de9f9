//! What a worker sends back: results of one call, and its accounts.

use super::pieces::{self, pull_each, push_each, write_plain};
use super::place;
use super::wire::Cross;
use crate::unsolved::Todo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Why a task has no result, as its worker saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Panicked { message: String, location: String },
    Codec(String),
}

/// Results of one call, in the order of its tasks. A call that takes long has several replies.
pub(crate) struct Reply<R> {
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

/// How a failure stands in a reply.
type Sent = (bool, String, String);

/// The first byte of a piece: what follows.
const RESULT: u8 = 0;
const FAILURE: u8 = 1;

impl<R: Serialize + DeserializeOwned + 'static> Cross for Reply<R> {
    fn write(&self, out: &mut Vec<u8>) {
        let results = (self.first..).zip(&self.results);
        let results = results.inspect(|&(task, _)| place::at(self.call, task));
        push_each(
            out,
            results,
            |out, (_, result)| match result {
                Ok(result) => {
                    out.push(RESULT);
                    pieces::write(out, result)
                }
                Err(failure) => write_failure(out, failure),
            },
            |out, written| {
                if let Err(why) = written {
                    let failure = Failure::Codec(format!("its result: {why}"));
                    push_each(out, [failure], |out, f| write_failure(out, &f), |_, _| {});
                }
            },
        );
        let accounts = (self.call, self.first, self.last, self.cpu, &self.todo);
        push_each(out, [accounts], |out, a| write_plain(out, &a), |_, _| {});
        place::replying(self.call);
    }

    fn read(bytes: &[u8]) -> Reply<R> {
        let mut pieces: Vec<&[u8]> = pieces::pieces(bytes).collect();
        let accounts = pieces
            .pop()
            .and_then(|piece| postcard::from_bytes(piece).ok());
        let (call, first, last, cpu, todo) = accounts.unwrap_or_default();
        let results = pull_each(pieces, read_result).into_iter().map(|result| {
            result.unwrap_or_else(|why| Err(Failure::Codec(format!("its result: {why}")).into()))
        });
        Reply {
            call,
            first,
            last,
            cpu,
            todo,
            results: results.collect(),
        }
    }
}

fn write_failure(out: &mut Vec<u8>, failure: &Failure) -> postcard::Result<()> {
    out.push(FAILURE);
    let sent: Sent = match failure.clone() {
        Failure::Panicked { message, location } => (true, message, location),
        Failure::Codec(message) => (false, message, String::new()),
    };
    write_plain(out, &sent)
}

fn read_result<R>(piece: &[u8]) -> postcard::Result<Result<R, Box<Failure>>>
where
    R: DeserializeOwned + 'static,
{
    match piece.split_first() {
        Some((&RESULT, value)) => pieces::read(value).map(Ok),
        Some((_, failure)) => Ok(Err(match postcard::from_bytes::<Sent>(failure)? {
            (true, message, location) => Failure::Panicked { message, location },
            (false, message, _) => Failure::Codec(message),
        }
        .into())),
        None => Err(postcard::Error::DeserializeUnexpectedEnd),
    }
}
