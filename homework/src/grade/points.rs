//! What each TODO is worth.
//!
//! Without a word from the instructor a TODO is worth the points of its checks. `points.toml` says
//! otherwise, part by part:
//!
//! ```toml
//! [02-pool.primes]
//! points = [2, 3, 3]   # TODO(1), TODO(2), TODO(3)
//! time_limit = 20      # seconds for each check
//! ```
//!
//! A TODO earns its points when all of its checks pass, and nothing before. Its checks look at one
//! answer from several sides, and most of them pass for an answer that misses the point: the serial
//! loop has every result right, and an empty list is right where nothing is asked. Learners have
//! the same checks at hand, so no lost point comes as a surprise; and the report holds every check,
//! for an instructor who wants to be kinder.

use crate::failure::{Failure, Result};
use common::check::Question;
use common::exercise::PartInfo;
use std::path::Path;
use std::time::Duration;
use toml_edit::{DocumentMut, Item, TableLike};

/// An exercise as the grader sees it.
pub struct Asked {
    /// As in `02-pool`.
    pub exercise: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of it.
pub struct Part {
    /// As in `primes`.
    pub name: String,
    /// Whether it costs nothing as long as nobody starts it: a lab that the instructor has not named.
    pub is_free: bool,
    /// Its TODOs, by number. Those that no check looks at are not among them.
    pub todos: Vec<Todo>,
}

/// A TODO, what it is worth, and how that is found out.
pub struct Todo {
    /// Its number.
    pub number: u8,
    /// What it is worth.
    pub points: u32,
    /// Its checks.
    pub questions: Vec<Question>,
}

impl Asked {
    /// The questions of one exercise; each TODO is worth what its checks are.
    pub fn new(exercise: &str, questions: Vec<(PartInfo, Vec<Question>)>) -> Asked {
        let parts = questions.into_iter().map(|(info, questions)| Part {
            name: info.name.to_string(),
            is_free: !info.is_core(),
            todos: todos(questions),
        });
        Asked {
            exercise: exercise.to_string(),
            parts: parts.collect(),
        }
    }
}

/// Keeps the parts with these names, if there are any names. A part that is named is asked for: also a lab costs what it
/// is worth when nobody has started it.
pub fn keep(asked: &mut Vec<Asked>, names: &[String]) -> Result<()> {
    let parts = || asked.iter().flat_map(|asked| &asked.parts);
    let is_known = |name: &&String| parts().any(|part| part.name == **name);
    if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
        let mut known: Vec<&str> = parts().map(|part| part.name.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        return Err(Failure::new(format!(
            "there is no part {unknown:?} in what is graded; there are {}",
            known.join(", ")
        )));
    }
    if names.is_empty() {
        return Ok(());
    }
    for asked in asked.iter_mut() {
        asked.parts.retain(|part| names.contains(&part.name));
        asked.parts.iter_mut().for_each(|part| part.is_free = false);
    }
    asked.retain(|asked| !asked.parts.is_empty());
    Ok(())
}

fn todos(questions: Vec<Question>) -> Vec<Todo> {
    let mut todos: Vec<Todo> = Vec::new();
    for question in questions {
        let number = question.todo;
        if !todos.iter().any(|todo| todo.number == number) {
            let questions = Vec::new();
            todos.push(Todo {
                number,
                points: 0,
                questions,
            });
        }
        let todo = todos.iter_mut().find(|todo| todo.number == number);
        let todo = todo.expect("it was there or has just been added");
        todo.points += question.points;
        todo.questions.push(question);
    }
    todos.sort_by_key(|todo| todo.number);
    todos
}

/// Takes over what the file at `path` says. Exercises that are not in `asked` but in `known` may
/// stand there too.
pub fn apply(path: &Path, text: &str, asked: &mut [Asked], known: &[&str]) -> Result<()> {
    let refused = |problem: String| Failure::new(format!("{}: {problem}", path.display()));
    let document: DocumentMut = text.parse().map_err(|e| refused(format!("{e}")))?;
    for (exercise, parts) in document.iter() {
        if !known.contains(&exercise) {
            let known = known.join(", ");
            return Err(refused(format!(
                "there is no exercise \"{exercise}\"; there are {known}"
            )));
        }
        let Some(asked) = asked.iter_mut().find(|a| a.exercise == exercise) else {
            continue;
        };
        let parts = table(parts).ok_or_else(|| {
            refused(format!(
                "\"{exercise}\" names no part; write [{exercise}.primes]"
            ))
        })?;
        for (name, item) in parts.iter() {
            let at = format!("[{exercise}.{name}]");
            let part = asked.parts.iter_mut().find(|part| part.name == name);
            let part = part.ok_or_else(|| refused(format!("{at}: there is no such part")))?;
            let table = table(item).ok_or_else(|| refused(format!("{at} is no table")))?;
            settle(part, table).map_err(|problem| refused(format!("{at}: {problem}")))?;
        }
    }
    Ok(())
}

fn table(item: &Item) -> Option<&dyn TableLike> {
    item.as_table_like()
}

fn settle(part: &mut Part, table: &dyn TableLike) -> std::result::Result<(), String> {
    for (key, item) in table.iter() {
        match key {
            "points" => {
                let list = item
                    .as_array()
                    .map(|list| list.iter().map(|n| n.as_integer()));
                let points: Option<Vec<u32>> =
                    list.and_then(|list| list.map(|n| u32::try_from(n?).ok()).collect());
                let points = points.filter(|points| points.len() == part.todos.len());
                let points = points.ok_or_else(|| {
                    let count = part.todos.len();
                    format!("points is a list of {count} whole numbers, one for each TODO")
                })?;
                for (todo, points) in part.todos.iter_mut().zip(points) {
                    todo.points = points;
                }
            }
            "time_limit" => {
                // A check may hold the callers of a work function for a while: a wrong answer that
                // lets one caller come alone shows only after that.
                let questions = part.todos.iter_mut().flat_map(|todo| &mut todo.questions);
                let questions: Vec<&mut Question> = questions.collect();
                let held = questions
                    .iter()
                    .map(|question| question.hold.limit.as_secs());
                let least = held.max().unwrap_or(0) + 1;
                let limit = item
                    .as_integer()
                    .and_then(|seconds| u64::try_from(seconds).ok());
                let limit = limit.filter(|seconds| (least..=3600).contains(seconds));
                let limit = limit
                    .ok_or_else(|| format!("time_limit is a number of seconds, {least} to 3600"))?;
                for question in questions {
                    question.time_limit = Duration::from_secs(limit);
                }
            }
            other => {
                return Err(format!(
                    "there is no setting \"{other}\"; there are points and time_limit"
                ));
            }
        }
    }
    Ok(())
}
