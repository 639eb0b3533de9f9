//! How pools end, and what happens to those that never get to their end.

use super::support::{
    Reaped, alone, children_of, fork_a_sleeper, fresh_folder, kill, lives, program, start_group,
    until,
};
use common::process::{Error, Pool, Task};
use ipc_channel::ipc::{self, IpcReceiver};
use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio, id};
use std::thread;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

fn pid(_: ()) -> u32 {
    id()
}

fn sleep(time: Duration) {
    thread::sleep(time);
}

/// Unencodable.
struct Never;

impl serde::Serialize for Never {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("never"))
    }
}

impl<'de> serde::Deserialize<'de> for Never {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Never, D::Error> {
        Ok(Never)
    }
}

/// The parent was killed before its worker could call it: nobody else knows of the socket.
#[test]
fn a_worker_whose_parent_is_gone_clears_its_socket_away() {
    alone(|| {
        let folder = fresh_folder("server");
        let socket = folder.join("socket");
        drop(UnixListener::bind(&socket).unwrap());
        assert!(socket.exists());
        let mut worker = Command::new(std::env::current_exe().unwrap());
        let asked = format!("1:OFF:0:{}", socket.display());
        let status = worker.env("MANY_HANDS_WORKER", asked).status().unwrap();
        assert_eq!(status.code(), Some(1));
        assert!(!folder.exists());
    })
}

#[test]
fn dropping_a_pool_waits_for_a_task_that_crashes() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let task = pool.submit(
            |()| {
                thread::sleep(Duration::from_millis(100));
                std::process::abort()
            },
            (),
        );
        drop(pool);
        let result: Result<(), Error> = task.get();
        assert!(
            matches!(result, Err(Error::WorkerDied { .. })),
            "{result:?}"
        );
    })
}

#[test]
fn dropping_a_pool_does_what_was_handed_in() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let bad = pool.submit(|_: Never| (), Never);
        let tasks: Vec<Task<u32>> = (0..100).map(|n| pool.submit(|n| n, n)).collect();
        let taken_back = pool.submit(pid, ());
        taken_back.cancel();
        drop(pool);
        assert!(matches!(bad.get(), Err(Error::Codec { .. })));
        assert!((0..).zip(tasks).all(|(n, task)| task.get() == Ok(n)));
        assert!(matches!(taken_back.get(), Err(Error::Cancelled) | Ok(_)));
    })
}

#[test]
fn a_cancelled_task_does_not_run() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let (open, gate) = ipc::channel::<()>().unwrap();
        let running = pool.submit(|gate: IpcReceiver<()>| gate.recv().unwrap(), gate);
        let waiting = pool.submit(pid, ());
        assert!(waiting.cancel());
        assert!(!waiting.cancel(), "it can be taken back once");
        assert_eq!(waiting.get(), Err(Error::Cancelled));
        open.send(()).unwrap();
        assert_eq!(running.get(), Ok(()));
    })
}

#[test]
fn a_closed_pool_takes_nothing_and_finishes_all() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let tasks: Vec<Task<()>> = (0..4)
            .map(|_| pool.submit(sleep, Duration::from_millis(10)))
            .collect();
        pool.close();
        assert_eq!(pool.submit(pid, ()).get(), Err(Error::Closed));
        assert_eq!(pool.apply(pid, ()), Err(Error::Closed));
        assert_eq!(pool.map(pid, [(), ()]), Err(Error::Closed));
        assert_eq!(pool.imap(pid, [()]).next(), Some(Err(Error::Closed)));
        assert!(tasks.into_iter().all(|task| task.get() == Ok(())));
        pool.join();
    })
}

#[test]
fn terminating_answers_everybody_from_whatever_thread() {
    alone(|| {
        for round in 0..10 {
            let pool = Pool::new(2).unwrap();
            thread::scope(|scope| {
                let submit = || {
                    let tasks: Vec<Task<()>> =
                        (0..50).map(|_| pool.submit(sleep, MINUTE)).collect();
                    tasks
                        .into_iter()
                        .all(|task| task.get() == Err(Error::Closed))
                };
                let threads = [scope.spawn(submit), scope.spawn(submit)];
                thread::sleep(Duration::from_millis(round));
                pool.terminate();
                for thread in threads {
                    assert!(thread.join().unwrap());
                }
            });
        }
    })
}

#[test]
fn a_panic_of_the_parent_kills_the_workers() {
    alone(|| {
        let parent = thread::spawn(|| {
            let pool = Pool::new(2).unwrap();
            let _task = pool.submit(sleep, MINUTE);
            panic!("expected");
        });
        assert!(parent.join().is_err());
        assert!(children_of(id()).is_empty());
    })
}

#[test]
fn a_worker_is_replaced_when_it_has_done_its_share() {
    alone(|| {
        let pool = Pool::builder()
            .workers(1)
            .max_tasks_per_worker(2)
            .build()
            .unwrap();
        let tasks: Vec<Task<u32>> = (0..10).map(|_| pool.submit(pid, ())).collect();
        let mut pids: Vec<u32> = tasks.into_iter().map(|task| task.get().unwrap()).collect();
        pids.dedup();
        assert_eq!(pids.len(), 5);
        assert_eq!(pool.map_chunked(pid, [(); 20], 20).unwrap().len(), 20);
        let stats = pool.stats();
        assert_eq!((stats.len(), stats[0].tasks), (1, 30));
    })
}

#[test]
fn pools_may_be_nested() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        let inner = |n: u64| {
            Pool::new(2)
                .unwrap()
                .map(|n: u64| n * n, 0..n)
                .unwrap()
                .iter()
                .sum::<u64>()
        };
        assert_eq!(pool.map(inner, [3, 4, 5]), Ok(vec![5, 14, 30]));
    })
}

#[test]
fn no_worker_outlives_a_killed_parent() {
    alone(|| {
        for how in [libc::SIGKILL, libc::SIGINT] {
            let mut parent = program("parent_of_spinning_workers");
            let mut child = Reaped(start_group(parent.stdout(Stdio::piped())));
            let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
            let pids = lines
                .map_while(Result::ok)
                .find_map(|line| Some(line.split_once("workers ")?.1.to_string()));
            let pids: Vec<u32> = pids
                .unwrap()
                .split(' ')
                .map(|pid| pid.parse().unwrap())
                .collect();
            assert_eq!(pids.len(), 4);
            assert!(pids.iter().all(|&pid| lives(pid)));
            match how {
                libc::SIGKILL => kill(child.0.id(), how),
                // Ctrl-C goes to the whole group.
                _ => kill(child.0.id().wrapping_neg(), how),
            }
            until(|| !pids.iter().any(|&pid| lives(pid)));
            drop(child);
        }
    })
}

#[test]
fn a_descendant_that_holds_the_channels_open_hides_no_death() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let orphan = |path: std::path::PathBuf| {
            std::fs::write(path, fork_a_sleeper().to_string()).unwrap();
            std::process::exit(9)
        };
        let path = std::env::temp_dir().join("sleeper");
        let result: Result<(), Error> = pool.apply(orphan, path.clone());
        let sleeper = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        kill(sleeper, libc::SIGKILL);
        std::fs::remove_file(path).unwrap();
        assert!(
            matches!(result, Err(Error::WorkerDied { .. })),
            "{result:?}"
        );
        assert!(pool.apply(pid, ()).is_ok());
    })
}

/// Not a test by itself: what `no_worker_outlives_a_killed_parent` kills.
#[test]
#[ignore = "started by another test"]
fn parent_of_spinning_workers() {
    let spin = |_: u32| loop {
        std::hint::spin_loop();
    };
    let nest = |_: u32| {
        let inner = Pool::new(1).unwrap();
        let task: Task<()> = inner.submit(
            |_: u32| loop {
                std::hint::spin_loop();
            },
            0,
        );
        std::fs::write(
            std::env::temp_dir().join("inner"),
            inner.worker_pids()[0].to_string(),
        )
        .unwrap();
        let _ = task.get();
    };
    let pool = Pool::new(3).unwrap();
    let _tasks: [Task<()>; 2] = [pool.submit(spin, 0), pool.submit(spin, 0)];
    let _nested = pool.submit(nest, 0);
    let file = std::env::temp_dir().join("inner");
    until(|| std::fs::read_to_string(&file).is_ok_and(|pid| !pid.is_empty()));
    let mut pids = pool.worker_pids();
    pids.push(std::fs::read_to_string(&file).unwrap().parse().unwrap());
    std::fs::remove_file(file).unwrap();
    let pids: Vec<String> = pids.iter().map(u32::to_string).collect();
    println!("\nworkers {}", pids.join(" "));
    thread::sleep(MINUTE);
}
