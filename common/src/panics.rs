//! Catches a panic of a task with what it said and where: the payload alone does not know the
//! place.

use crate::blame;
use crate::unsolved::{self, text};
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

/// What a panic said, and where ("src/main.rs:12:5").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Panic {
    pub message: String,
    pub location: String,
}

thread_local! {
    /// Whether this thread is inside [`catch`].
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    /// The last panic of this thread inside [`catch`], as the hook saw it.
    static SEEN: RefCell<Option<Panic>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it is an error, and is not printed, since whoever gets the error will
/// show it.
///
/// With `RUST_BACKTRACE` set it is printed too: somebody is looking for it.
pub(crate) fn catch<R>(work: impl FnOnce() -> R) -> Result<R, Panic> {
    let (mut work, mut result) = (Some(work), None);
    caught(&mut || result = work.take().map(|work| work()))?;
    Ok(result.expect("what did not panic has come to its end"))
}

/// The same, but compiled once for all kinds of work.
fn caught(work: &mut dyn FnMut()) -> Result<(), Panic> {
    install();
    let outer = CATCHING.replace(true);
    SEEN.take();
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(outer);
    result.map_err(|payload| {
        let seen = SEEN.take().unwrap_or_else(|| Panic {
            message: text(&*payload).unwrap_or(NO_TEXT).to_string(),
            location: "an unknown place".to_string(),
        });
        // Dropping the payload runs code of the task, which may panic once more: then it is leaked.
        if let Err(second) = panic::catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            std::mem::forget(second);
        }
        seen
    })
}

const NO_TEXT: &str = "a panic whose payload is not a text";

/// Called by a panic hook: keeps what [`catch`] will want to know.
pub(crate) fn record(info: &PanicHookInfo) {
    SEEN.set(Some(seen(info)));
}

fn seen(info: &PanicHookInfo) -> Panic {
    Panic {
        message: text(info.payload()).unwrap_or(NO_TEXT).to_string(),
        location: blame::shown(info),
    }
}

fn install() {
    static INSTALLED: Once = Once::new();
    // A thread that is panicking already may not touch the hook.
    if std::thread::panicking() {
        return;
    }
    INSTALLED.call_once(|| {
        let before = panic::take_hook();
        let loud =
            cfg!(panic = "abort") || std::env::var_os("RUST_BACKTRACE").is_some_and(|v| v != "0");
        panic::set_hook(Box::new(move |info| {
            let this = seen(info);
            // The second panic of one task may be its last word before an abort: that one is
            // printed. (Another hook before this one may have recorded this one already.)
            let first = SEEN.with_borrow(|seen| seen.as_ref().is_none_or(|seen| *seen == this));
            let silent = CATCHING.get() && first && !loud;
            SEEN.set(Some(this));
            match unsolved::todo_in(info) {
                Some(todo) if CATCHING.get() => unsolved::note(todo),
                _ if silent => {}
                _ => before(info),
            }
        }));
    });
}
