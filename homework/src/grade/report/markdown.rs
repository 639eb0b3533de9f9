//! `report.md`: what a learner reads.

use crate::grade::marks::{CheckMarks, ExerciseMarks, Marks, TodoMarks};
use crate::grade::submission::Found;
use std::fmt::Write;

/// The whole file.
pub fn report(marks: &Marks, seed: u64) -> String {
    let mut text = format!(
        "# {}\n\n{} points of {}. Inputs from seed {seed}; `--seed {seed}` repeats them.\n",
        escaped(&marks.submission.learner),
        points(marks.earned()),
        marks.worth()
    );
    for exercise in &marks.exercises {
        text.push_str(&of_exercise(exercise));
    }
    text.push_str(&files(marks));
    text
}

fn of_exercise(exercise: &ExerciseMarks) -> String {
    let mut text = String::new();
    for part in &exercise.parts {
        let _ = write!(
            text,
            "\n## Exercise {}, part {}\n\n",
            exercise.exercise, part.part
        );
        if !part.started {
            text.push_str("A lab, and not started: it counts neither way.\n");
            continue;
        }
        text.push_str("| TODO | points | verdict |\n| --- | --- | --- |\n");
        for todo in &part.todos {
            let verdict = todo.first_complaint().map_or("pass", |check| check.verdict);
            let (number, points, worth) = (todo.number, points(todo.earned()), todo.worth);
            let _ = writeln!(text, "| TODO({number}) | {points} of {worth} | {verdict} |");
        }
        // Where nothing was asked, every check has the same to say.
        let asked = |todo: &TodoMarks| todo.checks.iter().any(|check| check.judged.is_some());
        match part.todos.iter().any(asked) {
            true => part
                .todos
                .iter()
                .for_each(|todo| text.push_str(&of_todo(todo))),
            false => text.push_str(&message(
                part.todos.iter().find_map(TodoMarks::first_complaint),
            )),
        }
    }
    text
}

fn of_todo(todo: &TodoMarks) -> String {
    let mut text = format!("\n### TODO({})\n\n", todo.number);
    if todo.checks.iter().all(|check| check.verdict == "todo") {
        text.push_str("Not solved yet.\n");
        return text;
    }
    for check in &todo.checks {
        let start = format!("todo_{}_", todo.number);
        let sentence = check.name.trim_start_matches(&start).replace('_', " ");
        let _ = writeln!(text, "* {}: {sentence}", check.verdict);
    }
    for check in todo.checks.iter().filter(|check| check.verdict != "pass") {
        let _ = write!(text, "\n`{}`\n", check.name);
        text.push_str(&message(Some(check)));
    }
    text
}

/// A check's message, and the start of what the program printed.
fn message(check: Option<&CheckMarks>) -> String {
    let Some(check) = check else {
        return String::new();
    };
    let mut text = block(&check.message);
    let printed = check
        .judged
        .as_ref()
        .map_or("", |judged| judged.printed.trim_end());
    if !printed.is_empty() {
        let lines: Vec<&str> = printed.lines().take(10).collect();
        let _ = write!(text, "\nThe program printed:\n{}", block(&lines.join("\n")));
    }
    text
}

fn files(marks: &Marks) -> String {
    let mut text = "\n## Files\n\n".to_string();
    for answer in &marks.submission.answers {
        let what = match &answer.found {
            Found::Text(_) | Found::Broken(_) => "taken".to_string(),
            Found::Missing => "missing".to_string(),
            Found::Rejected(why) => format!("rejected: {}", escaped(why)),
        };
        let _ = writeln!(
            text,
            "* {}: {what}",
            escaped(&answer.path.display().to_string())
        );
    }
    if !marks.submission.ignored.is_empty() {
        text.push_str("\nOnly answer files are graded. These had no effect:\n\n");
        for file in &marks.submission.ignored {
            let _ = writeln!(text, "* {}", escaped(file));
        }
    }
    text
}

fn points(points: Option<u32>) -> String {
    points.map_or("?".to_string(), |points| points.to_string())
}

/// Text as it is, whatever it holds: nothing ends an indented block but a line without indentation.
fn block(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let plain: String = line.chars().filter(|c| !c.is_control()).collect();
        format!("    {plain}").trim_end().to_string() + "\n"
    });
    format!("\n{}", lines.collect::<String>())
}

/// Text in a line, with all that means something to Markdown or HTML put out of action.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in super::plain(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '>' => {
                escaped.extend(['\\', c]);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_program_prints_leaves_its_block() {
        let text = block("```\n\u{1b}[31m<script>\n# heading");
        assert_eq!(text, "\n    ```\n    [31m<script>\n    # heading\n");
    }

    #[test]
    fn a_name_is_no_markup() {
        assert_eq!(escaped("<b>*ada*\n# x"), "&lt;b\\>\\*ada\\* \\# x");
    }
}
