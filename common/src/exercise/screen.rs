//! The report as people see it: 80 columns, no colour needed.

use super::report::{Report, Row, Status};
use super::sweep::sweep;
use super::{Home, Kind, PartInfo, cores};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

/// Width of the bar that a step without speedup gets: the slowest one.
const BAR: usize = 12;

/// Prints the report, in the form that was asked for, and gives the exit code that goes with it.
pub fn show(report: &Report, title: &str, home: &Home, part: &PartInfo) -> ExitCode {
    if let Some(error) = &report.error {
        eprintln!("error: {error}");
        return ExitCode::from(2);
    }
    let printed = match report.as_json {
        true => print(&format!("{}\n", report.json())),
        false => print(&text(report, title, home, part)),
    };
    if report.has_failed() {
        ExitCode::from(1)
    } else {
        printed
    }
}

/// Writes to standard output. A reader that has gone away (`| head -1`) is not an error.
pub fn print(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: cannot write to standard output: {error}");
            ExitCode::from(2)
        }
    }
}

fn text(report: &Report, title: &str, home: &Home, part: &PartInfo) -> String {
    let mut out = String::new();
    let number = report
        .exercise
        .trim_start_matches('0')
        .split('-')
        .next()
        .unwrap_or_default();
    let time = match part.kind {
        Kind::Core { minutes } => format!("{minutes} min"),
        Kind::Lab { time } => format!("lab, {time}"),
    };
    let left = format!("Exercise {number} · {title}");
    let right = format!("part: {} ({time})", part.name);
    let gap = 80usize
        .saturating_sub(left.chars().count() + right.chars().count())
        .max(2);
    let _ = writeln!(out, "{left}{}{right}", " ".repeat(gap));
    let (workers, cores, runs) = (report.workers, cores(), report.runs);
    let workers = match report.sweep.is_empty() {
        true => count(workers, "worker"),
        false => "a sweep".to_string(),
    };
    let setting = format!(
        "{workers} on {}, {}",
        count(cores, "core"),
        count(runs as usize, "run")
    );
    match report.about.chars().count() + setting.chars().count() + 3 <= 80 {
        true => writeln!(out, "{} · {setting}\n", report.about),
        false => writeln!(out, "{}\n{setting}\n", report.about),
    }
    .expect("a string takes everything");

    if report.sweep.is_empty() {
        table(&mut out, &report.rows);
    } else {
        sweep(&mut out, &report.sweep, report.waits);
        report
            .rows
            .iter()
            .filter(|row| row.status != Status::Solved)
            .for_each(|row| line(&mut out, row, 0.0));
    }
    // In a sweep they would be those of its last worker count alone.
    if !report.notes.is_empty() && report.sweep.is_empty() {
        out.push('\n');
        report
            .notes
            .iter()
            .for_each(|note| push_line(&mut out, &format!("  {note}")));
    }
    report.warnings.iter().for_each(|warning| {
        let _ = write!(out, "\n  Careful: {warning}");
    });
    if !report.warnings.is_empty() {
        out.push('\n');
    }
    next(&mut out, report, home, part);
    out
}

/// A line, without the blanks that padding leaves at its end.
pub(super) fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

pub(super) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn table(out: &mut String, rows: &[Row]) {
    let longest = rows
        .iter()
        .filter_map(Row::median)
        .map(|m| m.wall)
        .max()
        .unwrap_or_default();
    if rows.iter().any(|row| row.median().is_some()) {
        let _ = writeln!(
            out,
            "  {:<22} {:>10} {:>8} {:>5} {:>8} {:>6}",
            "", "result", "wall", "busy", "speedup", "effic."
        );
    }
    for row in rows {
        let share = row
            .median()
            .map_or(0.0, |m| crate::timing::ratio(m.wall, longest));
        line(out, row, share);
    }
}

fn line(out: &mut String, row: &Row, share: f64) {
    let name = &row.name;
    let rest = match (row.status, row.median()) {
        (Status::Solved, Some(median)) => {
            let result = row.result.as_deref().unwrap_or("");
            let number =
                |n: Option<f64>, unit| n.map(|n| format!("{n:.2}{unit}")).unwrap_or_default();
            format!(
                "{result:>10} {:>8} {:>5.1} {:>8} {:>6}  {}",
                seconds(median.wall),
                median.busy(),
                number(row.speedup, "×"),
                number(row.efficiency, ""),
                bar(share),
            )
        }
        (Status::Solved, None) => row.result.clone().unwrap_or_default(),
        (Status::Todo, _) => {
            let todo = row.todo.map(|n| format!("TODO({n})")).unwrap_or_default();
            format!(
                "not solved yet   {todo}  {}",
                short(row.at.as_deref().unwrap_or(""))
            )
        }
        (Status::Wrong, _) => format!("wrong: {}", row.message.as_deref().unwrap_or("")),
        (Status::Failed, _) => {
            let at = row
                .at
                .as_deref()
                .map(|at| format!("\nat {at}"))
                .unwrap_or_default();
            format!("failed: {}{at}", row.message.as_deref().unwrap_or(""))
        }
    };
    let mut lines = rest.lines().flat_map(|text| wrapped(text, 55));
    let first = lines.next().unwrap_or_default();
    push_line(out, &format!("  {name:<22} {first}"));
    lines.for_each(|more| push_line(out, &format!("  {:<22} {more}", "")));
}

/// A path without the package in front: the screen already says which exercise it is.
fn short(at: &str) -> &str {
    at.find("src/").map_or(at, |start| &at[start..])
}

/// Breaks a line of words so that no piece is longer than `width`, where words allow it.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    if text.chars().count() <= width {
        return vec![text.to_string()];
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always one");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_string());
        }
    }
    lines
}

/// Three figures that say something, and the unit.
pub fn seconds(time: Duration) -> String {
    let s = time.as_secs_f64();
    match s {
        _ if s >= 100.0 => format!("{s:.0} s"),
        _ if s >= 10.0 => format!("{s:.1} s"),
        _ if s >= 1.0 => format!("{s:.2} s"),
        _ if s >= 0.001 => format!("{:.1} ms", s * 1e3),
        _ => format!("{:.1} µs", s * 1e6),
    }
}

/// A bar of eighths: `share` of the longest.
pub(super) fn bar(share: f64) -> String {
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round().max(1.0) as usize;
    let mut text = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        text.push(['▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8 - 1]);
    }
    text
}

/// What to do next: the first TODO that is open, or what the lesson says once all are solved.
fn next(out: &mut String, report: &Report, home: &Home, part: &PartInfo) {
    out.push('\n');
    let todo = report.rows.iter().find(|row| row.status == Status::Todo);
    if let Some(row) = todo {
        let (number, at) = (
            row.todo.unwrap_or_default(),
            row.at.as_deref().unwrap_or(""),
        );
        let (check, run, name) = (&home.check, &home.run, part.name);
        let _ = writeln!(out, "Next: TODO({number}) in {at}");
        let _ = writeln!(out, "      check it with   {check} {name}::todo_{number}");
        let _ = writeln!(
            out,
            "      a hint          {run} {}--hint",
            if report_is_first(part) { "" } else { name }
        );
        let _ = writeln!(out, "      the lesson      {}", home.lesson);
    } else if report.has_failed() {
        let _ = writeln!(
            out,
            "Not right yet. The checks say more: {} {}",
            home.check, part.name
        );
    } else {
        let _ = writeln!(out, "{}", part.afterwards);
    }
}

/// The core part is the one that runs when no part is named.
fn report_is_first(part: &PartInfo) -> bool {
    part.is_core()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_proportional_down_to_an_eighth() {
        assert_eq!(bar(1.0).chars().count(), BAR);
        assert_eq!(bar(0.5), "██████");
        assert_eq!(bar(0.0), "▏");
    }

    #[test]
    fn times_show_three_figures() {
        let cases = [
            (123.4, "123 s"),
            (12.34, "12.3 s"),
            (1.234, "1.23 s"),
            (0.0123, "12.3 ms"),
            (0.0000123, "12.3 µs"),
        ];
        for (s, text) in cases {
            assert_eq!(seconds(Duration::from_secs_f64(s)), text);
        }
    }

    #[test]
    fn long_messages_are_broken_at_words() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbreakable"]);
    }
}
