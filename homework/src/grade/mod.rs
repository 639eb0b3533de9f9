//! Grades a class: reads what was handed in, builds it, judges it, and reports.
//!
//! A learner's program is only asked; it never learns what is expected, so nothing that it prints
//! or returns makes a verdict. Only answer files are taken from a submission, and all else that is
//! built is the course's own.

pub mod build;
pub mod diagnosis;
pub mod judge;
pub mod marks;
pub mod points;
pub mod report;
pub mod start;
pub mod strangers;
pub mod submission;

use crate::course::{self, Exercise};
use crate::failure::{Failure, Result};
use crate::files;
use crate::workspace::Workspace;
use build::Built;
use marks::Marks;
use points::Asked;
use report::Class;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use submission::Submission;

/// Seeds lie below this: large enough that nobody guesses one, short enough to be read out.
pub const SEEDS: u64 = 1_000_000;

/// What is to be graded, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// A folder for each learner.
    pub submissions: PathBuf,
    /// The folder for the report.
    pub out: PathBuf,
    /// Which exercises; none means all.
    pub exercises: Vec<String>,
    /// Which parts of them; none means all.
    pub parts: Vec<String>,
    /// What the inputs are drawn from; `None`: a fresh one.
    pub seed: Option<u64>,
    /// How many learners are judged at a time.
    pub jobs: usize,
    /// What TODOs are worth; `None`: `homework/points.toml`, if it is there.
    pub points: Option<PathBuf>,
    /// Where programs are built; `None`: `target/grade`.
    pub work: Option<PathBuf>,
}

/// A learner with programs that wait to be judged, one for each exercise.
struct Prepared {
    place: usize,
    submission: Submission,
    programs: Vec<Built>,
}

/// Grades the class and writes the report.
pub fn grade(order: &Order) -> Result<Class> {
    let start = Instant::now();
    let course = course::root();
    let (exercises, asked) = asked(&course, order)?;
    let folders = submission::folders(&order.submissions)?;
    report::prepare(&order.out, &order.submissions, &folders)?;

    progress("building what the programs share; the first time this takes a minute");
    start::end_with_us();
    let work = order.work.clone().unwrap_or(course.join("target/grade"));
    let workspace = Workspace::fresh(&course, &exercises, &work)?;
    build::first(&workspace, &exercises)?;
    // A run that is cut short leaves its files where the next one clears them away.
    let _ = tempfile::env::override_temp_dir(&workspace.scratch);

    let seed = order.seed.unwrap_or_else(|| fastrand::u64(0..SEEDS));
    let done = Mutex::new(Vec::new());
    // One learner is built while others are judged; no more programs wait than there are judges.
    let (ready, waiting) = mpsc::sync_channel(order.jobs);
    let waiting = Mutex::new(waiting);
    std::thread::scope(|scope| {
        for _ in 0..order.jobs {
            scope.spawn(|| {
                while let Some(prepared) = next(&waiting) {
                    let marks = judge(&asked, prepared.submission, &prepared.programs, seed);
                    let written = report::learner(&order.out, &marks, seed);
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    let (count, all) = (done.len() + 1, folders.len());
                    let learner = report::plain(&marks.submission.learner);
                    progress(&format!("{count} of {all} submissions  {learner}"));
                    done.push((prepared.place, marks, written));
                }
            });
        }
        for (place, folder) in folders.iter().enumerate() {
            let mut submission = submission::read(folder, &workspace);
            let build = |exercise: &Exercise| {
                let program = format!("{place}-{}", exercise.package);
                let program = workspace.scratch.join(program);
                build::build(&workspace, exercise, &mut submission, &program)
            };
            let programs = exercises.iter().map(build).collect();
            let prepared = Prepared {
                place,
                submission,
                programs,
            };
            ready
                .send(prepared)
                .expect("the judges wait until we are done");
        }
        drop(ready);
    });
    progress("");

    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(place, ..)| *place);
    let mut learners = Vec::new();
    for (_, marks, written) in done {
        written?;
        learners.push(marks);
    }
    let class = Class {
        learners,
        seed,
        took: start.elapsed(),
    };
    report::class(&order.out, &class)?;
    Ok(class)
}

/// The exercises to be graded, and what is asked in each.
fn asked(course: &Path, order: &Order) -> Result<(Vec<Exercise>, Vec<Asked>)> {
    let judged = solutions::exercises();
    let find = |exercise: &Exercise| judged.iter().find(|e| e.id() == exercise.name());
    let mut exercises = course::chosen(course, &order.exercises)?;
    if let Some(without) = exercises.iter().find(|exercise| find(exercise).is_none())
        && !order.exercises.is_empty()
    {
        let name = without.name();
        return Err(Failure::new(format!(
            "exercise {name} has no checks, so it cannot be graded"
        )));
    }
    exercises.retain(|exercise| find(exercise).is_some());
    let mut asked: Vec<Asked> = exercises
        .iter()
        .filter_map(|exercise| Some(Asked::new(exercise.name(), find(exercise)?.questions())))
        .collect();
    let usual = course.join("homework/points.toml");
    let (path, text) = match &order.points {
        Some(path) => (path, Some(files::read(path)?)),
        None => (&usual, files::read_if_there(&usual)?),
    };
    if let Some(text) = text {
        let known: Vec<&str> = judged.iter().map(|exercise| exercise.id()).collect();
        points::apply(path, &text, &mut asked, &known)?;
    }
    points::keep(&mut asked, &order.parts)?;
    exercises.retain(|exercise| asked.iter().any(|asked| asked.exercise == exercise.name()));
    Ok((exercises, asked))
}

/// The next learner to be judged; `None` when there is none any more.
fn next(waiting: &Mutex<Receiver<Prepared>>) -> Option<Prepared> {
    waiting
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv()
        .ok()
}

fn judge(asked: &[Asked], submission: Submission, programs: &[Built], seed: u64) -> Marks {
    let exercises = asked.iter().zip(programs);
    let exercises = exercises
        .map(|(asked, built)| judge::exercise(asked, built, &submission, seed))
        .collect();
    for program in programs {
        if let Built::Program(path) = program {
            let _ = fs::remove_file(path); // Its folder goes at the end in any case.
        }
    }
    Marks {
        submission,
        exercises,
    }
}

/// A line that comes and goes, where somebody sees it.
fn progress(text: &str) {
    let mut err = std::io::stderr();
    if err.is_terminal() {
        let text: String = text.chars().take(78).collect();
        let _ = write!(err, "\r\x1b[K{text}");
        let _ = err.flush();
    }
}
