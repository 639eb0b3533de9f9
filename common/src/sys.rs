//! The few system calls that the standard library lacks, each behind a safe function. Unix only.
#![allow(unsafe_code)]
// Which of them are used depends on the features.
#![allow(dead_code)]

use std::io;
use std::mem::MaybeUninit;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
#[cfg(any(target_os = "linux", target_os = "android"))]
use std::sync::atomic::AtomicU32;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// CPU time, user and system, that this process has used so far, all threads together.
pub fn cpu_of_this_process() -> Duration {
    cpu(&usage(libc::RUSAGE_SELF))
}

/// CPU time of the children that have ended **and** been waited for, with their own waited-for children.
pub fn cpu_of_reaped_children() -> Duration {
    cpu(&usage(libc::RUSAGE_CHILDREN))
}

/// The same four times one by one: user and system time of this process, then of its reaped children.
pub fn cpu_times() -> [Duration; 4] {
    let own = usage(libc::RUSAGE_SELF);
    let children = usage(libc::RUSAGE_CHILDREN);
    [
        own.ru_utime,
        own.ru_stime,
        children.ru_utime,
        children.ru_stime,
    ]
    .map(duration)
}

/// The unit of CPU times in `/proc`.
pub fn ticks_per_second() -> u64 {
    // SAFETY: the call takes no pointers; it gives -1 where the system does not know.
    u64::try_from(unsafe { libc::sysconf(libc::_SC_CLK_TCK) }).unwrap_or(0)
}

fn usage(who: libc::c_int) -> libc::rusage {
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: `usage` is a valid place for one `rusage`, and the call writes nothing else.
    unsafe { libc::getrusage(who, usage.as_mut_ptr()) };
    // SAFETY: all-zero is a valid `rusage`, so this holds even if the call failed.
    unsafe { usage.assume_init() }
}

fn cpu(usage: &libc::rusage) -> Duration {
    duration(usage.ru_utime) + duration(usage.ru_stime)
}

fn duration(time: libc::timeval) -> Duration {
    Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1_000)
}

/// The time since some moment in the past that is the same for all processes. It never goes back.
pub fn monotonic() -> Duration {
    let mut now = MaybeUninit::<libc::timespec>::zeroed();
    // SAFETY: `now` is a valid place for one `timespec`, and the call writes nothing else.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, now.as_mut_ptr()) };
    // SAFETY: all-zero is a valid `timespec`, so this holds even if the call failed.
    let now = unsafe { now.assume_init() };
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// A child that has ended: how, and what it cost.
#[derive(Clone, Copy, Debug)]
pub struct Reaped {
    /// Exit code or signal.
    pub status: ExitStatus,
    /// CPU time of the child and of those children that it waited for itself.
    pub cpu: Duration,
}

/// Waits for the child `pid` and takes it off the system's list. `block: false` returns `None` while it lives.
///
/// Never mix this with `std::process::Child::wait` on the same child: whoever comes second gets an error.
pub fn reap(pid: u32, block: bool) -> io::Result<Option<Reaped>> {
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    let flags = if block { 0 } else { libc::WNOHANG };
    loop {
        // SAFETY: both pointers are valid for one value each, and the call writes nothing else.
        match unsafe { libc::wait4(pid as libc::pid_t, &mut status, flags, usage.as_mut_ptr()) } {
            0 => return Ok(None),
            -1 => {
                let error = io::Error::last_os_error();
                if error.kind() != io::ErrorKind::Interrupted {
                    return Err(error);
                }
            }
            _ => break,
        }
    }
    let status = ExitStatus::from_raw(status);
    // SAFETY: wait4 has filled it in (and all-zero would be valid too).
    let cpu = cpu(&unsafe { usage.assume_init() });
    Ok(Some(Reaped { status, cpu }))
}

/// Whether the child `pid` has ended. It stays on the system's list, so its pid is not given to anybody else yet.
pub fn has_ended(pid: u32) -> io::Result<bool> {
    let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
    let flags = libc::WEXITED | libc::WNOWAIT | libc::WNOHANG;
    loop {
        // SAFETY: `info` is a valid place for one `siginfo_t`, and the call writes nothing else.
        if unsafe { libc::waitid(libc::P_PID, pid, info.as_mut_ptr(), flags) } == 0 {
            // SAFETY: all-zero is a valid `siginfo_t`; the pid stays 0 while the child lives.
            return Ok(unsafe { info.assume_init().si_pid() } != 0);
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

/// Sends `signal` to the process `pid`. The process may be gone already: that is not an error worth a name.
pub fn kill(pid: u32, signal: libc::c_int) {
    // SAFETY: the call takes no pointers. A pid of a child that has not been reaped cannot be anybody else's.
    unsafe { libc::kill(pid as libc::pid_t, signal) };
}

/// Sends `signal` to every process of the group `pid`.
pub fn kill_group(pid: u32, signal: libc::c_int) {
    // SAFETY: the call takes no pointers.
    unsafe { libc::killpg(pid as libc::pid_t, signal) };
}

/// Makes a write to a closed pipe an error instead of a death. The standard library does this before `main`.
pub fn ignore_sigpipe() {
    // SAFETY: ignoring a signal installs no code of ours.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
}

/// Lets SIGINT pass without effect in this process, yet not in the programs that it starts: a handler is not
/// inherited, as SIG_IGN would be. System calls that it interrupts are started again.
pub fn outlive_sigint() {
    extern "C" fn nothing(_: libc::c_int) {}
    // SAFETY: all-zero is a valid `sigaction`; the handler does nothing, so it is safe at any moment.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = nothing as extern "C" fn(libc::c_int) as libc::sighandler_t;
        action.sa_flags = libc::SA_RESTART;
        libc::sigaction(libc::SIGINT, &action, std::ptr::null_mut());
    }
}

/// From now on SIGTERM no longer ends this process; [`sigterm_came`] tells whether one came. A handler is not
/// inherited by the programs that this process starts. System calls that it interrupts are started again.
pub fn outlive_sigterm() {
    extern "C" fn note(_: libc::c_int) {
        SIGTERM_CAME.store(true, Ordering::Relaxed);
    }
    // SAFETY: all-zero is a valid `sigaction`; the handler stores to an atomic, which is safe at any moment.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = note as extern "C" fn(libc::c_int) as libc::sighandler_t;
        action.sa_flags = libc::SA_RESTART;
        libc::sigaction(libc::SIGTERM, &action, std::ptr::null_mut());
    }
}

/// Whether SIGTERM has come since [`outlive_sigterm`].
pub fn sigterm_came() -> bool {
    SIGTERM_CAME.load(Ordering::Relaxed)
}

static SIGTERM_CAME: AtomicBool = AtomicBool::new(false);

/// Ends this process by `signal`, also where that was to do something else.
pub fn die_by(signal: libc::c_int) -> ! {
    // SAFETY: the default is no code of ours, and neither call takes a pointer.
    unsafe {
        libc::signal(signal, libc::SIG_DFL);
        libc::raise(signal);
    }
    // Here only if the signal is blocked, or harmless by default.
    std::process::abort()
}

/// Keeps signals away from this thread; the system hands them to another one of the process.
pub fn block_signals() {
    // SAFETY: the set is filled in before it is read, and the call keeps no pointer to it.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_SETMASK, &all, std::ptr::null_mut());
    }
}

/// Ends this process now: no destructor, no handler, no flushing.
pub fn exit_now(code: i32) -> ! {
    // SAFETY: the call does not return, so there is nothing to uphold afterwards.
    unsafe { libc::_exit(code) }
}

/// How many files this process may have open at once.
pub fn open_files_limit() -> u64 {
    let mut limit = MaybeUninit::<libc::rlimit>::zeroed();
    // SAFETY: `limit` is a valid place for one `rlimit`, all-zero is a valid one, and the call writes nothing else.
    unsafe {
        libc::getrlimit(libc::RLIMIT_NOFILE, limit.as_mut_ptr());
        limit.assume_init().rlim_cur
    }
}

/// Lets the system forget what it keeps of a file in memory, unless that is still to be written. `false`: it did not.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn forget_cached(file: &std::fs::File) -> bool {
    use std::os::fd::AsRawFd;
    // SAFETY: the call takes no pointers, and the descriptor is open while `file` is borrowed.
    unsafe { libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED) == 0 }
}

/// Sleeps until another thread, of whatever process, wakes those who sleep at `word`; at most `limit`, and not at all
/// if `word` is no longer `expected`. May return sooner: look again.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn futex_wait(word: &AtomicU32, expected: u32, limit: Duration) {
    let limit = libc::timespec {
        tv_sec: libc::time_t::try_from(limit.as_secs()).unwrap_or(libc::time_t::MAX),
        tv_nsec: limit.subsec_nanos() as _,
    };
    // SAFETY: `word` and `limit` are valid while the call lasts, and it writes to neither.
    unsafe {
        libc::syscall(
            libc::SYS_futex,
            word.as_ptr(),
            libc::FUTEX_WAIT,
            expected,
            &limit,
        )
    };
}

/// Wakes all who sleep at `word`, in all processes that have it in shared memory.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn futex_wake_all(word: &AtomicU32) {
    // SAFETY: `word` is valid while the call lasts, which only looks at its address.
    unsafe {
        libc::syscall(
            libc::SYS_futex,
            word.as_ptr(),
            libc::FUTEX_WAKE,
            libc::c_int::MAX,
        )
    };
}
