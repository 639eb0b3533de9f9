//! `Lock`: one at a time, among threads and processes, whoever dies.

use super::support::{alone, interrupt_by, kill, limit_open_files, signal_thread, this_thread};
use common::process::{Error, Executor, Lock, Pool, Value, held_locks};
use ipc_channel::ipc::{self, IpcSender};
use std::process::id;
use std::thread;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// Adds one again and again, in two steps that only the lock holds together.
fn count(count: &Value<u64>, lock: &Lock, times: u64) {
    for _ in 0..times {
        let guard = lock.lock().unwrap();
        assert!(!guard.last_holder_died());
        count.set(count.get() + 1);
    }
}

#[test]
fn two_processes_with_two_threads_each_lose_nothing() {
    alone(|| {
        const TIMES: u64 = 100_000;
        let (counter, lock) = (Value::new(0).unwrap(), Lock::new().unwrap());
        let on_two_threads = |(counter, lock): (Value<u64>, Lock)| {
            thread::scope(|scope| {
                scope.spawn(|| count(&counter, &lock, TIMES));
                scope.spawn(|| count(&counter.clone(), &lock.clone(), TIMES));
            });
        };
        let pool = Pool::new(2).unwrap();
        let items = vec![(counter.clone(), lock.clone()); 2];
        pool.map_chunked(on_two_threads, items, 1).unwrap();
        assert_eq!(counter.get(), 4 * TIMES);
    })
}

/// Takes the lock, says so, and keeps it.
fn hold((lock, sender): (Lock, IpcSender<u32>)) {
    let _guard = lock.lock().unwrap();
    sender.send(id()).unwrap();
    thread::sleep(MINUTE);
}

#[test]
fn a_holder_that_is_killed_gives_way_and_the_next_one_is_told() {
    alone(|| {
        let lock = Lock::new().unwrap();
        let pool = Pool::new(1).unwrap();
        let (sender, held) = ipc::channel().unwrap();
        for _ in 0..5 {
            let task = pool.submit(hold, (lock.clone(), sender.clone()));
            let holder = held.recv().unwrap();
            assert!(lock.try_lock().unwrap().is_none());
            assert!(
                lock.lock_timeout(Duration::from_millis(5))
                    .unwrap()
                    .is_none()
            );
            thread::scope(|scope| {
                // This one waits for it while it dies.
                let next = scope.spawn(|| lock.lock().unwrap().last_holder_died());
                kill(holder, libc::SIGKILL);
                assert!(next.join().unwrap());
            });
            assert!(!lock.lock().unwrap().last_holder_died(), "told once");
            assert!(matches!(task.get(), Err(Error::WorkerDied { .. })));
        }
        let worker = pool.apply(|lock: Lock| lock.lock().unwrap().last_holder_died(), lock);
        assert_eq!(worker, Ok(false));
    })
}

#[test]
fn a_holder_that_panics_releases_in_good_order() {
    alone(|| {
        let lock = Lock::new().unwrap();
        let panic = |lock: Lock| {
            let _guard = lock.lock().unwrap();
            panic!("with the lock");
        };
        let pool = Pool::new(1).unwrap();
        let failed: Result<(), Error> = pool.apply(panic, lock.clone());
        assert!(matches!(failed, Err(Error::Panicked { .. })));
        assert!(!lock.try_lock().unwrap().unwrap().last_holder_died());
        let here = lock.clone();
        assert!(thread::spawn(move || panic(here)).join().is_err());
        assert!(!lock.lock().unwrap().last_holder_died());
    })
}

#[test]
fn a_thread_knows_which_locks_it_holds() {
    alone(|| {
        let (one, two) = (Lock::new().unwrap(), Lock::new().unwrap());
        let first = one.lock().unwrap();
        let second = two.try_lock().unwrap();
        let held = held_locks();
        assert_eq!(held.len(), 2);
        assert!(held[0].taking < held[1].taking && held[0].path != held[1].path);
        assert!(one.is_held_here() && two.clone().is_held_here());
        // It is this thread's, and nobody else's.
        thread::scope(|scope| {
            let here = scope.spawn(|| (one.is_held_here(), held_locks().len()));
            assert_eq!(here.join().unwrap(), (false, 0));
        });
        drop(first);
        assert!(!one.is_held_here() && two.is_held_here());
        drop(second);
        assert_eq!(held_locks(), []);
        // In another process, a lock has the same name, and takings have numbers of their own.
        let in_worker = |lock: Lock| {
            let _guard = lock.lock().unwrap();
            held_locks().pop().unwrap().path
        };
        let pool = Pool::new(1).unwrap();
        assert_eq!(pool.apply(in_worker, two.clone()).unwrap(), held[1].path);
        let _again = two.lock().unwrap();
        assert!(held_locks()[0].taking > held[1].taking);
    })
}

#[test]
fn every_way_of_passing_it_on_excludes() {
    alone(|| {
        let lock = Lock::new().unwrap();
        let is_free = |lock: Lock| lock.try_lock().unwrap().is_some();
        let nested = |lock: Lock| {
            Pool::new(1)
                .unwrap()
                .apply(
                    |lock: Lock| {
                        let free = lock.try_lock().unwrap().is_some();
                        (free, lock)
                    },
                    lock,
                )
                .unwrap()
        };
        let executors = [
            Executor::processes(2),
            Executor::threads(2),
            Executor::processes(0),
        ];
        let executors = executors.map(Result::unwrap);
        for held in [true, false, true] {
            let guard = held.then(|| lock.lock().unwrap());
            for executor in &executors {
                assert_eq!(executor.submit(is_free, lock.clone()).get(), Ok(!held));
            }
            let (free, back) = executors[0].submit(nested, lock.clone()).get().unwrap();
            assert_eq!(free, !held);
            assert_eq!(back.try_lock().unwrap().is_some(), !held);
            drop(guard);
        }
        // More handles in a chunk than files may be open.
        let pool = Pool::builder()
            .workers(1)
            .initializer(limit_open_files, 100)
            .build()
            .unwrap();
        let free = pool.map_chunked(is_free, vec![lock; 1000], 1000).unwrap();
        assert!(free.into_iter().all(|free| free));
    })
}

#[test]
fn one_who_waits_outlives_signals() {
    alone(|| {
        interrupt_by(libc::SIGUSR1);
        let lock = Lock::new().unwrap();
        let pool = Pool::new(1).unwrap();
        let (sender, held) = ipc::channel().unwrap();
        let _task = pool.submit(hold, (lock.clone(), sender));
        let holder = held.recv().unwrap();
        let waiter = this_thread();
        let killer = thread::spawn(move || {
            for _ in 0..100 {
                signal_thread(waiter, libc::SIGUSR1);
                thread::sleep(Duration::from_micros(500));
            }
            kill(holder, libc::SIGKILL);
        });
        assert!(lock.lock().unwrap().last_holder_died());
        killer.join().unwrap();
    })
}
