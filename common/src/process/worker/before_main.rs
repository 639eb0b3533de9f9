//! Runs before `main`, in every process: where a worker begins.
//!
//! A worker is this very executable, started again. It must not run `main`, so something has to
//! look first. The system calls each function whose address stands in a certain section of the
//! executable, before `main`. The crate `ctor` writes the same lines; they are few enough to show.
#![allow(unsafe_code)]

/// The address that the system finds and calls.
// SAFETY: the section holds plain addresses of functions of this type, and ours upholds what the
// place asks: it returns at once unless this process is a worker, and it does not unwind.
#[used]
#[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
#[cfg_attr(
    target_vendor = "apple",
    unsafe(link_section = "__DATA,__mod_init_func")
)]
#[cfg_attr(
    not(any(windows, target_vendor = "apple")),
    unsafe(link_section = ".init_array")
)]
static CONSTRUCTOR: extern "C" fn() = constructor;

extern "C" fn constructor() {
    super::serve_if_asked();
}

/// Makes the linker keep the constructor: a part of a library that nobody refers to is left out.
pub(crate) fn keep() {
    std::hint::black_box(&CONSTRUCTOR);
}

/// Where the constructor lies in this process.
pub(super) fn address() -> usize {
    std::hint::black_box(CONSTRUCTOR) as usize
}

/// Takes the variable out of the environment, so that what a task starts is not a worker.
pub(super) fn forget(variable: &str) {
    // SAFETY: no other thread exists yet: we are before `main`, or on the first line of it.
    unsafe { std::env::remove_var(variable) };
}
