//! Queues: what is left when somebody dies, and what handles go through them.

use super::support::{alone, kill, until};
use common::process::{Error, Lock, Pool, Queue, Value};
use ipc_channel::ipc::{self, IpcReceiver, IpcSender};
use std::process::id;
use std::time::Duration;

#[test]
fn the_item_in_the_hand_of_a_killed_consumer_comes_again() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let (queue, told) = (Queue::unbounded().unwrap(), Queue::unbounded().unwrap());
        queue.put_all(0..100_u64).unwrap();
        for round in 0..10 {
            let take = |(queue, told): (Queue<u64>, Queue<(u32, u64)>)| {
                queue.get().unwrap();
                let second = queue.get().unwrap();
                told.put((id(), second)).unwrap();
                loop {
                    std::thread::sleep(Duration::from_secs(1));
                }
            };
            let task = pool.submit(take, (queue.clone(), told.clone()));
            let (pid, second) = told.get().unwrap();
            assert_eq!(second, 2 * round + 1);
            kill(pid, libc::SIGKILL);
            assert!(matches!(task.get(), Err::<(), _>(Error::WorkerDied { .. })));
            // The first was done with, the second was not. It is back as soon as the death is heard of.
            until(|| queue.len() == Ok(99 - 2 * round as usize));
            let next = pool.apply(|queue: Queue<u64>| queue.get().unwrap(), queue.clone());
            assert_eq!(next, Ok(second));
            assert_eq!(queue.len(), Ok(98 - 2 * round as usize));
        }
    })
}

#[test]
fn a_consumer_killed_inside_get_hurts_nobody() {
    alone(|| {
        let pool = Pool::new(3).unwrap();
        let (queue, told) = (Queue::unbounded().unwrap(), Queue::unbounded().unwrap());
        let get = |(queue, told): (Queue<u64>, Queue<u32>)| {
            told.put(id()).unwrap();
            queue.get().unwrap()
        };
        for n in 0..10 {
            let victim = pool.submit(get, (queue.clone(), told.clone()));
            let pid = told.get().unwrap();
            kill(pid, libc::SIGKILL);
            assert!(matches!(victim.get(), Err(Error::WorkerDied { .. })));
            let other = pool.submit(get, (queue.clone(), told.clone()));
            told.get().unwrap();
            queue.put(n).unwrap();
            assert_eq!(other.get(), Ok(n));
        }
        assert_eq!(queue.len(), Ok(0));
    })
}

#[test]
fn a_producer_killed_inside_put_hurts_nobody() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        for capacity in [None, Some(1), Some(50)] {
            let queue = match capacity {
                None => Queue::unbounded().unwrap(),
                Some(capacity) => Queue::new(capacity).unwrap(),
            };
            let told = Queue::unbounded().unwrap();
            for _ in 0..5 {
                let put = |(queue, told): (Queue<(u32, u64, String)>, Queue<u32>)| {
                    told.put(id()).unwrap();
                    for n in 0.. {
                        queue.put((id(), n, n.to_string())).unwrap();
                    }
                };
                let task = pool.submit(put, (queue.clone(), told.clone()));
                let victim = told.get().unwrap();
                let mut next = 0;
                let mut check = |(pid, n, text): (u32, u64, String)| {
                    assert_eq!((pid, n, text), (victim, next, next.to_string()));
                    next += 1;
                };
                (0..200).for_each(|_| check(queue.get().unwrap()));
                kill(victim, libc::SIGKILL);
                assert!(matches!(task.get(), Err(Error::WorkerDied { .. })));
                // Whatever it had put is there, whole and in order; then others have the room.
                let last = (0, 0, "mine".to_string());
                if capacity.is_none() {
                    queue.put(last.clone()).unwrap();
                } else {
                    // That its room is free again is known as soon as its death is.
                    while queue.try_put(last.clone()).unwrap().is_some() {
                        queue.try_get().unwrap().into_iter().for_each(&mut check);
                    }
                }
                loop {
                    let item = queue.get().unwrap();
                    if item == last {
                        break;
                    }
                    check(item);
                }
            }
        }
    })
}

#[test]
fn a_queue_goes_through_a_queue_and_so_do_other_handles() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let outer = Queue::<(Queue<String>, IpcSender<u8>, IpcReceiver<u8>)>::unbounded().unwrap();
        let inner = Queue::unbounded().unwrap();
        let answer = |outer: Queue<(Queue<String>, IpcSender<u8>, IpcReceiver<u8>)>| {
            let (inner, to, from) = outer.get().unwrap();
            inner.put("found".to_string()).unwrap();
            to.send(from.recv().unwrap() + 1).unwrap();
        };
        let task = pool.submit(answer, outer.clone());
        let ((to, back), (there, from)) = (ipc::channel().unwrap(), ipc::channel().unwrap());
        outer.put((inner.clone(), to, from)).unwrap();
        there.send(7).unwrap();
        assert_eq!(inner.get(), Ok("found".to_string()));
        assert_eq!(back.recv().unwrap(), 8);
        task.get().unwrap();
    })
}

#[test]
fn shared_memory_goes_through_a_queue() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let queue = Queue::<(Vec<Value<u64>>, Lock)>::unbounded().unwrap();
        let add = |queue: Queue<(Vec<Value<u64>>, Lock)>| {
            let (values, lock) = queue.get().unwrap();
            for value in &values {
                let _guard = lock.lock().unwrap();
                value.set(value.get() + 1);
            }
        };
        let (value, lock) = (Value::new(0).unwrap(), Lock::new().unwrap());
        // More handles than a message may hold, yet all to the same memory.
        for _ in 0..2 {
            queue.put((vec![value.clone(); 100], lock.clone())).unwrap();
        }
        pool.map_chunked(add, [queue.clone(), queue.clone()], 1)
            .unwrap();
        assert_eq!(value.get(), 200);
    })
}
