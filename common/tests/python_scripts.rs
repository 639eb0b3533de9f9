//! The scripts in `data/python` compute what Rust computes, however they do it.

use common::data;
use serde_json::Value;
use std::fs;
use std::process::Command;

/// The one line that `script` prints, or `None` when there is no Python on this machine.
fn run(script: &str, arguments: &[&str]) -> Option<Value> {
    let path = data::find(&format!("python/{script}")).unwrap();
    let python = Command::new("python3")
        .arg("-B")
        .arg(path)
        .args(arguments)
        .output();
    let Ok(output) = python else {
        eprintln!("no python3 on the path: {script} was not tried");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script} {arguments:?}: {errors}");
    let line = String::from_utf8(output.stdout).unwrap();
    assert_eq!(line.lines().count(), 1, "{line}");
    let report: Value = serde_json::from_str(&line).unwrap();
    for key in ["wall_s", "cpu_s", "start_s"] {
        assert!(report[key].as_f64().unwrap() >= 0.0, "{key} in {line}");
    }
    Some(report)
}

#[test]
fn primes_are_counted_alike_in_all_three_ways() {
    for how in ["serial", "threads", "processes"] {
        let ways = ["--how", how, "--workers", "2"];
        let counted = [&ways[..], &["--count", "10000", "--chunks", "7"]].concat();
        let Some(report) = run("primes.py", &counted) else {
            return;
        };
        assert_eq!(
            (&report["how"], &report["result"]),
            (&how.into(), &1229.into())
        );
        let given = [&ways[..], &["0..30", "1297337", "1116281", "1297335"]].concat();
        assert_eq!(run("primes.py", &given).unwrap()["result"], 12);
    }
}

#[test]
fn the_files_have_as_many_lines_words_and_bytes_as_rust_finds() {
    let dir = tempfile::tempdir().unwrap();
    data::make_texts(dir.path(), 8, 3, 500).unwrap();
    fs::write(dir.path().join("no line feed"), "a b\nc").unwrap();
    fs::write(dir.path().join("empty"), "").unwrap();
    let (mut lines, mut words, mut bytes) = (0, 0, 0);
    for entry in fs::read_dir(dir.path()).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        lines += text.lines().count();
        words += text.split_whitespace().count();
        bytes += text.len();
    }
    let folder = dir.path().to_str().unwrap();
    for how in ["serial", "threads"] {
        let arguments = [folder, "--how", how, "--workers", "3", "--latency", "1ms"];
        let Some(report) = run("files.py", &arguments) else {
            return;
        };
        let expected = serde_json::json!({
            "files": 10, "lines": lines, "words": words, "bytes": bytes
        });
        assert_eq!(report["result"], expected);
    }
}

#[test]
fn the_pipeline_hashes_every_file_and_keeps_to_its_capacity() {
    let dir = tempfile::tempdir().unwrap();
    data::make_texts(dir.path(), 12, 3, 500).unwrap();
    let mut sum = 0_u64;
    for entry in fs::read_dir(dir.path()).unwrap() {
        let text = fs::read(entry.unwrap().path()).unwrap().repeat(2);
        // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
        sum = sum.wrapping_add(text.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        }));
    }
    let folder = dir.path().to_str().unwrap();
    let options = [
        "--readers",
        "4",
        "--workers",
        "2",
        "--capacity",
        "3",
        "--rounds",
        "2",
    ];
    let Some(report) = run("pipeline.py", &[&[folder][..], &options].concat()) else {
        return;
    };
    assert_eq!(report["result"]["hash"], format!("{sum:016x}"));
    assert_eq!(report["result"]["files"], 12);
    assert!(
        (1..=3).contains(&report["most_in_memory"].as_u64().unwrap()),
        "{report}"
    );
}
