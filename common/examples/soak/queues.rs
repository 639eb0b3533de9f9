//! Items through a queue whose consumers are killed: each one arrives.

use super::killer::Killed;
use common::process::{Error, Pool, Queue, Task};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// How long all items of a round may take.
const LIMIT: Duration = Duration::from_secs(60);

/// Takes items and passes them on, until there are no more.
fn pass_on((from, to): (Queue<u64>, Queue<u64>)) {
    for item in &from {
        let passed = item.and_then(|item| to.put(item));
        passed.expect("both queues live");
    }
}

/// Sends `count` items through the workers of `pool`. One that was in hand when its worker died
/// comes again, so some may come twice, and none may be missing.
pub fn round(pool: &Pool, killed: &Killed, count: u64) -> Result<usize, String> {
    let said = |error: Error| format!("a queue: {error}");
    let (from, to) = (
        Queue::new(16).map_err(said)?,
        Queue::unbounded().map_err(said)?,
    );
    let consume = || pool.submit(pass_on, (from.clone(), to.clone()));
    let mut consumers: Vec<Task<()>> = (0..pool.workers()).map(|_| consume()).collect();
    let (mut seen, start) = (BTreeSet::new(), Instant::now());
    std::thread::scope(|scope| {
        let producer = scope.spawn(|| from.put_all(0..count));
        while seen.len() < count as usize {
            if let Some(item) = to.get_timeout(Duration::from_millis(20)).map_err(said)? {
                seen.insert(item);
            }
            for consumer in &mut consumers {
                if let Some(ended) = consumer.get_timeout(Duration::ZERO) {
                    excuse(killed, ended)?;
                    *consumer = consume();
                }
            }
            if start.elapsed() > LIMIT {
                from.close().map_err(said)?;
                return Err(format!(
                    "{} of {count} items came through a queue",
                    seen.len()
                ));
            }
        }
        from.close().map_err(said)?;
        let produced = producer
            .join()
            .map_err(|_| "the producer panicked".to_string())?;
        produced.map_err(said)
    })?;
    for consumer in consumers {
        excuse(killed, consumer.get())?;
    }
    match seen.iter().copied().eq(0..count) {
        true => Ok(seen.len()),
        false => Err("items came that nobody had put in".to_string()),
    }
}

fn excuse(killed: &Killed, ended: Result<(), Error>) -> Result<(), String> {
    match ended {
        Err(error) if !killed.explains(&error) => Err(format!("a consumer: {error}")),
        _ => Ok(()),
    }
}
