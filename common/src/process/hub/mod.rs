//! The server's side: a loop that takes what comes through the door and has it answered.
//!
//! All clients send through the same door, so one thread that simply waits there hears all of them,
//! in order. It never waits for a client: each has at most a few answers that it has not read yet.
//! A second thread watches the leashes, and says through the door whose has broken.
//!
//! A client has a `line`, along which it sends and receives `sheet`s, and an `account` in shared memory.
//! A queue has a hub in the process that made it; a manager is a process that does nothing else.

pub(super) mod account;
pub(super) mod line;
pub(super) mod sheet;
mod watch;

use super::error::Error;
use crate::panics;
use account::Account;
use ipc_channel::ipc::{self, IpcReceiver, OpaqueIpcReceiver, OpaqueIpcSender};
use sheet::{Content, Ends, Failure, Received, Sheet, Silence, receive, send};
use std::thread::{self, JoinHandle};
use watch::Watch;

/// A client opens a line. It is answered, with the line's number.
pub(super) const HELLO: u8 = 0;
/// The leash of this line has broken.
pub(super) const GONE: u8 = 1;
/// The last one who needs this hub lets it go.
const STOP: u8 = 2;
/// The first of the kinds that a service gives a meaning to.
pub(super) const FIRST: u8 = 3;

/// What a hub does for its clients.
pub(super) trait Service {
    /// What is opened of what they send.
    type Content: Content;
    /// There is a new client.
    fn welcome(&mut self, line: u32, caller: Caller);
    /// A client asks or tells something.
    fn hear(&mut self, sheet: Received<Self::Content>);
    /// A client is gone.
    fn gone(&mut self, line: u32);
}

/// The hub's end of a line.
pub(super) struct Caller {
    line: u32,
    answers: OpaqueIpcSender,
    pub account: Account,
}

impl Caller {
    /// A sheet for this client.
    pub fn sheet(&self, kind: u8, number: u64) -> Sheet<'static> {
        Sheet {
            kind,
            line: self.line,
            number,
            ..Sheet::default()
        }
    }

    /// Where answers go.
    pub fn answers(&self) -> &OpaqueIpcSender {
        &self.answers
    }

    pub fn answer(&self, sheet: Sheet) -> Result<(), Failure> {
        send(&self.answers, sheet)
    }
}

/// A hub that runs in threads of this process until it is dropped.
pub(super) struct Hub {
    door: OpaqueIpcSender,
    thread: Option<JoinHandle<()>>,
}

impl Hub {
    /// Starts the threads. The door is for the clients.
    pub fn start<S>(service: S) -> Result<(Hub, OpaqueIpcSender), Error>
    where
        S: Service + Send + 'static,
    {
        let (door, inside) = make_door()?;
        let (own, handed) = (door.clone(), door.clone());
        let run = move || serve(inside, own, service);
        let thread = thread::Builder::new().name("hub".to_string()).spawn(run);
        let thread = thread.map_err(|e| Error::Refused(format!("a thread ({e})")))?;
        let thread = Some(thread);
        Ok((Hub { door, thread }, handed))
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        stop(&self.door);
        if let Some(thread) = self.thread.take() {
            // If it has panicked, it has ended as well.
            let _ = thread.join();
        }
    }
}

/// The two sides of a door.
pub(super) fn make_door() -> Result<(OpaqueIpcSender, OpaqueIpcReceiver), Error> {
    let door = panics::catch(ipc::channel::<()>);
    let door = door.map_err(|panic| Error::Refused(panic.message))?;
    let (door, inside) = door.map_err(|error| Error::Refused(format!("a channel ({error})")))?;
    Ok((door.to_opaque(), inside.to_opaque()))
}

/// Ends the hub behind this door.
pub(super) fn stop(door: &OpaqueIpcSender) {
    let stop = Sheet {
        kind: STOP,
        ..Sheet::default()
    };
    // If it is gone already, all is well.
    let _ = send(door, stop);
}

/// Serves until it is stopped. When it ends, all channels close, and every client knows.
pub(super) fn serve<S: Service>(inside: OpaqueIpcReceiver, door: OpaqueIpcSender, mut service: S) {
    let inside: IpcReceiver<Received<S::Content>> = inside.to();
    let mut watch: Option<Watch> = None;
    let mut lines = 0_u32;
    loop {
        let sheet = match receive(&inside, None) {
            Ok(sheet) => sheet,
            Err(Silence::Gone) => break,
            // Whoever opened a line with it hears that its answers are closed.
            Err(Silence::Yet | Silence::Garbled(_)) => continue,
        };
        match (sheet.kind, sheet.ends) {
            (HELLO, Some(ends)) => {
                // The first client brings the watch with it.
                if watch.is_none() {
                    watch = Watch::start(&door);
                }
                lines += 1;
                if let Some(watch) = &watch {
                    welcome(&mut service, lines, ends, watch);
                }
            }
            (GONE, _) => service.gone(sheet.line),
            (STOP, _) => break,
            (_, ends) => service.hear(Received { ends, ..sheet }),
        }
    }
    // The watch may be about to tell us something: it must not wait for us.
    drop((inside, service));
}

fn welcome<S: Service>(service: &mut S, line: u32, ends: Ends, watch: &Watch) {
    // If this fails, the client hears that its answers are closed.
    let Ok(account) = panics::catch(|| Account::over(ends.account)) else {
        return;
    };
    if !watch.add(line, ends.leash) {
        return;
    }
    let answers = ends.answers.clone();
    let caller = Caller {
        line,
        answers: ends.answers,
        account,
    };
    let hello = caller.sheet(HELLO, 0);
    service.welcome(line, caller);
    // If the client is gone, its leash will tell.
    let _ = send(&answers, hello);
}
