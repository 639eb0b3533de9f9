//! Exercise 3 on folders of every kind: each file is read, or named with the reason why not.

use super::program::{Program, text};
use exercise_03_io_threads::parts::files::{Reader, Summary};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const PROGRAM: Program = Program("03-io-threads --runs 1");

/// The report on a folder.
fn report(folder: &Path, more: &[&str]) -> String {
    PROGRAM.report([&["--latency", "0", "--data", text(folder)], more].concat())
}

#[test]
fn a_summary_counts_what_is_there() {
    let text = "One two,\n\n (TWO) three\r\nlast".as_bytes();
    let expected = Summary {
        lines: 4,
        words: 5,
        bytes: 28,
        longest: 12,
        found: 2,
        range: None,
    };
    assert_eq!(Summary::of(text, Some("two")), expected);
    assert_eq!(Summary::of(b"", Some("two")), Summary::default());
    assert_eq!(Summary::of("Straße".as_bytes(), None).longest, 6);
}

#[test]
fn a_range_needs_integers_and_nothing_else() {
    let range = |text: &str| Summary::of(text.as_bytes(), None).range;
    assert_eq!(range("7\n-12 30\n"), Some((-12, 30)));
    assert_eq!(range("7 x"), None);
    assert_eq!(range("1.5"), None);
    assert_eq!(range(" \n"), None);
    assert_eq!(range("9223372036854775808"), None);
}

#[test]
fn the_error_of_a_file_names_it() {
    let reader = Reader::new(Duration::ZERO, None);
    let error = reader.process("no/such/file").unwrap_err();
    assert!(error.starts_with("no/such/file: "), "{error}");
}

#[test]
fn integers_of_a_folder_have_a_range_and_a_word_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a"), "5 9\n").unwrap();
    fs::write(dir.path().join("b"), "-3").unwrap();
    fs::write(dir.path().join("c"), "the fire, The end").unwrap();
    let report = report(dir.path(), &["--word", "THE"]);
    assert!(
        report.contains("Integers from -3 to 9, in 2 files"),
        "{report}"
    );
    assert!(
        report.contains("\"the\" occurs 2 times, in 1 file"),
        "{report}"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_readable_file_is_named_and_the_rest_is_processed() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("text"), "one two\n").unwrap();
    fs::write(path("empty"), "").unwrap();
    fs::write(path("binary"), [0, 255, 10, 128]).unwrap();
    fs::write(
        dir.path().join(std::ffi::OsStr::from_bytes(b"\xff\x1b[2J")),
        "three",
    )
    .unwrap();
    symlink("loop", path("loop")).unwrap();
    symlink("nowhere", path("dead\x1b[2J")).unwrap();
    let made = Command::new("mkfifo").arg(path("pipe")).status().unwrap();
    assert!(made.success());

    let report = report(dir.path(), &[]);
    assert!(report.contains("4 files, 4 lines, 5 words"), "{report}");
    assert!(report.contains("skipped pipe: a FIFO"), "{report}");
    assert!(report.contains("skipped loop: "), "{report}");
    assert!(
        report.contains("skipped dead�[2J: a link to nothing"),
        "{report}"
    );
    assert!(!report.contains('\x1b'), "{report}");
}

#[test]
fn a_folder_that_cannot_be_used_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    let empty = dir.path().join("empty");
    fs::write(&file, "").unwrap();
    fs::create_dir(&empty).unwrap();
    let data = |path: &Path| PROGRAM.complaint(["--data", path.to_str().unwrap()]);
    assert!(data(&dir.path().join("none")).contains("none: there is no such folder"));
    assert!(data(&file).contains("file: this is not a folder"));
    assert!(data(&empty).contains("empty: no file to read in it"));
}

#[test]
fn values_that_make_no_sense_are_refused_with_the_limits() {
    for latency in [
        "x",
        "",
        "ms",
        "-1",
        "2.5",
        "10001",
        "99999999999999999999",
        "25s",
    ] {
        let complaint = PROGRAM.complaint(["--latency", latency]);
        let expected = format!("milliseconds from 0 to 10000, such as 25ms or 25, not '{latency}'");
        assert!(complaint.contains(&expected), "{complaint}");
    }
    for word in ["", "two words", "?!"] {
        let complaint = PROGRAM.complaint(["--word", word]);
        assert!(complaint.contains(&format!("takes one word, such as fire, not '{word}'")));
    }
}

#[test]
fn every_number_of_threads_is_compared_with_the_serial_step() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a"), "a").unwrap();
    let document = report(dir.path(), &["--json"]);
    for step in [
        "serial",
        "scoped threads",
        "rayon pool",
        "scoped threads: 64",
    ] {
        assert!(
            document.contains(&format!("\"name\":\"{step}\"")),
            "{document}"
        );
    }
    assert!(!document.contains("\"speedup\":null"), "{document}");
}

#[test]
fn latency_is_given_with_or_without_its_unit() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a"), "a").unwrap();
    let folder = dir.path().to_str().unwrap();
    for latency in ["3", "3ms", "3 ms"] {
        let output = PROGRAM.run(["--data", folder, "--latency", latency]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("1 file, 3 ms each"), "{text}");
    }
}
