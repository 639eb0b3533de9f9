//! `Event`: everybody wakes, nobody misses it, and whoever dies hurts nobody.

use super::support::{alone, interrupt_by, kill, signal_thread, this_thread, until};
use common::process::{Error, Event, Executor, Pool, Task, Value};
use std::process::id;
use std::thread;
use std::time::Duration;

#[test]
fn it_is_set_and_cleared() {
    let event = Event::new().unwrap();
    assert!(!event.is_set() && !event.wait_timeout(Duration::ZERO));
    assert!(!event.wait_timeout(Duration::from_millis(5)));
    event.set();
    event.set();
    assert!(event.is_set() && event.wait_timeout(Duration::ZERO));
    event.wait();
    event.clear();
    event.clear();
    assert!(!event.is_set() && !event.wait_timeout(Duration::ZERO));
    event.clone().set();
    assert!(event.wait_timeout(Duration::MAX));
    assert_eq!(format!("{event:?}"), "Event { is_set: true }");
}

/// Says that it waits, waits, and sees what was written before.
fn wait((event, waiting, written): (Event, Value<u32>, Value<u32>)) -> u32 {
    waiting.add(1);
    event.wait();
    written.get()
}

#[test]
fn all_who_wait_wake() {
    alone(|| {
        let (event, waiting) = (Event::new().unwrap(), Value::new(0).unwrap());
        let written = Value::new(0).unwrap();
        let handles = (event.clone(), waiting.clone(), written.clone());
        let processes = Executor::processes(6).unwrap();
        let threads = Executor::threads(6).unwrap();
        // If nobody woke them, each round would take the second after which they look themselves.
        for round in 1..=60 {
            waiting.set(0);
            event.clear();
            let tasks: Vec<Task<u32>> = [&processes, &threads]
                .iter()
                .flat_map(|executor| (0..6).map(|_| executor.submit(wait, handles.clone())))
                .collect();
            until(|| waiting.get() == 12);
            written.set(round);
            event.set();
            assert!(tasks.into_iter().all(|task| task.get() == Ok(round)));
        }
    })
}

#[test]
fn two_that_wait_for_each_other_in_turn_miss_nothing() {
    alone(|| {
        const TURNS: u32 = 20_000;
        let (ping, pong) = (Event::new().unwrap(), Event::new().unwrap());
        let answer = |(ping, pong): (Event, Event)| {
            for _ in 0..TURNS {
                ping.wait();
                ping.clear();
                pong.set();
            }
        };
        let pool = Pool::new(1).unwrap();
        let task = pool.submit(answer, (ping.clone(), pong.clone()));
        for _ in 0..TURNS {
            ping.set();
            pong.wait();
            pong.clear();
        }
        assert_eq!(task.get(), Ok(()));
    })
}

#[test]
fn one_who_waits_does_not_miss_what_is_cleared_at_once() {
    alone(|| {
        let (event, waiting) = (Event::new().unwrap(), Value::new(0).unwrap());
        let pool = Pool::new(1).unwrap();
        for _ in 0..200 {
            waiting.set(0);
            let handles = (event.clone(), waiting.clone(), waiting.clone());
            let task = pool.submit(wait, handles);
            until(|| waiting.get() == 1 && asleep(pool.worker_pids()[0]));
            event.set();
            event.clear();
            assert_eq!(task.get(), Ok(1));
        }
    })
}

/// Whether a thread of the process sleeps at a futex that is not private to it.
fn asleep(pid: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task"))
        .unwrap()
        .flatten();
    threads.into_iter().any(|thread| {
        let call = std::fs::read_to_string(thread.path().join("syscall")).unwrap_or_default();
        let fields: Vec<&str> = call.split(' ').collect();
        let is_futex = fields[0].parse() == Ok(libc::SYS_futex);
        is_futex && fields[2] == format!("{:#x}", libc::FUTEX_WAIT)
    })
}

#[test]
fn one_who_is_killed_while_waiting_hurts_nobody() {
    alone(|| {
        let (event, waiting) = (Event::new().unwrap(), Value::new(0).unwrap());
        let handles = (event.clone(), waiting.clone(), waiting.clone());
        let pool = Pool::new(4).unwrap();
        let pid_of_one = |(event, waiting): (Event, Value<u32>)| {
            waiting.set(id());
            event.wait();
        };
        let killed = pool.submit(pid_of_one, (event.clone(), waiting.clone()));
        until(|| waiting.get() != 0);
        let victim = waiting.swap(0);
        let others: Vec<Task<u32>> = (0..3).map(|_| pool.submit(wait, handles.clone())).collect();
        until(|| waiting.get() == 3);
        kill(victim, libc::SIGKILL);
        assert!(matches!(killed.get(), Err(Error::WorkerDied { pid, .. }) if pid == victim));
        event.set();
        assert!(others.into_iter().all(|task| task.get() == Ok(3)));
    })
}

#[test]
fn one_who_waits_outlives_signals() {
    alone(|| {
        interrupt_by(libc::SIGUSR1);
        let event = Event::new().unwrap();
        let (sender, thread) = std::sync::mpsc::channel();
        let waiter = {
            let event = event.clone();
            thread::spawn(move || {
                sender.send(this_thread()).unwrap();
                event.wait_timeout(Duration::from_secs(60))
            })
        };
        let target = thread.recv().unwrap();
        for _ in 0..100 {
            signal_thread(target, libc::SIGUSR1);
            thread::sleep(Duration::from_micros(500));
        }
        assert!(!waiter.is_finished());
        event.set();
        assert!(waiter.join().unwrap());
    })
}
