//! The judge behind `cargo test`: one line for each check, and a message that helps for each that fails.

use super::{Judged, Outcome, Program, Question, ask, explain};
use crate::exercise::{Home, PartInfo};
use crate::source::{self, Place};
use crate::sync::lock;
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard};

/// Learners and the course's own tests get the same inputs each time. The grader draws its own.
pub const SEED: u64 = 1;

/// Runs the checks of all parts against `executable`, with the arguments that `cargo test` hands on, and says what to
/// do next.
pub fn run(executable: &str, homes: Vec<(Home, Vec<(PartInfo, Vec<Question>)>)>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Who names a part means that part, and no check of another whose sentence has the word.
    let mut names = homes
        .iter()
        .flat_map(|(_, parts)| parts)
        .map(|(info, _)| info.name);
    if let Some(part) = names.find(|name| arguments.filter.as_deref() == Some(name)) {
        arguments.filter = Some(format!("{part}::"));
    }
    let (mut trials, mut order) = (Vec::new(), 0);
    let course = Arc::new(Mutex::new(Course::default()));
    for (home, parts) in homes {
        for (info, questions) in parts {
            order += 1;
            let part = Arc::new(JudgedPart {
                executable: executable.to_string(),
                places: source::todos(&home.file(&info)).unwrap_or_default(),
                home: home.clone(),
                info,
                order,
                course: course.clone(),
            });
            let filter = arguments.filter.as_deref();
            trials.extend(part_trials(&part, questions, filter));
        }
    }
    let list = arguments.list;
    let conclusion = libtest_mimic::run(&arguments, trials);
    let course = lock(&course);
    if let (false, Some(next)) = (list, course.next.values().next()) {
        println!("{next}");
    }
    conclusion.exit_code()
}

/// What the checks of one run know of each other.
#[derive(Default)]
struct Course {
    /// What to do next, by the place of the TODO in the course: the first one is shown.
    next: BTreeMap<(usize, u8), String>,
    /// The check of a TODO that got no answer in time: its other checks would only wait as long.
    late: BTreeMap<(usize, u8), String>,
    /// Which check said a thing first, so that nobody reads it nine times.
    said: BTreeMap<(usize, u8, String), String>,
}

/// One part under judgement.
struct JudgedPart {
    executable: String,
    home: Home,
    info: PartInfo,
    /// Its place in the course.
    order: usize,
    places: Vec<Place>,
    course: Arc<Mutex<Course>>,
}

impl JudgedPart {
    fn course(&self) -> MutexGuard<'_, Course> {
        lock(&self.course)
    }

    fn place(&self, todo: u8) -> Option<Place> {
        self.places.iter().find(|place| place.todo == todo).copied()
    }

    fn is_open(&self, todo: u8) -> bool {
        self.place(todo).is_some_and(|place| place.open)
    }

    /// `exercise-02-pool/src/answers/primes.rs:24`
    fn at(&self, todo: u8) -> String {
        let line = self.place(todo).map(|place| format!(":{}", place.line));
        format!(
            "{}{}",
            self.home.shown(&self.info),
            line.unwrap_or_default()
        )
    }

    /// Remembers what to do about a TODO, for the last line.
    fn do_next(&self, todo: u8) {
        let (run, lesson) = (&self.home.run, self.home.lesson(&self.info));
        let next = format!(
            "Next: TODO({todo}) in {}\n      a hint          {run} {} --hint {todo}\n      the lesson      {lesson}\n",
            self.at(todo),
            self.info.name
        );
        self.course().next.insert((self.order, todo), next);
    }
}

/// An untouched core part is one red line, an untouched lab one ignored line, which turns red for who names the lab.
/// In a started part, an untouched TODO is one red line. With a filter, that is the line of a TODO that it names: who
/// asks for TODO(2) must not read "ok".
fn part_trials(
    part: &Arc<JudgedPart>,
    questions: Vec<Question>,
    filter: Option<&str>,
) -> Vec<Trial> {
    let untouched = part.places.iter().all(|place| place.open);
    let named = |name: &String| filter.is_none_or(|filter| name.contains(filter));
    let open = part.places.iter().filter(|place| place.open).map(|place| {
        let own = questions.iter().filter(|own| own.todo == place.todo);
        let own = own.map(|own| format!("{}::{}", part.info.name, own.name()));
        let line = format!("{}::todo_{}_not_solved_yet", part.info.name, place.todo);
        // The filter may also be the name of a check.
        let name = std::iter::once(line.clone()).chain(own).find(named);
        (name.is_some(), name.unwrap_or(line), place.todo)
    });
    let mut open: Vec<_> = open.collect();
    if let (true, Some(&(.., first))) = (untouched, open.first()) {
        let asked_for = filter.is_some_and(|filter| filter.starts_with(part.info.name));
        if !part.info.is_core() && !asked_for {
            let name = format!("{}::not_started", part.info.name);
            return vec![not_solved(part, name, first).with_ignored_flag(true)];
        }
        open.sort_by_key(|(is_named, ..)| !is_named);
        open.truncate(1);
    }
    let lines = open
        .into_iter()
        .map(|(_, name, todo)| not_solved(part, name, todo));
    let mut trials: Vec<Trial> = lines.collect();
    let started = questions
        .into_iter()
        .filter(|question| !part.is_open(question.todo));
    trials.extend(started.map(|question| trial(part.clone(), question)));
    trials
}

fn not_solved(part: &Arc<JudgedPart>, name: String, todo: u8) -> Trial {
    let part = part.clone();
    Trial::test(name, move || {
        part.do_next(todo);
        Err(Failed::from(format!("  not solved yet: {}", part.at(todo))))
    })
}

fn trial(part: Arc<JudgedPart>, question: Question) -> Trial {
    let name = format!("{}::{}", part.info.name, question.name());
    Trial::test(name.clone(), move || {
        let todo = (part.order, question.todo);
        if let Some(late) = part.course().late.get(&todo) {
            return Err(Failed::from(format!(
                "  not asked: {late} got no answer in time"
            )));
        }
        let program = Program {
            executable: part.executable.clone().into(),
            exercise: part.home.exercise.to_string(),
            part: part.info.name.to_string(),
            environment: Vec::new(),
        };
        let judged = ask(&program, &question, SEED);
        if judged.outcome == Outcome::Pass {
            return Ok(());
        }
        part.do_next(question.todo);
        if matches!(judged.outcome, Outcome::Timeout(_)) {
            part.course().late.insert(todo, name.clone());
        }
        if let Outcome::Wrong(finding) | Outcome::Serial(finding) = &judged.outcome {
            let said = (part.order, question.todo, finding.so.clone());
            let first = part
                .course()
                .said
                .entry(said)
                .or_insert_with(|| name.clone())
                .clone();
            if first != name {
                let saw = super::explain::broken(&format!("  saw      {}", finding.saw)).join("\n");
                return Err(Failed::from(format!("{saw}\n  The same as in {first}.")));
            }
        }
        Err(Failed::from(message(&part, &question, &judged)))
    })
}

/// What a learner reads under the name of a check that failed.
fn message(part: &JudgedPart, question: &Question, judged: &Judged) -> String {
    let mut text = explain(question, judged);
    if matches!(judged.outcome, Outcome::Todo(_)) {
        return text;
    }
    if !judged.printed.trim().is_empty() {
        let lines: Vec<&str> = judged.printed.trim_end().lines().collect();
        text.push_str("\n  your program printed:");
        let shown = lines.iter().take(10);
        shown.for_each(|line| text.push_str(&format!("\n    {line}")));
        if lines.len() > 10 {
            text.push_str(&format!("\n    … and {} more lines", lines.len() - 10));
        }
    }
    let (todo, run, name) = (question.todo, &part.home.run, part.info.name);
    let at = part.at(todo);
    text + &format!("\n  TODO({todo}), {at}\n  a hint for TODO({todo}): {run} {name} --hint {todo}")
}
