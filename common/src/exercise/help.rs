//! The help text: what a part asks, and which options it takes.

use super::{Home, Kind, PartInfo, Workers};
use std::fmt::Write;

pub fn help(exercise: &str, title: &str, parts: &[PartInfo], home: &Home) -> String {
    let number = exercise
        .trim_start_matches('0')
        .split('-')
        .next()
        .unwrap_or_default();
    let mut text = format!(
        "Exercise {number} · {title}\n\nUsage: {} [PART] [OPTIONS]\n\nParts:\n",
        home.run
    );
    for part in parts {
        let kind = match part.kind {
            Kind::Core { minutes } => format!("lesson, {minutes} min"),
            Kind::Lab { time } => format!("lab, {time}"),
        };
        let _ = writeln!(text, "  {:<14} {kind}", part.name);
        for todo in part.todos {
            let _ = writeln!(text, "  {:<14}   TODO({}) {}", "", todo.number, todo.what);
        }
        let mut line = |name: String, help: String| {
            let _ = writeln!(text, "  {:<14}   {name:<16} {help}", "");
        };
        if let Some(size) = part.size {
            let (default, min, max) = (size.default, size.min, size.max);
            line(
                "--size N".into(),
                format!("{} (default {default}; {min} to {max})", size.unit),
            );
        }
        if let Some(folder) = part.data {
            let (name, help) = match folder {
                "" => ("--data FILE", "your own file, instead of a made one".into()),
                folder => (
                    "--data DIR",
                    format!("your own files (default: data/{folder})"),
                ),
            };
            line(name.into(), help);
        }
        if let Workers::Fixed(count) = part.workers {
            line(
                "--workers N".into(),
                format!("default {count} in this part"),
            );
        }
        if part.workers == Workers::One {
            let none = "not in this part, nor --sweep: it has one worker";
            line("--workers N".into(), none.into());
        }
        for choice in part.choices {
            let value = choice
                .value
                .map(|value| format!(" {value}"))
                .unwrap_or_default();
            line(format!("--{}{value}", choice.name), choice.help.into());
        }
    }
    text.push_str(
        "
Options of every part:
  --workers N       how many workers, 1 to 1024 (default: the cores that we may use)
  --inline          for debugging: one worker, and process pools inside this process
  --runs N          run each step N times (default 3); report median, min, max
  --sweep 1,2,4     repeat for several worker counts
  --json            the report for machines, on standard output
  --hint [N]        the next hint for TODO(N); without N, for the first that is open
  --list            the parts of this exercise, and how far you are
  -h, --help        this text
",
    );
    text
}
