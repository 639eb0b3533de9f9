//! Notices when nothing can move any more: a program whose threads and children all wait for each other says so,
//! instead of waiting for ever.
//!
//! No clock decides that. The system is asked what each thread of each process does, again and again: a thread that
//! could run, however busy the machine is, counts as moving. Only where all are asleep for a second's worth of looks,
//! none of them at its work and none with a time limit, will none ever move again. A time limit is given a few seconds
//! to run out. Where the system does not tell, nobody is ever stuck.

use super::gate;
use common::process::active_children;
use common::witness;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(25);
/// So many looks in a row find everybody asleep, and nobody with a time limit.
const LOOKS: u32 = 40;
/// So many, where somebody waits with a time limit.
const LOOKS_AT_A_LIMIT: u32 = 140;
/// So many fewer are enough to open a gate.
const EARLIER: u32 = 20;

/// Nothing moves any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// How many children wait, too.
    pub children: usize,
    /// Whether somebody waits with a time limit, as far as the system tells.
    pub limit: bool,
}

impl fmt::Display for Stuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.limit {
            return f.write_str(LONG_LIMIT);
        }
        let children = match self.children {
            0 => "and no child is left that could wake it",
            1 => "and so does its child",
            n => return write!(f, "{WAITS}, and so do its {n} children: {DEADLOCK}"),
        };
        write!(f, "{WAITS}, {children}: {DEADLOCK}")
    }
}

const WAITS: &str = "nothing moves any more. The program waits";
const DEADLOCK: &str = "a deadlock. Who waits for whom?";
const LONG_LIMIT: &str = "nothing has moved for seconds. Does somebody wait with a time limit that is longer than that? Or \
                          is it a deadlock: who waits for whom?";

/// Runs `work` on a thread of its own, and gives what it gives, unless it gets stuck. Then its thread and its children
/// are left as they are; they end with the program.
pub fn watched<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Stuck> {
    // Some may wait for ever since an earlier answer got stuck.
    let before = active_children().len();
    let (done, result) = mpsc::channel();
    let thread = thread::spawn(move || {
        let value = work();
        // Whoever was stuck and goes on later finds nobody here.
        let _ = done.send(value);
    });
    let (mut looks, mut events) = (0, 0);
    loop {
        match result.recv_timeout(PAUSE) {
            Ok(value) => return Ok(value),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panic) => std::panic::resume_unwind(panic),
                Ok(()) => unreachable!("it sends before it ends"),
            },
        }
        let seen = witness::so_far().unwrap_or_default();
        let waiting = gate::waiting(&seen);
        let events_before = std::mem::replace(&mut events, gate::events(&seen));
        let quiet = events == events_before && !gate::at_work(&seen);
        let Some(asleep) = all_asleep(&waiting).filter(|_| quiet) else {
            looks = 0;
            continue;
        };
        looks += 1;
        let enough = match asleep.limit {
            false => LOOKS,
            true => LOOKS_AT_A_LIMIT,
        };
        if !waiting.is_empty() && !gate::is_standstill(&seen) {
            if looks + EARLIER >= enough {
                gate::standstill();
            }
        } else if looks >= enough && waiting.is_empty() {
            return Err(Stuck {
                children: asleep.children.saturating_sub(before),
                ..asleep
            });
        } else if looks >= enough {
            gate::give_up();
            looks = 0;
        }
    }
}

/// How many descendants this process has, if all their threads, and all of its own but this one, are asleep, and whether
/// one of them has a time limit. Processes that wait `at_a_gate` do not count.
fn all_asleep(at_a_gate: &BTreeSet<u32>) -> Option<Stuck> {
    let mut limit = false;
    let me = std::process::id();
    let this = fs::read_link("/proc/thread-self").ok()?;
    let this = this.file_name()?.to_os_string();
    let (mut found, mut at) = (vec![me], 0);
    while let Some(&pid) = found.get(at) {
        at += 1;
        let tasks = match fs::read_dir(format!("/proc/{pid}/task")) {
            Ok(tasks) => tasks,
            Err(error) if error.kind() == ErrorKind::NotFound && pid != me => continue,
            Err(_) => return None,
        };
        for task in tasks {
            let task = task.ok()?;
            // Without this file nobody knows of the children.
            let children = read(&task.path().join("children"))?;
            found.extend(
                children
                    .split_whitespace()
                    .filter_map(|pid| pid.parse::<u32>().ok()),
            );
            let awake = !matches!(
                state(&read(&task.path().join("stat"))?),
                None | Some('S' | 'Z' | 'X')
            );
            let counts = !at_a_gate.contains(&pid) && (pid != me || task.file_name() != this);
            if awake && counts {
                return None;
            }
            limit |=
                counts && read(&task.path().join("syscall")).is_none_or(|call| has_limit(&call));
        }
    }
    let children = found.len() - 1;
    Some(Stuck { children, limit })
}

/// Whether a system call, as a number and its arguments, waits with a time limit. Where that is not known, it may.
fn has_limit(call: &str) -> bool {
    let mut words = call.split_whitespace();
    let number: i32 = words.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let arguments = words.map(|n| u64::from_str_radix(n.trim_start_matches("0x"), 16).unwrap_or(0));
    let argument = |n| arguments.clone().nth(n).unwrap_or(0);
    match number {
        _ if cfg!(not(target_arch = "x86_64")) => true,
        // poll. The toolkit looks after a child once a second, and that is not the end of anybody's waiting.
        7 => (1..1_000).contains(&argument(2)) || (1_001..1 << 31).contains(&argument(2)),
        // nanosleep, clock_nanosleep.
        35 | 230 => true,
        // futex.
        202 => argument(3) != 0,
        _ => false,
    }
}

/// A file of a task; empty if the task has ended meanwhile; `None` if it cannot be read.
fn read(path: &Path) -> Option<String> {
    match fs::read_to_string(path) {
        Ok(text) => Some(text),
        // The second: the task ended between opening and reading.
        Err(error) if error.kind() == ErrorKind::NotFound || error.raw_os_error() == Some(3) => {
            path.parent().filter(|task| !task.exists())?;
            Some(String::new())
        }
        Err(_) => None,
    }
}

/// What a task does, in a letter: S sleeps, R could run, Z has ended.
fn state(stat: &str) -> Option<char> {
    stat.rsplit_once(')')?.1.trim_start().chars().next()
}

/// Whether a process has not ended. Where the system does not tell, it has.
pub fn lives(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    state(&stat).is_some_and(|state| !matches!(state, 'Z' | 'X'))
}
