//! The manager's side: objects of any type, and the changes that clients want made to them.
//!
//! One thread makes all changes, one after another: that is what makes each of them atomic.

use crate::panics::{self, Panic};
use crate::process::hub::sheet::{self, Body, Content, Failure, Received, Sheet, send_value};
use crate::process::hub::{Caller, FIRST, Service};
use crate::process::worker::function::{self, Change, conjure};
use crate::unsolved::{self, Todo};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::collections::HashMap;

/// A client wants something done with the object `number`; with 0, a new one made.
pub(crate) const CALL: u8 = FIRST;

/// It was done; what came of it is to be opened. `number` says which object was made, or which call
/// of all this was.
pub(crate) const DONE: u8 = FIRST;
/// It could not be done. The bytes say why.
const FAILED: u8 = FIRST + 1;

/// What comes of a call: a result, or what a panic said, where it was, and whether it was a
/// `todo!`.
pub(crate) type Outcome<R> = Result<R, (String, String, Option<Todo>)>;

/// Where an object lies, once it is there.
type Slot = Option<Box<dyn Any>>;

/// What to do with an object: it answers the caller itself, for it alone knows the type of the
/// result. The number is for the answer.
pub(crate) type Job = Box<dyn FnOnce(&mut Slot, &Caller, u64)>;

impl Content for Job {
    fn open(bytes: &[u8]) -> Job {
        let Some((distance, argument)) = bytes.split_first_chunk() else {
            return Box::new(|_, caller, _| fail(caller, "it names no function"));
        };
        function::change_at(i64::from_le_bytes(*distance) as isize)(argument)
    }
}

/// The place of some code, as it stands before an argument.
pub(crate) fn place(code: Change) -> [u8; 8] {
    (function::from_anchor(code as usize) as i64).to_le_bytes()
}

/// The code that is made for each function that changes an object.
pub(crate) fn change<F, S, A, R>(argument: &[u8]) -> Job
where
    F: Fn(&mut S, A) -> R + Copy + 'static,
    S: 'static,
    A: DeserializeOwned + 'static,
    R: Serialize + 'static,
{
    let argument = sheet::read::<A>(argument);
    Box::new(move |slot, caller, number| {
        let state = slot.as_mut().and_then(|object| object.downcast_mut::<S>());
        let (state, argument) = match (state, argument) {
            (Some(state), Ok(argument)) => (state, argument),
            (None, _) => return fail(caller, "the manager has no such object"),
            (_, Err(why)) => return fail(caller, &format!("its argument: {why}")),
        };
        let result = panics::catch(|| conjure::<F>()(state, argument));
        let said = |Panic { message, location }| (message, location, unsolved::take());
        answer::<R>(caller, number, &result.map_err(said));
    })
}

/// The code that is made for each type of object.
pub(crate) fn make<S: DeserializeOwned + 'static>(argument: &[u8]) -> Job {
    let state = sheet::read::<S>(argument);
    Box::new(move |slot, caller, number| match state {
        Ok(state) => {
            *slot = Some(Box::new(state));
            answer(caller, number, &Ok(()));
        }
        Err(why) => fail(caller, &why),
    })
}

fn answer<R: Serialize + 'static>(caller: &Caller, number: u64, result: &Outcome<R>) {
    // A client that is gone needs no answer.
    let sent = send_value(caller.answers(), caller.sheet(DONE, number), result);
    if let Err(Failure::Refused(why)) = sent {
        fail(caller, &format!("its result: {why}"));
    }
}

fn fail(caller: &Caller, why: &str) {
    let sheet = caller.sheet(FAILED, 0);
    let bytes = why.as_bytes();
    let _ = caller.answer(Sheet { bytes, ..sheet });
}

/// All objects of a manager, and its clients.
#[derive(Default)]
pub(crate) struct Objects {
    objects: HashMap<u64, Slot>,
    clients: HashMap<u32, Caller>,
    made: u64,
    calls: u64,
}

impl Service for Objects {
    type Content = Job;

    fn welcome(&mut self, line: u32, caller: Caller) {
        self.clients.insert(line, caller);
    }

    fn hear(&mut self, sheet: Received<Job>) {
        let (Some(caller), Body::Opened(job)) = (self.clients.get(&sheet.line), sheet.body) else {
            return;
        };
        match sheet.number {
            0 => {
                self.made += 1;
                let mut slot = None;
                job(&mut slot, caller, self.made);
                self.objects.insert(self.made, slot);
            }
            object => {
                let number = self.calls;
                self.calls += 1;
                let slot = self.objects.get_mut(&object);
                job(slot.unwrap_or(&mut None), caller, number);
            }
        }
    }

    fn gone(&mut self, line: u32) {
        self.clients.remove(&line);
    }
}
