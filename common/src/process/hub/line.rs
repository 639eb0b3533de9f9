//! The client's side of a hub: lines, each with answers of its own, an account and a leash.
//!
//! A handle that has travelled knows the hub's door alone. When it is used for the first time, it
//! opens a line: it sends in the ends that the hub needs. From then on it asks through the door and
//! is answered through the line. When it dies, its leash breaks, and the hub knows.

use super::account::Account;
use super::sheet::{Content, Ends, Failure, Received, Sheet, Silence};
use super::sheet::{receive_opaque, send, try_send};
use crate::panics;
use crate::process::error::Error;
use crate::sync::lock;
use ipc_channel::ipc::{self, IpcSender, OpaqueIpcReceiver, OpaqueIpcSender};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often to look whether the hub is there.
const OFTEN: Duration = Duration::from_millis(1);

/// What a handle speaks to. It is for the error that names it when it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Queue,
    Manager,
}

/// What a handle speaks to, and where: a queue's hub lives in the process that made the queue, a
/// manager in a process of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Host {
    kind: Kind,
    pid: u32,
}

impl Host {
    pub fn gone(self) -> Error {
        let pid = self.pid;
        Error::Gone(match self.kind {
            Kind::Queue => format!(
                "the queue is gone: the process that made it (pid {pid}) has ended, or has \
                 dropped it"
            ),
            Kind::Manager => format!(
                "the manager (pid {pid}) is gone: it was killed, or the process that started it \
                 has ended, or has dropped it"
            ),
        })
    }

    /// How many words the tray of a line has.
    fn tray(self) -> usize {
        match self.kind {
            Kind::Queue => 2048,
            Kind::Manager => 0,
        }
    }

    /// What it means that nothing was sent.
    pub fn failed(self, failure: Failure) -> Error {
        match failure {
            Failure::Gone => self.gone(),
            Failure::Refused(why) => Error::Refused(why),
        }
    }
}

/// A connection to a hub. Who has it uses it alone.
pub(crate) struct Line {
    id: u32,
    host: Host,
    door: OpaqueIpcSender,
    /// Taken out only while somebody receives from it: then it has the type of what is expected.
    answers: Option<OpaqueIpcReceiver>,
    pub account: Account,
    pub lot: Lot,
    /// When we last knew that the hub was there.
    checked: Instant,
    /// An answer was lost. Then the hub had better think that this client is dead.
    broken: bool,
    _leash: IpcSender<()>,
}

/// Items that have come and that nobody has asked for yet, one after another.
#[derive(Default)]
pub(crate) struct Lot {
    bytes: Box<[u8]>,
    /// Where the next item begins.
    at: usize,
}

impl Lot {
    pub fn new(bytes: Box<[u8]>) -> Lot {
        Lot { bytes, at: 0 }
    }

    pub fn next(&mut self) -> Option<&[u8]> {
        let piece = crate::process::call::pieces::pieces(self.bytes.get(self.at..)?).next()?;
        self.at += crate::process::call::pieces::LENGTH + piece.len();
        Some(piece)
    }
}

impl Line {
    fn open(door: &OpaqueIpcSender, host: Host) -> Result<Line, Error> {
        loop {
            // ipc-channel panics when there is no memory or descriptor left.
            match panics::catch(|| Line::try_open(door, host)) {
                Ok(Ok(None)) => {}
                Ok(Ok(Some(line))) => return Ok(line),
                Ok(Err(failure)) => return Err(host.failed(failure)),
                Err(panic) => return Err(Error::Refused(panic.message)),
            }
        }
    }

    /// `None`: a signal came in between.
    fn try_open(door: &OpaqueIpcSender, host: Host) -> Result<Option<Line>, Failure> {
        let refused = |error| Failure::Refused(format!("a channel ({error})"));
        let (leash, leash_end) = ipc::channel::<()>().map_err(refused)?;
        let (answers_in, answers) = ipc::channel::<()>().map_err(refused)?;
        let (account, memory) = Account::new(host.tray());
        let ends = Ends {
            answers: answers_in.to_opaque(),
            leash: leash_end.to_opaque(),
            account: memory,
        };
        let hello = Sheet {
            kind: super::HELLO,
            ends: Some(&ends),
            ..Sheet::default()
        };
        match try_send(door, hello) {
            None => return Ok(None),
            Some(sent) => sent?,
        }
        // Ours must not keep the answers open: their end tells that the hub is gone.
        drop(ends);
        let mut line = Line {
            id: 0,
            host,
            door: door.clone(),
            answers: Some(answers.to_opaque()),
            account,
            lot: Lot::default(),
            checked: Instant::now(),
            broken: false,
            _leash: leash,
        };
        match line.receive::<()>(None) {
            Ok(welcome) => line.id = welcome.line,
            Err(Silence::Garbled(why)) => return Err(Failure::Refused(why)),
            Err(_) => return Err(Failure::Gone),
        }
        Ok(Some(line))
    }

    /// A sheet that comes from this line.
    pub fn sheet(&self, kind: u8, number: u64) -> Sheet<'static> {
        Sheet {
            kind,
            line: self.id,
            number,
            ..Sheet::default()
        }
    }

    /// Where sheets go.
    pub fn door(&self) -> &OpaqueIpcSender {
        &self.door
    }

    pub fn host(&self) -> Host {
        self.host
    }

    /// Sends a sheet.
    pub fn tell(&self, sheet: Sheet) -> Result<(), Error> {
        send(&self.door, sheet).map_err(|failure| self.host.failed(failure))
    }

    /// Waits for the answer.
    pub fn answer<C: Content>(&mut self) -> Result<Received<C>, Error> {
        let answer = self.receive(None);
        answer.map_err(|silence| self.silent(silence))
    }

    /// Waits for the answer until then; `None`: there is none yet.
    pub fn answer_until<C: Content>(&mut self, end: Instant) -> Result<Option<Received<C>>, Error> {
        match self.receive(Some(end)) {
            Ok(answer) => Ok(Some(answer)),
            Err(Silence::Yet) => Ok(None),
            Err(silence) => Err(self.silent(silence)),
        }
    }

    /// Looks now and then whether the hub is still there: what is done without a message would not
    /// show it.
    pub fn check(&mut self) -> Result<(), Error> {
        let now = Instant::now();
        if now.duration_since(self.checked) > OFTEN {
            self.checked = now;
            if let Err(Silence::Gone) = self.receive::<()>(Some(now)) {
                return Err(self.silent(Silence::Gone));
            }
        }
        Ok(())
    }

    fn receive<C: Content>(&mut self, end: Option<Instant>) -> Result<Received<C>, Silence> {
        receive_opaque(&mut self.answers, end)
    }

    fn silent(&mut self, silence: Silence) -> Error {
        self.broken = true;
        match silence {
            Silence::Garbled(why) => Error::Refused(format!("an answer ({why})")),
            Silence::Gone | Silence::Yet => self.host.gone(),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // What it was handed is done with. Who is killed does not come to this.
        if !self.broken {
            self.account.finish();
        }
    }
}

/// The lines that a handle has opened and that nobody uses at the moment. A call takes one, or
/// opens another if all are in use, so that no call waits for another one.
pub(crate) struct Lines {
    door: OpaqueIpcSender,
    host: Host,
    idle: Mutex<Vec<Line>>,
}

impl Lines {
    pub fn new(door: OpaqueIpcSender, kind: Kind, pid: u32) -> Lines {
        Lines {
            door,
            host: Host { kind, pid },
            idle: Mutex::default(),
        }
    }

    /// For another handle: no lines yet.
    pub fn afresh(&self) -> Lines {
        Lines::new(self.door.clone(), self.host.kind, self.host.pid)
    }

    /// What crosses of it.
    pub fn handle(&self) -> (&OpaqueIpcSender, u32) {
        (&self.door, self.host.pid)
    }

    /// What has crossed.
    pub fn from_handle((door, pid): (OpaqueIpcSender, u32), kind: Kind) -> Lines {
        Lines::new(door, kind, pid)
    }

    pub fn pid(&self) -> u32 {
        self.host.pid
    }

    /// Uses a line. One that has failed is given up.
    pub fn with<T>(&self, work: impl FnOnce(&mut Line) -> Result<T, Error>) -> Result<T, Error> {
        let idle = lock(&self.idle).pop();
        let mut line = match idle {
            Some(line) => line,
            None => Line::open(&self.door, self.host)?,
        };
        let result = work(&mut line);
        if !matches!(result, Err(Error::Gone(_) | Error::Refused(_))) {
            lock(&self.idle).push(line);
        }
        result
    }
}
