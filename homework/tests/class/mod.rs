//! A class of made-up learners, who answer exercise 2.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Where learners answer.
pub const ANSWER: &str = "exercise-02-pool/src/answers/primes.rs";

/// What a learner made of a TODO.
#[derive(Clone, Copy)]
pub enum Answer {
    Solved,
    Untouched,
    Is(&'static str),
}

/// A folder with the class and what the grader makes of it.
pub struct Class(TempDir);

impl Class {
    pub fn new() -> Class {
        let class = Class(tempfile::tempdir().unwrap());
        fs::create_dir(class.path("class")).unwrap();
        class
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Puts the learner's answers in place.
    pub fn hand_in(&self, learner: &str, path: &str, answers: [Answer; 3]) {
        self.put(&format!("class/{learner}/{path}"), &answered(answers));
    }

    #[cfg(unix)]
    pub fn link(&self, link: &str, to: &str) {
        let link = self.path(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(self.path(to), link).unwrap();
    }

    /// The grader, to be started.
    pub fn grader(&self, options: &[&str]) -> Command {
        let mut grader = Command::new(env!("CARGO_BIN_EXE_homework"));
        grader.arg("grade").arg(self.path("class"));
        grader
            .arg("--out")
            .arg(self.path("report"))
            .arg("--work")
            .arg(work());
        if self.path("points.toml").exists() {
            grader.arg("--points").arg(self.path("points.toml"));
        }
        grader.args(options).stdin(Stdio::null());
        // Nothing here computes for long: what is quickly built will do.
        grader.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0");
        grader
    }

    pub fn grade(&self, options: &[&str]) -> Output {
        self.grader(options).output().unwrap()
    }

    pub fn result(&self, learner: &str) -> Value {
        serde_json::from_str(&self.read(&format!("report/{learner}/result.json"))).unwrap()
    }
}

/// Where programs are built: shared with the other proofs, for what they build alike.
pub fn work() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    target.join("proofs")
}

pub fn wait_until(what: &str, is_true: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_true() {
        assert!(
            start.elapsed() < Duration::from_secs(300),
            "waited in vain until {what}"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The reference answers with each TODO as it is said. The first region holds what they import.
fn answered(answers: [Answer; 3]) -> String {
    let reference = homework::course::root().join("solutions/src/exercise_02_pool/primes.rs");
    let mut text = String::new();
    let mut answers = [Answer::Solved].into_iter().chain(answers);
    let mut region = None;
    for line in fs::read_to_string(reference).unwrap().lines() {
        let marker = line.trim();
        if let Some(replacement) = marker.strip_prefix("// BEGIN SOLUTION") {
            let answer = answers.next().expect("imports and three TODOs");
            match answer {
                Answer::Solved => {}
                Answer::Untouched => text.push_str(replacement),
                Answer::Is(body) => text.push_str(body),
            }
            region = Some(answer);
        } else if marker == "// END SOLUTION" {
            region = None;
        } else if matches!(region, None | Some(Answer::Solved)) {
            text.push_str(line);
        }
        text.push('\n');
    }
    assert!(
        answers.next().is_none(),
        "the reference has fewer regions than this test knows"
    );
    text
}
