//! A pool of four processes: `cargo run -p common --example pool`

use common::primes::count_primes;
use common::process::{self, Pool};

fn main() -> Result<(), process::Error> {
    let pool = Pool::new(4)?;

    let chunks = (0..64).map(|i| i * 20_000..(i + 1) * 20_000);
    let counts: Vec<u64> = pool.map(count_primes, chunks)?;
    println!("{} primes below 1 280 000", counts.iter().sum::<u64>());

    // One that fails takes nothing from the others.
    for result in pool.try_map(tenth_of, [5, 0, 20]) {
        match result {
            Ok(n) => println!("{n}"),
            Err(error) => println!("{error}"),
        }
    }

    for worker in pool.stats() {
        println!("{worker:?}");
    }
    Ok(())
}

fn tenth_of(n: u64) -> u64 {
    if n == 0 {
        std::process::abort();
    }
    n * 10
}
