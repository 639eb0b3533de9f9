//! What workers print on standard output is not lost, also where no line is finished.

use super::support::{alone, program};
use common::process::{Error, Pool, named, spawn};
use std::io::Write;

#[test]
fn what_tasks_print_is_there_before_their_result() {
    alone(|| {
        let output = program("program_whose_workers_print").output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find_map(|line| line.split_once("begin "));
        let expected =
            "pool(main)panic(main)child(main)child-panic(main)exit(main)initializer(main)";
        assert_eq!(line.unwrap().1, expected, "{text}");
    })
}

/// Whoever gets the error shows it, so the worker says nothing, unless somebody looks for the place.
#[test]
fn a_panic_is_printed_with_its_backtrace_only_if_that_is_asked_for() {
    alone(|| {
        for (backtrace, printed) in [("0", false), ("1", true)] {
            let mut program = program("program_whose_worker_panics");
            let output = program.env("RUST_BACKTRACE", backtrace).output().unwrap();
            assert!(output.status.success());
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(said.contains("say_and_panic"), printed, "{said}");
            assert_eq!(said.contains("stack backtrace"), printed, "{said}");
        }
    })
}

#[test]
#[ignore = "started by another test"]
fn program_whose_worker_panics() {
    let panicked = Pool::new(1).unwrap().apply(say_and_panic, String::new());
    assert!(matches!(panicked, Err(Error::Panicked { message, .. }) if message == "expected"));
}

/// Prints without an end of line, so that it stays in the buffer of whoever prints.
fn say(text: String) {
    print!("{text}");
}

#[inline(never)]
fn say_and_panic(text: String) {
    print!("{text}");
    panic!("expected");
}

#[test]
#[ignore = "started by another test"]
fn program_whose_workers_print() {
    let main = || {
        print!("(main)");
        std::io::stdout().flush().unwrap();
    };
    print!("\nbegin ");
    std::io::stdout().flush().unwrap();
    let pool = Pool::new(1).unwrap();
    pool.apply(say, "pool".to_string()).unwrap();
    main();
    assert!(pool.apply(say_and_panic, "panic".to_string()).is_err());
    main();
    spawn(say, "child".to_string()).unwrap().join().unwrap();
    main();
    let child = named("A").spawn(say_and_panic, "child-panic".to_string());
    assert!(child.unwrap().join().is_err());
    main();
    let leave = |text: String| {
        print!("{text}");
        std::process::exit(3)
    };
    let left: Result<(), _> = spawn(leave, "exit".to_string()).unwrap().join();
    assert!(left.is_err());
    main();
    let pool = Pool::builder().workers(1);
    drop(
        pool.initializer(say, "initializer".to_string())
            .build()
            .unwrap(),
    );
    main();
    println!();
}
