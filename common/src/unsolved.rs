//! Notices when a step reaches a `todo!`, in whatever thread or worker it happens.
//!
//! A caught panic will not do: `join().unwrap()` throws the payload away. So the panic hook takes the note.

use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::any::Any;
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, Once};

/// A `todo!` or `unimplemented!` that was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// What it said, without the standard library's "not yet implemented: ".
    pub message: String,
    /// The source file, as the compiler names it: relative to the workspace.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
}

/// Crosses as a tuple, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Todo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(3)?;
        tuple.serialize_element(&self.message)?;
        tuple.serialize_element(&self.file)?;
        tuple.serialize_element(&self.line)?;
        tuple.end()
    }
}

impl<'de> Deserialize<'de> for Todo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Todo, D::Error> {
        let (message, file, line) = Deserialize::deserialize(deserializer)?;
        Ok(Todo {
            message,
            file,
            line,
        })
    }
}

/// The first one since [`take`] was last called.
static FIRST: Mutex<Option<Todo>> = Mutex::new(None);

/// Installs the panic hook, once: it notes a `todo!` in silence and leaves every other panic to the hook before it.
pub fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| match todo_in(info) {
            Some(todo) => {
                note(todo);
                #[cfg(feature = "process")]
                crate::panics::record(info);
            }
            None => before(info),
        }));
    });
}

/// Takes note of a `todo!`, unless one is noted already. A pool calls this for what its workers met.
pub fn note(todo: Todo) {
    FIRST
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
        .get_or_insert(todo);
}

/// The first `todo!` since the last call, if any was reached.
pub fn take() -> Option<Todo> {
    FIRST
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
        .take()
}

/// The `todo!` that this panic comes from, if it comes from one.
pub(crate) fn todo_in(info: &PanicHookInfo) -> Option<Todo> {
    let text = text(info.payload())?;
    let message = ["not yet implemented", "not implemented"]
        .iter()
        .find_map(|start| text.strip_prefix(start))?;
    let place = info.location()?;
    let message = message.trim_start_matches(": ").to_string();
    Some(Todo {
        message,
        file: place.file().to_string(),
        line: place.line(),
    })
}

/// What a panic says, if it says it in words.
pub(crate) fn text(payload: &(dyn Any + Send)) -> Option<&str> {
    let string = || payload.downcast_ref::<String>().map(String::as_str);
    payload.downcast_ref::<&str>().copied().or_else(string)
}
