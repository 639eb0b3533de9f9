//! Memory that several processes have at once: values, arrays and events in it; and locks, which are
//! files.
//!
//! A `mapping` is the memory itself, `attach` and `cache` map it once for each process, and an `element`
//! is what can stand in it.

pub(super) mod array;
pub(super) mod attach;
mod cache;
pub(super) mod element;
pub(super) mod event;
pub(super) mod lock;
mod lock_file;
pub(super) mod lock_folder;
pub(super) mod mapping;
pub(super) mod value;
