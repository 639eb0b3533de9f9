//! A child process under a time limit, with its output capped, and nothing left of it afterwards.

use crate::family::cpu_of_family;
use crate::sync::lock;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How much of the output is kept, for the report.
const KEPT: usize = 16 * 1024;
/// How much output ends the child: nobody reads that much.
const MOST: usize = 4 * 1024 * 1024;

/// How a child came to its end.
#[derive(Debug)]
pub struct Ended {
    /// How it ended by itself; `None` when it had to be stopped.
    pub status: Option<ExitStatus>,
    /// Whether it was stopped because it printed too much (else: because its time was up).
    pub flooded: bool,
    /// CPU time, its own children included.
    pub cpu: Duration,
    /// The start of what it printed, standard output and standard error as they came.
    pub printed: String,
    /// Its process id while it lived.
    pub pid: u32,
}

/// Starts `command`, hands it `line` on its standard input, and waits until it ends or `limit` has passed.
///
/// Its whole process group is ended with it. When this process ends, the child sees the end of its standard input.
pub fn run(mut command: Command, line: &str, limit: Duration) -> io::Result<Ended> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = start(&mut command)?;
    let pid = child.id();
    let mut stdin = child.stdin.take().expect("standard input is piped");
    // A child that is gone already shows in its status; a failed write adds nothing to that.
    let _ = stdin.write_all(format!("{line}\n").as_bytes());

    let output = Output::default();
    output.collect(child.stdout.take().expect("standard output is piped"));
    output.collect(child.stderr.take().expect("standard error is piped"));

    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    let ended = loop {
        if has_ended(&mut child)? {
            break true;
        }
        if start.elapsed() > limit || output.total.load(Ordering::Relaxed) > MOST {
            break false;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    };
    // Children that live are not in what the system says of a child that has ended.
    let with_children = if ended { None } else { cpu_of_family(pid) };
    let (status, cpu) = end(&mut child)?;
    let cpu = with_children.unwrap_or_default().max(cpu);
    drop(stdin);
    output.settle();
    let printed =
        String::from_utf8_lossy(&output.kept.lock().expect("no reader panics")).into_owned();
    let flooded = output.total.load(Ordering::Relaxed) > MOST;
    Ok(Ended {
        status: ended.then_some(status),
        flooded,
        cpu,
        printed,
        pid,
    })
}

/// The children that live, by pid. Whoever holds the lock keeps others from being started and from being waited for.
static LIVE: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Ends every child, and lets no other start: for a program that is about to end because somebody pressed Ctrl-C.
pub fn end_all() {
    let live = live();
    #[cfg(unix)]
    live.iter()
        .for_each(|&pid| crate::sys::kill_group(pid, libc::SIGKILL));
    // Never unlocked: what waits for it ends with the program.
    std::mem::forget(live);
}

fn live() -> MutexGuard<'static, Vec<u32>> {
    lock(&LIVE)
}

fn start(command: &mut Command) -> io::Result<Child> {
    let begin = Instant::now();
    loop {
        let mut live = live();
        match command.spawn() {
            // Another thread has just written the executable, and a child that is being started at this moment has
            // inherited the open file until it becomes a program of its own.
            Err(error)
                if error.kind() == io::ErrorKind::ExecutableFileBusy
                    && begin.elapsed() < Duration::from_secs(2) =>
            {
                drop(live);
                std::thread::sleep(Duration::from_millis(2));
            }
            spawned => {
                let child = spawned?;
                live.push(child.id());
                return Ok(child);
            }
        }
    }
}

/// Whether the child has ended, leaving it to be waited for: until then its pid and its group are nobody else's.
#[cfg(unix)]
fn has_ended(child: &mut Child) -> io::Result<bool> {
    crate::sys::has_ended(child.id())
}

#[cfg(unix)]
fn end(child: &mut Child) -> io::Result<(ExitStatus, Duration)> {
    crate::sys::kill_group(child.id(), libc::SIGKILL);
    let mut live = live();
    live.retain(|&pid| pid != child.id());
    let reaped = crate::sys::reap(child.id(), true)?.expect("a blocking wait ends with the child");
    Ok((reaped.status, reaped.cpu))
}

#[cfg(not(unix))]
fn has_ended(child: &mut Child) -> io::Result<bool> {
    Ok(child.try_wait()?.is_some())
}

#[cfg(not(unix))]
fn end(child: &mut Child) -> io::Result<(ExitStatus, Duration)> {
    let _ = child.kill();
    Ok((child.wait()?, Duration::ZERO))
}

/// What a child prints, collected by threads that end with its pipes.
#[derive(Clone, Default)]
struct Output {
    kept: Arc<Mutex<Vec<u8>>>,
    total: Arc<AtomicUsize>,
    open: Arc<AtomicUsize>,
}

impl Output {
    fn collect(&self, mut pipe: impl Read + Send + 'static) {
        self.open.fetch_add(1, Ordering::Relaxed);
        let to = self.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(length @ 1..) = pipe.read(&mut buffer) {
                to.total.fetch_add(length, Ordering::Relaxed);
                let mut kept = to.kept.lock().expect("no reader panics");
                let room = KEPT.saturating_sub(kept.len()).min(length);
                kept.extend_from_slice(&buffer[..room]);
            }
            to.open.fetch_sub(1, Ordering::Release);
        });
    }

    /// Gives the readers a moment to take in what is still in the pipes. A process that has left the group may
    /// hold them open for ever, so this does not wait for their end.
    fn settle(&self) {
        let start = Instant::now();
        while self.open.load(Ordering::Acquire) > 0 && start.elapsed() < Duration::from_millis(200)
        {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
