//! How a step is run once: timed, watched, and whatever it panics with caught.

use super::report::Status;
use super::steps::Step;
use crate::family::cpu_of_family;
use crate::timing::{self, Elapsed};
use crate::unsolved;
use crate::witness::{self, Observed};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// What went wrong in a step: its status, what to say of it, and where.
pub(super) type Fault = (Status, String, Option<String>);

/// Runs a step once, which is to do `work`: whether it did, what it cost, and who worked.
pub(super) fn once(
    step: &Step,
    work: &mut dyn FnMut() -> Result<(), String>,
) -> (Result<(), Fault>, Elapsed, Observed) {
    let record = step.watched.and_then(|_| Record::start());
    unsolved::take();
    unsolved::take_panic();
    let _watch = Watch::over(&step.name);
    let (outcome, elapsed) = timing::time(|| catch_unwind(AssertUnwindSafe(work)));
    let observed = record
        .map(Record::finish)
        .unwrap_or_default()
        .of(step.watched.unwrap_or_default());
    let (todo, panic) = (unsolved::take(), unsolved::take_panic());
    let place = |todo: &unsolved::Todo| format!("{}:{}", todo.file, todo.line);
    // A step that reached a `todo!` is not solved, whatever came back.
    let outcome = match (todo, outcome) {
        (Some(todo), _) => {
            let number = format!("TODO({}): ", step.todo.unwrap_or_default());
            let at = place(&todo);
            Err((
                Status::Todo,
                todo.message.trim_start_matches(&number).to_string(),
                Some(at),
            ))
        }
        (None, Ok(Ok(()))) => Ok(()),
        (None, Ok(Err(message))) => Err((Status::Failed, message, None)),
        (None, Err(_)) => {
            let panic = panic.unwrap_or_default();
            Err((
                Status::Failed,
                format!("panicked: {}", panic.message),
                Some(place(&panic)),
            ))
        }
    };
    (outcome, elapsed, observed)
}

/// Speaks up once when a step has come to a standstill, and once when it goes on for very long: nobody should stare at
/// a terminal that says nothing.
struct Watch(#[allow(dead_code)] mpsc::Sender<()>);

/// Whoever still does something, were it a page or a file now and then, needs more CPU time than this in three seconds.
const STANDSTILL: Duration = Duration::from_millis(1);

impl Watch {
    fn over(step: &str) -> Watch {
        let (ended, end) = mpsc::channel();
        let step = step.to_string();
        std::thread::spawn(move || {
            let goes_on = |seconds| {
                let end = end.recv_timeout(Duration::from_secs(seconds));
                end == Err(RecvTimeoutError::Timeout)
            };
            if !goes_on(7) {
                return;
            }
            let (own, all) = used();
            if !goes_on(3) {
                return;
            }
            let (own_now, all_now) = used();
            if own_now.saturating_sub(own) < STANDSTILL && all_now == all {
                eprintln!(
                    "\n{step}: ten seconds, and nothing moves. Does it wait for something that never comes: a channel\n\
                     whose last sender still lives? a lock taken twice? a `join` of threads that wait for whoever\n\
                     joins them? Ctrl-C ends the program."
                );
            } else if goes_on(20) {
                eprintln!(
                    "\n{step}: thirty seconds so far, and it computes. Much to do, or a loop that never ends? Ctrl-C\n\
                     ends the program."
                );
            }
        });
        Watch(ended)
    }
}

/// CPU time of this process, to the microsecond, and of it and all its children, to some milliseconds.
fn used() -> (Duration, Option<Duration>) {
    (timing::cpu_time(), cpu_of_family(std::process::id()))
}

/// What the name of a record begins with; the number of its process follows.
const PREFIX: &str = "many-hands-record-";

/// Removes what programs have left that were interrupted, where the system says who is still there.
fn clear_up() {
    let is_left = |name: &str| {
        let pid = name.strip_prefix(PREFIX)?;
        (cfg!(target_os = "linux") && !Path::new("/proc").join(pid).exists()).then_some(())
    };
    for entry in fs::read_dir(std::env::temp_dir())
        .into_iter()
        .flatten()
        .flatten()
    {
        if entry.file_name().to_str().and_then(is_left).is_some() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The witness's record of one run, in a file that goes with it.
struct Record {
    path: PathBuf,
}

impl Record {
    /// `None` where no file can be made: then the report says less, and that is all.
    fn start() -> Option<Record> {
        static CLEARED: Once = Once::new();
        CLEARED.call_once(clear_up);
        let path = std::env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        witness::start(&path, witness::Hold::NOBODY).ok()?;
        Some(Record { path })
    }

    fn finish(self) -> Observed {
        witness::stop();
        Observed::read(&self.path, std::process::id())
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
