//! How a worker starts, what can cross to it, and the traps.
//!
//! # The start
//!
//! 1. [`Pool::new`](super::Pool::new) opens a server under a random name and starts **this very
//!    executable** once more, with a variable in its environment that says: you are worker 3, call
//!    this server. On Linux the executable is `/proc/self/exe`, the file that runs now, even if it
//!    has been built anew or deleted meanwhile.
//! 2. Before `main`, the system calls the functions whose addresses stand in a certain section of
//!    the executable. One of them is ours. It finds the variable, takes it out of the environment
//!    (what a task starts is no worker), and never returns: `main` does not run in a worker.
//! 3. The worker makes three channels and sends their far ends to the server: *jobs*, *replies*, and
//!    the *lifeline*, on which nothing is ever sent. When this process is gone, however it went, the
//!    lifeline breaks and the worker ends itself, in the middle of whatever it does.
//! 4. Both sides compare the distance between two places of the executable. If it differs, they do
//!    not run the same one, and the start fails.
//! 5. The initializer, if there is one, runs. Only then the worker counts as started.
//!
//! Python imports the program anew in each worker, so every program needs `if __name__ ==
//! "__main__":`, or each worker would start workers of its own. Here there is nothing to forget. It
//! works from programs, examples, tests, benchmarks and documentation tests.
//!
//! # How a function crosses
//!
//! The function itself does not: both sides have it. What crosses is one number, the distance from a
//! fixed place in the executable to the code that was made for this function and its types. A
//! function, or a closure that captures nothing, has no data, so nothing else is missing on the other
//! side. The compiler refuses all others:
//!
//! | you write | the compiler says | do |
//! | --- | --- | --- |
//! | `pool.map(move \|n\| n * factor, …)` | `evaluation panicked: this must be a function, or a closure that captures nothing` | pass `factor` along: `pool.map(\|(n, factor)\| n * factor, …)` |
//! | `pool.map(\|n\| n * factor, …)` | ``closure may outlive the current function, but it borrows `factor` `` | the same; the `move` that it proposes leads to the line above |
//! | `pool.map(functions[0], …)` | `evaluation panicked: this must be a function …` | name the function, or `match` on which one |
//! | `pool.map(\|mine: Mine\| …, …)` | ``the trait bound `Mine: Payload` is not satisfied`` | derive `Serialize` and `Deserialize`, or send a tuple |
//! | `pool.map(\|text: &str\| …, …)` | ``implementation of `Deserialize` is not general enough`` | own it: `String`, `Vec<T>` |
//! | `pool.map(\|file: File\| …, …)` | ``the trait bound `File: Payload` is not satisfied`` | send the path, open it there |
//!
//! The first kind of error comes late: after types are checked, when the code for this closure is
//! made. So `cargo build` shows it, and `cargo check` and the editor do not. Its place is in this
//! crate; **your own line stands in the first note**:
//!
//! ```text
//! error[E0080]: evaluation panicked: this must be a function, or a closure that captures nothing: …
//!    = note: evaluation of `…::carries_nothing::<{closure@src/main.rs:5:14: 5:27}>` failed here
//!                                                         ^^^^^^^^^^^^^^^^^ here
//! ```
//!
//! ```compile_fail
//! let factor = 3;
//! let pool = common::process::Pool::new(2).unwrap();
//! pool.map(move |n: u64| n * factor, 0..10); // captures `factor`
//! ```
//!
//! ```compile_fail
//! let pool = common::process::Pool::new(2).unwrap();
//! let pointer: fn(u64) -> u64 = |n| n; // could point to anything: name the function itself
//! pool.map(pointer, 0..10);
//! ```
//!
//! ```compile_fail
//! let pool = common::process::Pool::new(2).unwrap();
//! let text = String::from("borrowed");
//! pool.map(|text: &str| text.len(), [text.as_str()]);
//! ```
//!
//! The way out is to pass the value along:
//!
//! ```
//! let factor = 3;
//! let pool = common::process::Pool::new(2).unwrap();
//! let products = pool.map(|(n, factor): (u64, u64)| n * factor, (0..10).map(|n| (n, factor)));
//! assert_eq!(products.unwrap()[9], 27);
//! ```
//!
//! # Traps
//!
//! * **A linker that drops the code before `main`.** [`Pool::new`](super::Pool::new) refers to it, so
//!   that this does not happen. If it does, the worker runs `main` like any program, reaches
//!   `Pool::new` with the variable still set, and gets an error, not a thousand workers.
//!   [`init`](super::init) on the first line of `main` is the way out.
//! * **Statics are not shared.** A worker has its own copy of every `static`, as it was before `main`.
//!   What the parent put into one is not there: send it, or set it by an
//!   [`initializer`](super::Builder::initializer).
//! * **Standard input is empty, standard output and error are the parent's.** Lines of several
//!   workers may mix.
//! * **The environment and the working folder are the parent's**, as they were when the worker
//!   started.
//! * **Ctrl-C** goes to the whole group. Workers ignore it; the parent ends, and its end is theirs.
//! * **Signals before `main`.** The standard library has not prepared this process yet: a write to a
//!   closed pipe would kill it, so the worker sees to that itself; tasks run in a thread whose stack
//!   overflow is told by the standard library as everywhere.
//! * **Descriptors.** A worker costs the parent four or five open files. A task that waits costs none.
//! * **A function in a static library of its own** (a plugin that was loaded later) has no fixed
//!   distance. Only what is linked into the executable can be run.
