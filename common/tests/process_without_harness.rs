//! A program without the test harness, as a benchmark is one: workers start from it all the same.
#[cfg(feature = "process")]
fn main() {
    use common::process::{Pool, spawn};
    let pool = Pool::new(2).unwrap();
    assert_eq!(pool.map(|n: u64| n * n, 0..4), Ok(vec![0, 1, 4, 9]));
    assert_eq!(spawn(|n: u64| n + 1, 1).unwrap().join(), Ok(2));
}

#[cfg(not(feature = "process"))]
fn main() {}
