//! What Linux tells of processes: who is there, and what is open. And programs that are run to be interrupted, or alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than anything here takes, on a machine that is busy with other things.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Field `n` of /proc/PID/stat, counted from 0 behind the name; `None` when the process is gone.
fn stat(pid: u32, n: usize) -> Option<String> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    fields.nth(n).map(str::to_string)
}

/// The children of a process, those that have ended and were not waited for among them.
pub fn children(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").expect("Linux has it").flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(|&pid| stat(pid, 1) == Some(parent.to_string()))
        .collect()
}

/// Whether a process is there and has not ended.
pub fn lives(pid: u32) -> bool {
    stat(pid, 0).is_some_and(|state| state != "Z" && state != "X")
}

/// Whether it has computed for some time: then it has started, and is at work.
pub fn computes(pid: u32) -> bool {
    let ticks = stat(pid, 11).and_then(|ticks| ticks.parse().ok());
    ticks.is_some_and(|ticks: u64| ticks >= 3)
}

/// How many descriptors this process has open.
pub fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").expect("Linux has it").count()
}

/// The names of what lies in a folder.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries.map(name).collect()
}

pub fn wait_for(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Sends a signal to a process, or to a group: `-` and the number of its first.
pub fn send(signal: &str, to: String) {
    let sent = Command::new("kill").args([signal, "--", &to]).status();
    assert!(sent.expect("`kill` is there").success());
}

/// The same command with its temporary files in `tmp`, and Ctrl-C as usual: what a shell starts in the background
/// ignores it, and hands that on.
pub fn interruptible(plain: &Command, tmp: &Path) -> Command {
    let mut command = Command::new("env");
    command.arg("--default-signal=INT");
    command.arg(plain.get_program()).args(plain.get_args());
    command.env("TMPDIR", tmp).env_remove("RUST_BACKTRACE");
    command.stdin(Stdio::null());
    command
}

/// An ignored test of this program in a process of its own, where nobody else opens files and starts children.
pub fn alone(test: &str, tmp: &Path) -> Command {
    let mut plain = Command::new(std::env::current_exe().expect("it runs"));
    plain.args([test, "--exact", "--ignored", "--nocapture"]);
    interruptible(&plain, tmp)
}
