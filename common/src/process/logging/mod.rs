//! Log records of workers, as the program sees them: handed to its own logger, or printed.
//!
//! The way of a record: [`record`](record) in the worker, [`collector`](collector) in
//! the parent, then here.

pub(super) mod collector;
pub(super) mod record;
pub(super) mod stderr;

use super::worker::who::current;
use log::{Level, LevelFilter, Log, Metadata};
use record::Record;
use std::sync::atomic::{AtomicBool, Ordering};

/// Prints log records on standard error, those of this process and those of its workers, from this
/// level on: the simple way to see what workers do.
///
/// ```
/// use common::process::{Pool, log_to_stderr};
///
/// log_to_stderr(log::LevelFilter::Info); // first: workers take the level with them
/// let pool = Pool::new(2)?;
/// let task = pool.submit(|n: u32| { log::info!("half of {n}"); n / 2 }, 6);
/// assert_eq!(task.get()?, 3); // prints "INFO [worker 2, pid 4711, task 0] half of 6"
/// # Ok::<(), common::process::Error>(())
/// ```
///
/// If the program has installed a logger of its own, that one stays and gets the records instead,
/// with who made them before the text; then this sets only the level.
///
/// # What workers log
///
/// In each worker a logger is installed before its first task. It sends every record to the parent,
/// which hands it to its logger as one piece. The level is the parent's ([`log::max_level`]) at the
/// moment when the worker starts: set it before the pool is made.
///
/// * What `log::info!` and its kin have taken is not lost, however the worker ends, as long as the
///   parent lives. When a worker has ended and its pool was dropped, or its child joined, its
///   records have been handed on. Those of workers that still live may come a little later than
///   their results.
/// * A worker waits in the call while about 280 records, or 200 KiB of them, are still to be handed
///   on. So memory is bounded, and a worker never goes faster than the logger. The thread that hands
///   them on waits for nothing but that logger. As with threads, whoever holds the lock that the
///   logger wants, and waits for a task that logs, may wait for ever. The logger of this function
///   has no lock.
/// * In a worker of a worker, the text begins with both of them.
pub fn log_to_stderr(level: LevelFilter) {
    install();
    log::set_max_level(level);
}

/// Whether the program's logger is ours.
static OURS: AtomicBool = AtomicBool::new(false);

/// Makes ours the program's logger if it has none.
fn install() {
    if log::set_logger(&ToStderr).is_ok() {
        OURS.store(true, Ordering::Release);
    }
}

/// Hands on what a worker has logged.
pub(super) fn hand_on(record: &Record) {
    // The level may have been lowered since the worker started.
    if record.level > log::max_level() {
        return;
    }
    install();
    if OURS.load(Ordering::Acquire) {
        return print(record.level, &record.text);
    }
    let mut to_log = log::Record::builder();
    to_log
        .level(record.level)
        .target(&record.target)
        .module_path(record.module.as_deref())
        .file(record.file.as_deref())
        .line(record.line);
    log::logger().log(&to_log.args(format_args!("{}", record.text)).build());
}

struct ToStderr;

impl Log for ToStderr {
    fn enabled(&self, metadata: &Metadata) -> bool {
        metadata.level() <= log::max_level()
    }

    fn log(&self, record: &log::Record) {
        if self.enabled(record.metadata()) {
            let me = current();
            let text = format!("[{}, pid {}] {}", me.name, me.pid, record.args());
            print(record.level(), &text);
        }
    }

    fn flush(&self) {}
}

fn print(level: Level, text: &str) {
    stderr::line(&format!("{level:<5} {text}"));
}
