//! Where the files of locks lie, and that none is left.

use super::support::{
    self, Reaped, alone, descriptors, kill, limit_open_files, program, start_group, until,
};
use common::process::{Error, Lock, Pool, Value};
use ipc_channel::ipc;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, id};
use std::time::Duration;

fn folders(place: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(place)
        .unwrap()
        .flatten()
        .map(|entry| entry.path());
    entries
        .filter(|path| path.to_str().unwrap().contains("many-hands-locks-"))
        .collect()
}

#[test]
fn the_files_lie_in_a_folder_of_our_own_and_go_with_the_locks() {
    alone(|| {
        let place = std::env::temp_dir();
        let before = descriptors();
        let (one, two) = (Lock::new().unwrap(), Lock::new().unwrap());
        let [folder] = &folders(&place)[..] else {
            panic!("one folder for all");
        };
        let about = fs::metadata(folder).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o700);
        assert_eq!(
            fs::read_dir(folder).unwrap().count(),
            3,
            "two locks and the owner's file"
        );
        drop(one);
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
        // Sent to a process that has not opened it when it goes.
        let pool = Pool::new(1).unwrap();
        let (open, gate) = ipc::channel::<()>().unwrap();
        let wait = |gate: ipc::IpcReceiver<()>| gate.recv().unwrap();
        let busy = pool.submit(wait, gate);
        let late = pool.submit(|lock: Lock| lock.lock().is_ok(), two.clone());
        let kept = two.clone();
        drop(two);
        assert_eq!(folders(&place).len(), 1);
        drop(kept);
        open.send(()).unwrap();
        drop(open);
        assert_eq!(
            (busy.get(), late.get()),
            (Ok(()), Ok(true)),
            "the pool has a handle"
        );
        drop(pool);
        assert!(folders(&place).is_empty());
        assert_eq!(descriptors(), before);
        for _ in 0..200 {
            assert!(Lock::new().unwrap().try_lock().unwrap().is_some());
        }
    })
}

#[test]
fn a_lock_that_a_task_made_lasts_as_long_as_its_worker() {
    alone(|| {
        let maker = Pool::new(1).unwrap();
        let lock = maker.apply(|()| Lock::new().unwrap(), ()).unwrap();
        let is_free = |lock: Lock| lock.try_lock().unwrap().is_some();
        let guard = lock.lock().unwrap();
        assert_eq!(maker.apply(is_free, lock.clone()), Ok(false));
        drop(maker);
        assert!(folders(&std::env::temp_dir()).is_empty());
        let pool = Pool::new(1).unwrap();
        let try_it = |lock: Lock| lock.try_lock().map(drop).map_err(|error| error.to_string());
        let gone = pool.apply(try_it, lock.clone()).unwrap().unwrap_err();
        assert!(gone.contains("has the process that made it"), "{gone}");
        drop(guard);
        assert!(is_free(lock), "who has it open may go on");
    })
}

#[test]
fn a_lock_that_cannot_be_made_or_opened_is_an_error() {
    alone(|| {
        limit_open_files(descriptors() as u64);
        let mut values = Vec::new();
        while let Ok(value) = Value::new(0) {
            values.push(value);
        }
        let refused = Lock::new().unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused}");
        drop(values);
        support::set_temp_dir("/nowhere".as_ref());
        let refused = Lock::new().unwrap_err();
        assert!(refused.to_string().contains("/nowhere"), "{refused}");
    })
}

#[test]
fn folders_of_the_dead_are_swept_and_those_of_the_living_are_not() {
    alone(|| {
        let place = std::env::temp_dir();
        let make = |()| {
            std::mem::forget(Lock::new().unwrap());
            id()
        };
        let pool = Pool::new(2).unwrap();
        let (gone, stays) = (pool.apply(make, ()).unwrap(), pool.worker_pids());
        let gone_folder = folders(&place);
        kill(gone, libc::SIGKILL);
        let alive = pool.apply(make, ()).unwrap();
        assert!(alive != gone && stays.len() == 2);
        // The worker that made this one has swept.
        let alive_folder = folders(&place);
        assert!(alive_folder.len() == 1 && alive_folder != gone_folder);
        // The pid of a live process proves nothing: this one has been used again.
        let reused = place.join(format!("many-hands-locks-{}-1-1", id()));
        // Somebody is just making this one, and somebody died while making that one.
        let young = place.join("many-hands-locks-1-2-3");
        let old = place.join("many-hands-locks-1-2-4");
        for folder in [&reused, &young, &old] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(reused.join("owner"), "").unwrap();
        Command::new("touch")
            .args(["-d", "1 hour ago"])
            .arg(&old)
            .status()
            .unwrap();
        let link = place.join("many-hands-locks-link");
        std::os::unix::fs::symlink(&alive_folder[0], &link).unwrap();
        let lock = Lock::new().unwrap();
        assert!(!reused.exists() && !old.exists() && young.exists());
        assert!(link.exists() && alive_folder[0].join("owner").exists());
        drop(lock);
        drop(pool);
        fs::remove_dir(young).unwrap();
        fs::remove_file(link).unwrap();
        drop(Lock::new().unwrap());
        assert!(folders(&place).is_empty());
    })
}

#[test]
fn the_workers_of_a_killed_program_remove_the_locks_that_they_used() {
    alone(|| {
        for signal in [libc::SIGKILL, libc::SIGINT] {
            let mut program = program("program_with_a_lock");
            let mut program = Reaped(start_group(program.stdout(Stdio::piped())));
            let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines();
            assert!(lines.any(|line| line.unwrap() == "locked"));
            let place = std::env::temp_dir();
            assert_eq!(folders(&place).len(), 1);
            match signal {
                libc::SIGKILL => kill(program.0.id(), signal),
                // Ctrl-C goes to the whole group.
                _ => kill(program.0.id().wrapping_neg(), signal),
            }
            program.0.wait().unwrap();
            until(|| folders(&place).is_empty());
        }
    })
}

/// Not a test by itself: two workers, one of which holds a lock while the other waits for it.
#[test]
#[ignore = "started by another test"]
fn program_with_a_lock() {
    let lock = Lock::new().unwrap();
    let pool = Pool::new(2).unwrap();
    let hold = |lock: Lock| {
        let _guard = lock.lock().unwrap();
        println!("\nlocked");
        std::thread::sleep(Duration::from_secs(60));
    };
    let _tasks = [(); 2].map(|()| pool.submit(hold, lock.clone()));
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn many_who_make_and_sweep_at_once_do_each_other_no_harm() {
    alone(|| {
        let work = |_: u32| {
            for _ in 0..200 {
                let lock = Lock::new().unwrap();
                assert!(lock.try_lock().unwrap().is_some());
            }
        };
        let pool = Pool::new(4).unwrap();
        pool.map_chunked(work, 0..4, 1).unwrap();
    })
}

#[test]
fn the_temporary_folder_may_be_long_or_relative_or_no_text() {
    alone(|| {
        let place = std::env::temp_dir();
        let long = place.join("x".repeat(200)).join("y".repeat(200));
        let bytes = std::os::unix::ffi::OsStrExt::from_bytes(b"no text \xff");
        let odd = place.join::<&std::ffi::OsStr>(bytes);
        for folder in [&long, &odd] {
            fs::create_dir_all(folder).unwrap();
        }
        for folder in [long.as_path(), odd.as_path(), Path::new("relative")] {
            fs::create_dir_all(place.join(folder)).unwrap();
            let mut other = program("a_lock_and_a_worker");
            other
                .current_dir(&place)
                .env("LOCKS", folder)
                .env_remove("MANY_HANDS_TEST_ALONE");
            assert!(other.status().unwrap().success(), "{}", folder.display());
            assert!(folders_in(&place.join(folder)));
        }
        fs::remove_dir_all(place.join("x".repeat(200))).unwrap();
        fs::remove_dir_all(odd).unwrap();
        fs::remove_dir_all(place.join("relative")).unwrap();
        assert_eq!(fs::metadata(&place).unwrap().nlink(), 2);
    })
}

fn folders_in(place: &Path) -> bool {
    fs::read_dir(place).unwrap().count() == 0
}

/// Not a test by itself: what `the_temporary_folder_may_be_long_or_relative_or_no_text` starts.
#[test]
#[ignore = "started by another test"]
fn a_lock_and_a_worker() {
    let pool = Pool::new(1).unwrap();
    // Only now, for the channels' sake: a socket's path must be short.
    let place = std::env::var_os("LOCKS").unwrap();
    support::set_temp_dir(&place);
    let lock = Lock::new().unwrap();
    let guard = lock.lock().unwrap();
    let is_free = |lock: Lock| lock.try_lock().unwrap().is_some();
    assert_eq!(pool.apply(is_free, lock.clone()), Ok(false));
    drop(guard);
    assert_eq!(pool.apply(is_free, lock.clone()), Ok(true));
}
