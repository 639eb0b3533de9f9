//! The line that says of a program that nobody has mended it yet.

use common::check::serve;
use common::unsolved::{self, Todo};
use std::env;
use std::panic::Location;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

static NOTED: AtomicBool = AtomicBool::new(false);

/// Whether this process has come to such a line.
pub fn is_noted() -> bool {
    NOTED.load(Relaxed)
}

/// Stands on the first line of a program that is still broken; whoever has mended it deletes the line.
///
/// The program goes on all the same, as it is there to be watched: the report then says "not solved yet", whatever
/// came of it. (Once is enough: a process runs one of them.) Only a check does not run it, and reaches the `todo!` instead:
/// some of these programs never end.
#[track_caller]
pub fn broken(todo: fn()) {
    static ASKED: OnceLock<bool> = OnceLock::new();
    if *ASKED.get_or_init(|| env::var_os(serve::FOLDER_VARIABLE).is_some()) {
        todo();
    }
    if is_noted() || NOTED.swap(true, Relaxed) {
        return;
    }
    let place = Location::caller();
    unsolved::note(Todo {
        message: "mend it, then delete this line".to_string(),
        file: place.file().to_string(),
        line: place.line(),
    });
}
