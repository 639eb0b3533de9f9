//! Queues: who gets what, and when.

use super::support::{alone, descriptors};
use common::process::{Error, Executor, Pool, Queue};
use std::time::Duration;

/// All that is left in a closed queue.
fn drain<T: common::process::Payload>(queue: &Queue<T>) -> Vec<T> {
    queue.iter().map(Result::unwrap).collect()
}

#[test]
fn two_producers_and_two_consumers_in_four_processes_lose_nothing() {
    alone(|| {
        let pool = Pool::new(4).unwrap();
        for queue in [Queue::unbounded().unwrap(), Queue::new(7).unwrap()] {
            let consume = |queue: Queue<(u64, u64)>| {
                let mut last = [None; 2];
                let mut sums = [0; 2];
                for item in &queue {
                    let (producer, n) = item.unwrap();
                    // What one producer has put comes in its order.
                    assert!(last[producer as usize].replace(n) < Some(n));
                    sums[producer as usize] += n;
                }
                sums
            };
            let produce = |(queue, producer): (Queue<(u64, u64)>, u64)| {
                for n in 0..10_000 {
                    queue.put((producer, n)).unwrap();
                }
            };
            let consumers = [(); 2].map(|()| pool.submit(consume, queue.clone()));
            let producers = [0, 1].map(|n| pool.submit(produce, (queue.clone(), n)));
            let _ = producers.map(|task| task.get().unwrap());
            queue.close().unwrap();
            let sums = consumers.map(|task| task.get().unwrap());
            let both: Vec<u64> = sums[0].iter().zip(sums[1]).map(|(a, b)| a + b).collect();
            assert_eq!(both, [49_995_000; 2]);
        }
    })
}

#[test]
fn what_is_put_later_comes_later_whoever_puts_it() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let queue = Queue::<Option<Vec<u8>>>::unbounded().unwrap();
        let mine = queue.clone();
        for round in 0..200 {
            let put = |(queue, round): (Queue<Option<Vec<u8>>>, usize)| {
                for n in 0..20 {
                    // Short ones and long ones take different ways.
                    let long = if n % 4 == round % 4 { 20_000 } else { 3 };
                    queue.put(Some(vec![n as u8; long])).unwrap();
                }
            };
            mine.put(None).unwrap();
            let producers = [(); 2].map(|()| pool.submit(put, (queue.clone(), round)));
            let _ = producers.map(|task| task.get().unwrap());
            mine.put(None).unwrap();
            assert_eq!(queue.get(), Ok(None));
            let sum: u32 = (0..40)
                .map(|_| u32::from(queue.get().unwrap().unwrap()[0]))
                .sum();
            assert_eq!(sum, 2 * 190);
            assert_eq!(queue.get(), Ok(None));
        }
    })
}

#[test]
fn threads_may_use_it_as_well() {
    let queue = Queue::new(3).unwrap();
    let sum: u64 = std::thread::scope(|scope| {
        let consumers = [(); 3].map(|()| {
            let queue = queue.clone();
            scope.spawn(move || drain(&queue).into_iter().sum::<u64>())
        });
        let producers = [(); 3].map(|()| {
            // One handle for all of them will do, too.
            let queue = &queue;
            scope.spawn(move || queue.put_all(0..1000).unwrap())
        });
        let _ = producers.map(|thread| thread.join().unwrap());
        queue.close().unwrap();
        consumers
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert_eq!(sum, 3 * 499_500);
    let executor = Executor::threads(1).unwrap();
    let queue = Queue::unbounded().unwrap();
    let put = |queue: Queue<String>| queue.put("from a thread".to_string()).is_ok();
    assert_eq!(executor.submit(put, queue.clone()).get(), Ok(true));
    assert_eq!(queue.get().unwrap(), "from a thread");
}

#[test]
fn a_bounded_queue_takes_no_more_than_its_capacity() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        for capacity in [1, 2, 5, 600] {
            let queue = Queue::new(capacity).unwrap();
            let told = Queue::unbounded().unwrap();
            let put = |(queue, told): (Queue<usize>, Queue<usize>)| {
                for n in 0..2000 {
                    queue.put(n).unwrap();
                    told.put(n).unwrap();
                }
            };
            let producer = pool.submit(put, (queue.clone(), told.clone()));
            // It has put as many as there is room for, and not one more.
            for n in 0..capacity {
                assert_eq!(told.get(), Ok(n));
            }
            assert_eq!(queue.try_put(0), Ok(Some(0)));
            for n in 0..100 {
                assert_eq!(queue.len(), Ok(capacity));
                assert_eq!(told.try_get(), Ok(None));
                assert_eq!(queue.get(), Ok(n));
                assert_eq!(told.get(), Ok(capacity + n));
            }
            for n in 100..2000 {
                assert_eq!(queue.get(), Ok(n));
            }
            producer.get().unwrap();
        }
    })
}

#[test]
fn two_producers_share_the_room() {
    let queue = Queue::new(10).unwrap();
    let other = queue.clone();
    // The first one is given credit, and does not use it up.
    queue.put(0).unwrap();
    for n in 1..10 {
        assert_eq!(other.try_put(n), Ok(None));
    }
    assert_eq!(other.try_put(10), Ok(Some(10)));
    assert_eq!(queue.try_put(10), Ok(Some(10)));
    assert_eq!(
        queue.put_timeout(10, Duration::from_millis(5)),
        Ok(Some(10))
    );
    assert_eq!(other.len(), Ok(10));
    for n in 0..10 {
        assert_eq!(queue.try_get(), Ok(Some(n)));
    }
    assert_eq!(queue.try_get(), Ok(None));
    assert_eq!(queue.get_timeout(Duration::from_millis(5)), Ok(None));
    assert!(queue.is_empty().unwrap());
}

#[test]
fn what_one_consumer_has_not_begun_another_one_gets() {
    let queue = Queue::unbounded().unwrap();
    let other = queue.clone();
    queue.put_all(0..1000).unwrap();
    // It is the only one who asks, so it is given many.
    assert_eq!(queue.get(), Ok(0));
    assert_eq!(other.len(), Ok(999));
    let mut rest: Vec<i32> = (1..1000).map(|_| other.get().unwrap()).collect();
    assert_eq!(other.try_get(), Ok(None));
    rest.sort();
    assert_eq!(rest, (1..1000).collect::<Vec<_>>());
    assert_eq!(queue.try_get(), Ok(None));
}

#[test]
fn close_wakes_all_who_wait() {
    alone(|| {
        let pool = Pool::new(4).unwrap();
        let (empty, full) = (Queue::<u8>::unbounded().unwrap(), Queue::new(1).unwrap());
        let told = Queue::<u8>::unbounded().unwrap();
        full.put(1_u8).unwrap();
        let get = |(queue, told): (Queue<u8>, Queue<u8>)| {
            told.put(0).unwrap();
            queue.get() == Err(Error::QueueClosed)
        };
        let put = |(queue, told): (Queue<u8>, Queue<u8>)| {
            told.put(0).unwrap();
            queue.put(2) == Err(Error::QueueClosed)
        };
        let mut tasks = Vec::new();
        for _ in 0..2 {
            tasks.push(pool.submit(get, (empty.clone(), told.clone())));
            tasks.push(pool.submit(put, (full.clone(), told.clone())));
        }
        (0..4).for_each(|_| assert_eq!(told.get(), Ok(0)));
        empty.close().unwrap();
        full.close().unwrap();
        assert!(tasks.into_iter().all(|task| task.get().unwrap()));
        // What was in it can still be got.
        assert_eq!(full.put(3), Err(Error::QueueClosed));
        assert_eq!(full.try_put(3), Err(Error::QueueClosed));
        assert_eq!(full.clone().put(3), Err(Error::QueueClosed));
        assert_eq!(drain(&full), [1]);
        assert_eq!(full.try_get(), Err(Error::QueueClosed));
        assert_eq!(empty.iter().count(), 0);
        let handle = (empty.clone(), told);
        assert_eq!(
            pool.apply(|(q, _): (Queue<u8>, Queue<u8>)| q.put(1).is_ok(), handle),
            Ok(false)
        );
    })
}

#[test]
fn a_thousand_queues_leave_nothing() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let before = descriptors();
        for n in 0..1000_u64 {
            let queue = Queue::new(2).unwrap();
            queue.put(n).unwrap();
            if n % 10 == 0 {
                let double = |queue: Queue<u64>| {
                    let n = queue.get().unwrap();
                    queue.put(2 * n).unwrap();
                };
                pool.apply(double, queue.clone()).unwrap();
                assert_eq!(queue.get(), Ok(2 * n));
            }
        }
        assert_eq!(descriptors(), before);
        assert_eq!(std::fs::read_dir("/proc/self/task").unwrap().count(), 3);
        let there = pool.apply(|()| descriptors(), ()).unwrap();
        assert!(there < 20, "{there}");
    })
}

#[test]
fn a_producer_can_be_joined_before_anybody_gets() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let queue = Queue::unbounded().unwrap();
        let put = |queue: Queue<Vec<u8>>| {
            for n in 0..2000_u32 {
                queue.put(vec![n as u8; 1000]).unwrap();
            }
        };
        pool.submit(put, queue.clone()).get().unwrap();
        pool.join();
        queue.close().unwrap();
        let all = drain(&queue);
        assert_eq!(all.len(), 2000);
        assert!(
            all.iter()
                .zip(0..)
                .all(|(item, n)| *item == vec![n as u8; 1000])
        );
    })
}

#[test]
fn small_and_large_items_keep_their_order() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let queue = Queue::new(50).unwrap();
        let sizes = [
            0, 1, 100, 20_000, 7, 70_000, 3, 65_536, 65_000, 8, 300_000, 5,
        ];
        let put = |(queue, sizes): (Queue<(u64, Vec<u8>)>, [usize; 12])| {
            for n in 0..600 {
                queue
                    .put((n, vec![n as u8; sizes[n as usize % 12]]))
                    .unwrap();
            }
        };
        let producer = pool.submit(put, (queue.clone(), sizes));
        for n in 0..600 {
            assert_eq!(queue.get(), Ok((n, vec![n as u8; sizes[n as usize % 12]])));
        }
        producer.get().unwrap();
    })
}
