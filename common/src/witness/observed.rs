//! The record of one run, read back: who worked on what, and what overlapped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// One call of a work function, as the record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The process that made it.
    pub pid: u32,
    /// The thread in that process: a number of its own, and its name ("main", or what it was given, or nothing).
    pub thread: (u64, String),
    /// The work's name, as given to [`enter`](super::enter).
    pub work: String,
    /// What it worked on, in its debug form.
    pub item: String,
    /// When it started, and how long it took. `None`: it never ended (its process died, or was stopped).
    pub started: Duration,
    /// How long it took.
    pub took: Option<Duration>,
    /// Its start and its end as places in the record: what comes first there came first.
    pub start: usize,
    /// As `start`; `None` like `took`.
    pub end: Option<usize>,
}

/// The whole record of one run.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// All calls, in the order in which they started.
    pub calls: Vec<Seen>,
    /// The process that was asked (workers have other pids).
    pub asked_pid: u32,
}

impl Observed {
    /// Reads the record at `path`; a file that is not there is an empty record. Lines that are no record are passed over.
    pub fn read(path: &Path, asked_pid: u32) -> Observed {
        let text = std::fs::read(path).unwrap_or_default();
        let mut calls: Vec<Seen> = Vec::new();
        let mut open: BTreeMap<(u32, u64), usize> = BTreeMap::new();
        for (place, line) in String::from_utf8_lossy(&text).lines().enumerate() {
            let fields: Vec<&str> = line.split('\t').collect();
            let number = |i: usize| fields.get(i).and_then(|f| f.parse::<u64>().ok());
            let (Some(pid), Some(call), Some(nanos)) = (number(1), number(2), number(3)) else {
                continue;
            };
            let (key, at) = ((pid as u32, call), Duration::from_nanos(nanos));
            match (fields[0], fields.len()) {
                ("S", 8) => {
                    open.insert(key, calls.len());
                    calls.push(Seen {
                        pid: pid as u32,
                        thread: (number(4).unwrap_or(0), fields[5].to_string()),
                        work: fields[6].to_string(),
                        item: fields[7].to_string(),
                        started: at,
                        took: None,
                        start: place,
                        end: None,
                    });
                }
                ("E", 4) => {
                    if let Some(index) = open.remove(&key) {
                        calls[index].took = Some(at.saturating_sub(calls[index].started));
                        calls[index].end = Some(place);
                    }
                }
                _ => {}
            }
        }
        Observed { calls, asked_pid }
    }

    /// Only the calls of one kind of work.
    pub fn of(&self, work: &str) -> Observed {
        let calls = self
            .calls
            .iter()
            .filter(|call| call.work == work)
            .cloned()
            .collect();
        Observed {
            calls,
            asked_pid: self.asked_pid,
        }
    }

    /// How many calls were under way at the same time, at most.
    pub fn most_at_once(&self) -> usize {
        let starts = self.calls.iter().map(|call| (call.start, true));
        let ended = self.calls.iter().filter_map(|call| call.end);
        let mut events: Vec<(usize, bool)> = starts.chain(ended.map(|at| (at, false))).collect();
        events.sort_unstable();
        let (mut now, mut most) = (0, 0);
        for (_, starts) in events {
            now = if starts { now + 1 } else { now - 1 };
            most = most.max(now);
        }
        most
    }

    /// The different threads that made calls, as (pid, thread number), in order.
    pub fn threads(&self) -> BTreeSet<(u32, u64)> {
        self.calls
            .iter()
            .map(|call| (call.pid, call.thread.0))
            .collect()
    }

    /// The different processes that made calls.
    pub fn processes(&self) -> BTreeSet<u32> {
        self.calls.iter().map(|call| call.pid).collect()
    }

    /// How long each thread was busy, longest first. A call that never ended counts as nothing.
    pub fn busy(&self) -> Vec<((u32, u64), Duration)> {
        let mut sums: BTreeMap<(u32, u64), Duration> = BTreeMap::new();
        for call in &self.calls {
            *sums.entry((call.pid, call.thread.0)).or_default() += call.took.unwrap_or_default();
        }
        let mut busy: Vec<_> = sums.into_iter().collect();
        busy.sort_by_key(|&(_, time)| std::cmp::Reverse(time));
        busy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_tells_what_overlapped() {
        let path = std::env::temp_dir().join(format!("witness-test-{}", std::process::id()));
        let lines = [
            "S\t10\t1\t1000\t1\tmain\tcount\t0..5",
            "S\t10\t2\t1500\t2\t\tcount\t5..9",
            "E\t10\t1\t2000",
            "not a record",
            "E\t10\t2\t2500",
            "S\t11\t1\t3000\t1\tmain\tcount\t9..12",
        ];
        std::fs::write(&path, lines.join("\n")).unwrap();
        let seen = Observed::read(&path, 10);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(seen.calls.len(), 3);
        assert_eq!(seen.most_at_once(), 2);
        assert_eq!(seen.processes().len(), 2);
        assert_eq!(seen.threads().len(), 3);
        assert_eq!(seen.calls[1].took, Some(Duration::from_nanos(1000)));
        assert_eq!(seen.calls[2].took, None);
    }
}
