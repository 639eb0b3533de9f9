//! Large data, many tasks, handles, and workers that die in the midst of them.

use super::support::{alone, children_of, descriptors, kill};
use common::process::{Array, Error, Exit, Pool, Task, bytes_sent};
use ipc_channel::ipc::{self, IpcSender, IpcSharedMemory};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const MIB: usize = 1 << 20;

fn echo(data: Vec<u8>) -> Vec<u8> {
    data
}

fn filled(length: usize) -> Vec<u8> {
    vec![7; length]
}

/// Kills a random worker every now and then, until told to stop; sometimes one that is just
/// starting.
fn kill_at_random(pool: &Pool, seed: u64, stop: &AtomicBool) {
    let mut random = fastrand::Rng::with_seed(seed);
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(random.u64(5..50)));
        let victims: Vec<u32> = match random.u8(..4) {
            0 => children_of(std::process::id()).into_iter().collect(),
            _ => pool.worker_pids(),
        };
        if !victims.is_empty() {
            kill(victims[random.usize(..victims.len())], libc::SIGKILL);
        }
    }
}

/// A result is right, or an error that names the killed worker.
fn right_or_killed<R: PartialEq>(result: Result<R, Error>, right: &R) -> bool {
    match result {
        Ok(value) => {
            assert!(value == *right, "a wrong value");
            true
        }
        Err(Error::WorkerDied { status, .. }) => {
            assert_eq!(status, Exit::Signal(libc::SIGKILL));
            false
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn data_of_any_size_crosses_unharmed() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        for length in [
            0,
            1,
            65_519,
            65_520,
            65_521,
            65_536,
            65_537,
            212_448,
            212_449,
            MIB,
            20 * MIB,
        ] {
            assert!(
                pool.apply(echo, filled(length)).unwrap() == filled(length),
                "{length} bytes"
            );
        }
    })
}

#[test]
fn what_is_sent_is_counted_once_for_each_worker_that_gets_it() {
    alone(|| {
        // What goes beside the arguments.
        const LITTLE: u64 = 1000;
        let mebi = MIB as u64;
        let sent = |work: &dyn Fn()| {
            let before = bytes_sent();
            work();
            bytes_sent() - before
        };
        let pool = Pool::new(2).unwrap();
        let about = |bytes: u64| bytes..bytes + LITTLE;
        let large = sent(&|| drop(pool.apply(|_: Vec<u8>| (), filled(MIB))));
        assert!(about(mebi).contains(&large), "{large}");
        let nested = sent(&|| drop(pool.apply(|_: Vec<Vec<u8>>| (), vec![filled(MIB); 3])));
        assert!(about(3 * mebi).contains(&nested), "{nested}");
        let result = sent(&|| drop(pool.apply(filled, MIB)));
        assert!(about(0).contains(&result), "{result}");
        let array = Array::<u8>::new(MIB).unwrap();
        let shared = sent(&|| drop(pool.apply(|_: Array<u8>| (), array.clone())));
        assert!(about(0).contains(&shared), "{shared}");
        let initializer = sent(&|| {
            let pool = Pool::builder().workers(2);
            let pool = pool.initializer(|_: Vec<u8>| (), filled(MIB)).build();
            pool.unwrap().join();
        });
        assert!(about(2 * mebi).contains(&initializer), "{initializer}");
        let inline = Pool::new(0).unwrap();
        assert_eq!(sent(&|| drop(inline.apply(echo, filled(MIB)))), 0);
    })
}

#[test]
fn ten_large_tasks_whose_worker_dies_at_once_end_ten_times() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let results = pool.try_map(
            |_: Vec<u8>| std::process::abort(),
            vec![filled(8 * MIB); 10],
        );
        let died = |r: &Result<(), Error>| {
            matches!(
                r,
                Err(Error::WorkerDied {
                    status: Exit::Signal(libc::SIGABRT),
                    ..
                })
            )
        };
        assert!(results.iter().all(died));
        assert_eq!(pool.apply(echo, filled(3)), Ok(filled(3)));
    })
}

#[test]
fn a_worker_killed_in_the_midst_of_a_transfer_never_gives_half_a_result() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let data = filled(4 * MIB);
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| kill_at_random(&pool, 1, &stop));
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(2) {
                for result in pool.try_map(echo, vec![data.clone(); 4]) {
                    right_or_killed(result, &data);
                }
                for result in pool.try_map(filled, [4 * MIB; 4]) {
                    right_or_killed(result, &data);
                }
            }
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!(pool.map(echo, vec![data.clone(); 4]).unwrap().len(), 4);
    })
}

#[test]
fn workers_that_kill_each_other_answer_every_task() {
    alone(|| {
        for workers in [1, 2, 5, 13] {
            let pool = Pool::new(workers).unwrap();
            let start = Instant::now();
            let mut round = 0;
            while start.elapsed() < Duration::from_millis(700) {
                round += 1;
                let pids = pool.worker_pids();
                let victims = (0..20).map(|i| (pids.clone(), round * 20 + i));
                let murder = |(pids, seed): (Vec<u32>, u64)| {
                    let mut random = fastrand::Rng::with_seed(seed);
                    if random.u8(..3) == 0 && !pids.is_empty() {
                        kill(pids[random.usize(..pids.len())], libc::SIGKILL);
                    }
                    seed
                };
                let results = pool.try_map(murder, victims);
                for (i, result) in (0..).zip(results) {
                    right_or_killed(result, &(round * 20 + i));
                }
            }
            assert_eq!(pool.map(echo, vec![filled(3); 9]).unwrap().len(), 9);
        }
    })
}

#[test]
fn retries_answer_every_task_though_workers_are_killed() {
    alone(|| {
        let pool = Pool::builder().workers(3).retries(1000).build().unwrap();
        let stop = AtomicBool::new(false);
        let slow = |n: u64| {
            thread::sleep(Duration::from_millis(1));
            n
        };
        thread::scope(|scope| {
            scope.spawn(|| kill_at_random(&pool, 2, &stop));
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(1) {
                assert_eq!(pool.map_chunked(slow, 0..100, 2), Ok((0..100).collect()));
            }
            stop.store(true, Ordering::Relaxed);
        });
    })
}

#[test]
fn a_hundred_thousand_tasks_wait_without_a_descriptor_more() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let before = descriptors();
        let tasks: Vec<Task<u64>> = (0..100_000)
            .map(|n| pool.submit(|n: u64| n + 1, n))
            .collect();
        assert!(
            descriptors() <= before + 2,
            "a task in flight may hold none"
        );
        for (n, task) in (0..).zip(tasks) {
            assert_eq!(task.get(), Ok(n + 1));
        }
    })
}

#[test]
fn handles_travel_inside_arguments() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let (sender, receiver) = ipc::channel::<u64>().unwrap();
        let memory = IpcSharedMemory::from_bytes(&[5; 100_000]);
        let work = |(n, sender, memory): (u64, IpcSender<u64>, IpcSharedMemory)| {
            sender.send(n + u64::from(memory[99_999])).unwrap();
            sender
        };
        // The sender comes back, too.
        let senders = pool
            .map(work, (0..10).map(|n| (n, sender.clone(), memory.clone())))
            .unwrap();
        senders[0].send(100).unwrap();
        let mut got: Vec<u64> = (0..11).map(|_| receiver.recv().unwrap()).collect();
        got.sort();
        assert_eq!(got, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 100]);
    })
}

#[test]
fn more_handles_than_a_message_can_hold_are_split_or_refused() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let (sender, receiver) = ipc::channel::<u64>().unwrap();
        let send = |sender: IpcSender<u64>| sender.send(1).unwrap();
        assert_eq!(
            pool.map_chunked(send, vec![sender.clone(); 65], 65)
                .unwrap()
                .len(),
            65
        );
        assert_eq!((0..65).map(|_| receiver.recv().unwrap()).sum::<u64>(), 65);
        let many = |senders: Vec<IpcSender<u64>>| senders.len();
        assert_eq!(pool.apply(many, vec![sender.clone(); 60]), Ok(60));
        let refused = pool.apply(many, vec![sender.clone(); 65]);
        assert!(matches!(refused, Err(Error::Codec { .. })), "{refused:?}");
        assert_eq!(pool.apply(echo, filled(3)), Ok(filled(3)));
    })
}
