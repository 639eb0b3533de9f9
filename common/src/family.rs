//! The CPU time of a process with all its descendants that live, which no clock of the process itself tells.

use std::collections::HashMap;
use std::time::Duration;

/// CPU time that the process `pid` and its living descendants have used so far, each with the children that it has
/// waited for, in steps of some milliseconds. `None` where the system does not tell (only Linux does).
pub fn cpu_of_family(pid: u32) -> Option<Duration> {
    let ticks_per_second = ticks_per_second()?;
    let mut members: HashMap<u32, Vec<Member>> = HashMap::new();
    let mut root = None;
    for entry in std::fs::read_dir("/proc").ok()?.flatten() {
        let Some(member) = entry.file_name().to_str().and_then(Member::read) else {
            continue; // No process, or it has just ended.
        };
        if member.pid == pid {
            root = Some(member);
        } else {
            members.entry(member.parent).or_default().push(member);
        }
    }
    let mut next = vec![root?];
    let mut ticks = 0;
    while let Some(member) = next.pop() {
        ticks += member.ticks;
        next.extend(members.remove(&member.pid).unwrap_or_default());
    }
    Some(Duration::from_millis(ticks * 1000 / ticks_per_second))
}

#[cfg(unix)]
fn ticks_per_second() -> Option<u64> {
    Some(crate::sys::ticks_per_second()).filter(|&ticks| ticks > 0)
}

#[cfg(not(unix))]
fn ticks_per_second() -> Option<u64> {
    None
}

struct Member {
    pid: u32,
    parent: u32,
    ticks: u64,
}

impl Member {
    /// From `/proc/PID/stat`, whose second field is a name in brackets that may hold anything.
    fn read(pid: &str) -> Option<Member> {
        let number = pid.parse().ok()?;
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        // Fields 4 and 14 to 17 of proc(5): user and system time, its own and that of children it has waited for.
        let times = fields
            .get(11..15)?
            .iter()
            .filter_map(|field| field.parse::<u64>().ok());
        Some(Member {
            pid: number,
            parent: fields.get(1)?.parse().ok()?,
            ticks: times.sum(),
        })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_child_that_nobody_has_waited_for_counts() {
        let script = "while :; do :; done";
        let mut child = std::process::Command::new("sh")
            .args(["-c", script])
            .spawn()
            .unwrap();
        let (own, all) = (crate::sys::cpu_of_this_process, || {
            cpu_of_family(std::process::id())
        });
        // Ends when the child has been given half a second of CPU time, however long that takes.
        while all().unwrap() < own() + Duration::from_millis(500) {
            std::thread::sleep(Duration::from_millis(10));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }

    #[test]
    fn who_is_gone_has_no_family() {
        assert_eq!(cpu_of_family(u32::MAX), None);
    }
}
