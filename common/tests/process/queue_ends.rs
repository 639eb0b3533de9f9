//! Queues: how calls end when something is wrong.

use super::support::{alone, kill, limit_open_files, until};
use common::process::{Error, Pool, Queue};
use ipc_channel::ipc::{self, IpcReceiver};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::process::id;
use std::time::Duration;

fn is_gone<T>(result: Result<T, Error>, pid: u32) -> bool {
    matches!(result, Err(Error::Gone(why)) if why.contains(&format!("(pid {pid})")))
}

#[test]
fn when_its_maker_drops_it_everybody_hears_of_it() {
    alone(|| {
        let pool = Pool::new(3).unwrap();
        let told = Queue::unbounded().unwrap();
        // What stands in an argument counts as a handle of this process until the task is done; what
        // goes through a queue does not.
        let handles = Queue::<[Queue<u8>; 3]>::unbounded().unwrap();
        let [full, held, empty] = [(); 3].map(|()| Queue::new(1).unwrap());
        full.put(0).unwrap();
        held.put(0).unwrap();
        let wait = |(handles, told, me): (Queue<[Queue<u8>; 3]>, Queue<u8>, u8)| {
            let [full, held, empty] = handles.get().unwrap();
            assert!(empty.is_empty().unwrap());
            told.put(0).unwrap();
            let error = match me {
                0 => full.put(1).unwrap_err(),
                1 => empty.get().unwrap_err(),
                _ => {
                    // It has it in hand while nobody waits for anything.
                    held.get().unwrap();
                    told.put(0).unwrap();
                    while held.len().is_ok() {}
                    held.try_put(1).unwrap_err()
                }
            };
            // They are dropped one after another.
            while empty.len().is_ok() {}
            let last = [
                full.try_put(2).err(),
                full.clone().close().err(),
                empty.try_get().err(),
            ];
            let all = last.into_iter().chain([Some(error)]);
            // An error first, then the end.
            let errors = full.iter().count();
            (
                all.map(|error| error.unwrap().to_string())
                    .collect::<Vec<_>>(),
                errors,
            )
        };
        let tasks = [0, 1, 2].map(|me| {
            handles
                .put([full.clone(), held.clone(), empty.clone()])
                .unwrap();
            pool.submit(wait, (handles.clone(), told.clone(), me))
        });
        (0..4).for_each(|_| assert_eq!(told.get(), Ok(0)));
        drop((full, held, empty));
        for task in tasks {
            let (all, errors) = task.get().unwrap();
            let gone = |why: String| is_gone::<()>(Err(Error::Gone(why)), id());
            assert!(all.into_iter().all(gone) && errors == 1);
        }
    })
}

#[test]
fn when_its_maker_is_killed_everybody_hears_of_it() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        for _ in 0..5 {
            let told = Queue::<Queue<u64>>::unbounded().unwrap();
            let make = |told: Queue<Queue<u64>>| {
                let queue = Queue::unbounded().unwrap();
                queue.put(id().into()).unwrap();
                told.put(queue.clone()).unwrap();
                std::thread::sleep(Duration::from_secs(60));
            };
            let maker = pool.submit(make, told.clone());
            let queue = told.get().unwrap();
            let pid = queue.get().unwrap() as u32;
            let other = queue.clone();
            std::thread::scope(|scope| {
                let waits = scope.spawn(move || other.get());
                let waits_long = scope.spawn(|| queue.get_timeout(Duration::from_secs(60)));
                kill(pid, libc::SIGKILL);
                assert!(is_gone(waits.join().unwrap(), pid));
                assert!(is_gone(waits_long.join().unwrap(), pid));
            });
            assert!(is_gone(queue.put(1), pid) && is_gone(queue.get(), pid));
            assert!(maker.get().is_err());
        }
    })
}

#[test]
fn a_put_notices_that_the_queue_is_gone() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let (told, go) = (Queue::unbounded().unwrap(), Queue::unbounded().unwrap());
        let make = |(told, go): (Queue<Queue<u64>>, Queue<u8>)| {
            let queue = Queue::unbounded().unwrap();
            told.put(queue.clone()).unwrap();
            go.get().unwrap();
            drop(queue);
            told.put(Queue::unbounded().unwrap()).unwrap();
            go.get().unwrap();
        };
        let maker = pool.submit(make, (told.clone(), go.clone()));
        let queue = told.get().unwrap();
        // Nobody waits for items, so these are not even looked at.
        (0..100).for_each(|n| queue.put(n).unwrap());
        go.put(0).unwrap();
        told.get().unwrap();
        let pid = pool.worker_pids().into_iter();
        let gone: Vec<bool> = pid.map(|pid| is_gone(queue.put(1), pid)).collect();
        assert!(gone.contains(&true));
        go.put(0).unwrap();
        maker.get().unwrap();
        // The same without a farewell.
        let make = |told: Queue<Queue<u64>>| {
            let queue = Queue::unbounded().unwrap();
            queue.put(id().into()).unwrap();
            told.put(queue.clone()).unwrap();
            std::thread::sleep(Duration::from_secs(60));
        };
        let maker = pool.submit(make, told.clone());
        let queue = told.get().unwrap();
        let pid = queue.get().unwrap() as u32;
        queue.put(1).unwrap();
        kill(pid, libc::SIGKILL);
        assert!(maker.get().is_err());
        // At the latest when its tray is full; in fact within a millisecond.
        let error = (0..).find_map(|n| queue.put(n).err()).unwrap();
        assert!(is_gone::<()>(Err(error), pid));
    })
}

#[test]
fn what_counts_as_done() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let queue = Queue::unbounded().unwrap();
        let finish = |(queue, how): (Queue<u32>, u32)| {
            let item = queue.get().unwrap();
            match how {
                0 => panic!("on the way the handle is dropped"),
                1 => std::process::exit(0),
                2 => std::process::abort(),
                _ => item,
            }
        };
        for (how, done) in [(0, true), (1, false), (2, false), (3, true)] {
            queue.put_all([how, 100]).unwrap();
            assert_eq!(pool.apply(finish, (queue.clone(), how)).is_ok(), how == 3);
            // A death is heard of a moment later than by the pool.
            until(|| queue.len() == Ok(1 + usize::from(!done)));
            if !done {
                assert_eq!(queue.get(), Ok(how));
            }
            assert_eq!(queue.get(), Ok(100));
            assert_eq!(queue.try_get(), Ok(None));
        }
    })
}

/// Fails when it is written (1) or read (2).
#[derive(Debug, PartialEq)]
struct Touchy(u8);

impl Serialize for Touchy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            1 => Err(S::Error::custom("touched")),
            3 => panic!("touched"),
            n => serializer.serialize_u8(n),
        }
    }
}

impl<'de> Deserialize<'de> for Touchy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Touchy, D::Error> {
        match u8::deserialize(deserializer)? {
            2 => Err(D::Error::custom("touched")),
            4 => panic!("touched"),
            n => Ok(Touchy(n)),
        }
    }
}

#[test]
fn an_item_that_cannot_be_written_or_read_is_an_error_and_no_more() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let queue = Queue::new(2).unwrap();
        for _ in 0..100 {
            let (error, panic) = (queue.put(Touchy(1)), queue.try_put(Touchy(3)));
            assert!(matches!(error, Err(Error::Unsendable(_))));
            assert!(matches!(panic, Err(Error::Unsendable(why)) if why.contains("touched")));
        }
        queue.put(Touchy(2)).unwrap();
        queue.put(Touchy(4)).unwrap();
        assert_eq!(queue.try_put(Touchy(0)), Ok(Some(Touchy(0))));
        for _ in 0..2 {
            let get = |queue: Queue<Touchy>| matches!(queue.get(), Err(Error::Unsendable(_)));
            assert_eq!(pool.apply(get, queue.clone()), Ok(true));
        }
        queue.put(Touchy(0)).unwrap();
        assert_eq!(queue.get(), Ok(Touchy(0)));
    })
}

#[test]
fn too_many_handles_are_an_error() {
    alone(|| {
        let queue = Queue::unbounded().unwrap();
        let many = |count| -> Vec<_> {
            (0..count)
                .map(|_| ipc::channel::<u8>().unwrap().0)
                .collect()
        };
        assert!(matches!(queue.put(many(65)), Err(Error::Unsendable(_))));
        queue.put(many(60)).unwrap();
        assert_eq!(queue.get().unwrap().len(), 60);
    })
}

#[test]
fn a_receiver_goes_with_the_consumer_that_dies() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let queue = Queue::unbounded().unwrap();
        let (sender, receiver) = ipc::channel::<u8>().unwrap();
        queue.put(receiver).unwrap();
        let die = |queue: Queue<IpcReceiver<u8>>| {
            let _held = queue.get().unwrap();
            std::process::abort();
        };
        let died: Result<(), _> = pool.apply(die, queue.clone());
        assert!(died.is_err());
        assert!(matches!(queue.get(), Err(Error::Unsendable(_))));
        assert!(sender.send(1).is_err());
    })
}

#[test]
fn no_descriptor_left_is_an_error() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let here = |(): ()| {
            let queue = Queue::unbounded().unwrap();
            queue.put(0_u32).unwrap();
            limit_open_files(3);
            let mut refused = 0;
            let other = queue.clone();
            refused += usize::from(matches!(other.put(1), Err(Error::Refused(_))));
            refused += usize::from(matches!(Queue::<u8>::new(1), Err(Error::Refused(_))));
            // Those that have their lines go on.
            queue.put(2).unwrap();
            (refused, queue.get().unwrap(), queue.get().unwrap())
        };
        assert_eq!(pool.apply(here, ()), Ok((2, 0, 2)));
    })
}
