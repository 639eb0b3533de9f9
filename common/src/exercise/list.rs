//! The parts of an exercise, and how far the learner is in each.

use super::{Home, Kind, PartInfo};
use crate::source;
use std::fmt::Write;

/// One line for each part. It looks at the answer files and runs nothing.
pub fn list(home: &Home, parts: &[PartInfo]) -> String {
    let mut text = format!("exercise-{}\n", home.exercise);
    for part in parts {
        let (kind, time) = match part.kind {
            Kind::Core { minutes } => ("lesson", format!("{minutes} min")),
            Kind::Lab { time } => ("lab", time.to_string()),
        };
        let status = match source::todos(&home.file(part)) {
            Err(error) => format!("cannot read {}: {error}", home.shown(part)),
            Ok(places) => {
                let all = places.len();
                let open: Vec<_> = places.iter().filter(|place| place.open).collect();
                match open.first() {
                    None => "all TODOs filled in".to_string(),
                    Some(_) if open.len() == all && !part.is_core() => "not started".to_string(),
                    Some(first) => {
                        let (done, todo, line) = (all - open.len(), first.todo, first.line);
                        let file = home.shown(part);
                        let file = file
                            .find("src/")
                            .map_or(file.as_str(), |start| &file[start..]);
                        format!(
                            "{done} of {all} TODOs filled in   next: TODO({todo}) {file}:{line}"
                        )
                    }
                }
            }
        };
        let _ = writeln!(text, "  {:<12} {kind:<7} {time:>6}   {status}", part.name);
    }
    text
}
