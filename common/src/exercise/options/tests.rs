//! What a command line means, and what is refused.

use super::*;
use crate::exercise::{Kind, Size};

fn part(name: &'static str) -> PartInfo {
    let size = Size {
        unit: "numbers",
        default: 100,
        min: 1,
        max: 1000,
    };
    PartInfo {
        name,
        kind: Kind::Core { minutes: 5 },
        todos: &[],
        size: Some(size),
        workers: Workers::Fixed(2),
        data: None,
        choices: &[Choice {
            name: "latency",
            value: Some("MS"),
            help: "how long a file takes to come",
        }],
        afterwards: "",
    }
}

fn parsed(line: &str) -> Result<Asked, String> {
    let parts = [
        part("primes"),
        PartInfo {
            choices: &[],
            size: None,
            ..part("maze")
        },
    ];
    let home = Home::learner("02-pool", ".");
    let arguments = line.split_whitespace().map(OsString::from).collect();
    parse("02-pool", "A pool", &parts, &home, arguments)
}

fn options(line: &str) -> Options {
    match parsed(line) {
        Ok(Asked::Run(options)) => options,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn nothing_said_means_the_first_part_and_its_defaults() {
    let options = options("");
    assert_eq!(
        (options.part, options.workers, options.size, options.runs),
        (0, 2, 100, 3)
    );
}

#[test]
fn options_and_the_part_come_in_any_order() {
    let options = options("--latency 25 primes --workers 8 --sweep 1,2 --json");
    assert_eq!(
        (options.workers, options.sweep.as_slice(), options.json),
        (8, &[1, 2][..], true)
    );
    assert_eq!(options.chosen["latency"], "25");
}

#[test]
fn a_hint_may_name_its_todo() {
    let todo = |line| match parsed(line) {
        Ok(Asked::Hint { part, todo }) => (part, todo),
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(todo("--hint"), (0, None));
    assert_eq!(todo("--hint 2"), (0, Some(2)));
    assert_eq!(todo("--hint maze"), (1, None));
}

#[test]
fn what_cannot_be_is_refused_with_the_limits() {
    let cases = [
        ("--list --json", "--list is text and has no --json form"),
        (
            "--workers 0",
            "--workers must be a whole number from 1 to 1024, not '0'",
        ),
        ("--workers 100000", "1 to 1024"),
        (
            "--size 0",
            "--size must be a whole number from 1 to 1000, not '0' (numbers)",
        ),
        ("--size 18446744073709551615", "1 to 1000"),
        (
            "--sweep 1,x",
            "each number of --sweep 1,2,4 must be a whole number from 1 to 1024, not 'x'",
        ),
        ("--runs 0", "1 to 1000"),
        ("--frobnicate", "unknown option '--frobnicate'"),
        (
            "labyrinth",
            "has no part 'labyrinth'; its parts: primes, maze",
        ),
        (
            "maze --latency 3",
            "part 'maze' has no option --latency; it belongs to: primes",
        ),
        ("maze --size 3", "part 'maze' has no --size"),
        ("--data x", "reads no files"),
    ];
    for (line, expected) in cases {
        let error = parsed(line).expect_err(line);
        assert!(error.contains(expected), "{line}: {error}");
    }
}
