//! Time-outs, CPU time, and what else comes with a reply.

use super::support::{alone, block_signal, in_a_storm_of_signals, kill};
use common::process::{Error, Pool};
use common::{timing, unsolved, witness};
use ipc_channel::ipc::{self, IpcReceiver};
use std::process::id;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

fn pid(_: ()) -> u32 {
    id()
}

/// Uses this much CPU time, and says how much its process has used by then.
fn burn(amount: Duration) -> Duration {
    let start = timing::cpu_time();
    while timing::cpu_time() - start < amount {
        std::hint::black_box((0..1000).sum::<u64>());
    }
    timing::cpu_time()
}

/// CPU time of workers only: all that is counted, less what this process's own threads used.
fn of_workers() -> Duration {
    let own = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = own.rsplit_once(')').unwrap().1.split_whitespace().collect();
    // User and system time in hundredths of a second: coarse, but of this process alone.
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    timing::cpu_time().saturating_sub(Duration::from_millis(10 * ticks))
}

const BURN: Duration = Duration::from_millis(200);
/// Half of what is burnt at a time: more than starts, ends and coarse clocks can cost, less than a
/// thing lost or counted twice.
const NOISE: Duration = Duration::from_millis(100);

fn close_to(counted: Duration, expected: Duration) {
    assert!(
        counted.abs_diff(expected) < NOISE,
        "counted {counted:?}, not {expected:?}"
    );
}

#[test]
fn a_task_that_takes_too_long_costs_its_worker() {
    alone(|| {
        let limit = Duration::from_millis(500);
        let pool = Pool::builder()
            .workers(1)
            .task_timeout(limit)
            .build()
            .unwrap();
        let stuck = |how: u8| match how {
            0 => thread::sleep(Duration::from_secs(60)),
            1 => {
                kill(id(), libc::SIGSTOP);
                thread::sleep(Duration::from_secs(60));
            }
            2 => {
                block_signal(libc::SIGTERM);
                loop {
                    std::hint::spin_loop();
                }
            }
            _ => {}
        };
        for how in 0..3 {
            let before = pool.apply(pid, ()).unwrap();
            let result = pool.apply(stuck, how);
            let Err(Error::TimedOut {
                limit: l,
                pid: killed,
                ..
            }) = result
            else {
                panic!("{result:?}");
            };
            assert_eq!((l, killed), (limit, before));
            assert_ne!(pool.apply(pid, ()).unwrap(), before);
        }
        let limit = Duration::from_secs(1);
        let pool = Pool::builder().workers(1).task_timeout(limit);
        let pool = pool.build().unwrap();
        // In a chunk it costs its own task only.
        let stuck = |n: u8| thread::sleep(Duration::from_secs(if n == 5 { 60 } else { 0 }));
        let results = pool.try_map(stuck, (0..40).collect::<Vec<u8>>());
        for (i, result) in results.iter().enumerate() {
            let late = matches!(result, Err(Error::TimedOut { task: 5, .. }));
            assert!(late == (i == 5) && result.is_err() == late, "{result:?}");
        }
        // Each task of a chunk has the whole limit.
        let slow = |_: u8| thread::sleep(Duration::from_millis(100));
        assert!(pool.map_chunked(slow, [0; 15], 15).is_ok());
    })
}

#[test]
fn waiting_for_a_result_can_be_given_up() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let (open, gate) = ipc::channel::<()>().unwrap();
        let task = pool.submit(|gate: IpcReceiver<()>| gate.recv().unwrap(), gate);
        assert_eq!(task.get_timeout(Duration::from_millis(1)), None);
        open.send(()).unwrap();
        assert_eq!(task.get_timeout(Duration::MAX), Some(Ok(())));
        assert_eq!(task.get_timeout(Duration::ZERO), Some(Err(Error::Taken)));
    })
}

#[test]
fn signals_interrupt_nothing() {
    alone(|| {
        in_a_storm_of_signals(|| {
            for _ in 0..5 {
                let pool = Pool::new(2).unwrap();
                let right: Vec<u32> = (0..2000).collect();
                assert_eq!(pool.map_chunked(|n: u32| n, right.clone(), 1), Ok(right));
            }
        });
    })
}

#[test]
fn cpu_time_of_workers_is_counted_once() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let start = of_workers();
        let said = pool.apply(burn, BURN).unwrap();
        assert!(said >= BURN);
        close_to(of_workers() - start, BURN);
        // A second step with the same worker, which now has a past.
        let second = of_workers();
        pool.apply(burn, BURN).unwrap();
        close_to(of_workers() - second, BURN);
        // Now the system adds the worker's whole past, which is counted already.
        let third = of_workers();
        drop(pool);
        close_to(of_workers().saturating_sub(third), Duration::ZERO);
        close_to(third.saturating_sub(of_workers()), Duration::ZERO);
        close_to(of_workers() - start, 2 * BURN);
    })
}

#[test]
fn cpu_time_of_a_killed_worker_is_not_lost() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let start = of_workers();
        pool.apply(burn, BURN).unwrap();
        let die = |()| {
            burn(BURN);
            std::process::abort()
        };
        assert!(pool.apply::<_, _, ()>(die, ()).is_err());
        close_to(of_workers() - start, 2 * BURN);
        pool.terminate();
        drop(pool);
        close_to(of_workers() - start, 2 * BURN);
    })
}

#[test]
fn a_nested_pool_and_a_dropped_one_count_too() {
    alone(|| {
        let start = of_workers();
        let pool = Pool::new(1).unwrap();
        pool.apply(|()| drop(Pool::new(1).unwrap().apply(burn, BURN)), ())
            .unwrap();
        close_to(of_workers() - start, BURN);
        drop(pool);
        close_to(of_workers() - start, BURN);
    })
}

#[test]
fn a_todo_in_a_worker_is_noted_here() {
    alone(|| {
        unsolved::install();
        for pool in [Pool::new(1).unwrap(), Pool::new(0).unwrap()] {
            let result: Result<(), Error> = pool.apply(|n: u32| todo!("count {n} chunks"), 3);
            assert!(
                matches!(&result, Err(Error::Panicked { message, location, .. })
            if message.ends_with("count 3 chunks") && location.contains("process/time.rs")),
                "{result:?}"
            );
            let todo = unsolved::take().unwrap();
            assert_eq!(todo.message, "count 3 chunks");
            assert!(todo.file.ends_with("process/time.rs"));
            assert_eq!(pool.apply(|n: u32| n, 1), Ok(1));
            assert_eq!(unsolved::take(), None);
        }
    })
}

#[test]
fn workers_take_part_in_a_record() {
    alone(|| {
        let path = std::env::temp_dir().join("record");
        witness::start(
            &path,
            witness::Hold {
                callers: 2,
                limit: Duration::from_secs(5),
                ..witness::Hold::NOBODY
            },
        )
        .unwrap();
        let pool = Pool::new(2).unwrap();
        pool.map_chunked(|n: u32| drop(witness::enter("work", &n)), 0..4, 1)
            .unwrap();
        drop(pool);
        witness::stop();
        let seen = witness::Observed::read(&path, id());
        std::fs::remove_file(&path).unwrap();
        assert_eq!(seen.calls.len(), 4);
        assert_eq!(seen.processes().len(), 2);
        assert!(!seen.processes().contains(&id()));
    })
}

#[test]
fn lazy_maps_keep_few_items_under_way() {
    alone(|| {
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        let asked = || ASKED.load(Ordering::Relaxed);
        let count = |_: &u64| {
            ASKED.fetch_add(1, Ordering::Relaxed);
        };
        let items = || (0..u64::MAX).inspect(count);
        let pool = Pool::builder().workers(2).window(5).build().unwrap();
        for (i, result) in pool.imap(|n: u64| n * n, items()).take(100).enumerate() {
            assert_eq!(result, Ok((i * i) as u64));
            assert!(
                asked() <= i + 5,
                "{} items were taken for {i} results",
                asked()
            );
        }
        let mut unordered: Vec<u64> = pool
            .imap_unordered(|n| n, 0..50)
            .map(Result::unwrap)
            .collect();
        unordered.sort();
        assert_eq!(unordered, (0..50).collect::<Vec<u64>>());
        let slow_first =
            |n: u64| thread::sleep(Duration::from_millis(if n == 0 { 300 } else { 0 }));
        assert_eq!(
            pool.imap(slow_first, 0..20).filter(Result::is_ok).count(),
            20
        );
    })
}
