//! procspawn on the work of `cargo bench -p common`: reads the name of a row on each line of
//! standard input, answers with the seconds for one.

use std::io::BufRead;
use std::time::Instant;

fn successor(n: u64) -> u64 {
    n + 1
}

fn pool_of(workers: usize) -> procspawn::Pool {
    let pool = procspawn::Pool::new(workers).expect("workers start");
    for n in 0..100 {
        procspawn::spawn!(in pool, (n) || successor(n)).join().expect("it works");
    }
    pool
}

fn measure(row: &str) -> Option<f64> {
    if row.starts_with("starting 8") {
        let start = Instant::now();
        let pool = procspawn::Pool::new(8).expect("workers start");
        // `Pool::new` returns before its workers are there.
        let all: Vec<_> = (0..8).map(|n| procspawn::spawn!(in pool, (n) || successor(n))).collect();
        all.into_iter().for_each(|one| drop(one.join()));
        return Some(start.elapsed().as_secs_f64());
    }
    if row.starts_with("one tiny task") {
        let (pool, count) = (pool_of(1), 2000);
        let start = Instant::now();
        for n in 0..count {
            procspawn::spawn!(in pool, (n) || successor(n)).join().expect("it works");
        }
        return Some(start.elapsed().as_secs_f64() / count as f64);
    }
    if row.contains("chunk 1,") {
        // It opens files for each task that waits: so many as a usual limit allows.
        let (pool, count) = (pool_of(2), 200);
        let start = Instant::now();
        let all: Vec<_> =
            (0..count).map(|n| procspawn::spawn!(in pool, (n) || successor(n))).collect();
        all.into_iter().for_each(|one| drop(one.join()));
        return Some(start.elapsed().as_secs_f64() / count as f64);
    }
    None
}

fn main() {
    procspawn::init();
    println!("ready");
    for row in std::io::stdin().lock().lines().map_while(Result::ok) {
        match measure(&row) {
            Some(seconds) => println!("{seconds}"),
            None => println!("-"),
        }
    }
}
