//! What the report says below its table of the memory that each process has.

use crate::parts::shared::Share;
use crate::parts::shared::sums::usage;
use common::exercise::grouped;
use std::collections::BTreeMap;

/// So many workers get a line of their own.
const LINES: usize = 8;

/// The memory of this program and of each worker, at the last of its sums, and what was sent.
pub fn memory(shares: &[Share], sent: u64) -> Vec<String> {
    let mut workers: BTreeMap<u32, (usize, Option<(u64, u64)>)> = BTreeMap::new();
    for &(_, (pid, bytes)) in shares {
        let worker = workers.entry(pid).or_default();
        worker.0 += 1;
        worker.1 = worker.1.max(bytes);
    }
    let (_, mine) = usage();
    let Some(mine) = mine else {
        return vec!["This system does not tell how much memory a process shares.".to_string()];
    };
    let line = |who: String, parts: String, (own, shared): (u64, u64)| {
        let [own, shared] = [own, shared].map(|bytes| grouped(bytes >> 10));
        format!("{who:<22} {parts:>9} {own:>14} {shared:>14}")
    };
    let mut lines = vec![
        String::new(),
        "memory in KiB              parts        its own         shared".to_string(),
        line("this program".to_string(), String::new(), mine),
    ];
    for (pid, (parts, bytes)) in workers.iter().take(LINES) {
        let bytes = bytes.unwrap_or_default();
        lines.push(line(
            format!("worker (pid {pid})"),
            parts.to_string(),
            bytes,
        ));
    }
    if workers.len() > LINES {
        lines.push(format!("and {} workers more", workers.len() - LINES));
    }
    lines.push(format!(
        "All of it is the same memory. Sent to the workers: {} bytes.",
        grouped(sent)
    ));
    lines
}
