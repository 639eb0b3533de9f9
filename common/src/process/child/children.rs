//! The children of this process that are alive.

use crate::process::pool::seat::Face;
use crate::process::worker::who::Process;
use crate::sync::lock;
use std::sync::{Arc, Mutex};

static CHILDREN: Mutex<Vec<(Process, Arc<Mutex<Face>>)>> = Mutex::new(Vec::new());

/// The children that were started with [`spawn`](fn@crate::process::spawn) in this process and have not ended.
/// (Workers of pools are not among them: see [`Pool::stats`](crate::process::Pool::stats).)
///
/// ```
/// use common::process::{active_children, named};
///
/// let child = named("A").spawn(std::thread::sleep, std::time::Duration::from_secs(600))?;
/// assert_eq!(active_children()[0].name, "A");
/// child.kill();
/// assert!(child.join().is_err());
/// assert!(active_children().is_empty());
/// # Ok::<(), common::process::Error>(())
/// ```
pub fn active_children() -> Vec<Process> {
    let children = lock(&CHILDREN);
    let alive = |(_, face): &&(_, Arc<Mutex<Face>>)| lock(face).exit().is_none();
    let alive = children.iter().filter(alive);
    alive.map(|(process, _)| process.clone()).collect()
}

/// Lists a child, until what this gives is dropped.
pub(super) fn list(process: Process, face: Arc<Mutex<Face>>) -> Listed {
    lock(&CHILDREN).push((process, face.clone()));
    Listed(face)
}

/// The entry of one child.
pub(super) struct Listed(Arc<Mutex<Face>>);

impl Drop for Listed {
    fn drop(&mut self) {
        lock(&CHILDREN).retain(|(_, face)| !Arc::ptr_eq(face, &self.0));
    }
}
