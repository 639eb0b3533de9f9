//! The report as people see it: 80 columns, no colour needed.

use super::report::{Report, Row, Status, busy};
use super::sweep::sweep;
use super::text::{bar, count, push_line, seconds, wrapped};
use super::{Home, Kind, PartInfo, cores};
use crate::source;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

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
    for warning in &report.warnings {
        let mut lines = wrapped(&format!("Careful: {warning}"), 76).into_iter();
        push_line(
            &mut out,
            &format!("\n  {}", lines.next().unwrap_or_default()),
        );
        lines.for_each(|line| push_line(&mut out, &format!("  {line}")));
    }
    next(&mut out, report, home, part);
    out
}

fn table(out: &mut String, rows: &[Row]) {
    let longest = rows
        .iter()
        .filter_map(Row::median)
        .map(|m| m.wall)
        .max()
        .unwrap_or_default();
    let any = |is_there: fn(&Row) -> bool| rows.iter().any(is_there);
    if any(|row| row.median().is_some()) {
        let speedup = if any(|row| row.speedup.is_some()) {
            "speedup"
        } else {
            ""
        };
        let efficiency = if any(|row| row.efficiency.is_some()) {
            "effic."
        } else {
            ""
        };
        let head = format!(
            "  {:<22} {:>10} {:>8} {:>5} {speedup:>8} {efficiency:>6}",
            "", "result", "wall", "busy"
        );
        push_line(out, &head);
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
                "{result:>10} {:>8} {:>5} {:>8} {:>6}  {}",
                seconds(median.wall),
                busy(&median).map_or("–".into(), |busy| format!("{busy:.1}")),
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

/// What to do next: the first TODO that goes wrong, else the first that is open; once there is none, the checks, and
/// what the lesson says.
fn next(out: &mut String, report: &Report, home: &Home, part: &PartInfo) {
    let (check, run, name) = (&home.check, &home.run, part.name);
    // A row without a TODO is none of the learner's work.
    let unsolved = |row: &&Row| row.status != Status::Solved && row.todo.is_some();
    let row = report.rows.iter().filter(unsolved).min_by_key(|row| {
        let is_open = row.status == Status::Todo;
        (is_open, row.todo)
    });
    // A part need not run all of its TODOs each time.
    let not_run = || {
        let places = source::todos(&home.file(part)).unwrap_or_default();
        places.into_iter().find(|place| place.open)
    };
    let number = if let Some(row) = row {
        let number = row.todo.unwrap_or_default();
        push_line(
            out,
            &match (row.status, row.at.as_deref()) {
                (Status::Todo, Some(at)) => format!("\nNext: TODO({number}) in {at}"),
                (Status::Failed, _) => format!("\nNext: TODO({number}) failed: see its row above"),
                _ => format!("\nNext: TODO({number}) is not right yet"),
            },
        );
        number
    } else if let Some(place) = not_run() {
        let (number, file, line) = (place.todo, home.shown(part), place.line);
        push_line(out, &format!("\nNext: TODO({number}) in {file}:{line}"));
        number
    } else {
        let text = part.afterwards;
        let holds = "\nAll TODOs are filled in. The checks say whether they hold:";
        push_line(out, &format!("{holds}\n      {check} {name}"));
        return push_line(out, text);
    };
    push_line(
        out,
        &format!("      check it with   {check} {name}::todo_{number}"),
    );
    // The core part is the one that runs when no part is named, and the first open TODO is what a hint is for when
    // none is named.
    let named = if part.is_core() { "" } else { name };
    let filled_in = row.is_some_and(|row| row.status != Status::Todo);
    let which = if filled_in {
        format!(" {number}")
    } else {
        String::new()
    };
    let hint = format!("{run} {named} --hint{which}").replace("  ", " ");
    push_line(out, &format!("      a hint          {hint}"));
    let lesson = home.lesson(part);
    push_line(out, &format!("      the lesson      {lesson}"));
}
