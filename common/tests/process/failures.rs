//! What tasks can do wrong, and what is left of the pool afterwards: everything.

use super::support::{alone, kill, null_write};
use common::process::{Error, Exit, Pool};
use ipc_channel::ipc::{self, IpcSender};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::process::{abort, exit, id};
use std::time::Duration;

/// Fails when it is written (`1x`) or read (`2x`): by an error, a panic, an abort, or by leaving
/// with code 0.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Touchy(u8);

const ERROR: u8 = 0;
const PANIC: u8 = 1;
const ABORT: u8 = 2;
const LEAVE: u8 = 3;
const WRITTEN: u8 = 10;
const READ: u8 = 20;

fn touch(how: Option<u8>) -> bool {
    match how {
        Some(ERROR) => return true,
        Some(PANIC) => panic!("touched"),
        Some(ABORT) => abort(),
        Some(LEAVE) => exit(0),
        _ => {}
    }
    false
}

impl Serialize for Touchy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 < READ && touch(self.0.checked_sub(WRITTEN)) {
            return Err(S::Error::custom("touched"));
        }
        serializer.serialize_u8(self.0)
    }
}

impl<'de> Deserialize<'de> for Touchy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Touchy, D::Error> {
        let how = u8::deserialize(deserializer)?;
        if touch(how.checked_sub(READ)) {
            return Err(D::Error::custom("touched"));
        }
        Ok(Touchy(how))
    }
}

fn pid(_: ()) -> u32 {
    id()
}

fn taken(Touchy(how): Touchy) -> u8 {
    how
}

fn given(how: u8) -> Touchy {
    Touchy(how)
}

/// A chunk of five; the fourth has the fault. The others must have their results.
fn fourth<R>(results: Vec<Result<R, Error>>) -> Error {
    assert_eq!(results.len(), 5);
    let mut failed = None;
    for (i, result) in results.into_iter().enumerate() {
        assert_eq!(result.is_err(), i == 3, "task {i}");
        failed = failed.or(result.err());
    }
    failed.unwrap()
}

const fn with_fault(how: u8) -> [u8; 5] {
    [0, 0, 0, how, 0]
}

/// One worker, so that five items in `try_map` are five chunks; twenty times as many are chunks of
/// five.
fn in_a_chunk<R: common::process::Payload>(
    pool: &Pool,
    f: impl Fn(u8) -> R + Copy + Send + 'static,
    how: u8,
) -> Error {
    let mut items = vec![0; 20];
    items[13] = how;
    let mut results = pool.try_map(f, items);
    assert_eq!(results.len(), 20);
    let failed = results.remove(13);
    assert!(
        results.iter().all(Result::is_ok),
        "only one task was at fault"
    );
    failed.err().unwrap()
}

#[test]
fn an_argument_that_cannot_be_written_or_read_fails_alone() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let worker = pool.apply(pid, ()).unwrap();
        for how in [WRITTEN + ERROR, WRITTEN + PANIC, READ + ERROR, READ + PANIC] {
            let failed = fourth(pool.try_map(taken, with_fault(how).map(Touchy)));
            assert!(
                matches!(&failed, Error::Codec { task: 3, message: m } if m.contains("argument")),
                "{failed}"
            );
            assert_eq!(pool.apply(pid, ()), Ok(worker));
        }
    })
}

#[test]
fn a_result_that_cannot_be_written_or_read_fails_alone() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let worker = pool.apply(pid, ()).unwrap();
        for how in [WRITTEN + ERROR, WRITTEN + PANIC, READ + ERROR, READ + PANIC] {
            let failed = fourth(pool.try_map(given, with_fault(how)));
            assert!(
                matches!(&failed, Error::Codec { task: 3, message } if message.contains("result")),
                "{failed}"
            );
            let failed = in_a_chunk(&pool, given, how);
            assert!(matches!(&failed, Error::Codec { task: 13, .. }), "{failed}");
            assert_eq!(pool.apply(pid, ()), Ok(worker));
        }
    })
}

#[test]
fn a_crash_while_reading_an_argument_is_blamed_on_its_task() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        for (how, exit) in [
            (READ + ABORT, Exit::Signal(libc::SIGABRT)),
            (READ + LEAVE, Exit::Code(0)),
        ] {
            let failed = fourth(pool.try_map(taken, with_fault(how).map(Touchy)));
            assert!(
                matches!(failed, Error::WorkerDied { task: 3, status, .. } if status == exit),
                "{failed}"
            );
            let mut items = [Touchy(0); 20];
            items[13].0 = how;
            let mut results = pool.map_chunked(taken, items, 20);
            let failed = results.as_mut().unwrap_err();
            assert!(
                matches!(failed, Error::WorkerDied { task: 13, status, .. } if *status == exit),
                "{failed}"
            );
        }
        assert!(pool.apply(pid, ()).is_ok());
    })
}

#[test]
fn a_crash_while_writing_a_result_is_blamed_on_its_task() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        for how in [WRITTEN + ABORT, WRITTEN + LEAVE] {
            let failed = in_a_chunk(&pool, given, how);
            assert!(
                matches!(failed, Error::WorkerDied { task: 13, .. }),
                "{failed}"
            );
        }
    })
}

#[test]
fn whatever_ends_the_process_costs_one_task() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let end = |how: u8| match how {
            1 => null_write(),
            2 => drop(endless(0)),
            3 => abort(),
            4 => exit(3),
            5 => exit(0),
            6 => kill(id(), libc::SIGKILL),
            _ => {}
        };
        let ends = [libc::SIGSEGV, 0, libc::SIGABRT, 0, 0, libc::SIGKILL];
        for (how, signal) in (1..).zip(ends) {
            let Error::WorkerDied {
                task: 13,
                pid,
                status,
                ..
            } = in_a_chunk(&pool, end, how)
            else {
                panic!("way {how}");
            };
            let expected = match how {
                2 => status == Exit::Signal(libc::SIGSEGV) || status == Exit::Signal(libc::SIGABRT),
                4 => status == Exit::Code(3),
                5 => status == Exit::Code(0),
                _ => status == Exit::Signal(signal),
            };
            assert!(expected, "way {how}: {status}");
            assert!(!pool.worker_pids().contains(&pid));
        }
    })
}

#[test]
fn a_panic_of_any_kind_leaves_the_worker_alive() {
    alone(|| {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("the payload panics as well");
            }
        }
        let pool = Pool::new(1).unwrap();
        let worker = pool.apply(pid, ()).unwrap();
        let fail = |how: u8| match how {
            1 => panic!("number {how}"),
            2 => std::panic::panic_any(17),
            3 => std::panic::panic_any(Bomb),
            4 => std::panic::resume_unwind(Box::new("without the hook")),
            5 => unreachable!(),
            _ => {}
        };
        let texts = [
            "number 1",
            "not a text",
            "not a text",
            "without the hook",
            "unreachable",
        ];
        for (how, text) in (1..).zip(texts) {
            let failed = in_a_chunk(&pool, fail, how);
            assert!(
                matches!(&failed, Error::Panicked { task: 13, pid, message, .. }
            if *pid == worker && message.contains(text)),
                "{failed}"
            );
            assert_eq!(pool.apply(pid, ()), Ok(worker));
        }
    })
}

#[test]
fn twenty_workers_killed_while_busy_cost_twenty_tasks() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let (sender, begun) = ipc::channel::<u32>().unwrap();
        let hang = |sender: IpcSender<u32>| {
            sender.send(id()).unwrap();
            std::thread::sleep(Duration::from_secs(60));
        };
        for round in 0..20 {
            let busy = pool.submit(hang, sender.clone());
            let other = pool.submit(pid, ());
            let victim = begun.recv().unwrap();
            kill(victim, libc::SIGKILL);
            assert_ne!(other.get().unwrap(), victim);
            let failed = busy.get().unwrap_err();
            let Error::WorkerDied {
                pid, status, task, ..
            } = failed
            else {
                panic!("{failed}");
            };
            assert_eq!(
                (pid, status, task),
                (victim, Exit::Signal(libc::SIGKILL), 2 * round)
            );
        }
    })
}

#[test]
fn workers_killed_while_idle_are_replaced_in_silence() {
    alone(|| {
        let pool = Pool::new(3).unwrap();
        pool.worker_pids()
            .into_iter()
            .for_each(|pid| kill(pid, libc::SIGKILL));
        assert_eq!(pool.map(|n: u32| n, 0..1000).unwrap().len(), 1000);
        let pids = pool.worker_pids();
        pids.iter().for_each(|&pid| kill(pid, libc::SIGKILL));
        assert!(!pids.contains(&pool.apply(pid, ()).unwrap()));
    })
}

#[allow(unconditional_recursion)]
fn endless(n: u64) -> u64 {
    let here = std::hint::black_box([n; 64]);
    endless(n + 1) + here[(n % 64) as usize]
}
