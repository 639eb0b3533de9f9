//! How children end, whoever ends first, and what they leave behind: nothing.

use super::support::{self, Reaped, alone, children_of, kill, lives, program, until};
use common::process::{
    Error, Event, Exit, Pool, Starved, Task, active_children, named, signal, spawn,
};
use ipc_channel::ipc::{self, IpcReceiver, IpcSender};
use std::io::{BufRead, BufReader};
use std::process::{Stdio, id};
use std::thread;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

fn sleep(time: Duration) {
    thread::sleep(time);
}

#[test]
fn a_child_that_nobody_joins_is_cleared_away() {
    alone(|| {
        let (open, gate) = ipc::channel::<()>().unwrap();
        let child = spawn(|gate: IpcReceiver<()>| drop(gate.recv()), gate).unwrap();
        let pid = child.pid();
        drop(child);
        assert!(lives(pid), "it runs on");
        open.send(()).unwrap();
        // Not even a zombie.
        until(|| children_of(id()).is_empty());
        until(|| active_children().is_empty());
    })
}

#[test]
fn an_error_that_nobody_joined_for_is_one_line_on_standard_error() {
    alone(|| {
        let output = program("parent_of_unloved_children").output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stderr).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(lines[0].starts_with("child \"early\" (pid "), "{text}");
        assert!(lines[0].ends_with(": two\\nlines"), "{text}");
        assert!(lines[1].starts_with("child \"late\" (pid "), "{text}");
        assert!(lines[1].ends_with(" was killed by SIGABRT"), "{text}");
    })
}

#[test]
#[ignore = "started by another test"]
fn parent_of_unloved_children() {
    let early = named("early").spawn(|()| panic!("two\nlines"), ()).unwrap();
    until(|| active_children().is_empty());
    drop::<common::process::Child<()>>(early);
    let late = |gate: IpcReceiver<()>| {
        let _ = gate.recv();
        std::process::abort()
    };
    let (open, gate) = ipc::channel::<()>().unwrap();
    drop::<common::process::Child<()>>(named("late").spawn(late, gate).unwrap());
    // One that is joined, and one that ends well: no line.
    let joined: Result<(), Error> = spawn(|()| panic!("joined"), ()).unwrap().join();
    assert!(joined.is_err());
    drop(spawn(|()| (), ()).unwrap());
    open.send(()).unwrap();
    until(|| children_of(id()).is_empty());
    // It is told a moment after it is cleared away.
    thread::sleep(Duration::from_millis(500));
}

#[test]
fn terminating_asks_and_killing_ends() {
    alone(|| {
        let (sender, begun) = ipc::channel::<()>().unwrap();
        let obey = |begun: IpcSender<()>| {
            begun.send(()).unwrap();
            thread::sleep(MINUTE);
        };
        let refuse = |begun: IpcSender<()>| {
            support::ignore(libc::SIGTERM);
            begun.send(()).unwrap();
            thread::sleep(MINUTE);
        };
        let mut obedient = spawn(obey, sender.clone()).unwrap();
        let mut stubborn = spawn(refuse, sender).unwrap();
        for _ in 0..2 {
            begun.recv().unwrap();
        }
        obedient.terminate();
        stubborn.terminate();
        assert!(obedient.join_timeout(Duration::MAX).unwrap().is_err());
        assert_eq!(stubborn.join_timeout(Duration::from_millis(100)), None);
        stubborn.kill();
        assert!(stubborn.join_timeout(Duration::MAX).unwrap().is_err());
        assert_eq!(obedient.exit(), Some(Exit::Signal(libc::SIGTERM)));
        assert_eq!(stubborn.exit(), Some(Exit::Signal(libc::SIGKILL)));
        obedient.terminate();
        obedient.kill();
        assert_eq!(obedient.exit(), Some(Exit::Signal(libc::SIGTERM)));
    })
}

#[test]
fn what_came_of_a_child_is_there_when_it_has_ended() {
    alone(|| {
        for n in 0..20 {
            let mut child = spawn(|n: u64| n, n).unwrap();
            while child.is_alive() {
                thread::yield_now();
            }
            assert_eq!(child.join_timeout(Duration::ZERO), Some(Ok(n)));
        }
    })
}

#[test]
fn a_child_that_is_asked_to_end_may_clear_up_first() {
    alone(|| {
        let clear_up = |ready: Event| {
            signal::outlive_terminate();
            assert!(!signal::asked_to_end());
            ready.set();
            while !signal::asked_to_end() {
                thread::sleep(Duration::from_millis(1));
            }
            "cleared up".to_string()
        };
        let ready = Event::new().unwrap();
        let mut child = spawn(clear_up, ready.clone()).unwrap();
        ready.wait();
        child.terminate();
        let outcome = child.join_timeout(Duration::MAX).unwrap();
        assert_eq!(outcome.as_deref(), Ok("cleared up"));
        assert_eq!(child.exit(), Some(Exit::Code(0)));
    })
}

#[test]
fn a_child_can_end_itself_by_a_signal() {
    alone(|| {
        let end = |how: u8| match how {
            0 => signal::crash(),
            _ => signal::be_killed(),
        };
        for (how, expected) in [(0, libc::SIGSEGV), (1, libc::SIGKILL)] {
            let ended: Result<(), Error> = spawn(end, how).unwrap().join();
            let status = Exit::Signal(expected);
            assert!(
                matches!(ended, Err(Error::ChildDied { status: s, .. }) if s == status),
                "{ended:?}"
            );
        }
    })
}

#[test]
fn children_may_have_children_and_pools() {
    alone(|| {
        let child = |n: u64| {
            let grandchild = spawn(|n: u64| n + 1, n).unwrap();
            let squares = Pool::new(2).unwrap().map(|n: u64| n * n, 0..4).unwrap();
            squares.iter().sum::<u64>() + grandchild.join().unwrap()
        };
        assert_eq!(spawn(child, 5).unwrap().join(), Ok(20));
        let pool = Pool::new(1).unwrap();
        let spawn_one = |n: u64| spawn(|n: u64| n + 1, n).unwrap().join().unwrap();
        assert_eq!(pool.map(spawn_one, 0..3), Ok(vec![1, 2, 3]));
    })
}

/// Has a child and a pool, tells their pids, then sleeps or leaves.
fn ancestor((tell, stay): (IpcSender<Vec<u32>>, bool)) {
    let pool = Pool::new(1).unwrap();
    let _busy: Task<()> = pool.submit(sleep, MINUTE);
    let child = spawn(sleep, MINUTE).unwrap();
    let mut pids = pool.worker_pids();
    pids.push(child.pid());
    tell.send(pids).unwrap();
    if stay {
        thread::sleep(MINUTE);
    }
    std::mem::forget(pool);
}

#[test]
fn nothing_is_left_of_what_a_child_has_started() {
    alone(|| {
        for stay in [true, false] {
            let (tell, told) = ipc::channel().unwrap();
            let child = spawn(ancestor, (tell, stay)).unwrap();
            let pids: Vec<u32> = told.recv().unwrap();
            if stay {
                assert!(pids.iter().all(|&pid| lives(pid)));
                child.kill();
                assert!(matches!(child.join(), Err(Error::ChildDied { .. })));
            } else {
                assert_eq!(child.join(), Ok(()));
            }
            until(|| !pids.iter().any(|&pid| lives(pid)));
        }
    })
}

#[test]
fn children_end_with_this_program_however_it_ends() {
    alone(|| {
        for signal in [Some(libc::SIGKILL), None] {
            let mut parent = program("parent_of_dropped_children");
            let parent = parent.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
            let mut parent = Reaped(parent.unwrap());
            let mut lines = BufReader::new(parent.0.stdout.take().unwrap()).lines();
            let pids = lines
                .by_ref()
                .map_while(Result::ok)
                .find_map(|line| Some(line.split_once("children ")?.1.to_string()));
            let pids: Vec<u32> = pids
                .unwrap()
                .split(' ')
                .map(|p| p.parse().unwrap())
                .collect();
            assert!(pids.iter().all(|&pid| lives(pid)));
            match signal {
                Some(signal) => kill(parent.0.id(), signal),
                // It reads to the end of its standard input.
                None => drop(parent.0.stdin.take()),
            }
            until(|| !pids.iter().any(|&pid| lives(pid)));
        }
    })
}

#[test]
#[ignore = "started by another test"]
fn parent_of_dropped_children() {
    let spin = |()| loop {
        std::hint::spin_loop();
    };
    let refuse = |ready: Event| {
        signal::outlive_terminate();
        ready.set();
        sleep(MINUTE);
    };
    let ready = Event::new().unwrap();
    let deaf = spawn(refuse, ready.clone()).unwrap();
    ready.wait();
    deaf.terminate();
    let children = [
        spawn(sleep, MINUTE).unwrap(),
        spawn(spin, ()).unwrap(),
        deaf,
    ];
    let pids = children.each_ref().map(|child| child.pid().to_string());
    println!("\nchildren {}", pids.join(" "));
    drop(children);
    let _ = std::io::stdin().lines().count();
}

#[test]
fn too_few_descriptors_are_an_error_of_spawn() {
    alone(|| {
        support::limit_open_files(60);
        let files: Vec<_> = (0..30)
            .map(|_| std::fs::File::open("/dev/null").unwrap())
            .collect();
        let refused = spawn(sleep, MINUTE);
        assert!(matches!(refused, Err(Error::Start(_))), "{refused:?}");
        drop(files);
        assert_eq!(spawn(|n: u8| n, 5).unwrap().join(), Ok(5));
        let starved = Starved::new();
        let refused = spawn(sleep, MINUTE);
        assert!(matches!(refused, Err(Error::Start(_))), "{refused:?}");
        drop(starved);
        assert_eq!(spawn(|n: u8| n, 5).unwrap().join(), Ok(5));
    })
}
