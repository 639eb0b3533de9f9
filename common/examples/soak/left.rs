//! What a process holds: descriptors, children, memory.

use std::fmt;
use std::fs;

/// How much more memory may be in use than at the start, in KiB. An allocator keeps some of what it
/// had to have once.
const SLACK: usize = 64 * 1024;

pub struct Left {
    descriptors: usize,
    children: usize,
    memory: usize,
}

impl Left {
    pub fn now() -> Left {
        let descriptors = fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
        Left {
            descriptors,
            children: children(),
            memory: memory().unwrap_or(0),
        }
    }

    pub fn no_more_than(&self, before: &Left) -> Result<(), String> {
        let more = self.descriptors > before.descriptors
            || self.children > before.children
            || self.memory > before.memory + SLACK;
        match more {
            true => Err(format!("something is left: {self}, and it was {before}")),
            false => Ok(()),
        }
    }
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let memory = self.memory / 1024;
        let Left {
            descriptors,
            children,
            ..
        } = self;
        write!(
            f,
            "{descriptors} descriptors, {children} children, {memory} MiB"
        )
    }
}

/// The children of this process, dead ones included.
fn children() -> usize {
    let parent = format!(" {} ", std::process::id());
    let is_child = |stat: String| {
        // "pid (name) state parent …"
        let rest = stat.rsplit_once(") ").map(|(_, rest)| rest.get(1..));
        rest.flatten().is_some_and(|rest| rest.starts_with(&parent))
    };
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let stats = processes.filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok());
    stats.filter(|stat| is_child(stat.clone())).count()
}

/// Memory in use, in KiB.
fn memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
