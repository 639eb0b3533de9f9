//! The same work in CPython, by a script of ours: what a real GIL costs.

use common::data;
use common::exercise::{Row, Run, Status, grouped, seconds};
use common::timing::{Elapsed, ratio};
use serde_json::Value;
use std::io::{ErrorKind, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// How long each of the three runs may take.
const LIMIT: Duration = Duration::from_secs(180);

/// Adds CPython's rows to the report, or a line that says why there are none.
pub fn compare(run: &mut Run, chunks: usize, expected: Option<u64>) {
    if run.is_sweep() {
        return run.note("--python is left out of a sweep.");
    }
    let mut serial = None;
    let mut last = None;
    for how in ["serial", "threads", "processes"] {
        let workers = if how == "serial" { 1 } else { run.workers() };
        run.progress(&format!("CPython: {how}"));
        let found = script(run, chunks, how, workers).and_then(said);
        run.progress("");
        let said = match found {
            Ok(said) => said,
            Err(why) => return run.note(why),
        };
        let wall = said.elapsed.wall;
        let row = Row {
            name: format!("CPython {how}"),
            todo: None,
            status: Status::Solved,
            result: Some(grouped(said.result)),
            workers,
            runs: vec![said.elapsed],
            speedup: Some(ratio(*serial.get_or_insert(wall), wall)),
            efficiency: None,
            message: None,
            at: None,
        };
        run.row(row);
        if let Some(expected) = expected.filter(|&expected| expected != said.result) {
            let (found, expected) = (grouped(said.result), grouped(expected));
            run.note(format!("CPython found {found} primes, and we {expected}."));
        }
        last = Some(said);
    }
    if let Some(Said { version, start, .. }) = last {
        run.note("");
        run.note(format!(
            "CPython {version}: one run each, speedup against its own serial run."
        ));
        let workers = run.workers();
        let start = seconds(start);
        run.note(format!("Its {workers} processes took {start} to start."));
    }
}

fn script(run: &Run, chunks: usize, how: &str, workers: usize) -> Result<Command, String> {
    let script = data::find("python/primes.py").map_err(|error| error.to_string())?;
    let mut command = Command::new("python3");
    command.arg(script).args(["--how", how]);
    command.args(["--workers", &workers.to_string()]);
    match run.chosen("numbers") {
        Some(_) => command.args(["--repeat", "10"]),
        None => command
            .args(["--count", &run.size().to_string()])
            .args(["--chunks", &chunks.to_string()]),
    };
    Ok(command)
}

/// What the script said of itself.
struct Said {
    version: String,
    result: u64,
    elapsed: Elapsed,
    start: Duration,
}

/// Runs the script and reads its one line of JSON. An error is a line for the report.
fn said(mut command: Command) -> Result<Said, String> {
    let pipes = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = pipes.stdin(Stdio::null()).spawn();
    let mut child = child.map_err(|error| match error.kind() {
        ErrorKind::NotFound => "No rows of CPython: there is no python3 on the path.".to_string(),
        _ => format!("No rows of CPython: python3 does not start: {error}."),
    })?;
    let printed = child.stdout.take().map(read);
    let complaint = child.stderr.take().map(read);
    let start = Instant::now();
    let ended = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if start.elapsed() < LIMIT => std::thread::sleep(Duration::from_millis(10)),
            Ok(None) => {
                stop(&mut child);
                let limit = seconds(LIMIT);
                return Err(format!("CPython took more than {limit} and was ended."));
            }
            Err(error) => return Err(format!("Nobody knows how python3 ended: {error}.")),
        }
    };
    let (printed, complaint) = (text(printed), text(complaint));
    if let Some(said) = parse(&printed).filter(|_| ended.success()) {
        return Ok(said);
    }
    let last = complaint.trim_end().lines().next_back();
    let last = last.unwrap_or("it did not print the line that we expect");
    Err(format!("data/python/primes.py failed ({ended}): {last}"))
}

/// Reads a pipe to its end, in a thread: a process that outlives the script may hold it open.
fn read(mut pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What came before an error may still tell what happened.
        let _ = pipe.read_to_end(&mut bytes);
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

fn text(pipe: Option<Receiver<String>>) -> String {
    let text = pipe.and_then(|pipe| pipe.recv_timeout(Duration::from_secs(1)).ok());
    text.unwrap_or_default()
}

/// As Ctrl-C does it, so that the script can end its own processes.
fn stop(child: &mut Child) {
    let mut kill = Command::new("kill");
    let asked = kill.args(["-INT", &child.id().to_string()]);
    let start = Instant::now();
    if asked.status().is_ok_and(|status| status.success()) {
        while matches!(child.try_wait(), Ok(None)) && start.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    // It has ended, or it does not listen.
    let _ = child.kill();
    let _ = child.wait();
}

fn parse(printed: &str) -> Option<Said> {
    let line: Value = serde_json::from_str(printed.trim()).ok()?;
    let time = |key: &str| Duration::try_from_secs_f64(line[key].as_f64()?).ok();
    Some(Said {
        version: line["python"].as_str()?.to_string(),
        result: line["result"].as_u64()?,
        elapsed: Elapsed {
            wall: time("wall_s")?,
            cpu: time("cpu_s")?,
        },
        start: time("start_s")?,
    })
}
