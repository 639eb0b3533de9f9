//! What the compiler sees to among threads, and what it cannot see to among processes.
//!
//! # Among threads
//!
//! Two threads that use the same data, one of them to change it, without anything that keeps them
//! apart: that is a data race, and Rust refuses to compile it. Three ways to try.
//!
//! **Counting references.** An `Rc` counts its owners in a plain number, which two threads would
//! change at once. It cannot go to another thread ([`Send`] says what can), `Arc` can:
//!
//! ```compile_fail,E0277
//! use std::rc::Rc;
//!
//! let names = Rc::new(vec!["A", "B"]);
//! std::thread::spawn(move || names.len());
//! ```
//!
//! **Changing what another thread sees.** A `&mut` is the only way to what it refers to, so two
//! threads cannot have it:
//!
//! ```compile_fail,E0499
//! let mut balance = 0;
//! std::thread::scope(|scope| {
//!     scope.spawn(|| balance += 10);
//!     scope.spawn(|| balance += 10);
//! });
//! ```
//!
//! What several threads change is inside of something that keeps them apart: an atomic, or a `Mutex`.
//! Its data can only be had through the guard, so nobody forgets to lock:
//!
//! ```
//! use std::sync::Mutex;
//!
//! let balance = Mutex::new(0);
//! std::thread::scope(|scope| {
//!     scope.spawn(|| *balance.lock().unwrap() += 10);
//!     scope.spawn(|| *balance.lock().unwrap() += 10);
//! });
//! assert_eq!(balance.into_inner().unwrap(), 20);
//! ```
//!
//! **Handing on a guard.** On some systems only the thread that has locked may unlock, so the guard
//! must be dropped where it was made:
//!
//! ```compile_fail,E0277
//! use std::sync::Mutex;
//!
//! let balance = Mutex::new(0);
//! let guard = balance.lock().unwrap();
//! std::thread::scope(|scope| {
//!     scope.spawn(move || drop(guard));
//! });
//! ```
//!
//! The [`Guard`](super::Guard) of a [`Lock`](super::Lock) is of the same kind:
//!
//! ```compile_fail,E0277
//! let lock = common::process::Lock::new().unwrap();
//! let guard = lock.lock().unwrap();
//! std::thread::scope(|scope| {
//!     scope.spawn(move || drop(guard));
//! });
//! ```
//!
//! And it cannot be sent to another process, since it is no [`Payload`](super::Payload):
//!
//! ```compile_fail,E0277
//! use common::process::{Guard, spawn};
//!
//! let _child = spawn(|guard: Guard<'static>| drop(guard), todo!());
//! ```
//!
//! What the compiler does not see to, among threads either: that nobody comes between two steps
//! (`lock`, read, unlock; `lock`, write, unlock), and that nobody waits for ever.
//!
//! # Among processes
//!
//! A process has its memory to itself, so there is no data race either. What processes share lies outside
//! of the language: files, a terminal, and memory that was mapped for the purpose (in a
//! [`Value`](super::Value) or an [`Array`](super::Array), where every element is an atomic). All of this
//! compiles, and none of it excludes anybody:
//!
//! * **No lock.** Nothing ties the data to the lock.
//! * **A `Mutex`,** in a `static` or not: each process has its own.
//! * **A [`Lock`](super::Lock) that each process makes for itself.** Make one, and send each a clone.
//!
//! ```
//! use common::process::spawn;
//! use std::sync::Mutex;
//!
//! static BALANCE: Mutex<u64> = Mutex::new(0);
//! let deposit = |amount: u64| {
//!     let mut balance = BALANCE.lock().unwrap();
//!     *balance += amount;
//!     *balance
//! };
//! assert_eq!(spawn(deposit, 10)?.join()?, 10);
//! assert_eq!(spawn(deposit, 10)?.join()?, 10); // another process, another balance
//! assert_eq!(*BALANCE.lock().unwrap(), 0); // and this one has its own
//! # Ok::<(), common::process::Error>(())
//! ```
//!
//! A `Mutex` with its data inside is a habit that one can keep, though: make a type whose only way to
//! the shared memory is a method that takes the lock.
