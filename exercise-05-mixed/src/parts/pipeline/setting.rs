//! How one run of the work is set up: latency, rounds, the list of files, and what is counted on the way.

use super::gauge::{Event, Figures, Gauge};
use super::work::Job;
use crossbeam::channel::{Receiver, unbounded};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How one run of the work is set up, and what is counted on the way.
#[derive(Debug)]
pub struct Setting {
    /// How long a file takes to come.
    pub latency: Duration,
    /// How often a text is gone through.
    pub rounds: u64,
    /// The file whose computation panics, in a check.
    pub panics: Option<usize>,
    /// Whether the workers are to wait before they compute, in a check.
    pub held: AtomicBool,
    started: Instant,
    gauge: Mutex<Gauge>,
}

impl Setting {
    /// For one run.
    pub fn new(latency: Duration, rounds: u64) -> Setting {
        Setting {
            latency,
            rounds,
            panics: None,
            held: AtomicBool::new(false),
            started: Instant::now(),
            gauge: Mutex::new(Gauge::default()),
        }
    }

    /// What was counted so far.
    pub fn figures(&self) -> Figures {
        let gauge = self.gauge.lock().expect("nothing panics while it counts");
        gauge.figures()
    }

    /// Waits until the check lets the workers go on; in a run that is at once.
    pub fn wait_while_held(&self) {
        while self.held.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Takes note of `event`, now.
    pub fn note(&self, event: Event) {
        let mut gauge = self.gauge.lock().expect("nothing panics while it counts");
        gauge.note(self.started.elapsed(), event);
    }
}

/// All files as jobs, in a channel that ends after the last: each goes to whoever takes it first.
pub fn jobs(paths: &[PathBuf], setting: &Arc<Setting>) -> Receiver<Job> {
    let (sender, jobs) = unbounded();
    for (index, path) in paths.iter().cloned().enumerate() {
        let setting = setting.clone();
        let job = Job {
            index,
            path,
            setting,
        };
        sender.send(job).expect("the receiver is here");
    }
    jobs
}
