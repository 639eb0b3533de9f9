//! Children: one function in one process each.

use super::support::{self, alone, kill};
use common::process::{Child, Error, Exit, Pool, active_children, current, named, spawn};
use ipc_channel::ipc::{self, IpcReceiver, IpcSender};
use std::process::id;
use std::time::Duration;

/// Waits until told to go on.
fn wait(gate: IpcReceiver<()>) {
    gate.recv().unwrap();
}

#[test]
fn a_child_runs_elsewhere_and_gives_its_result() {
    alone(|| {
        let child = spawn(|n: u64| (n * n, id()), 12).unwrap();
        let pid = child.pid();
        assert_ne!(pid, id());
        assert_eq!(child.join(), Ok((144, pid)));
        let large = vec![7_u8; 5_000_000];
        let child = spawn(std::convert::identity, large.clone()).unwrap();
        assert!(child.join().unwrap() == large);
    })
}

#[test]
fn everybody_has_a_name() {
    alone(|| {
        let me = current();
        assert_eq!((me.name.as_str(), me.is_worker), ("main", false));
        let child = named("A").spawn(|()| (current().name, id()), ()).unwrap();
        assert_eq!((child.name(), child.pid() != id()), ("A", true));
        let pid = child.pid();
        assert_eq!(child.join(), Ok(("A".to_string(), pid)));
        let who = |()| {
            let me = current();
            (me.name, me.pid == id(), me.is_worker)
        };
        let pool = Pool::new(1).unwrap();
        assert_eq!(
            pool.apply(who, ()),
            Ok(("worker 1".to_string(), true, true))
        );
        let names = ["", "a:b\n", "Ünï"].map(|name| named(name).spawn(who, ()).unwrap());
        for child in names {
            let name = child.name().to_string();
            assert_eq!(child.join(), Ok((name, true, true)));
        }
        let first = spawn(who, ()).unwrap();
        assert!(first.name().starts_with("child "));
        assert_eq!(first.join().unwrap().0, "child 1");
        let refused = named("\0").spawn(who, ());
        assert!(matches!(refused, Err(Error::Start(_))), "{refused:?}");
    })
}

#[test]
fn a_living_child_is_known_and_can_be_waited_for_in_vain() {
    alone(|| {
        let (open, gate) = ipc::channel().unwrap();
        let mut child = named("A").spawn(wait, gate).unwrap();
        assert!(child.is_alive());
        assert_eq!(child.exit(), None);
        assert_eq!(child.join_timeout(Duration::from_millis(1)), None);
        let alive = active_children();
        assert_eq!(alive.len(), 1);
        assert_eq!((alive[0].name.as_str(), alive[0].pid), ("A", child.pid()));
        open.send(()).unwrap();
        assert_eq!(child.join_timeout(Duration::MAX), Some(Ok(())));
        assert_eq!(child.exit(), Some(Exit::Code(0)));
        assert!(!child.is_alive());
        assert!(active_children().is_empty());
        assert_eq!(child.join(), Err(Error::Taken));
    })
}

/// The error and the exit of a child that fails.
fn failure<R>(mut child: Child<R>) -> (Error, Exit) {
    let error = child.join_timeout(Duration::MAX).unwrap().err().unwrap();
    (error, child.exit().unwrap())
}

#[test]
fn a_panic_is_an_error_and_exit_code_101() {
    alone(|| {
        let child = named("A").spawn(|n: u8| panic!("no {n}"), 5).unwrap();
        let pid = child.pid();
        let (error, exit) = failure::<()>(child);
        assert_eq!(exit, Exit::Code(101));
        assert!(
            matches!(&error, Error::ChildPanicked { message, location, .. }
                if message == "no 5" && location.contains("process/spawn.rs:")),
            "{error}"
        );
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("child \"A\" (pid {pid}) panicked at ")),
            "{text}"
        );
        assert!(text.ends_with(": no 5"), "{text}");
    })
}

#[test]
fn a_death_is_an_error_that_says_how() {
    alone(|| {
        let die = |how: u8| match how {
            0 => kill(id(), libc::SIGKILL),
            1 => std::process::abort(),
            2 => support::null_write(),
            code => std::process::exit(i32::from(code) - 3),
        };
        let signals = [libc::SIGKILL, libc::SIGABRT, libc::SIGSEGV].map(Exit::Signal);
        let exits = signals.into_iter().chain([0, 1, 101].map(Exit::Code));
        for (how, expected) in [0, 1, 2, 3, 4, 104].into_iter().zip(exits) {
            let child = named("A").spawn(die, how).unwrap();
            let (pid, name) = (child.pid(), "A".to_string());
            let (error, exit) = failure(child);
            assert_eq!(exit, expected);
            let status = expected;
            assert_eq!(error, Error::ChildDied { name, pid, status });
        }
        let (name, pid) = ("A".to_string(), 123);
        let words = |status| {
            Error::ChildDied {
                name: name.clone(),
                pid,
                status,
            }
            .to_string()
        };
        assert_eq!(
            words(Exit::Signal(9)),
            "child \"A\" (pid 123) was killed by SIGKILL"
        );
        let left = "child \"A\" (pid 123) exited with code 0 before its function returned";
        assert_eq!(words(Exit::Code(0)), left);
    })
}

#[test]
fn a_child_killed_before_it_begins_is_not_started_again() {
    alone(|| {
        for _ in 0..20 {
            let child = spawn(|()| std::thread::sleep(Duration::from_secs(60)), ()).unwrap();
            let pid = child.pid();
            kill(pid, libc::SIGKILL);
            let (error, exit) = failure(child);
            assert_eq!(exit, Exit::Signal(libc::SIGKILL));
            assert!(
                matches!(error, Error::ChildDied { pid: p, .. } if p == pid),
                "{error}"
            );
        }
    })
}

/// Cannot be written, or cannot be read.
struct Touchy(bool);

impl serde::Serialize for Touchy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            true => Err(serde::ser::Error::custom("touched")),
            false => serializer.serialize_bool(false),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Touchy {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Touchy, D::Error> {
        panic!("touched")
    }
}

#[test]
fn what_cannot_cross_is_an_error_of_its_child() {
    alone(|| {
        for (unwritable, why) in [(true, "cannot be written"), (false, "touched")] {
            let argument = spawn(|_: Touchy| (), Touchy(unwritable)).unwrap();
            let result = spawn(Touchy, unwritable).unwrap();
            let (error, exit) = failure(argument);
            let codec = |error: &Error, what| {
                matches!(error, Error::ChildCodec { message, .. }
                    if message.starts_with(what) && message.contains(why))
            };
            assert!(codec(&error, "its argument: "), "{error}");
            assert_eq!(exit, Exit::Code(1), "it was never called");
            let (error, exit) = failure(result);
            assert!(codec(&error, "its result: "), "{error}");
            assert_eq!(exit, Exit::Code(0), "it did return");
        }
    })
}

#[test]
fn handles_travel_to_children() {
    alone(|| {
        let (sender, names) = ipc::channel::<String>().unwrap();
        let tell = |sender: IpcSender<String>| sender.send(current().name).unwrap();
        let children = ["A", "B", "C"].map(|name| named(name).spawn(tell, sender.clone()).unwrap());
        drop(sender);
        let mut told: Vec<String> = std::iter::from_fn(|| names.recv().ok()).collect();
        told.sort();
        assert_eq!(told, ["A", "B", "C"]);
        for child in children {
            assert_eq!(child.join(), Ok(()));
        }
    })
}
