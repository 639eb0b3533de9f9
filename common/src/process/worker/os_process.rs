//! A process that we started: is it alive, kill it, wait for it. On Unix its CPU time comes with the waiting.

use crate::process::error::exit::Exit;
use crate::timing::WorkerCpu;
use std::time::{Duration, Instant};

/// A started worker. It is never left behind: dropped, it is killed and waited for.
#[derive(Debug)]
pub(crate) struct OsProcess {
    pid: u32,
    #[cfg(not(unix))]
    child: std::process::Child,
    cpu: Option<WorkerCpu>,
    exit: Option<Exit>,
}

impl OsProcess {
    pub fn new(child: std::process::Child) -> OsProcess {
        OsProcess {
            pid: child.id(),
            #[cfg(not(unix))]
            child,
            cpu: Some(WorkerCpu::default()),
            exit: None,
        }
    }

    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The worker says how much CPU time it has used so far.
    pub fn has_used(&mut self, cpu: Duration) {
        if let Some(account) = &mut self.cpu {
            account.report(cpu);
        }
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<Exit> {
        self.reap(false)
    }

    /// Kills it, if it still lives, and says how it ended.
    pub fn kill(&mut self) -> Exit {
        if let Some(exit) = self.ended() {
            return exit;
        }
        #[cfg(unix)]
        crate::sys::kill(self.pid, libc::SIGKILL);
        #[cfg(not(unix))]
        let _ = self.child.kill();
        self.reap(true).unwrap_or(Exit::Unknown)
    }

    /// Asks it to end, if it still lives; where the system cannot ask, it is killed.
    pub fn terminate(&mut self) {
        if self.ended().is_none() {
            #[cfg(unix)]
            crate::sys::kill(self.pid, libc::SIGTERM);
            #[cfg(not(unix))]
            self.kill();
        }
    }

    /// Takes it off the system's list once it has ended; `block` waits for that.
    fn reap(&mut self, block: bool) -> Option<Exit> {
        if self.exit.is_none() {
            self.exit = self.wait(block);
            if self.exit.is_some()
                && let Some(account) = self.cpu.take()
            {
                account.reaped();
            }
        }
        self.exit
    }

    #[cfg(unix)]
    fn wait(&self, block: bool) -> Option<Exit> {
        match crate::sys::reap(self.pid, block) {
            Ok(reaped) => reaped.map(|reaped| reaped.status.into()),
            // Not our child any more: somebody waited for all children of this process.
            Err(_) => Some(Exit::Unknown),
        }
    }

    #[cfg(not(unix))]
    fn wait(&mut self, block: bool) -> Option<Exit> {
        let status = match block {
            true => self.child.wait().map(Some),
            false => self.child.try_wait(),
        };
        status.map_or(Some(Exit::Unknown), |status| status.map(Exit::from))
    }
}

/// Looks again and again, quickly at first, whether it is `done`; `false`: not before `limit` was
/// over.
pub(crate) fn within(limit: Duration, mut done: impl FnMut() -> bool) -> bool {
    let (start, mut pause) = (Instant::now(), Duration::from_micros(20));
    while !done() {
        if start.elapsed() >= limit {
            return false;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    }
    true
}

impl Drop for OsProcess {
    fn drop(&mut self) {
        self.kill();
    }
}
