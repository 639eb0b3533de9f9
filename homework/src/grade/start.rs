//! The one place where code of a learner is started, to be compiled or to be run.

use common::check::child::{self, Ended};
use std::io;
use std::process::Command;
use std::time::Duration;

/// Starts `command` in a process group of its own, hands it `line` on its standard input, and ends
/// the group when the command ends or `limit` has passed. A sandbox belongs here.
pub fn start(command: Command, line: &str, limit: Duration) -> io::Result<Ended> {
    child::run(command, line, limit)
}

/// From now on Ctrl-C, or a request to end, takes all that was started with it.
pub fn end_with_us() {
    // A handler that is there already does the same.
    let _ = ctrlc::set_handler(|| {
        child::end_all();
        std::process::exit(130);
    });
}
