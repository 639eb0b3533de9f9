//! The judge behind `cargo test`: one line for each check, and a message that helps for each that fails.

use super::{Judged, Outcome, Program, Question, ask, explain};
use crate::exercise::{Home, PartInfo};
use crate::source::{self, Place};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Learners and the course's own tests get the same inputs each time. The grader draws its own.
pub const SEED: u64 = 1;

/// Runs the checks of `parts` against `executable`, with the arguments that `cargo test` hands on, and says what to
/// do next.
pub fn run(executable: &str, homes: Vec<(Home, Vec<(PartInfo, Vec<Question>)>)>) -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let mut next = None;
    for (home, parts) in homes {
        let home = Arc::new(home);
        for (info, questions) in parts {
            let places = source::todos(&home.file(&info)).unwrap_or_default();
            let open = |todo| {
                places
                    .iter()
                    .find(|place| place.todo == todo && place.open)
                    .copied()
            };
            if let Some(first) = places.iter().find(|place| place.open)
                && next.is_none()
                && info.is_core()
            {
                next = Some(next_step(&home, &info, *first));
            }
            if places.iter().all(|place| place.open) && !places.is_empty() {
                trials.push(not_started(&home, &info, places[0]));
                continue;
            }
            for todo in info.todos {
                if let Some(place) = open(todo.number) {
                    trials.push(not_solved(&home, &info, place));
                }
            }
            let started = questions.into_iter().filter(|q| open(q.todo).is_none());
            trials.extend(started.map(|question| trial(executable, &home, &info, question)));
        }
    }
    let list = arguments.list;
    let conclusion = libtest_mimic::run(&arguments, trials);
    if !list {
        match next {
            Some(next) => println!("{next}"),
            None if conclusion.num_failed > 0 => {
                println!(
                    "The messages above name the TODO and its line. Solve the first one first.\n"
                )
            }
            None => {}
        }
    }
    conclusion.exit_code()
}

fn next_step(home: &Home, part: &PartInfo, place: Place) -> String {
    let (file, run) = (home.shown(part), &home.run);
    format!(
        "Next: TODO({}) in {file}:{}\n      a hint          {run} {} --hint\n      the lesson      {}\n",
        place.todo, place.line, part.name, home.lesson
    )
}

/// An untouched core part is one red line; an untouched lab is one ignored line.
fn not_started(home: &Home, part: &PartInfo, first: Place) -> Trial {
    let name = format!("{}::not_started", part.name);
    let message = format!("  not solved yet: {}:{}", home.shown(part), first.line);
    Trial::test(name, move || Err(Failed::from(message))).with_ignored_flag(!part.is_core())
}

fn not_solved(home: &Home, part: &PartInfo, place: Place) -> Trial {
    let name = format!("{}::todo_{}", part.name, place.todo);
    let message = format!("  not solved yet: {}:{}", home.shown(part), place.line);
    Trial::test(name, move || Err(Failed::from(message)))
}

fn trial(executable: &str, home: &Arc<Home>, part: &PartInfo, question: Question) -> Trial {
    let program = Program {
        executable: executable.into(),
        exercise: home.exercise.to_string(),
        part: part.name.to_string(),
        environment: Vec::new(),
    };
    let (home, part) = (home.clone(), *part);
    Trial::test(format!("{}::{}", part.name, question.name()), move || {
        let judged = ask(&program, &question, SEED);
        match judged.outcome {
            Outcome::Pass => Ok(()),
            _ => Err(Failed::from(message(&home, &part, &question, &judged))),
        }
    })
}

/// What a learner reads under the name of a check that failed.
pub fn message(home: &Home, part: &PartInfo, question: &Question, judged: &Judged) -> String {
    let place = place(&home.file(part), question.todo);
    let at = format!(
        "{}{}",
        home.shown(part),
        place.map(|p| format!(":{}", p.line)).unwrap_or_default()
    );
    if let Outcome::Todo(todo) = &judged.outcome {
        return format!("  not solved yet: {}:{}", todo.file, todo.line);
    }
    let mut text = explain(question, judged);
    if !judged.printed.trim().is_empty() {
        let lines: Vec<&str> = judged.printed.trim_end().lines().collect();
        text.push_str("\n  your program printed:");
        lines
            .iter()
            .take(10)
            .for_each(|line| text.push_str(&format!("\n    {line}")));
        if lines.len() > 10 {
            text.push_str(&format!("\n    … and {} more lines", lines.len() - 10));
        }
    }
    let (todo, run, name) = (question.todo, &home.run, part.name);
    text.push_str(&format!(
        "\n  TODO({todo}), {at}\n  hint: {run} {name} --hint {todo}"
    ));
    text
}

fn place(file: &Path, todo: u8) -> Option<Place> {
    source::todos(file)
        .ok()?
        .into_iter()
        .find(|place| place.todo == todo)
}
