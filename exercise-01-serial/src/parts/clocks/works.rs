//! Real pieces of work, each for about so many milliseconds: to be measured, and to be told apart.

use common::primes;
use std::fs::{self, File, OpenOptions};
use std::hint::black_box;
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A piece of work.
pub struct Work {
    /// What it does, short.
    pub name: &'static str,
    /// How many threads and children it runs at once.
    pub at_once: usize,
    /// Does it, for about so long. An error says what this machine does not have.
    pub run: fn(Duration) -> io::Result<()>,
}

const fn work(name: &'static str, at_once: usize, run: fn(Duration) -> io::Result<()>) -> Work {
    Work { name, at_once, run }
}

/// All of them, in the order of the report.
pub const WORKS: [Work; 8] = [
    work("count primes", 1, compute),
    work("sleep", 1, sleep),
    work("count, then sleep", 1, |time| {
        compute(time / 2)?;
        sleep(time / 2)
    }),
    work("read bytes one by one", 1, read_bytes),
    work("touch new memory", 1, touch_memory),
    work("write to the disk", 1, write_to_disk),
    work("two threads count", 2, two_threads),
    work("a child counts", 1, child),
];

/// Counts primes until the time is over.
pub fn compute(time: Duration) -> io::Result<()> {
    let start = Instant::now();
    while start.elapsed() < time {
        black_box(primes::count_primes(0..black_box(2_000)));
    }
    Ok(())
}

fn sleep(time: Duration) -> io::Result<()> {
    thread::sleep(time);
    Ok(())
}

/// Computes in two threads, and waits for both.
pub fn two_threads(time: Duration) -> io::Result<()> {
    thread::scope(|scope| {
        let other = scope.spawn(|| compute(time));
        compute(time)?;
        other.join().expect("counting does not panic")
    })
}

/// Reads a file without a buffer, so that each byte is a call of the system. The file has just been written: it
/// comes from the system's memory, no disk is asked.
fn read_bytes(time: Duration) -> io::Result<()> {
    let mut file = scratch_file()?;
    file.write_all(&[b'x'; 4096])?;
    let (start, mut byte) = (Instant::now(), [0]);
    while start.elapsed() < time {
        if file.read(&mut byte)? == 0 {
            file.rewind()?;
        }
    }
    Ok(())
}

/// Asks for memory, writes one byte to each of its pages, and gives it back, again and again. The first write to a page
/// is a page fault: only then does the system look for memory, and it fills it with zeros. A smaller piece would be kept
/// by the allocator and used again, without a fault.
fn touch_memory(time: Duration) -> io::Result<()> {
    const SIZE: usize = 64 * 1024 * 1024;
    let start = Instant::now();
    while start.elapsed() < time {
        let mut memory = vec![0_u8; SIZE];
        memory.iter_mut().step_by(4096).for_each(|page| *page = 1);
        black_box(memory);
    }
    Ok(())
}

/// Appends to a file, and waits each time until the disk says that it is there.
fn write_to_disk(time: Duration) -> io::Result<()> {
    let mut file = scratch_file()?;
    let start = Instant::now();
    while start.elapsed() < time {
        file.write_all(&[b'x'; 4096])?;
        file.sync_data()?;
    }
    Ok(())
}

/// A shell that counts. It is waited for: before that, no clock of ours shows what it spent.
pub fn child(time: Duration) -> io::Result<()> {
    let rounds = time.as_millis() * 1_000;
    let script = format!("i=0; while [ $i -lt {rounds} ]; do i=$((i+1)); done");
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).stdin(Stdio::null());
    let told = |error| io::Error::other(format!("sh: {error}"));
    match shell.status().map_err(told)?.success() {
        true => Ok(()),
        false => Err(io::Error::other("the shell did not count to its end")),
    }
}

/// A file that only we have: it loses its name at once, so it is gone when we are.
fn scratch_file() -> io::Result<File> {
    static FILES: AtomicU32 = AtomicU32::new(0);
    let (pid, number) = (std::process::id(), FILES.fetch_add(1, Ordering::Relaxed));
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let moment = since.unwrap_or_default().subsec_nanos();
    let path = folder().join(format!("many-hands-{pid}-{number}-{moment}"));
    let mut options = OpenOptions::new();
    let options = options.read(true).append(true).create_new(true);
    let told = |error| io::Error::other(format!("{}: {error}", path.display()));
    let file = options.open(&path).map_err(told)?;
    fs::remove_file(&path).map_err(told)?;
    Ok(file)
}

/// Where the files lie that are read and written: what kind of disk that is decides what the clocks show.
pub fn folder() -> PathBuf {
    std::env::temp_dir()
}
