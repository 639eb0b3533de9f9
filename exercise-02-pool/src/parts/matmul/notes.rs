//! What the report says below its table: what was sent, and how many operations a second that is.

use super::compared::Compared;
use super::result::{Problem, Product};
use super::steps::ALL;
use common::exercise::{Measured, bar, count, seconds};
use common::process::Pool;
use common::timing::{self, ratio};

/// What a step is called in the report, and how many bytes it sent.
pub type Sent<'a> = (&'a str, u64);

/// 1234567 as "1.2 MB".
pub fn bytes(bytes: u64) -> String {
    match bytes as f64 {
        b if b >= 1e12 => format!("{:.1} TB", b / 1e12),
        b if b >= 1e9 => format!("{:.1} GB", b / 1e9),
        b if b >= 1e6 => format!("{:.1} MB", b / 1e6),
        b if b >= 1e3 => format!("{:.1} kB", b / 1e3),
        b => format!("{b} B"),
    }
}

/// A table of what the processes were sent, and which share of their CPU time went elsewhere than into the rows.
///
/// How much CPU time the rows themselves take is known from the same rows on threads, where nothing is sent; as long as
/// there is no such step, from one thread.
pub fn shipping<N: Compared>(
    measured: &Measured<Product<N>>,
    rows: usize,
    sent: [Sent; 3],
    rows_alone: &[&str],
    workers: usize,
) -> Vec<String> {
    let mut alone = rows_alone.iter().filter_map(|step| measured.median(step));
    let alone = alone.next().unwrap_or_default().cpu;
    let line = |(step, all): Sent| {
        let cpu = measured.median(step)?.cpu;
        Some(format!(
            "{step:<22} {:>9} {:>10}    {:>3.0} % of {}",
            bytes(all),
            bytes(all / rows.max(1) as u64),
            100.0 * ratio(cpu.saturating_sub(alone), cpu),
            seconds(cpu)
        ))
    };
    let mut lines: Vec<String> = sent.into_iter().filter_map(line).collect();
    if lines.is_empty() {
        return lines;
    }
    let title =
        "sent to the workers       in all  for a row    CPU time that did not go into the rows";
    lines.insert(0, title.to_string());
    // That much of it is no shipping.
    let (started, elapsed) = timing::time(|| Pool::new(workers).map(Pool::join));
    if started.is_ok() {
        let cpu = seconds(elapsed.cpu);
        lines.push(format!(
            "{:<22} to start {} alone takes {cpu} of it",
            "",
            count(workers, "worker")
        ));
    }
    lines
}

/// Operations per second of each step that was solved, with a bar.
pub fn speeds<N: Compared>(problem: &Problem<N>, measured: &[Measured<Product<N>>]) -> Vec<String> {
    // Where a step takes less than a tenth of a millisecond, most of it is something else.
    if problem.operations() < 1e6 {
        return Vec::new();
    }
    let wall = |step| measured.iter().find_map(|steps| steps.median(step));
    let speed = |step: &&'static str| {
        let seconds = wall(step)?.wall.as_secs_f64().max(1e-9);
        Some((*step, problem.operations() / seconds / 1e9))
    };
    let speeds: Vec<_> = ALL.iter().filter_map(speed).collect();
    let most = speeds.iter().map(|&(_, speed)| speed).fold(0.0, f64::max);
    let line = |(i, &(step, speed)): (usize, &(&str, f64))| {
        let title = if i == 0 { N::SPEED } else { "" };
        format!("{title:<9} {step:<22} {speed:>7.2}  {}", bar(speed / most))
    };
    speeds.iter().enumerate().map(line).collect()
}
