//! The picture of the lab `mandelbrot` as people ask for it: the same bytes however it was computed, and clear words
//! where there is none.

use super::program::{Program, text};
use std::path::Path;

const PROGRAM: Program = Program("02-pool mandelbrot --runs 1");

/// The report, with the picture at `out`.
fn report(arguments: &[&str], out: &Path) -> String {
    PROGRAM.report([arguments, &["--out", text(out)]].concat())
}

#[test]
fn every_step_and_every_number_of_workers_gives_the_same_picture() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("a.png");
    let how: [&[&str]; 5] = [
        &["--workers", "1"],
        &["--workers", "2"],
        &["--workers", "3"],
        &["--workers", "8"],
        &["--inline"],
    ];
    let mut pictures = how.map(|how| {
        let size = [
            "--size",
            "61",
            "--height",
            "43",
            "--iterations",
            "300",
            "--json",
        ];
        let report = report(&[&size[..], how].concat(), &out);
        // A step whose counts are not the serial ones is wrong, and then so is the exit code.
        assert_eq!(
            report.matches("\"status\":\"solved\"").count(),
            6,
            "{report}"
        );
        std::fs::read(&out).unwrap()
    });
    pictures.sort_unstable();
    assert_eq!(pictures[0], pictures[4]);
}

#[test]
fn sizes_without_a_pixel_or_with_one_are_sizes() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("a.png");
    for none in [&["--size", "0"][..], &["--height", "0"]] {
        assert!(report(none, &out).contains("No pixels: nothing to compute"));
        assert!(!out.exists());
    }
    assert!(report(&["--size", "1"], &out).contains("a.png (1 × 1, 1 kB)"));
    assert!(out.exists());
}

#[test]
fn what_is_unusual_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("a.png");
    let small = |more: &[&str]| report(&[&["--size", "16"], more].concat(), &out);
    assert!(small(&["--iterations", "0"]).contains("no point can escape"));
    let near = ["--iterations", "9", "--zoom", "1e16"];
    assert!(small(&near).contains("the picture is made of blocks"));
    assert!(!small(&["--zoom", "1e10"]).contains("blocks"));
}

#[test]
fn values_that_make_no_sense_are_refused_with_the_limits() {
    let refused = [
        ("--height", "x", "a whole number from 0 to 100000, not 'x'"),
        (
            "--iterations",
            "-1",
            "a whole number from 0 to 10000000, not '-1'",
        ),
        ("--zoom", "nan", "a number from 0.01 to 1e300, not 'nan'"),
        ("--zoom", "0", "a number from 0.01 to 1e300, not '0'"),
        (
            "--centre",
            "1",
            "two numbers from -10 to 10, such as -0.75,0.1, not '1'",
        ),
        (
            "--centre",
            "0,inf",
            "two numbers from -10 to 10, such as -0.75,0.1, not '0,inf'",
        ),
        (
            "--palette",
            "pink",
            "one of fire, ocean, bands, grey, not 'pink'",
        ),
        (
            "--out",
            "/no/such/a.png",
            "/no/such: there is no such folder",
        ),
        ("--out", "/", "/: cannot write the picture"),
    ];
    for (option, value, says) in refused {
        let complaint = PROGRAM.complaint([option, value]);
        assert!(complaint.contains(says), "{option} {value}: {complaint}");
    }
}

#[test]
fn a_file_that_is_no_picture_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let mine = dir.path().join("mine.rs");
    std::fs::write(&mine, "fn main() {}").unwrap();
    let complaint = PROGRAM.complaint(["--size", "8", "--out", mine.to_str().unwrap()]);
    assert!(complaint.contains("no PNG picture"), "{complaint}");
    assert_eq!(std::fs::read(&mine).unwrap(), b"fn main() {}");
}

#[test]
fn a_picture_too_large_for_memory_is_refused_with_the_figure() {
    let complaint = PROGRAM.complaint(["--size", "100000", "--height", "100000"]);
    assert!(
        complaint.contains("take about 480.0 GB of memory, and "),
        "{complaint}"
    );
    assert!(
        complaint.contains("choose a smaller --size or --height"),
        "{complaint}"
    );
}
