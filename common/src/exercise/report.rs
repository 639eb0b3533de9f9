//! What a run of a part found out, as data: for the screen, and as JSON for machines.

use super::once::Fault;
use super::options::cores;
use crate::timing::{self, Elapsed};
use serde_json::{Value, json};
use std::time::Duration;

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It gave the result that it should.
    Solved,
    /// It reached a `todo!`.
    Todo,
    /// It gave another result.
    Wrong,
    /// It panicked, or returned an error.
    Failed,
}

impl Status {
    fn name(self) -> &'static str {
        match self {
            Status::Solved => "solved",
            Status::Todo => "todo",
            Status::Wrong => "wrong",
            Status::Failed => "failed",
        }
    }
}

/// One step of a part.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is called in the report.
    pub name: String,
    /// The TODO that it shows.
    pub todo: Option<u8>,
    /// How it went.
    pub status: Status,
    /// What it computed.
    pub result: Option<String>,
    /// How many workers it had.
    pub workers: usize,
    /// What each run cost.
    pub runs: Vec<Elapsed>,
    /// Serial time / its time.
    pub speedup: Option<f64>,
    /// Speedup / workers, where that says something.
    pub efficiency: Option<f64>,
    /// What went wrong, or what the `todo!` says.
    pub message: Option<String>,
    /// Where: file and line.
    pub at: Option<String>,
}

/// How many cores were busy; `None` where the time is too short for the clocks of the processor's time, which count in
/// larger steps and see the threads of the report as well.
pub(super) fn busy(time: &Elapsed) -> Option<f64> {
    (time.wall >= Duration::from_micros(50)).then(|| time.busy())
}

impl Row {
    /// One more run, which gave `result`.
    pub(super) fn ran(&mut self, elapsed: Elapsed, result: String) {
        self.result = Some(result);
        self.runs.push(elapsed);
    }

    /// Something went wrong: no figure of this step counts any more.
    pub(super) fn failed(&mut self, (status, message, at): Fault) {
        (self.status, self.message, self.at) = (status, Some(message), at);
        self.result = None;
        self.runs.clear();
    }

    /// The median of the runs, wall and CPU each.
    pub fn median(&self) -> Option<Elapsed> {
        let of = |part: fn(&Elapsed) -> Duration| {
            timing::median(&self.runs.iter().map(part).collect::<Vec<_>>())
        };
        Some(Elapsed {
            wall: of(|e| e.wall)?,
            cpu: of(|e| e.cpu)?,
        })
    }

    /// (max − min) / median of the wall times.
    pub fn spread(&self) -> f64 {
        let walls = self.runs.iter().map(|run| run.wall);
        let (Some(min), Some(max)) = (walls.clone().min(), walls.max()) else {
            return 0.0;
        };
        self.median()
            .map_or(0.0, |median| timing::ratio(max - min, median.wall))
    }

    fn json(&self) -> Value {
        let seconds = |time: Option<Duration>| time.map(|time| time.as_secs_f64());
        let (median, walls) = (self.median(), self.runs.iter().map(|run| run.wall));
        json!({
            "name": self.name, "todo": self.todo, "status": self.status.name(), "result": self.result.as_deref().map(ungrouped),
            "workers": self.workers,
            "wall_s": seconds(median.map(|m| m.wall)),
            "wall_min_s": seconds(walls.clone().min()), "wall_max_s": seconds(walls.max()),
            "cpu_s": seconds(median.map(|m| m.cpu)), "busy": median.and_then(|m| busy(&m)),
            "speedup": self.speedup, "efficiency": self.efficiency,
            "message": self.message, "at": self.at,
        })
    }
}

/// One row of a sweep.
#[derive(Clone, Debug)]
pub struct SweepRow {
    /// How many workers.
    pub workers: usize,
    /// Which step.
    pub step: String,
    /// The median, and half of what lies between the fastest and the slowest run.
    pub wall: Duration,
    /// See there.
    pub half_spread: Duration,
    /// Serial time / this time.
    pub speedup: Option<f64>,
    /// Speedup / workers, up to the number of cores.
    pub efficiency: Option<f64>,
    /// The serial fraction by Karp and Flatt (1990), e = (1/ψ − 1/p) / (1 − 1/p); negative: below noise.
    pub karp_flatt: Option<f64>,
}

/// The serial fraction that a speedup ψ on p workers betrays (Karp and Flatt, CACM 33(5), 1990).
pub fn karp_flatt(speedup: f64, workers: usize) -> f64 {
    let p = workers as f64;
    (1.0 / speedup - 1.0 / p) / (1.0 - 1.0 / p)
}

/// All that a run of a part found out.
#[derive(Clone, Debug)]
pub struct Report {
    /// As in `02-pool`.
    pub exercise: &'static str,
    /// Which part.
    pub part: &'static str,
    /// One line on what was run.
    pub about: String,
    /// How much work; `None` where the part has no size.
    pub size: Option<u64>,
    /// How many workers were asked for.
    pub workers: usize,
    /// How often each step was run.
    pub runs: u32,
    /// The steps.
    pub rows: Vec<Row>,
    /// The sweep, if one was asked for.
    pub sweep: Vec<SweepRow>,
    /// Lines under the table.
    pub notes: Vec<String>,
    /// Why the figures may not be trusted.
    pub warnings: Vec<String>,
    /// Why the part could not be run at all: bad input.
    pub error: Option<String>,
    /// Whether it was asked for as JSON.
    pub as_json: bool,
    /// Whether the work waits more than it computes: then cores say little about it.
    pub waits: bool,
}

impl Report {
    /// The level at which our own crates were compiled.
    pub fn opt_level() -> &'static str {
        env!("MANY_HANDS_OPT_LEVEL")
    }

    /// The document for machines: every key is always present.
    pub fn json(&self) -> Value {
        let sweep = self.sweep.iter().map(|row| {
            json!({
                "workers": row.workers, "step": row.step, "wall_s": row.wall.as_secs_f64(),
                "speedup": row.speedup, "efficiency": row.efficiency, "karp_flatt": row.karp_flatt,
            })
        });
        json!({
            "exercise": self.exercise, "part": self.part, "size": self.size, "workers": self.workers,
            "cores": cores(), "runs": self.runs, "opt_level": Report::opt_level(), "warnings": self.warnings,
            "steps": self.rows.iter().map(Row::json).collect::<Vec<_>>(),
            "sweep": sweep.collect::<Vec<_>>(),
        })
    }

    /// Whether a step went wrong; not solved yet is not wrong.
    pub fn has_failed(&self) -> bool {
        self.rows
            .iter()
            .any(|row| matches!(row.status, Status::Wrong | Status::Failed))
    }
}

/// `1 234 567` as `1234567`, wherever it stands in `text`: a machine wants no blanks in its numbers.
fn ungrouped(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let three = |at: usize| (1..=3).all(|i| is_digit(at + i)) && !is_digit(at + 4);
    let between = |at: usize| chars[at] == ' ' && at > 0 && is_digit(at - 1) && three(at);
    (0..chars.len())
        .filter(|&at| !between(at))
        .map(|at| chars[at])
        .collect()
}

/// `1234567` as `1 234 567`.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1000, "1 000"),
            (1234567, "1 234 567"),
        ];
        for (n, text) in cases {
            assert_eq!(grouped(n), text);
        }
    }

    #[test]
    fn machines_get_numbers_without_blanks() {
        let cases = [
            ("348 513", "348513"),
            ("1 234 567 of 2 000", "1234567 of 2000"),
            ("18 of 20", "18 of 20"),
        ];
        for (text, plain) in cases {
            assert_eq!(ungrouped(text), plain);
        }
    }

    #[test]
    fn karp_flatt_finds_the_serial_fraction_that_amdahl_puts_in() {
        // Amdahl: ψ = 1 / (f + (1 − f) / p).
        let (f, p) = (0.1, 4);
        let speedup = 1.0 / (f + (1.0 - f) / p as f64);
        assert!((karp_flatt(speedup, p) - f).abs() < 1e-12);
    }
}
