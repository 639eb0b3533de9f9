//! The table on the terminal.

use super::{Class, column, plain};
use crate::grade::marks::Marks;

/// A terminal is at least this wide.
const WIDTH: usize = 80;
/// Less of a remark says nothing.
const SHORTEST_REMARK: usize = 30;

/// What stands for a lab that nobody has started.
const NOT_STARTED: &str = "–";

/// A line for each learner, a column for each part.
pub fn table(class: &Class) -> String {
    let Some(first) = class.learners.first() else {
        return String::new();
    };
    let mut rows = vec![titles(first)];
    rows.extend(class.learners.iter().map(cells));
    let columns = rows[0].len();
    let width = |column: usize| {
        rows.iter()
            .map(|row| length(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let used: usize = widths[..columns - 1].iter().map(|width| width + 3).sum();
    let room = WIDTH.saturating_sub(used).max(SHORTEST_REMARK);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths).take(columns - 1) {
            let gap = " ".repeat(width - length(cell) + 3);
            line.push_str(&format!("{cell}{gap}"));
        }
        line.push_str(&cut(&row[columns - 1], room));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let parts = || class.learners.iter().flat_map(Marks::parts);
    if parts().any(|part| !part.started) {
        text.push_str(&format!(
            "{NOT_STARTED} a lab, not started: it counts neither way\n"
        ));
    }
    text
}

fn titles(marks: &Marks) -> Vec<String> {
    let count = |name: &str| marks.parts().filter(|part| part.part == name).count();
    let mut titles = vec!["learner".to_string()];
    for exercise in &marks.exercises {
        titles.extend(exercise.parts.iter().map(|part| match count(&part.part) {
            1 => part.part.clone(),
            _ => column(&exercise.exercise, &part.part),
        }));
    }
    titles.extend(["points".to_string(), "remarks".to_string()]);
    titles
}

fn cells(marks: &Marks) -> Vec<String> {
    let mut cells = vec![cut(&plain(&marks.submission.learner), 24)];
    let solved = |part: &_| {
        let part: &crate::grade::marks::PartMarks = part;
        match part.started {
            true => format!("{}/{}", part.solved(), part.todos.len()),
            false => NOT_STARTED.to_string(),
        }
    };
    cells.extend(marks.parts().map(solved));
    let earned = marks.earned().map_or("?".to_string(), |n| n.to_string());
    cells.push(format!("{earned}/{}", marks.worth()));
    cells.push(plain(&marks.remarks().join("; ")));
    cells
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn cut(text: &str, room: usize) -> String {
    match length(text) > room {
        true => text.chars().take(room - 1).chain(['…']).collect(),
        false => text.to_string(),
    }
}
