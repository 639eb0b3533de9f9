//! Wall time and CPU time, of this process and of the workers that it started.

use std::cell::Cell;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// Something that tells the time. The real one is [`SystemClock`]; a check passes a scripted one.
pub trait Clock {
    /// Time since a fixed moment, as a clock on the wall shows it.
    fn wall(&self) -> Duration;
    /// CPU time used so far, all threads and workers together.
    fn cpu(&self) -> Duration;
}

/// The clock of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn wall(&self) -> Duration {
        static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    fn cpu(&self) -> Duration {
        cpu_time()
    }
}

/// A clock that stands still until somebody moves it: for checks, which expect exact numbers.
#[derive(Debug, Default)]
pub struct ScriptedClock {
    wall: Cell<Duration>,
    cpu: Cell<Duration>,
}

impl ScriptedClock {
    /// Moves both hands.
    pub fn advance(&self, wall: Duration, cpu: Duration) {
        self.wall.set(self.wall.get() + wall);
        self.cpu.set(self.cpu.get() + cpu);
    }
}

impl Clock for ScriptedClock {
    fn wall(&self) -> Duration {
        self.wall.get()
    }

    fn cpu(&self) -> Duration {
        self.cpu.get()
    }
}

/// Wall and CPU time of one piece of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elapsed {
    /// What a clock on the wall shows.
    pub wall: Duration,
    /// What all threads and workers together spent computing.
    pub cpu: Duration,
}

impl Elapsed {
    /// CPU time / wall time: how many cores were busy, on average.
    pub fn busy(&self) -> f64 {
        ratio(self.cpu, self.wall)
    }
}

/// `a / b` as a number; 0 when `b` is zero.
pub fn ratio(a: Duration, b: Duration) -> f64 {
    if b.is_zero() {
        0.0
    } else {
        a.as_secs_f64() / b.as_secs_f64()
    }
}

/// A running stopwatch for both.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    wall: Instant,
    cpu: Duration,
}

impl Stopwatch {
    /// Starts it.
    pub fn start() -> Stopwatch {
        Stopwatch {
            cpu: cpu_time(),
            wall: Instant::now(),
        }
    }

    /// Reads it; it goes on running.
    pub fn read(&self) -> Elapsed {
        let wall = self.wall.elapsed();
        Elapsed {
            wall,
            cpu: cpu_time().saturating_sub(self.cpu),
        }
    }
}

/// Runs `work` once: its result, and what it cost.
pub fn time<R>(work: impl FnOnce() -> R) -> (R, Elapsed) {
    let watch = Stopwatch::start();
    let result = work();
    (result, watch.read())
}

/// The middle one of several values; of an even number, the mean of the two in the middle. `None` when there are none.
pub fn median(times: &[Duration]) -> Option<Duration> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[middle]),
        _ => Some((sorted[middle - 1] + sorted[middle]) / 2),
    }
}

/// CPU time of this process, of the toolkit's workers, and of every other child that has been waited for.
///
/// The system counts a child only once it has been waited for, and then with its whole past. A pool's worker
/// lives longer than a step, so it is counted by what it reports instead (see [`WorkerCpu`]).
pub fn cpu_time() -> Duration {
    #[cfg(unix)]
    {
        let own = crate::sys::cpu_of_this_process() + crate::sys::cpu_of_reaped_children();
        let workers = WORKERS_BEYOND_REAPED.load(Ordering::Relaxed);
        match workers {
            0.. => own + Duration::from_nanos(workers as u64),
            _ => own.saturating_sub(Duration::from_nanos(workers.unsigned_abs())),
        }
    }
    #[cfg(not(unix))]
    {
        Duration::from_nanos(WORKERS_BEYOND_REAPED.load(Ordering::Relaxed).max(0) as u64)
    }
}

/// All clocks that the system keeps for a process, read at one moment.
///
/// Only differences of two readings say anything: the clocks started long before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Time since a fixed moment, as a clock on the wall shows it.
    pub wall: Duration,
    /// CPU time of this process in its own code, all threads together.
    pub user: Duration,
    /// CPU time that the system spent on behalf of this process: reading, writing, giving it memory.
    pub system: Duration,
    /// The same for its children, once they have ended **and** been waited for: their code.
    pub children_user: Duration,
    /// The same: the system on their behalf.
    pub children_system: Duration,
}

impl Reading {
    /// Reads the clocks now. Where the system is not asked (on Windows) all but the first stand at zero.
    pub fn now() -> Reading {
        #[cfg(unix)]
        let [user, system, children_user, children_system] = crate::sys::cpu_times();
        #[cfg(not(unix))]
        let [user, system, children_user, children_system] = [Duration::ZERO; 4];
        Reading {
            wall: SystemClock.wall(),
            user,
            system,
            children_user,
            children_system,
        }
    }
}

/// What workers have reported, less what the system added for the same workers when they were reaped.
static WORKERS_BEYOND_REAPED: AtomicI64 = AtomicI64::new(0);

/// The account of one worker: no second of it is lost, and none counted twice.
#[derive(Debug, Default)]
pub struct WorkerCpu {
    counted: Duration,
}

impl WorkerCpu {
    /// The worker says that it has used `total` so far.
    pub fn report(&mut self, total: Duration) {
        let more = total.saturating_sub(self.counted);
        self.counted += more;
        WORKERS_BEYOND_REAPED.fetch_add(more.as_nanos() as i64, Ordering::Relaxed);
    }

    /// The worker has been waited for: from now on the system counts its whole past, so we no longer do.
    pub fn reaped(self) {
        WORKERS_BEYOND_REAPED.fetch_sub(self.counted.as_nanos() as i64, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[ms(7)]), Some(ms(7)));
        assert_eq!(median(&[ms(9), ms(1), ms(5)]), Some(ms(5)));
        assert_eq!(median(&[ms(4), ms(1), ms(2), ms(9)]), Some(ms(3)));
    }

    #[test]
    fn sleeping_costs_wall_time_and_hardly_any_cpu_time() {
        let ((), elapsed) = time(|| std::thread::sleep(ms(30)));
        assert!(elapsed.wall >= ms(30));
    }

    #[test]
    fn busy_of_no_time_at_all_is_zero() {
        assert_eq!(Elapsed::default().busy(), 0.0);
    }
}
