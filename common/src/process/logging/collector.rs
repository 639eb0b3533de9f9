//! Collects the log records of all workers: one channel, and one thread that reads it.
//!
//! Both are made when the first worker starts that may log anything, and stay. If the program logs
//! nothing ([`log::max_level`] is `Off`, as it is until somebody sets it), there is neither.

use super::record::Message;
use super::stderr;
use crate::panics;
use crate::sync::lock;
use ipc_channel::ipc::{self, IpcBytesReceiver, IpcBytesSender};
use log::LevelFilter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// How long the end of a worker waits for its records to be handed on.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait before reading again after an error.
const PAUSE: Duration = Duration::from_millis(1);

/// The workers' end of the channel, once there is one, and the number of the last mark.
static COLLECTOR: Mutex<Option<(IpcBytesSender, u64)>> = Mutex::new(None);

/// The last mark that the thread has come to.
static MARK: Mutex<u64> = Mutex::new(0);
static MARK_MOVED: Condvar = Condvar::new();

/// Where a worker that starts now shall send what it logs; `None`: it need not log anything.
pub(crate) fn for_worker() -> Result<Option<(IpcBytesSender, LevelFilter)>, String> {
    let level = log::max_level();
    if level == LevelFilter::Off {
        return Ok(None);
    }
    let mut collector = lock(&COLLECTOR);
    if collector.is_none() {
        let (sender, receiver) = ipc::bytes_channel().map_err(|e| format!("no log ({e})"))?;
        let thread = thread::Builder::new().name("log".to_string());
        let collect = thread.spawn(move || collect(&receiver));
        collect.map_err(|e| format!("no thread for its log ({e})"))?;
        *collector = Some((sender, 0));
    }
    Ok(collector
        .as_ref()
        .map(|(sender, _)| (sender.clone(), level)))
}

/// Waits until what was logged so far by workers that have ended is handed on, but not for ever: the
/// logger may be waiting for the very thread that calls this.
pub(crate) fn catch_up() {
    let (sender, mark) = {
        let mut collector = lock(&COLLECTOR);
        let Some((sender, mark)) = collector.as_mut() else {
            return;
        };
        *mark += 1;
        (sender.clone(), *mark)
    };
    Message::Mark(mark).send(&sender);
    let behind = |now: &mut u64| *now < mark;
    // Poisoned or too late: there is nothing more to be done about it.
    let _ = MARK_MOVED.wait_timeout_while(lock(&MARK), PATIENCE, behind);
}

/// What the thread does.
fn collect(receiver: &IpcBytesReceiver) {
    #[cfg(unix)]
    crate::sys::block_signals();
    loop {
        // ipc-channel panics when there is no descriptor left for the rest of a long message.
        match panics::catch(|| receiver.recv()) {
            Ok(Ok(bytes)) => match Message::from_bytes(&bytes) {
                Some(Message::Record(record)) => {
                    // A logger that panics must not keep all workers waiting.
                    let _ = catch_unwind(AssertUnwindSafe(|| super::hand_on(&record)));
                }
                Some(Message::Mark(mark)) => {
                    let mut now = lock(&MARK);
                    *now = mark.max(*now);
                    MARK_MOVED.notify_all();
                }
                None => stderr::line("a log record of a worker could not be read"),
            },
            // A signal, or a worker died in the middle of a long message. We hold a sender
            // ourselves, so this is not the end.
            _ => thread::sleep(PAUSE),
        }
    }
}
