//! How a function crosses to another process: as its distance from a fixed place in the executable.
//!
//! Both processes run the same executable, but the system loads it at another address each time.
//! The distance between two things inside it stays the same. The fixed place must be a **static**:
//! of a small *function* the compiler may make several copies, and then there is no one distance
//! (this fails in release builds).
//!
//! A function or a closure that captures nothing has size zero: its type says all there is to know.
//! So nothing of the function itself is sent, only where the code lies that was made for its type.
#![allow(unsafe_code)]

use std::ptr::NonNull;

/// The fixed place.
static ANCHOR: u8 = 0;

/// Code that a worker can be told to run: it reads the arguments, and gives back the work to do.
pub(crate) type Entry = fn(u32, &[u8]) -> crate::process::call::wire::Work;

/// The distance from the anchor to `entry`.
pub(crate) fn distance(entry: Entry) -> isize {
    from_anchor(entry as usize)
}

/// The distance from the anchor to an address in this executable.
pub(crate) fn from_anchor(address: usize) -> isize {
    address.wrapping_sub(&raw const ANCHOR as usize) as isize
}

/// The code that lies `distance` from the anchor in this process.
pub(crate) fn at(distance: isize) -> Entry {
    let code = (&raw const ANCHOR).wrapping_byte_offset(distance);
    // SAFETY: the distance was taken by `distance` from an `Entry` in a process that runs the same
    // executable: the worker is started from the parent's own file, and the handshake compares a
    // second distance.
    unsafe { std::mem::transmute::<*const u8, Entry>(code) }
}

/// Code that a manager can be told to run: it reads the argument, and gives back what to do with an
/// object.
pub(crate) type Change = fn(&[u8]) -> crate::process::manager::objects::Job;

/// As [`at`], for what a manager runs.
pub(crate) fn change_at(distance: isize) -> Change {
    let code = (&raw const ANCHOR).wrapping_byte_offset(distance);
    // SAFETY: the distance was taken from a `Change`, in a process that runs the same executable:
    // the manager's client is its parent, or another worker of the same program.
    unsafe { std::mem::transmute::<*const u8, Change>(code) }
}

/// A distance that both sides know. It differs if they do not run the same executable.
pub(crate) fn fingerprint() -> isize {
    from_anchor(super::before_main::address())
}

/// Refuses, when compiled, a function that carries something along.
pub(crate) const fn carries_nothing<F>() {
    const {
        assert!(
            size_of::<F>() == 0,
            "this must be a function, or a closure that captures nothing: nothing of it is sent to \
             the worker but its type. Pass what it needs as an argument instead. (A function \
             pointer will not do either: name the function.)"
        );
    }
}

/// The one value of a type of size zero. The caller must have been given a value of `F` on the
/// other side.
pub(crate) fn conjure<F: Copy + 'static>() -> F {
    carries_nothing::<F>();
    // SAFETY: reading no bytes from an aligned address is always allowed. A value of `F` exists,
    // since the parent was given one, and this is a copy of it, which `Copy` allows.
    unsafe { NonNull::<F>::dangling().read() }
}
