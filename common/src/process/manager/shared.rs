//! An object that lives in a manager, as its clients see it.

use super::Running;
use super::objects::{self, CALL, Outcome};
use crate::process::Payload;
use crate::process::error::Error;
use crate::process::hub::line::{Kind, Lines};
use crate::process::hub::sheet::{Body, Failure, Sheet, Value, send_value};
use crate::process::worker::function::{Change, carries_nothing};
use crate::unsolved;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value that lives in a [`Manager`](crate::process::Manager), and that any process can use.
///
/// ```
/// use common::process::{Error, Manager, Pool, Shared};
///
/// let manager = Manager::new()?;
/// let words: Shared<Vec<String>> = manager.share(Vec::new())?;
/// let add = |(words, word): (Shared<Vec<String>>, String)| {
///     words.call(|words, word: String| words.push(word), word).unwrap();
/// };
/// let all = ["two", "one"].map(|word| (words.clone(), word.to_string()));
/// Pool::new(2)?.map(add, all)?;
/// let sorted = words.call(|words, ()| { words.sort(); words.clone() }, ())?;
/// assert_eq!(sorted, ["one", "two"]);
/// # Ok::<(), Error>(())
/// ```
pub struct Shared<S> {
    access: Arc<Access>,
    object: u64,
    state: PhantomData<fn(S) -> S>,
}

/// How a process gets to a manager.
pub(super) struct Access {
    pub lines: Lines,
    /// What keeps the manager running, in the process that started it.
    pub _running: Option<Running>,
}

impl Access {
    /// Has some code run in the manager. The number is that of the object, or of the call.
    fn call<A, R>(&self, object: u64, code: Change, argument: &A) -> Result<(u64, R), Error>
    where
        A: Serialize + 'static,
        R: DeserializeOwned + 'static,
    {
        let place = objects::place(code);
        self.lines.with(|line| {
            let sheet = line.sheet(CALL, object);
            let bytes = &place[..];
            let sent = send_value(line.door(), Sheet { bytes, ..sheet }, argument);
            match sent {
                Ok(()) => {}
                // For example too many handles.
                Err(Failure::Refused(why)) => return Err(Error::Unsendable(why)),
                Err(Failure::Gone) => return Err(line.host().gone()),
            }
            let answer = line.answer::<Value<Outcome<R>>>()?;
            match (answer.body, answer.number) {
                (Body::Opened(Value(Ok(Ok(result)))), number) => Ok((number, result)),
                (Body::Opened(Value(Ok(Err((message, location, todo))))), call) => {
                    todo.into_iter().for_each(unsolved::note);
                    Err(Error::Panicked {
                        message,
                        location,
                        task: call as usize,
                        pid: self.lines.pid(),
                    })
                }
                (Body::Opened(Value(Err(why))), _) => Err(Error::Unsendable(why)),
                (body, _) => Err(Error::Unsendable(text(&body))),
            }
        })
    }

    /// Makes an object.
    pub fn share<S: Payload>(self: &Arc<Access>, state: S) -> Result<Shared<S>, Error> {
        let (object, ()) = self.call(0, objects::make::<S>, &state)?;
        let access = self.clone();
        Ok(Shared {
            access,
            object,
            state: PhantomData,
        })
    }
}

fn text<C>(body: &Body<C>) -> String {
    match body {
        Body::Bytes(why) => String::from_utf8_lossy(why).into_owned(),
        _ => "the answer is not what was asked for".to_string(),
    }
}

impl<S: 'static> Shared<S> {
    /// Has `f(state, argument)` run in the manager, and waits for its result. No other call comes
    /// in between.
    ///
    /// # Errors
    ///
    /// [`Error::Panicked`] if `f` panics; the value stays as the panic left it, and the manager
    /// lives. (The error's task is the number of the call among all calls to this manager.)
    /// [`Error::Gone`] when the manager is gone, and [`Error::Unsendable`] if the argument or the
    /// result cannot cross.
    pub fn call<F, A, R>(&self, f: F, argument: A) -> Result<R, Error>
    where
        F: Fn(&mut S, A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        self.call_with(f, &argument)
    }

    /// As [`call`](Shared::call), with an argument that is only lent.
    pub(super) fn call_with<F, A, R>(&self, f: F, argument: &A) -> Result<R, Error>
    where
        F: Fn(&mut S, A) -> R + Copy + Send + 'static,
        A: Payload,
        R: Payload,
    {
        carries_nothing::<F>();
        let _ = f;
        let result = self
            .access
            .call(self.object, objects::change::<F, S, A, R>, argument);
        result.map(|(_, result)| result)
    }
}

impl<S> Clone for Shared<S> {
    /// Another handle to the same value.
    fn clone(&self) -> Shared<S> {
        Shared {
            access: self.access.clone(),
            object: self.object,
            state: PhantomData,
        }
    }
}

impl<S> fmt::Debug for Shared<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let manager = self.access.lines.pid();
        f.debug_struct("Shared")
            .field("manager", &manager)
            .field("object", &self.object)
            .finish_non_exhaustive()
    }
}

impl<S> Serialize for Shared<S> {
    fn serialize<W: Serializer>(&self, serializer: W) -> Result<W::Ok, W::Error> {
        (self.access.lines.handle(), self.object).serialize(serializer)
    }
}

impl<'de, S> Deserialize<'de> for Shared<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shared<S>, D::Error> {
        let (handle, object) = Deserialize::deserialize(deserializer)?;
        let lines = Lines::from_handle(handle, Kind::Manager);
        let access = Access {
            lines,
            _running: None,
        };
        Ok(Shared {
            access: Arc::new(access),
            object,
            state: PhantomData,
        })
    }
}
