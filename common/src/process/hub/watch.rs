//! The hub's second thread: it watches the clients' leashes, and tells whose has broken.

use super::sheet::{Sheet, send};
use crate::panics;
use ipc_channel::ipc::{self, IpcReceiverSet, IpcSelectionResult, IpcSender};
use ipc_channel::ipc::{OpaqueIpcReceiver, OpaqueIpcSender};
use std::collections::HashMap;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

/// A line, and the end of its leash that stays.
type Leash = (u32, OpaqueIpcReceiver);

/// The thread. It ends when this is dropped.
pub(super) struct Watch {
    new: mpsc::Sender<Leash>,
    /// Wakes it when there is a new leash, and ends it when it closes. (`None` while dropped.)
    bell: Option<IpcSender<()>>,
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
            let thread = thread::Builder::new().name("hub's watch".to_string());
            // Not everywhere can a set go from one thread to another.
            let run = move || {
                let set = panics::catch(IpcReceiverSet::new);
                if let Ok(Ok(mut set)) = set
                    && let Ok(rung) = set.add(rung)
                    && ready.send(()).is_ok()
                {
                    watch(set, rung, leashes, &door);
                }
            };
            let thread = thread.spawn(run).ok()?;
            made.recv().ok()?;
            Some(Watch {
                new,
                bell: Some(bell),
                thread: Some(thread),
            })
        });
        watch.ok().flatten()
    }

    /// Watches a line from now on. `false`: it cannot.
    pub fn add(&self, line: u32, leash: OpaqueIpcReceiver) -> bool {
        let bell = self.bell.as_ref();
        self.new.send((line, leash)).is_ok() && bell.is_some_and(|bell| bell.send(()).is_ok())
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
fn watch(mut set: IpcReceiverSet, rung: u64, new: mpsc::Receiver<Leash>, door: &OpaqueIpcSender) {
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
