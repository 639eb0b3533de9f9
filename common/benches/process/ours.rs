//! The toolkit's own figures, in seconds for one.

use common::process::Pool;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn successor(n: u64) -> u64 {
    n + 1
}

/// Seconds that one of `count` takes.
fn each(count: usize, what: impl FnOnce()) -> Option<f64> {
    let start = Instant::now();
    what();
    Some(start.elapsed().as_secs_f64() / count as f64)
}

fn pool_of(workers: usize) -> Pool {
    let pool = Pool::new(workers).expect("workers start");
    // The first call of a worker touches code and memory for the first time.
    pool.map_chunked(successor, 0..100, 1).expect("it works");
    pool
}

pub fn one_task() -> Option<f64> {
    let pool = pool_of(1);
    let count = 5000;
    each(count, || {
        for n in 0..count as u64 {
            black_box(pool.apply(successor, n)).expect("it works");
        }
    })
}

pub fn chunk_of_one() -> Option<f64> {
    let pool = pool_of(2);
    let count = 50_000;
    each(count, || {
        let all = pool.map_chunked(successor, 0..count as u64, 1);
        assert_eq!(all.expect("it works").len(), count);
    })
}

pub fn automatic_100_000() -> Option<f64> {
    automatic(100_000)
}

pub fn automatic_10_000_000() -> Option<f64> {
    automatic(10_000_000)
}

fn automatic(count: usize) -> Option<f64> {
    let pool = pool_of(2);
    each(count, || {
        let all = pool.map(successor, 0..count as u64);
        assert_eq!(all.expect("it works").len(), count);
    })
}

pub fn start_eight() -> Option<f64> {
    let start = Instant::now();
    let pool = Pool::new(8).expect("workers start");
    let seconds = start.elapsed().as_secs_f64();
    drop(pool);
    Some(seconds)
}

/// The size of a large argument, in bytes.
pub const LARGE: usize = 64 << 20;

pub fn large_by_value() -> Option<f64> {
    let pool = pool_of(1);
    let bytes = vec![7_u8; LARGE];
    each(1, || {
        let back = pool.apply(|bytes: Vec<u8>| bytes, bytes).expect("it works");
        assert_eq!(back.len(), LARGE);
    })
}

/// The median of ten deaths.
pub fn death_noticed() -> Option<f64> {
    let pool = pool_of(1);
    let mut all: Vec<f64> = (0..10)
        .map(|_| {
            let task = pool.submit(
                |_: ()| -> u64 {
                    loop {
                        std::hint::spin_loop()
                    }
                },
                (),
            );
            let pid = loop {
                std::thread::sleep(Duration::from_millis(5));
                if let Some(pid) = pool.worker_pids().first() {
                    break pid.to_string();
                }
            };
            let mut kill = std::process::Command::new("kill");
            kill.args(["-9", &pid]);
            // The clock starts before `kill` itself does: what that costs counts against us.
            let start = Instant::now();
            kill.status().expect("kill is there");
            task.get().expect_err("it was killed");
            start.elapsed().as_secs_f64()
        })
        .collect();
    all.sort_by(f64::total_cmp);
    Some(all[all.len() / 2])
}
