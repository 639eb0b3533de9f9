//! The work that the answers run: on threads, under the GIL, in processes.

use super::Job;
use common::gil::Gil;
use common::{primes, witness};
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// The global interpreter lock that TODO(2) works under. There is one in each process.
pub static GIL: Gil = Gil::new();

/// How many primes lie in `chunk`: the work of TODO(1).
pub fn count(chunk: Range<u64>) -> u64 {
    let _call = witness::enter("count", &chunk);
    primes::count_primes(chunk)
}

/// Whether `n` is a prime: the work of TODO(2), one number at a time, to be done holding the [`GIL`].
pub fn is_prime(n: u64) -> bool {
    let _call = witness::enter("is_prime", &Tested(n));
    if EXPECT_RIVAL.load(Relaxed) && EXPECT_RIVAL.swap(false, Relaxed) {
        wait_for_rival();
    }
    primes::is_prime(n)
}

/// The work of TODO(3). Two of the three kinds of jobs are for processes that can be spared.
pub fn work(job: Job) -> u64 {
    let _call = witness::enter("work", &job);
    match job {
        Job::Count(range) => primes::count_primes(range),
        Job::Abort => {
            at_home(&job);
            std::process::abort()
        }
        Job::Hang => {
            at_home(&job);
            loop {
                std::thread::park();
            }
        }
    }
}

/// How the witness writes down a number. It asks only when it keeps a record.
struct Tested(u64);

pub const HOLDING: &str = "holding the GIL";

impl fmt::Debug for Tested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match GIL.is_held() {
            true => HOLDING,
            false => "without the GIL",
        };
        write!(f, "{} {how}", self.0)
    }
}

/// A check sets this, to see what a holder does when somebody else wants the lock: the first call waits until that is
/// so. It needs no luck with the machine's load then, and no clock.
pub static EXPECT_RIVAL: AtomicBool = AtomicBool::new(false);
/// No rival will come if nothing runs in parallel.
const PATIENCE: Duration = Duration::from_secs(5);

#[cold]
fn wait_for_rival() {
    let start = Instant::now();
    while !GIL.is_wanted() && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// What this process is. A worker starts anew, so whatever the program says of itself is not true of its workers.
static THIS_PROCESS: AtomicU8 = AtomicU8::new(WORKER);
const WORKER: u8 = 0;
/// The program itself: it warns before a job takes it down.
const PROGRAM: u8 = 1;
/// The program itself, which does everything in one thread to be debugged: such a job panics.
const INLINE: u8 = 2;

/// Says that this process is no worker.
pub fn this_is_the_program(inline: bool) {
    THIS_PROCESS.store(if inline { INLINE } else { PROGRAM }, Relaxed);
}

/// A job that can only be survived elsewhere has come to this process.
fn at_home(job: &Job) {
    let what = match job {
        Job::Abort => "ends the process that runs it",
        _ => "never ends, and nothing can stop a thread",
    };
    match THIS_PROCESS.load(Relaxed) {
        WORKER => {}
        INLINE => panic!("Job::{job:?} {what}: with --inline it panics instead"),
        _ => eprintln!(
            "Job::{job:?} {what}. It ran in the program itself, so there will be no report: \
             TODO(3) asks for a worker process, from `common::process::Pool`."
        ),
    }
}
