//! Looking on, from another thread of the process that asks, while an answer is at work.

use crate::parts::manager::gate;
use common::witness;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Runs `ask`. Meanwhile, for each item that comes to `work`, has somebody look; then that one may go on.
///
/// Gives what `ask` gave, and what was seen, each look with its item.
pub fn looking_on<T, L: Send>(
    work: &str,
    look: impl FnMut(u64) -> L + Send,
    ask: impl FnOnce() -> T,
) -> (T, Vec<(u64, L)>) {
    let (asking, over) = mpsc::channel::<()>();
    let mut look = look;
    let look_on = move || {
        let mut looks = Vec::new();
        while over.recv_timeout(Duration::from_millis(1)) == Err(RecvTimeoutError::Timeout) {
            let seen = witness::so_far().unwrap_or_default().of(work);
            for call in seen.calls.iter().skip(looks.len()) {
                let task = call.item.parse().unwrap_or_default();
                looks.push((task, look(task)));
                gate::looked(task);
            }
        }
        looks
    };
    thread::scope(|scope| {
        // Dropped at the end, by a panic too: then nobody looks any more.
        let asking = asking;
        let looker = scope.spawn(look_on);
        let answer = ask();
        drop(asking);
        (answer, looker.join().unwrap_or_default())
    })
}
