//! Signals: Ctrl-C is one clean end, and what interrupts a system call interrupts nothing else.

use super::support::{
    Reaped, alone, children_of, in_a_storm_of_signals, kill, lives, program, start_group, until,
};
use common::process::{Pool, Task, spawn};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn control_c_ends_everything_once_and_in_silence() {
    alone(|| {
        let mut program = program("program_that_is_busy");
        program.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = Reaped(start_group(&mut program));
        let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "busy"));
        let group = program.0.id().wrapping_neg();
        let workers = children_of(program.0.id());
        assert_eq!(workers.len(), 4);
        kill(group, libc::SIGINT);
        let status = program.0.wait().unwrap();
        assert_eq!(status.signal(), Some(libc::SIGINT));
        // This ends when the last of them is gone: all of them have it open.
        let mut said = String::new();
        let mut stderr = program.0.stderr.take().unwrap();
        stderr.read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "no worker complains");
        until(|| !workers.iter().any(|&pid| lives(pid)));
    })
}

#[test]
#[ignore = "started by another test"]
fn program_that_is_busy() {
    let pool = Pool::new(3).unwrap();
    let _tasks: Vec<Task<()>> = (0..6).map(|_| pool.submit(thread::sleep, MINUTE)).collect();
    let _child = spawn(thread::sleep, MINUTE).unwrap();
    println!("\nbusy");
    thread::sleep(MINUTE);
}

#[test]
fn children_do_not_mind_a_storm_of_signals() {
    alone(|| {
        in_a_storm_of_signals(|| {
            let data = vec![7_u8; 1_000_000];
            for _ in 0..10 {
                let children = [1, 2, 3].map(|n: u64| spawn(|n| n * n, n).unwrap());
                assert_eq!(children.map(|child| child.join().unwrap()), [1, 4, 9]);
                let child = spawn(std::convert::identity, data.clone()).unwrap();
                assert!(child.join().unwrap() == data);
            }
        });
    })
}

#[test]
fn children_do_not_mind_signals_of_their_own() {
    alone(|| {
        let stormy = |()| {
            in_a_storm_of_signals(|| {
                let pool = Pool::new(1).unwrap();
                let numbers = pool.map_chunked(|n: u64| n, 0..500, 1).unwrap();
                numbers.iter().sum::<u64>()
            })
        };
        let mut child = spawn(stormy, ()).unwrap();
        assert_eq!(child.join_timeout(Duration::MAX), Some(Ok(124_750)));
        until(|| !child.is_alive());
    })
}
