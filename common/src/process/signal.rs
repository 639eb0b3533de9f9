//! Signals as a child meets them: it is asked to end, or ended.

/// From now on this process is not ended when it is [asked to](super::Child::terminate), only told:
/// see [`asked_to_end`]. So a child can clear up first, or refuse, until it is [killed](super::Child::kill).
///
/// ```
/// use common::process::{Event, named, signal};
/// use std::time::Duration;
///
/// let save = |ready: Event| {
///     signal::outlive_terminate();
///     ready.set();
///     while !signal::asked_to_end() {
///         std::thread::sleep(Duration::from_millis(1));
///     }
///     "saved".to_string()
/// };
/// let ready = Event::new()?;
/// let child = named("tidy").spawn(save, ready.clone())?;
/// ready.wait();
/// child.terminate();
/// # #[cfg(unix)]
/// assert_eq!(child.join()?, "saved");
/// # Ok::<(), common::process::Error>(())
/// ```
///
/// Where the system has no such signal, a child that is asked to end is killed, and this does
/// nothing.
pub fn outlive_terminate() {
    #[cfg(unix)]
    crate::sys::outlive_sigterm();
}

/// Whether this process was asked to end, after it has called [`outlive_terminate`].
pub fn asked_to_end() -> bool {
    #[cfg(unix)]
    return crate::sys::sigterm_came();
    #[cfg(not(unix))]
    false
}

/// Ends this process as a write to a forbidden address does: by SIGSEGV. What that is good for: to
/// see what others make of it.
pub fn crash() -> ! {
    #[cfg(unix)]
    crate::sys::die_by(libc::SIGSEGV);
    #[cfg(not(unix))]
    std::process::abort()
}

/// Ends this process as the system does that has no memory left, or somebody with `kill -9`: by
/// SIGKILL.
pub fn be_killed() -> ! {
    #[cfg(unix)]
    crate::sys::die_by(libc::SIGKILL);
    #[cfg(not(unix))]
    std::process::abort()
}
