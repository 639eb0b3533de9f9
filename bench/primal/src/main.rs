//! Counts primes with the crate primal, on one thread: for each limit on a line of standard input,
//! the seconds that it took and the count.

use std::io::BufRead;
use std::time::Instant;

fn main() {
    println!("ready");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let limit: usize = line.trim().parse().expect("a limit on each line");
        let start = Instant::now();
        let count = primal::StreamingSieve::prime_pi(limit);
        println!("{} {count}", start.elapsed().as_secs_f64());
    }
}
