//! Pipes: what crosses, and how they end.

use super::support::{alone, descriptors, kill};
use common::process::{Duplex, Error, PipeReceiver, PipeSender, Pool, Queue, duplex, pipe};
use std::process::id;
use std::time::Duration;

#[test]
fn items_of_any_size_come_in_order() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let (sender, receiver) = pipe::<(u32, Vec<u8>)>().unwrap();
        let send = |sender: PipeSender<(u32, Vec<u8>)>| {
            for n in 0..1000 {
                let long = if n % 100 == 0 { 1_000_000 } else { 10 };
                sender.send((n, vec![n as u8; long])).unwrap();
            }
        };
        let task = pool.submit(send, sender);
        for (item, n) in receiver.iter().zip(0..) {
            let (number, bytes) = item.unwrap();
            assert_eq!(number, n);
            assert!(bytes.iter().all(|&byte| byte == n as u8));
        }
        task.get().unwrap();
        assert!(matches!(receiver.recv(), Err(Error::Gone(_))));
    })
}

#[test]
fn a_sender_that_is_killed_ends_the_pipe() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        for _ in 0..10 {
            let (sender, receiver) = pipe().unwrap();
            let send = |sender: PipeSender<u32>| {
                sender.send(id()).unwrap();
                std::thread::sleep(Duration::from_secs(60));
                drop(sender);
            };
            let task = pool.submit(send, sender);
            let victim = receiver.recv().unwrap();
            assert_eq!(receiver.try_recv(), Ok(None));
            assert_eq!(receiver.recv_timeout(Duration::from_millis(2)), Ok(None));
            kill(victim, libc::SIGKILL);
            // The pool still has the argument, and no copy of the end.
            assert!(matches!(receiver.recv(), Err(Error::Gone(why)) if why.contains("broken")));
            assert!(receiver.iter().next().is_none());
            assert!(task.get().is_err());
        }
    })
}

#[test]
fn a_receiver_that_is_killed_breaks_the_pipe() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        for _ in 0..10 {
            let (sender, receiver) = pipe::<Vec<u8>>().unwrap();
            let (told, tell) = pipe().unwrap();
            let receive = |(receiver, told): (PipeReceiver<Vec<u8>>, PipeSender<u32>)| {
                receiver.recv().unwrap();
                told.send(id()).unwrap();
                std::thread::sleep(Duration::from_secs(60));
            };
            let task = pool.submit(receive, (receiver, told));
            sender.send(vec![1]).unwrap();
            let victim = tell.recv().unwrap();
            std::thread::scope(|scope| {
                // More than there is room for: it waits, and then it hears of the end.
                let sending = scope.spawn(|| {
                    loop {
                        if let Err(error) = sender.send(vec![1; 10_000]) {
                            break error;
                        }
                    }
                });
                kill(victim, libc::SIGKILL);
                let error = sending.join().unwrap();
                assert!(matches!(error, Error::Gone(why) if why.contains("broken")));
            });
            assert!(task.get().is_err());
        }
    })
}

#[test]
fn an_end_moves_and_cannot_be_sent_twice() {
    alone(|| {
        let pool = Pool::builder().workers(1).retries(3).build().unwrap();
        let before = descriptors();
        let (sender, receiver) = pipe::<u8>().unwrap();
        let there = Queue::unbounded().unwrap();
        there.put((sender, receiver)).unwrap();
        let (sender, receiver) = there.get().unwrap();
        // Here it is as good as new.
        sender.send(1).unwrap();
        assert_eq!(receiver.recv(), Ok(1));
        // The worker dies, and so does the end that it had. The task cannot be sent once more.
        let die = |receiver: PipeReceiver<u8>| {
            receiver.recv().unwrap();
            std::process::abort();
        };
        let task = pool.submit(die, receiver);
        sender.send(2).unwrap();
        let failed: Result<(), Error> = task.get();
        assert!(matches!(failed, Err(Error::Codec { .. })), "{failed:?}");
        assert!(matches!(sender.send(3), Err(Error::Gone(_))));
        drop((sender, there));
        assert_eq!(descriptors(), before);
    })
}

#[test]
fn both_directions_at_once() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let (here, there) = duplex::<u64, String>().unwrap();
        let answer = |end: Duplex<String, u64>| {
            let (sender, receiver) = end.split();
            for n in receiver.iter() {
                sender.send(n.unwrap().to_string()).unwrap();
            }
        };
        let task = pool.submit(answer, there);
        for n in 0..100 {
            here.send(n).unwrap();
            assert_eq!(here.recv(), Ok(n.to_string()));
        }
        assert_eq!(here.try_recv(), Ok(None));
        drop(here);
        task.get().unwrap();
    })
}
