//! Notices when a step reaches a `todo!`, or panics, in whatever thread or worker it happens.
//!
//! A caught panic will not do: `join().unwrap()` throws the payload away. So the panic hook takes the note.

use crate::blame;
use crate::sync::lock;
use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::any::Any;
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once};

/// A `todo!` or `unimplemented!` that was reached, or another panic: what it said, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// The first `todo!` since [`take`] was last called.
static FIRST_TODO: Mutex<Option<Todo>> = Mutex::new(None);
/// The first other panic since [`take_panic`] was last called.
static FIRST_PANIC: Mutex<Option<Todo>> = Mutex::new(None);
/// Whether other panics are noted without being printed.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Installs the panic hook, once: it notes a `todo!` in silence, and notes every other panic before it hands it on
/// to the hook that was there.
pub fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            #[cfg(feature = "process")]
            crate::panics::record(info);
            if let Some(todo) = todo_in(info) {
                return note(todo);
            }
            first(&FIRST_PANIC, panic_in(info));
            if !QUIET.load(Ordering::Relaxed) {
                before(info);
            }
        }));
    });
}

/// From now on panics are noted, but not printed: whoever calls this shows them in words of its own.
/// With `RUST_BACKTRACE` set they are printed all the same.
pub fn quiet() {
    install();
    QUIET.store(
        std::env::var_os("RUST_BACKTRACE").is_none(),
        Ordering::Relaxed,
    );
}

/// Takes note of a `todo!`, unless one is noted already. A pool calls this for what its workers met.
pub fn note(todo: Todo) {
    first(&FIRST_TODO, todo);
}

/// The first `todo!` since the last call, if any was reached.
pub fn take() -> Option<Todo> {
    lock(&FIRST_TODO).take()
}

/// The first other panic since the last call, if there was one.
pub fn take_panic() -> Option<Todo> {
    lock(&FIRST_PANIC).take()
}

fn first(place: &Mutex<Option<Todo>>, todo: Todo) {
    lock(place).get_or_insert(todo);
}

/// The `todo!` that this panic comes from, if it comes from one.
pub(crate) fn todo_in(info: &PanicHookInfo) -> Option<Todo> {
    let starts = ["not yet implemented", "not implemented"];
    let message = text(info.payload())?;
    let message = starts
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    let (file, line) = blame::place(info);
    Some(Todo {
        message: message.trim_start_matches(": ").to_string(),
        file,
        line,
    })
}

fn panic_in(info: &PanicHookInfo) -> Todo {
    let message = text(info.payload()).unwrap_or("a panic whose payload is no text");
    let (file, line) = blame::place(info);
    Todo {
        message: message.to_string(),
        file,
        line,
    }
}

/// What a panic says, if it says it in words.
pub(crate) fn text(payload: &(dyn Any + Send)) -> Option<&str> {
    let string = || payload.downcast_ref::<String>().map(String::as_str);
    payload.downcast_ref::<&str>().copied().or_else(string)
}
