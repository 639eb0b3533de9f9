//! The hub's second thread: it watches the clients' leashes, and tells whose has broken.

use super::sheet::{Sheet, send};
use crate::panics;
use ipc_channel::ipc::{self, IpcReceiverSet, IpcSelectionResult, IpcSender};
use ipc_channel::ipc::{OpaqueIpcReceiver, OpaqueIpcSender};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

/// A line, and the end of its leash that stays.
type Leash = (u32, OpaqueIpcReceiver);

/// The thread. It ends when this is dropped.
pub(super) struct Watch {
    new: mpsc::Sender<Leash>,
    /// Wakes it when there is a new leash, and ends it when it closes. (`None` while dropped.)
    bell: Option<IpcSender<()>>,
    /// Whether it has been rung and not heard yet. There is no second ring then: it might have to wait
    /// for room, while the thread waits until whoever rings takes something out of the door.
    ringing: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Starts the thread, which speaks through `door`. `None`: the system has not got what it
    /// takes.
    pub fn start(door: &OpaqueIpcSender) -> Option<Watch> {
        let door = door.clone();
        // ipc-channel panics when there is no descriptor left.
        let watch = panics::catch(|| {
            let (bell, rung) = ipc::channel::<()>().ok()?;
            let (new, leashes) = mpsc::channel();
            let (ready, made) = mpsc::sync_channel(1);
            let ringing = Arc::new(AtomicBool::new(false));
            let heard = ringing.clone();
            let thread = thread::Builder::new().name("hub's watch".to_string());
            // Not everywhere can a set go from one thread to another.
            let run = move || {
                let set = panics::catch(IpcReceiverSet::new);
                if let Ok(Ok(mut set)) = set
                    && let Ok(rung) = set.add(rung)
                    && ready.send(()).is_ok()
                {
                    watch(set, rung, &heard, leashes, &door);
                }
            };
            let thread = thread.spawn(run).ok()?;
            made.recv().ok()?;
            Some(Watch {
                new,
                bell: Some(bell),
                ringing,
                thread: Some(thread),
            })
        });
        watch.ok().flatten()
    }

    /// Watches a line from now on, and waits for nobody. `false`: it cannot.
    pub fn add(&self, line: u32, leash: OpaqueIpcReceiver) -> bool {
        let ring = || self.bell.as_ref().is_some_and(|bell| bell.send(()).is_ok());
        self.new.send((line, leash)).is_ok()
            && (self.ringing.swap(true, Ordering::AcqRel) || ring())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.bell = None;
        if let Some(thread) = self.thread.take() {
            // If it has panicked, it has ended as well.
            let _ = thread.join();
        }
    }
}

/// Watches leashes until the bell is gone.
fn watch(
    mut set: IpcReceiverSet,
    rung: u64,
    ringing: &AtomicBool,
    new: mpsc::Receiver<Leash>,
    door: &OpaqueIpcSender,
) {
    let tell = |line| {
        let gone = Sheet {
            kind: super::GONE,
            line,
            ..Sheet::default()
        };
        // If there is no hub any more, we shall end as well.
        let _ = send(door, gone);
    };
    let mut lines = HashMap::new();
    while let Ok(Ok(events)) = panics::catch(|| set.select()) {
        for event in events {
            match event {
                IpcSelectionResult::MessageReceived(..) => {
                    // First this: whoever comes now rings again.
                    ringing.swap(false, Ordering::AcqRel);
                    for (line, leash) in new.try_iter() {
                        match set.add_opaque(leash) {
                            Ok(id) => drop(lines.insert(id, line)),
                            // Rather no line than one that nobody watches.
                            Err(_) => tell(line),
                        }
                    }
                }
                IpcSelectionResult::ChannelClosed(id) if id == rung => return,
                IpcSelectionResult::ChannelClosed(id) => {
                    lines.remove(&id).into_iter().for_each(tell);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clients that come and go in crowds fill the door. The hub must not wait for the watch then.
    #[test]
    fn a_line_is_added_though_nobody_reads_what_comes_through_the_door() {
        let (door, inside) = super::super::make_door().unwrap();
        let watch = Watch::start(&door).unwrap();
        for line in 0..700 {
            let (leash, end) = ipc::channel::<()>().unwrap();
            drop(leash);
            assert!(watch.add(line, end.to_opaque()));
        }
        // Now the watch need not wait for room any more.
        drop(inside);
    }
}
