//! Runs a case in a process of its own, with a time limit, and looks at what it leaves behind.
#![allow(unsafe_code)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(30);
const ALONE: &str = "MANY_HANDS_TEST_ALONE";

/// Runs the test that calls this alone: the test binary starts itself once more for it. Afterwards
/// no child may be left, no descriptor more, and no temporary file.
pub fn alone(case: impl FnOnce()) {
    alone_as(&std::env::current_exe().unwrap(), case);
}

/// As [`alone`], with another copy of the test binary.
pub fn alone_as<F: FnOnce()>(program: &Path, case: F) {
    run_alone(program, || {}, case);
}

/// As [`alone`]; what `prepare` opens may stay open.
pub fn alone_after<F: FnOnce()>(prepare: impl FnOnce(), case: F) {
    run_alone(&std::env::current_exe().unwrap(), prepare, case);
}

fn run_alone<F: FnOnce()>(program: &Path, prepare: impl FnOnce(), case: F) {
    if std::env::var_os(ALONE).is_some() {
        prepare();
        return checked(case);
    }
    // The test's path stands in the type of the closure: "process::file::test::{{closure}}".
    let path = std::any::type_name::<F>();
    let (path, _closure) = path.rsplit_once("::").unwrap();
    let (_program, path) = path.split_once("::").unwrap();
    let (_file, name) = path.split_once("::").unwrap();
    let place = fresh_folder(name);
    let mut child = Command::new(program)
        .args([path, "--exact", "--nocapture", "--test-threads=1"])
        .env(ALONE, path)
        .env("TMPDIR", &place)
        .env_remove("RUST_BACKTRACE")
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if start.elapsed() > LIMIT {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let left: Vec<_> = fs::read_dir(&place)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    fs::remove_dir_all(&place).unwrap();
    assert!(status.is_some(), "no end after {LIMIT:?}");
    assert!(status.unwrap().success(), "it failed, see above");
    assert!(left.is_empty(), "left behind: {left:?}");
}

fn checked(case: impl FnOnce()) {
    // Once, so that what a process opens once and keeps is open.
    drop(common::process::Pool::new(1).unwrap());
    let before = descriptors();
    case();
    assert_eq!(
        children_of(std::process::id()),
        BTreeSet::new(),
        "children are left"
    );
    // A thread that served the last child may be closing its ends at this moment.
    let end = Instant::now();
    while descriptors() != before && end.elapsed() < Duration::from_secs(5) {
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(descriptors(), before, "descriptors are left");
}

/// An ignored test as a program of its own. Its name must be part of no other's.
pub fn program(ignored_test: &str) -> Command {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args([ignored_test, "--ignored", "--nocapture"]);
    program
}

pub fn fresh_folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("mh-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Copied by another process: while one of ours writes a program, a fork of any thread keeps it from
/// being started.
pub fn copy_of_this_program(folder: &Path) -> PathBuf {
    let copy = folder.join("copy");
    let program = std::env::current_exe().unwrap();
    let status = Command::new("cp").arg(program).arg(&copy).status();
    assert!(status.unwrap().success());
    copy
}

/// Starts a program at the head of a process group of its own, in which Ctrl-C does what it usually does: what a shell
/// starts in the background ignores it, and hands that on.
pub fn start_group(program: &mut Command) -> Child {
    let usual = || {
        // SAFETY: `signal` may be called between fork and exec, and the default has no handler.
        unsafe { libc::signal(libc::SIGINT, libc::SIG_DFL) };
        Ok(())
    };
    // SAFETY: `usual` takes no lock and allocates nothing.
    unsafe { program.pre_exec(usual) };
    program.process_group(0).spawn().unwrap()
}

/// How many descriptors this process has open.
pub fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// The children of a process, zombies too.
pub fn children_of(parent: u32) -> BTreeSet<u32> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(|&pid| stat(pid).is_some_and(|(_, ppid)| ppid == parent))
        .collect()
}

/// Whether the process exists and has not ended.
pub fn lives(pid: u32) -> bool {
    stat(pid).is_some_and(|(state, _)| state != 'Z' && state != 'X')
}

/// A process's state and parent.
fn stat(pid: u32) -> Option<(char, u32)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

/// Waits until `condition` holds; the time limit of the case ends it otherwise.
pub fn until(condition: impl Fn() -> bool) {
    while !condition() {
        std::thread::sleep(Duration::from_millis(2));
    }
}

pub fn kill(pid: u32, signal: i32) {
    // SAFETY: the call takes no pointers.
    unsafe { libc::kill(pid as i32, signal) };
}

/// How many processes and threads this user may have; `None`: as many as may be asked for.
pub fn limit_processes(to: Option<u64>) {
    // SAFETY: all-zero is a valid `rlimit`, and both calls get a valid one.
    unsafe {
        let mut limit: libc::rlimit = std::mem::zeroed();
        assert_eq!(libc::getrlimit(libc::RLIMIT_NPROC, &mut limit), 0);
        limit.rlim_cur = to.unwrap_or(limit.rlim_max);
        assert_eq!(libc::setrlimit(libc::RLIMIT_NPROC, &limit), 0);
    }
}

pub fn is_root() -> bool {
    // SAFETY: the call takes no pointers and cannot fail.
    unsafe { libc::geteuid() == 0 }
}

/// Forks a child that sleeps and does nothing else, with all descriptors that we have.
pub fn fork_a_sleeper() -> u32 {
    // SAFETY: the child calls only what is allowed after a fork.
    match unsafe { libc::fork() } {
        0 => loop {
            // SAFETY: the call takes no pointers.
            unsafe { libc::sleep(1000) };
        },
        pid => pid as u32,
    }
}

/// Lets `signal` do nothing but interrupt system calls.
pub fn interrupt_by(signal: i32) {
    extern "C" fn nothing(_: i32) {}
    // SAFETY: all-zero is a valid `sigaction`, and the handler does nothing.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = nothing as extern "C" fn(i32) as libc::sighandler_t;
        libc::sigaction(signal, &action, std::ptr::null_mut());
    }
}

/// Does `work` while signals rain on this process, each of which interrupts a system call.
pub fn in_a_storm_of_signals<T>(work: impl FnOnce() -> T) -> T {
    interrupt_by(libc::SIGUSR1);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                kill(std::process::id(), libc::SIGUSR1);
                std::thread::sleep(Duration::from_micros(50));
            }
        });
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        stop.store(true, Ordering::Relaxed);
        result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

pub fn block_signal(signal: i32) {
    // SAFETY: the set is filled in before it is read.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigaddset(&mut set, signal);
        libc::pthread_sigmask(libc::SIG_BLOCK, &set, std::ptr::null_mut());
    }
}

pub fn ignore(signal: i32) {
    // SAFETY: ignoring a signal installs no code of ours.
    unsafe { libc::signal(signal, libc::SIG_IGN) };
}

pub fn limit_open_files(limit: u64) {
    let limit = libc::rlimit {
        rlim_cur: limit,
        rlim_max: limit,
    };
    // SAFETY: `limit` is a valid `rlimit`.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) }, 0);
}

/// Writes to address 0.
pub fn null_write() {
    let null = std::hint::black_box(std::ptr::null_mut::<u8>());
    // SAFETY: none: this is the crash that the test wants.
    unsafe { null.write_volatile(1) };
}

/// Kills and waits for a child when dropped.
pub struct Reaped(pub Child);

impl Drop for Reaped {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// How many pieces of shared memory a process has mapped.
pub fn shared_memory(pid: u32) -> usize {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    maps.lines().filter(|line| line.contains("memfd:")).count()
}

/// From now on, temporary files lie there.
pub fn set_temp_dir(place: &std::ffi::OsStr) {
    // SAFETY: the test that calls this runs in a process of its own, and no other thread of it
    // looks at the environment meanwhile.
    unsafe { std::env::set_var("TMPDIR", place) };
}

/// The thread that calls this, for [`signal_thread`].
pub fn this_thread() -> libc::pthread_t {
    // SAFETY: the call takes no pointers.
    unsafe { libc::pthread_self() }
}

/// Sends a signal to one thread, which must not have ended.
pub fn signal_thread(thread: libc::pthread_t, signal: i32) {
    // SAFETY: the thread exists, as the caller has promised.
    unsafe { libc::pthread_kill(thread, signal) };
}
