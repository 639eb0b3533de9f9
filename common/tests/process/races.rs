//! Pools that end while something else happens, and workers that are killed at the worst moment.

use super::support::{alone, kill};
use common::process::{Error, Exit, Pool, Task, spawn};
use ipc_channel::ipc::{self, IpcReceiver, IpcSender};
use serde::ser::{Error as _, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::process::id;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const MIB: usize = 1 << 20;

/// So many bytes, which are written slowly enough to be interrupted: half-way it says so.
struct Announced(usize, Option<IpcSender<u32>>);

impl Serialize for Announced {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bytes = serializer.serialize_seq(Some(self.0))?;
        for i in 0..self.0 {
            if i == self.0 / 2
                && let Some(sender) = &self.1
            {
                sender.send(id()).map_err(S::Error::custom)?;
            }
            bytes.serialize_element(&7_u8)?;
        }
        bytes.end()
    }
}

impl<'de> Deserialize<'de> for Announced {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Announced, D::Error> {
        let bytes: Vec<u8> = Deserialize::deserialize(deserializer)?;
        assert!(bytes.iter().all(|&byte| byte == 7));
        Ok(Announced(bytes.len(), None))
    }
}

fn killed<R>(result: &Result<R, Error>) -> bool {
    let by = Exit::Signal(libc::SIGKILL);
    matches!(result, Err(Error::WorkerDied { status, .. } | Error::ChildDied { status, .. })
        if *status == by)
}

#[test]
fn a_worker_killed_while_it_replies_gives_all_or_nothing() {
    alone(|| {
        let reply = |sender: IpcSender<u32>| Announced(64 * MIB, Some(sender));
        let (sender, writing) = ipc::channel::<u32>().unwrap();
        let whole = |result: &Result<Announced, Error>| matches!(result, Ok(announced) if announced.0 == 64 * MIB);
        let pool = Pool::new(1).unwrap();
        for delay in [0, 0, 20, 60, 100] {
            let task = pool.submit(reply, sender.clone());
            let pid = writing.recv().unwrap();
            thread::sleep(Duration::from_millis(delay));
            kill(pid, libc::SIGKILL);
            let result = task.get();
            assert!(whole(&result) || killed(&result), "{:?}", result.err());
            assert_eq!(pool.apply(|n: u8| n, 5), Ok(5));
        }
        for delay in [0, 60] {
            let child = spawn(reply, sender.clone()).unwrap();
            writing.recv().unwrap();
            thread::sleep(Duration::from_millis(delay));
            child.kill();
            let result = child.join();
            assert!(whole(&result) || killed(&result), "{:?}", result.err());
        }
    })
}

/// Kills the process that reads it.
struct Poison;

impl Serialize for Poison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for Poison {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Poison, D::Error> {
        <()>::deserialize(deserializer)?;
        Ok(Poison)
    }
}

impl Drop for Poison {
    fn drop(&mut self) {
        if common::process::current().is_worker {
            kill(id(), libc::SIGKILL);
        }
    }
}

#[test]
fn a_worker_killed_between_its_result_and_its_reply_has_failed() {
    alone(|| {
        // The function has returned when its argument is dropped.
        let result: Result<u8, Error> = spawn(|_: Poison| 5, Poison).unwrap().join();
        assert!(killed(&result), "{result:?}");
        let pool = Pool::new(1).unwrap();
        assert!(killed(&pool.apply(|_: Poison| 5_u8, Poison)));
        assert_eq!(pool.apply(|n: u8| n, 5), Ok(5));
    })
}

/// Cannot be written.
struct Never;

impl Serialize for Never {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("never"))
    }
}

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Never, D::Error> {
        Ok(Never)
    }
}

fn wait(gate: IpcReceiver<()>) {
    let _ = gate.recv();
}

#[test]
fn a_pool_can_be_dropped_with_an_unencodable_task_in_its_queue() {
    alone(|| {
        let (open, gate) = ipc::channel::<()>().unwrap();
        let pool = Pool::new(1).unwrap();
        let busy = pool.submit(wait, gate);
        let bad: Vec<Task<()>> = (0..3).map(|_| pool.submit(|_: Never| (), Never)).collect();
        let good = pool.submit(|n: u8| n, 5);
        let dropping = thread::spawn(move || drop(pool));
        open.send(()).unwrap();
        dropping.join().unwrap();
        assert_eq!(busy.get(), Ok(()));
        assert!(
            bad.into_iter()
                .all(|bad| matches!(bad.get(), Err(Error::Codec { .. })))
        );
        assert_eq!(good.get(), Ok(5));
    })
}

#[test]
fn a_pool_can_be_dropped_when_all_its_tasks_were_cancelled() {
    alone(|| {
        let (open, gate) = ipc::channel::<()>().unwrap();
        let (ran, who_ran) = ipc::channel::<u8>().unwrap();
        let pool = Pool::new(1).unwrap();
        let busy = pool.submit(wait, gate);
        let run = |(n, ran): (u8, IpcSender<u8>)| ran.send(n).unwrap();
        let tasks: Vec<Task<()>> = (0..5).map(|n| pool.submit(run, (n, ran.clone()))).collect();
        assert!(tasks.iter().all(Task::cancel));
        drop(ran);
        open.send(()).unwrap();
        drop(pool);
        assert_eq!(busy.get(), Ok(()));
        assert!(
            tasks
                .into_iter()
                .all(|task| task.get() == Err(Error::Cancelled))
        );
        assert!(
            who_ran.recv().is_err(),
            "none of them ran, and none is left"
        );
    })
}

#[test]
fn tasks_handed_in_while_a_pool_closes_run_or_hear_so() {
    alone(|| {
        let ran = AtomicUsize::new(0);
        for round in 0..20 {
            let pool = Pool::new(2).unwrap();
            let hand_in = || {
                for n in 0.. {
                    match pool.submit(|n: u32| n, n).get() {
                        Ok(same) => assert_eq!(same, n),
                        Err(error) => return assert_eq!(error, Error::Closed),
                    }
                    ran.fetch_add(1, Ordering::Relaxed);
                }
            };
            thread::scope(|scope| {
                let threads = [scope.spawn(hand_in), scope.spawn(hand_in)];
                thread::sleep(Duration::from_millis(round % 5));
                pool.close();
                for thread in threads {
                    thread.join().unwrap();
                }
            });
            assert_eq!(pool.apply(|n: u32| n, 1), Err(Error::Closed));
        }
        assert!(ran.into_inner() > 0);
    })
}
