//! What workers log reaches the parent: whole, and nothing is lost.

use super::support::{self, alone_after, descriptors, kill, program};
use common::process::{Child, Pool, log_to_stderr, named, spawn};
use ipc_channel::ipc::{self, IpcSender};
use log::{LevelFilter, Log, Metadata, Record};
use std::process::id;
use std::sync::Mutex;
use std::time::Duration;

/// A logger of the program's own: it keeps what it gets.
struct Keep;

static KEPT: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl Log for Keep {
    fn enabled(&self, _: &Metadata) -> bool {
        true
    }

    fn log(&self, record: &Record) {
        let (level, target, line) = (record.level(), record.target(), record.line().is_some());
        let text = format!("{level} {target} {line} {}", record.args());
        assert!(!text.contains("make the logger panic"));
        KEPT.lock().unwrap().push(text);
    }

    fn flush(&self) {}
}

fn keep_info() {
    log::set_logger(&Keep).unwrap();
    log::set_max_level(LevelFilter::Info);
}

fn kept() -> Vec<String> {
    std::mem::take(&mut KEPT.lock().unwrap())
}

#[test]
fn a_record_tells_level_target_place_worker_and_task() {
    alone_after(keep_info, || {
        let pool = Pool::new(1).unwrap();
        let pid = pool.worker_pids()[0];
        let speak = |n: u32| {
            log::info!(target: "here", "half of {n}\nis {}", n / 2);
            log::debug!("not wanted");
        };
        pool.map_chunked(speak, [4, 6, 2], 3).unwrap();
        pool.map_chunked(speak, [4, 6, 8], 1).unwrap();
        drop(pool);
        let from = |task| format!("INFO here true [worker 1, pid {pid}, task {task}] half of");
        let halves = [
            (0, 4, 2),
            (1, 6, 3),
            (2, 2, 1),
            (0, 4, 2),
            (1, 6, 3),
            (2, 8, 4),
        ];
        let expected = halves.map(|(task, n, half)| format!("{} {n}\nis {half}", from(task)));
        assert_eq!(kept(), expected);
        let child = named("A").spawn(speak, 2).unwrap();
        let pid = child.pid();
        child.join().unwrap();
        assert_eq!(
            kept(),
            [format!("INFO here true [A, pid {pid}] half of 2\nis 1")]
        );
    })
}

#[test]
fn a_task_keeps_its_number_when_it_is_sent_again() {
    alone_after(keep_info, || {
        let pool = Pool::new(1).unwrap();
        let die_at_two = |n: usize| {
            log::info!("at {n}");
            if n == 2 {
                std::process::abort();
            }
        };
        assert!(pool.map_chunked(die_at_two, 0..5, 5).is_err());
        drop(pool);
        let kept = kept();
        assert!(kept.len() >= 5, "{kept:?}");
        for text in kept {
            let (who, n) = text.rsplit_once("] at ").unwrap();
            assert!(who.ends_with(&format!("task {n}")), "{text}");
        }
    })
}

#[test]
fn what_was_logged_outlives_its_worker() {
    alone_after(keep_info, || {
        let end = |how: u8| {
            log::info!("before {how}");
            match how {
                0 => panic!("expected"),
                1 => std::process::abort(),
                2 => std::process::exit(0),
                _ => kill(id(), libc::SIGKILL),
            }
        };
        for how in 0..4 {
            assert!(spawn(end, how).unwrap().join().is_err());
            let kept = kept();
            assert_eq!(kept.len(), 1);
            assert!(kept[0].ends_with(&format!("before {how}")), "{kept:?}");
        }
        let pool = Pool::new(2).unwrap();
        assert_eq!(
            pool.try_map(end, 0..4)
                .iter()
                .filter(|r| r.is_err())
                .count(),
            4
        );
        drop(pool);
        // A task may be tried twice when its neighbour in the chunk has died.
        let kept = kept();
        for how in 0..4 {
            assert!(
                kept.iter()
                    .any(|text| text.ends_with(&format!("before {how}")))
            );
        }
    })
}

#[test]
fn a_flood_of_records_fills_no_memory_and_hangs_nobody() {
    alone_after(keep_info, || {
        let pool = Pool::new(2).unwrap();
        let flood = |worker: u32| {
            for n in 0..50_000 {
                log::info!("{worker}: {n}");
            }
        };
        // This thread waits, it does not look at any record.
        pool.map_chunked(flood, [1, 2], 1).unwrap();
        drop(pool);
        let kept = kept();
        for worker in 1..=2 {
            let mark = format!("] {worker}: ");
            let numbers = kept
                .iter()
                .filter_map(|text| text.split_once(&mark)?.1.parse::<u32>().ok());
            assert!(numbers.eq(0..50_000), "in order, and all of them");
        }
        assert_eq!(kept.len(), 100_000);
    })
}

#[test]
fn a_long_record_is_whole_or_dies_with_its_worker() {
    alone_after(keep_info, || {
        let long = |n: usize| log::info!("{}", "x".repeat(n));
        let sizes = [65_535, 65_537, 212_000, 213_000, 5_000_000];
        for n in sizes {
            spawn(long, n).unwrap().join().unwrap();
            let kept = kept();
            assert_eq!(kept.len(), 1);
            assert!(kept[0].ends_with(&"x".repeat(n)) && kept[0].len() < n + 200);
        }
        // Killed in the midst of one, with another worker behind it.
        let endless = |begun: IpcSender<()>| {
            begun.send(()).unwrap();
            let text = "x".repeat(5_000_000);
            loop {
                log::info!("{text}");
            }
        };
        for _ in 0..5 {
            let (begin, begun) = ipc::channel().unwrap();
            let child: Child<()> = spawn(endless, begin).unwrap();
            begun.recv().unwrap();
            std::thread::sleep(Duration::from_millis(20));
            child.kill();
            assert!(child.join().is_err());
            let whole = |text: &String| text.len() > 5_000_000;
            assert!(kept().iter().all(whole), "never half a record");
            spawn(long, 3).unwrap().join().unwrap();
            assert!(kept()[0].ends_with("] xxx"));
        }
    })
}

#[test]
fn a_logger_that_panics_stops_no_other_record() {
    alone_after(keep_info, || {
        let speak = |text: String| log::warn!("{text}");
        let pool = Pool::new(1).unwrap();
        let texts = ["one", "make the logger panic", "two"].map(String::from);
        pool.map(speak, texts).unwrap();
        drop(pool);
        let kept = kept();
        assert_eq!(kept.len(), 2);
        assert!(kept[0].ends_with("one") && kept[1].ends_with("two"));
    })
}

#[test]
fn a_record_made_while_a_value_is_written_takes_no_handle_of_it() {
    struct Chatty(IpcSender<u8>);
    impl serde::Serialize for Chatty {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            use serde::ser::SerializeTuple;
            let mut tuple = serializer.serialize_tuple(1)?;
            tuple.serialize_element(&self.0)?;
            log::info!("between");
            tuple.end()
        }
    }
    impl<'de> serde::Deserialize<'de> for Chatty {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let (sender,) = serde::Deserialize::deserialize(deserializer)?;
            Ok(Chatty(sender))
        }
    }
    alone_after(keep_info, || {
        let (sender, receiver) = ipc::channel().unwrap();
        let back = spawn(|value: Chatty| value, Chatty(sender)).unwrap();
        back.join().unwrap().0.send(5).unwrap();
        assert_eq!(receiver.recv().unwrap(), 5);
        let kept = kept();
        assert_eq!(kept.len(), 2, "{kept:?}");
    })
}

#[test]
fn a_worker_of_a_worker_says_who_both_are() {
    alone_after(keep_info, || {
        let outer = |()| {
            let inner = |()| log::info!("here");
            named("inner").spawn(inner, ()).unwrap().join().is_ok()
        };
        assert_eq!(named("outer").spawn(outer, ()).unwrap().join(), Ok(true));
        let kept = kept();
        assert_eq!(kept.len(), 1);
        let (outer, inner) = (kept[0].find("[outer, pid "), kept[0].find("] [inner, pid "));
        assert!(outer.is_some() && outer < inner, "{kept:?}");
    })
}

#[test]
fn a_program_that_logs_nothing_has_no_channel_for_it() {
    support::alone(|| {
        let before = descriptors();
        let pool = Pool::new(1).unwrap();
        let with_one = descriptors() - before;
        drop(pool);
        keep_info();
        let pool = Pool::new(1).unwrap();
        assert_eq!(
            descriptors() - before,
            with_one + 2,
            "the channel's two ends"
        );
        drop(pool);
        assert_eq!(descriptors() - before, 2);
        // The channel stays for good, so this case ends here.
        std::process::exit(0);
    })
}

#[test]
fn logging_to_standard_error_prints_whole_lines() {
    support::alone(|| {
        let output = program("program_that_logs_to_standard_error")
            .output()
            .unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(text.lines().count(), 4 * 500 + 1, "{text}");
        for line in text.lines() {
            let worker = line.starts_with("INFO  [worker ") && line.ends_with(&"x".repeat(300));
            let main = line.starts_with("WARN  [main, pid ") && line.ends_with("] done");
            assert!(worker || main, "{line}");
        }
    })
}

#[test]
#[ignore = "started by another test"]
fn program_that_logs_to_standard_error() {
    log_to_stderr(LevelFilter::Info);
    let pool = Pool::new(4).unwrap();
    let speak = |_: u8| (0..500).for_each(|_| log::info!("{}", "x".repeat(300)));
    // The workers' lines must come through, although this thread holds the lock.
    let lock = std::io::stderr().lock();
    pool.map_chunked(speak, [0; 4], 1).unwrap();
    drop(pool);
    drop(lock);
    log::warn!("done");
    log::debug!("not wanted");
}
