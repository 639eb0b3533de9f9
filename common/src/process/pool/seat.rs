//! A place for one worker. When the worker dies, the place stays and gets another one.

use super::rules::Rules;
use crate::process::error::Error;
use crate::process::error::exit::Exit;
use crate::process::logging::collector;
use crate::process::worker::os_process::{OsProcess, within};
use crate::process::worker::start::{Connection, start};
use crate::process::worker::who::Who;
use crate::sync::lock;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a worker may take to end by itself when its pool closes.
const GRACE: Duration = Duration::from_secs(2);
/// How long a worker whose channel is closed may take to end. It is ending already.
const LAST_BREATH: Duration = Duration::from_millis(500);

/// What a pool tells about one of its workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerStats {
    /// Which worker of the pool, from 1.
    pub worker: usize,
    /// Its process; `None` while there is none (it has died, or was retired, and nothing has been
    /// asked since).
    pub pid: Option<u32>,
    /// Tasks that it and those before it in this place have ended.
    pub tasks: usize,
    /// How long it and those before it in this place had something to do.
    pub busy: Duration,
}

/// What others may see of a seat while a thread works with it. The child is here so that signals go
/// out and the child is waited for under one lock: nobody can hit a pid that the system has already
/// given to somebody else.
pub(crate) struct Face {
    number: usize,
    tasks: usize,
    busy: Duration,
    child: Option<OsProcess>,
    /// How the last child ended.
    exit: Option<Exit>,
}

impl Face {
    pub fn stats(&mut self) -> WorkerStats {
        WorkerStats {
            worker: self.number,
            pid: self.child.as_mut().and_then(|child| match child.ended() {
                None => Some(child.pid()),
                Some(_) => None,
            }),
            tasks: self.tasks,
            busy: self.busy,
        }
    }

    pub fn kill(&mut self) {
        if let Some(child) = &mut self.child {
            child.kill();
        }
    }

    /// Asks the child to end, where the system has a way to ask.
    pub fn terminate(&mut self) {
        if let Some(child) = &mut self.child {
            child.terminate();
        }
    }

    /// How the last child ended; `None` while it lives.
    pub fn exit(&mut self) -> Option<Exit> {
        match &mut self.child {
            Some(child) => child.ended(),
            None => self.exit,
        }
    }
}

/// A place for one worker.
pub(crate) struct Seat {
    /// Which worker of the pool, from 1; 0 for a child.
    pub number: usize,
    who: Who,
    pub rules: Arc<Rules>,
    face: Arc<Mutex<Face>>,
    worker: Option<Worker>,
    /// While the initializer runs: it must not start another worker if this one dies.
    starting: bool,
}

/// A worker that is connected and initialized.
pub(crate) struct Worker {
    pub connection: Connection,
    /// The number of the last call.
    pub call: u32,
    tasks: usize,
}

impl Seat {
    pub fn new(number: usize, rules: Arc<Rules>) -> Seat {
        Seat::of(Who::Worker(number), number, rules)
    }

    /// A seat for one child, which is never replaced.
    pub fn for_child(name: String, rules: Arc<Rules>) -> Seat {
        Seat::of(Who::Child(name), 0, rules)
    }

    fn of(who: Who, number: usize, rules: Arc<Rules>) -> Seat {
        let face = Face {
            number,
            tasks: 0,
            busy: Duration::ZERO,
            child: None,
            exit: None,
        };
        Seat {
            number,
            who,
            rules,
            face: Arc::new(Mutex::new(face)),
            worker: None,
            starting: false,
        }
    }

    pub fn face(&self) -> Arc<Mutex<Face>> {
        self.face.clone()
    }

    /// The worker of this seat; one is started if there is none.
    pub fn worker(&mut self) -> Result<&mut Worker, Error> {
        if self.worker.is_none() {
            self.start()?;
        }
        self.worker.as_mut().ok_or(Error::Closed)
    }

    /// The worker of this seat, if there is one.
    pub fn current(&mut self) -> Option<&mut Worker> {
        self.worker.as_mut()
    }

    fn start(&mut self) -> Result<(), Error> {
        if std::mem::replace(&mut self.starting, true) {
            return Err(Error::Start(
                "it ended while it was initialized".to_string(),
            ));
        }
        let started = self.start_and_initialize();
        self.starting = false;
        started
    }

    fn start_and_initialize(&mut self) -> Result<(), Error> {
        let replaced = lock(&self.face).exit.is_some();
        let once = matches!(self.who, Who::Child(_));
        if replaced && once || self.rules.terminated.load(Ordering::Acquire) {
            return Err(Error::Closed);
        }
        let (child, connection) = start(&self.who, self.rules.start_timeout)?;
        lock(&self.face).child = Some(child);
        self.worker = Some(Worker {
            connection,
            call: 0,
            tasks: 0,
        });
        // Whoever terminates the pool first sets this, then kills every child it sees. So one of us
        // does it.
        if self.rules.terminated.load(Ordering::Acquire) {
            self.end(Duration::ZERO);
            return Err(Error::Closed);
        }
        let rules = self.rules.clone();
        if let Some(initializer) = &rules.initializer {
            initializer(self).inspect_err(|_| {
                self.end(Duration::ZERO);
            })?;
        }
        Ok(())
    }

    /// Does something with the child, if there is one.
    pub fn child<T>(&self, what: impl FnOnce(&mut OsProcess) -> T) -> Option<T> {
        lock(&self.face).child.as_mut().map(what)
    }

    /// The process of the worker; 0 if there is none.
    pub fn pid(&self) -> u32 {
        self.child(|child| child.pid()).unwrap_or(0)
    }

    /// So many tasks have ended, well or not. What the initializer does is no task.
    pub fn has_ended(&mut self, tasks: usize) {
        if !self.starting {
            lock(&self.face).tasks += tasks;
            self.rules.progress.ended(tasks);
            if let Some(worker) = &mut self.worker {
                worker.tasks += tasks;
            }
        }
    }

    /// There was something to do for so long.
    pub fn was_busy(&mut self, time: Duration) {
        lock(&self.face).busy += time;
    }

    /// How many more tasks this worker may have.
    pub fn room(&self) -> usize {
        let most = self.rules.max_tasks_per_worker.unwrap_or(usize::MAX);
        let done = self.worker.as_ref().map_or(0, |worker| worker.tasks);
        most.saturating_sub(done)
    }

    /// Sends the worker home if it has done as much as one worker may.
    pub fn rest(&mut self) {
        if self.room() == 0 {
            self.let_go();
            self.leave();
        }
    }

    /// Tells the worker that no more will come.
    pub fn let_go(&mut self) {
        if let Some(worker) = &mut self.worker {
            worker.connection.jobs = None;
        }
    }

    /// Waits until the worker that was let go has left.
    pub fn leave(&mut self) {
        self.end(GRACE);
    }

    /// Waits until the worker has ended by itself, and says how.
    pub fn outlive(&mut self) -> Exit {
        self.end(Duration::MAX)
    }

    /// The worker is at its end: how did it end?
    pub fn bury(&mut self) -> Exit {
        self.end(LAST_BREATH)
    }

    /// Kills the worker and says how it ended.
    pub fn kill(&mut self) -> Exit {
        self.end(Duration::ZERO)
    }

    /// Gives the worker `grace` to end, kills it if it does not, and empties the seat.
    fn end(&mut self, grace: Duration) -> Exit {
        if !grace.is_zero() {
            within(grace, || self.child(OsProcess::ended) != Some(None));
        }
        let mut face = lock(&self.face);
        let Some(mut child) = face.child.take() else {
            return face.exit.unwrap_or(Exit::Unknown);
        };
        let exit = child.kill();
        face.exit = Some(exit);
        drop(face);
        self.worker = None;
        collector::catch_up();
        exit
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.kill();
    }
}
