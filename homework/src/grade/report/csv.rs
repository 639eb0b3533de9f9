//! `class.csv`: a line for each learner, for a spreadsheet.

use super::{Class, column, plain};
use crate::grade::marks::Marks;
use std::io;

/// The whole file.
pub fn class(class: &Class) -> io::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if let Some(first) = class.learners.first() {
        let mut titles = vec!["learner".to_string()];
        for (title, _, of) in parts(first) {
            titles.extend([format!("{title} solved of {of}"), format!("{title} points")]);
        }
        titles.extend(["points", "of", "remarks"].map(String::from));
        writer.write_record(&titles)?;
    }
    for marks in &class.learners {
        writer.write_record(line(marks))?;
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn line(marks: &Marks) -> Vec<String> {
    let known = |points: Option<u32>| points.map(|n| n.to_string()).unwrap_or_default();
    let mut line = vec![text(&marks.submission.learner)];
    for part in marks.parts() {
        let earned = part.todos.iter().map(|todo| todo.earned()).sum();
        line.extend(match part.started {
            true => [part.solved().to_string(), known(earned)],
            false => ["not started".to_string(), String::new()],
        });
    }
    line.extend([known(marks.earned()), marks.worth().to_string()]);
    line.push(text(&marks.remarks().join("; ")));
    line
}

/// Title, solved and number of TODOs of each part. Not as "2/3", which a spreadsheet takes for a
/// day in March.
fn parts(marks: &Marks) -> impl Iterator<Item = (String, usize, usize)> {
    marks.exercises.iter().flat_map(|exercise| {
        exercise.parts.iter().map(|part| {
            let title = column(&exercise.exercise, &part.part);
            (title, part.solved(), part.todos.len())
        })
    })
}

/// A text that no spreadsheet takes for a formula.
fn text(text: &str) -> String {
    let text = plain(text);
    match text.starts_with(['=', '+', '-', '@']) {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(text(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(text("Lovelace, Ada"), "Lovelace, Ada");
    }
}
