//! A long, rough day of the process toolkit: random work, and workers that are killed on the way.
//!
//! `cargo run --release -p common --example soak -- [--minutes 2] [--seed 1]`
//!
//! About ten times a second a random worker gets `kill -9`. Every task must be answered once, by the
//! right result or by an error that names a worker which was killed; and memory, descriptors,
//! processes and temporary files must be as few afterwards as before. Linux only.

mod killer;
mod left;
mod queues;
mod work;

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Set in the process that does the work, whose temporary folder is its own.
const INSIDE: &str = "MANY_HANDS_SOAK";

fn main() -> ExitCode {
    common::process::init();
    let Some((minutes, seed)) = arguments() else {
        eprintln!("usage: soak [--minutes 2] [--seed 1]");
        return ExitCode::from(2);
    };
    let ended = match std::env::var_os(INSIDE) {
        Some(_) => soak(Duration::from_secs_f64(minutes * 60.0), seed),
        None => in_a_folder_of_its_own(),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("FAILED (seed {seed}): {why}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<(f64, u64)> {
    let (mut minutes, mut seed) = (2.0, 1);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--minutes" => minutes = value.parse().ok().filter(|m| (0.0..=1e6).contains(m))?,
            "--seed" => seed = value.parse().ok()?,
            _ => return None,
        }
    }
    Some((minutes, seed))
}

/// Runs this program again with an empty folder for temporary files, which must be empty again
/// afterwards.
fn in_a_folder_of_its_own() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut command = Command::new(program);
    command
        .args(std::env::args_os().skip(1))
        .env(INSIDE, "1")
        // Some tasks panic on purpose, which nobody wants to read.
        .env_remove("RUST_BACKTRACE")
        .env("TMPDIR", folder.path());
    let status = command.status().map_err(|e| e.to_string())?;
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .map_err(|e| e.to_string())?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    match (status.success(), left.is_empty()) {
        (true, true) => {
            println!("no temporary file is left");
            Ok(())
        }
        (true, false) => Err(format!("temporary files are left: {left:?}")),
        (false, _) => Err(format!("the soak ended with {status}")),
    }
}

fn soak(time: Duration, seed: u64) -> Result<(), String> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut total = work::Tally::default();
    // What a process opens once and keeps is open after one round.
    total += work::round(&mut random)?;
    let before = left::Left::now();
    let (start, mut shown, mut rounds) = (Instant::now(), Instant::now(), 1);
    println!("seed {seed}; at the start: {before}");
    while start.elapsed() < time {
        total += work::round(&mut random)?;
        rounds += 1;
        let now = left::Left::now();
        now.no_more_than(&before)?;
        if shown.elapsed() > Duration::from_secs(10) || start.elapsed() >= time {
            shown = Instant::now();
            let seconds = start.elapsed().as_secs();
            println!("{seconds:5} s   {rounds} rounds   {total}   {now}");
        }
    }
    println!("every task had its answer");
    Ok(())
}
