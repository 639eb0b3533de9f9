//! Other pools on the same work: Python's, and procspawn.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A program that is told the name of a row on a line of its standard input, and answers with the
/// seconds for one on a line of its standard output, or with "-" if it has no answer.
pub struct Rival {
    pub name: &'static str,
    talk: RefCell<Option<(ChildStdin, BufReader<ChildStdout>)>>,
    child: Child,
}

impl Rival {
    fn start(name: &'static str, command: &mut Command) -> Option<Rival> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().ok()?;
        let talk = child
            .stdin
            .take()
            .zip(child.stdout.take().map(BufReader::new));
        let rival = Rival {
            name,
            talk: RefCell::new(talk),
            child,
        };
        // It says "ready", or ends because something is not installed.
        match rival.line()?.trim() {
            "ready" => Some(rival),
            _ => None,
        }
    }

    fn line(&self) -> Option<String> {
        let mut line = String::new();
        let read = self.talk.borrow_mut().as_mut()?.1.read_line(&mut line);
        read.ok().filter(|&length| length > 0).map(|_| line)
    }

    pub fn measure(&self, row: &str) -> Option<f64> {
        writeln!(self.talk.borrow_mut().as_mut()?.0, "{row}").ok()?;
        self.line()?.trim().parse().ok()
    }
}

impl Drop for Rival {
    fn drop(&mut self) {
        *self.talk.borrow_mut() = None;
        let _ = self.child.wait();
    }
}

/// Those that are there. It says which are not.
pub fn find() -> Vec<Rival> {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench");
    let mut rivals = Vec::new();
    for (name, word) in [
        (super::MULTIPROCESSING, "pool"),
        (super::FUTURES, "executor"),
        ("loky", "loky"),
    ] {
        let script = bench.join("pools.py");
        rivals.push((
            name,
            Rival::start(name, Command::new("python3").arg(script).arg(word)),
        ));
    }
    let manifest = bench.join("procspawn/Cargo.toml");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["run", "--release", "--quiet", "--manifest-path"])
        .arg(manifest);
    rivals.push((super::PROCSPAWN, Rival::start(super::PROCSPAWN, &mut cargo)));
    for (name, rival) in &rivals {
        if rival.is_none() {
            eprintln!("{name} is not there: no comparison with it");
        }
    }
    rivals.into_iter().filter_map(|(_, rival)| rival).collect()
}
