//! How workers start, and what happens when they do not.
#![allow(unsafe_code)]

use super::support::{self, alone, kill};
use common::process::{Error, Pool, spawn};
use std::cell::Cell;
use std::os::unix::process::CommandExt;
use std::process::{Command, id};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

fn pid(_: ()) -> u32 {
    id()
}

/// Spoils the start of a worker, if this test says so. Lies in the test's own object, so it comes
/// before the toolkit's constructor.
// SAFETY: the section holds addresses of such functions; ours does not unwind.
#[used]
#[unsafe(link_section = ".init_array.00100")]
static SPOIL: extern "C" fn() = {
    extern "C" fn spoil() {
        if std::env::var_os("MANY_HANDS_WORKER").is_some() {
            match std::env::var("SPOIL").as_deref() {
                Ok("exit") => std::process::exit(7),
                Ok("hang") => thread::sleep(MINUTE),
                _ => {}
            }
        }
    }
    spoil
};

fn spoil(how: Option<&str>) {
    // SAFETY: the case runs alone, and no thread of it reads the environment at this moment.
    unsafe {
        match how {
            Some(how) => std::env::set_var("SPOIL", how),
            None => std::env::remove_var("SPOIL"),
        }
    }
}

#[test]
fn a_failing_initializer_is_an_error_of_the_pool() {
    alone(|| {
        let panics = Pool::builder()
            .workers(2)
            .initializer(|n: u8| panic!("no {n}"), 5)
            .build();
        let Err(Error::Start(why)) = panics else {
            panic!("it started")
        };
        assert!(why.contains("initializer") && why.contains("no 5"), "{why}");
        for retries in [0, 3] {
            let exits = Pool::builder().workers(2).retries(retries);
            let Err(Error::Start(why)) =
                exits.initializer(|n: i32| std::process::exit(n), 4).build()
            else {
                panic!("it started");
            };
            assert!(why.contains("initial"), "{why}");
        }
    })
}

#[test]
fn an_initializer_runs_once_in_each_worker() {
    alone(|| {
        static SET: AtomicU32 = AtomicU32::new(0);
        let set = |n: u32| {
            SET.fetch_add(n, Ordering::Relaxed);
        };
        let pool = Pool::builder()
            .workers(2)
            .initializer(set, 6)
            .build()
            .unwrap();
        let get = |_: u32| (id(), SET.load(Ordering::Relaxed));
        assert!(pool.map(get, 0..50).unwrap().iter().all(|&(_, n)| n == 6));
        pool.worker_pids()
            .into_iter()
            .for_each(|pid| kill(pid, libc::SIGKILL));
        assert!(pool.map(get, 0..50).unwrap().iter().all(|&(_, n)| n == 6));
    })
}

#[test]
fn without_workers_the_initializer_runs_in_the_thread_that_makes_the_pool() {
    thread_local! { static KEPT: Cell<u32> = const { Cell::new(0) } }
    for n in [6, 7] {
        let pool = Pool::builder()
            .workers(0)
            .initializer(|n: u32| KEPT.set(n), n)
            .build()
            .unwrap();
        assert_eq!(pool.map(|_: u32| KEPT.get(), 0..3), Ok(vec![n; 3]));
    }
    let panics = Pool::builder()
        .workers(0)
        .initializer(|n: u8| panic!("no {n}"), 5)
        .build();
    let Err(Error::Start(why)) = panics else {
        panic!("it was made")
    };
    assert!(why.contains("initializer") && why.contains("no 5"), "{why}");
}

#[test]
fn a_worker_that_does_not_start_is_an_error() {
    alone(|| {
        spoil(Some("exit"));
        let Err(Error::Start(why)) = Pool::new(3) else {
            panic!("it started")
        };
        assert!(why.contains("exited with code 7"), "{why}");
        spoil(Some("hang"));
        let hanging = Pool::builder()
            .workers(2)
            .start_timeout(Duration::from_millis(200));
        let Err(Error::Start(why)) = hanging.build() else {
            panic!("it started")
        };
        assert!(why.contains("200ms"), "{why}");
        spoil(None);
        let pool = Pool::new(1).unwrap();
        spoil(Some("exit"));
        kill(pool.worker_pids()[0], libc::SIGKILL);
        assert!(
            matches!(pool.apply(pid, ()), Err(Error::Start(_))),
            "it cannot be replaced"
        );
        spoil(None);
        assert!(pool.apply(pid, ()).is_ok(), "now it can");
    })
}

#[test]
fn too_few_descriptors_are_an_error() {
    alone(|| {
        support::limit_open_files(100);
        assert!(matches!(Pool::new(1000), Err(Error::Start(_))));
        // Enough, were there not others open.
        drop(Pool::new(12).unwrap());
        let files: Vec<_> = (0..80)
            .map(|_| std::fs::File::open("/dev/null").unwrap())
            .collect();
        assert!(matches!(Pool::new(12), Err(Error::Start(_))));
        drop(files);
        assert!(Pool::new(2).is_ok());
    })
}

#[test]
fn a_task_can_start_programs_that_are_no_workers() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let run = |()| Command::new("env").output().unwrap().stdout;
        let variables = String::from_utf8(pool.apply(run, ()).unwrap()).unwrap();
        assert!(!variables.contains("MANY_HANDS_WORKER"), "{variables}");
    })
}

/// Root may have as many processes as it likes, so this may have to be somebody else.
#[test]
fn too_few_processes_are_an_error() {
    alone(|| {
        let mut program = Command::new("/proc/self/exe");
        program.args(["program_with_few_processes", "--ignored"]);
        program.arg("--nocapture").env("TMPDIR", "/tmp");
        if support::is_root() {
            program.uid(54_321).gid(54_321);
        }
        match program.spawn() {
            Ok(program) => assert!(support::Reaped(program).0.wait().unwrap().success()),
            Err(error) => println!("skipped: nobody else may run this test ({error})"),
        }
    })
}

#[test]
#[ignore = "started by another test"]
fn program_with_few_processes() {
    assert!(!support::is_root());
    support::limit_processes(Some(1));
    let refused = Pool::new(2);
    assert!(matches!(refused, Err(Error::Start(_))), "{refused:?}");
    // Now and then there is room for some of the processes and threads, but not for all.
    for limit in 2..40 {
        support::limit_processes(Some(limit));
        for result in [Pool::new(2).map(drop), spawn(pid, ()).map(drop)] {
            assert!(
                matches!(result, Ok(()) | Err(Error::Start(_))),
                "{result:?}"
            );
        }
    }
    support::limit_processes(None);
    assert!(Pool::new(2).unwrap().apply(pid, ()).is_ok());
    support::until(|| support::children_of(id()).is_empty());
}

#[test]
fn a_worker_outlives_a_new_build_of_its_executable() {
    let folder = support::fresh_folder("rebuilt");
    let copy = support::copy_of_this_program(&folder);
    support::alone_as(&copy, || {
        let pool = Pool::new(1).unwrap();
        let program = std::env::current_exe().unwrap();
        // As a build does it: another file of the same name.
        std::fs::remove_file(&program).unwrap();
        std::fs::copy("/bin/false", &program).unwrap();
        kill(pool.worker_pids()[0], libc::SIGKILL);
        assert!(pool.apply(pid, ()).is_ok());
        assert!(spawn(pid, ()).unwrap().join().is_ok());
    });
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_worker_outlives_its_executable() {
    let folder = support::fresh_folder("executable");
    let copy = support::copy_of_this_program(&folder);
    support::alone_as(&copy, || {
        let pool = Pool::new(1).unwrap();
        std::fs::remove_file(std::env::current_exe().unwrap()).unwrap();
        kill(pool.worker_pids()[0], libc::SIGKILL);
        assert!(pool.apply(pid, ()).is_ok());
    });
    std::fs::remove_dir_all(folder).unwrap();
}
