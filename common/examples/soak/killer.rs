//! Kills random workers, about ten times a second, and remembers whom.

use common::process::{Error, Exit, Pool};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Whom we have killed.
#[derive(Default)]
pub struct Killed(Mutex<BTreeSet<u32>>);

impl Killed {
    fn has(&self, pid: u32) -> bool {
        self.0.lock().expect("nobody panics here").contains(&pid)
    }

    pub fn count(&self) -> usize {
        self.0.lock().expect("nobody panics here").len()
    }

    /// Whether `error` is what a kill of ours leads to.
    pub fn explains(&self, error: &Error) -> bool {
        match error {
            Error::WorkerDied {
                pid,
                status: Exit::Signal(9),
                ..
            } => self.has(*pid),
            // Killed again and again before it could begin.
            Error::Start(why) => why.contains("SIGKILL") || why.contains("initialized"),
            _ => false,
        }
    }

    /// Kills one of these processes.
    pub fn one_of(&self, pids: &[u32], random: &mut fastrand::Rng) {
        let Some(&pid) = random.choice(pids) else {
            return;
        };
        // First the list, then the deed: whoever hears of the death finds it there.
        self.0.lock().expect("nobody panics here").insert(pid);
        let pid = pid.to_string();
        let kill = std::process::Command::new("kill")
            .args(["-9", &pid])
            .output();
        kill.expect("kill is there");
    }
}

/// Kills workers of `pool` until it is told to stop.
pub fn kill_now_and_then(pool: &Pool, killed: &Killed, seed: u64, stop: &AtomicBool) {
    let mut random = fastrand::Rng::with_seed(seed);
    while !stop.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(random.u64(20..180)));
        killed.one_of(&pool.worker_pids(), &mut random);
    }
}
