//! `result.json`: everything that is known of one learner.

use crate::grade::marks::{CheckMarks, ExerciseMarks, Marks, PartMarks, TodoMarks};
use crate::grade::submission::{Answer, Found};
use serde_json::{Value, json};

/// The whole file.
pub fn result(marks: &Marks, seed: u64) -> String {
    let value = json!({
        "learner": marks.submission.learner,
        "seed": seed,
        "points": marks.earned(),
        "max_points": marks.worth(),
        "remarks": marks.remarks(),
        "files": list(&marks.submission.answers, file),
        "ignored": marks.submission.ignored,
        "exercises": list(&marks.exercises, exercise),
    });
    format!("{value:#}\n")
}

fn list<T>(items: &[T], value: fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(value).collect()
}

fn file(answer: &Answer) -> Value {
    let (status, reason) = match &answer.found {
        Found::Text(_) | Found::Broken(_) => ("taken", None),
        Found::Missing => ("missing", None),
        Found::Rejected(why) => ("rejected", Some(why)),
    };
    let path = answer.path.display().to_string();
    json!({ "path": path, "status": status, "reason": reason })
}

fn exercise(marks: &ExerciseMarks) -> Value {
    let parts = list(&marks.parts, part);
    json!({ "exercise": marks.exercise, "unbuilt": marks.unbuilt, "parts": parts })
}

fn part(marks: &PartMarks) -> Value {
    json!({ "part": marks.part, "started": marks.started, "todos": list(&marks.todos, todo) })
}

fn todo(marks: &TodoMarks) -> Value {
    let verdict = marks
        .first_complaint()
        .map_or("pass", |check| check.verdict);
    json!({
        "todo": marks.number,
        "verdict": verdict,
        "points": marks.earned(),
        "max_points": marks.worth,
        "checks": list(&marks.checks, check),
    })
}

fn check(marks: &CheckMarks) -> Value {
    let judged = marks.judged.as_ref();
    json!({
        "name": marks.name,
        "verdict": marks.verdict,
        "weight": marks.worth,
        "message": marks.message,
        "asked": judged.map(|judged| &judged.asked),
        "printed": judged.map(|judged| &judged.printed),
        "wall_s": judged.map(|judged| judged.wall.as_secs_f64()),
        "cpu_s": judged.map(|judged| judged.cpu.as_secs_f64()),
    })
}
