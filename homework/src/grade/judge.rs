//! Asks a learner's program, one check in one process, and keeps what came of it.

use crate::grade::build::Built;
use crate::grade::marks::{CheckMarks, ExerciseMarks, PartMarks, TodoMarks};
use crate::grade::points::{Asked, Part};
use crate::grade::start::start;
use crate::grade::submission::{Answer, Found, Submission};
use common::check::{Judged, Outcome, Program, Question, ask_with, explain};
use common::source;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Judges one exercise of a submission. Every check gets its input from `seed`.
pub fn exercise(asked: &Asked, built: &Built, submission: &Submission, seed: u64) -> ExerciseMarks {
    let parts = asked.parts.iter().map(|part| {
        let started = !part.is_free || is_started(asked, part, submission);
        let verdict = match started {
            true => Ungraded::of(asked, part, built, submission),
            false => Some(Ungraded::not_started()),
        };
        let check = |question: &Question| match (&verdict, built) {
            (Some(ungraded), _) => ungraded.check(question),
            (None, Built::Program(program)) => check(asked, part, question, program, seed),
            (None, _) => unreachable!("without a program nothing is graded"),
        };
        let todos = part.todos.iter().map(|todo| TodoMarks {
            number: todo.number,
            worth: todo.points,
            checks: todo.questions.iter().map(check).collect(),
        });
        PartMarks {
            part: part.name.clone(),
            started,
            todos: todos.collect(),
        }
    });
    ExerciseMarks {
        exercise: asked.exercise.clone(),
        unbuilt: Ungraded::build(built).map(|ungraded| ungraded.remark),
        parts: parts.collect(),
    }
}

/// Whether the learner has made anything of the part: as `cargo test` sees it, that is one TODO that is no longer open.
fn is_started(asked: &Asked, part: &Part, submission: &Submission) -> bool {
    match found(&path(asked, part), submission) {
        Found::Text(text) => source::todos_in(text).iter().any(|todo| !todo.open),
        Found::Broken(_) | Found::Rejected(_) => true,
        Found::Missing => false,
    }
}

/// Where the answers of a part belong.
fn path(asked: &Asked, part: &Part) -> String {
    format!("exercise-{}/src/answers/{}.rs", asked.exercise, part.name)
}

fn found<'a>(path: &str, submission: &'a Submission) -> &'a Found {
    let is_it = |answer: &&Answer| answer.path == Path::new(path);
    let answer = submission.answers.iter().find(is_it);
    answer.map_or(&Found::Missing, |answer| &answer.found)
}

/// A part whose answers cannot be asked: the same verdict for all of its checks.
struct Ungraded {
    verdict: &'static str,
    remark: String,
    message: String,
}

impl Ungraded {
    fn of(asked: &Asked, part: &Part, built: &Built, submission: &Submission) -> Option<Ungraded> {
        let path = path(asked, part);
        let (verdict, what) = match found(&path, submission) {
            Found::Text(_) => return Ungraded::build(built),
            Found::Broken(error) => return Some(Ungraded::compile_error(error)),
            Found::Rejected(why) => ("rejected", format!("was not taken: {why}")),
            Found::Missing => ("missing", "is missing".to_string()),
        };
        Some(Ungraded {
            verdict,
            remark: format!("{}.rs {what}", part.name),
            message: format!("{path} {what}"),
        })
    }

    fn not_started() -> Ungraded {
        let text = "not started".to_string();
        Ungraded {
            verdict: "todo",
            remark: text.clone(),
            message: text,
        }
    }

    fn compile_error(error: &str) -> Ungraded {
        let first = error.lines().next().unwrap_or_default();
        let first = first.split_once(": ").map_or(first, |(_, text)| text);
        Ungraded {
            verdict: "compile_error",
            remark: format!("does not compile: {first}"),
            message: error.to_string(),
        }
    }

    fn build(built: &Built) -> Option<Ungraded> {
        let (verdict, remark, message) = match built {
            Built::Program(_) | Built::Nothing => return None,
            Built::CompileError(error) => return Some(Ungraded::compile_error(error)),
            Built::Timeout => {
                let text = "the compiler did not come to an end".to_string();
                ("timeout", text.clone(), text)
            }
            Built::Fault(fault) => {
                let first = fault.lines().next().unwrap_or_default();
                (
                    "grader_error",
                    format!("grader error: {first}"),
                    fault.clone(),
                )
            }
        };
        Some(Ungraded {
            verdict,
            remark,
            message,
        })
    }

    fn check(&self, question: &Question) -> CheckMarks {
        CheckMarks {
            name: question.name(),
            worth: question.points,
            verdict: self.verdict,
            message: self.message.clone(),
            remark: self.remark.clone(),
            judged: None,
        }
    }
}

fn check(asked: &Asked, part: &Part, question: &Question, program: &Path, seed: u64) -> CheckMarks {
    let program = Program {
        executable: program.to_path_buf(),
        exercise: asked.exercise.clone(),
        part: part.name.clone(),
        environment: Vec::new(),
    };
    let marks = |verdict, message, remark, judged| CheckMarks {
        name: question.name(),
        worth: question.points,
        verdict,
        message,
        remark,
        judged,
    };
    // A judge that stumbles over a strange answer is the grader's fault, and costs nobody else.
    let judging = AssertUnwindSafe(|| ask_with(&program, question, seed, start));
    match catch_unwind(judging) {
        Ok(judged) => marks(
            judged.outcome.name(),
            explain(question, &judged),
            remark(question, &judged),
            Some(judged),
        ),
        Err(_) => {
            let text = "grader error: the judge of this check panicked";
            marks("grader_error", text.to_string(), text.to_string(), None)
        }
    }
}

/// What went wrong, in a line.
fn remark(question: &Question, judged: &Judged) -> String {
    match &judged.outcome {
        Outcome::Pass => "right".to_string(),
        Outcome::Wrong(finding) => finding.so.clone(),
        Outcome::Serial(finding) => format!("right, but serial: {}", finding.saw),
        Outcome::Todo(_) => "not solved yet".to_string(),
        Outcome::Panic(panic) => format!("panicked: {}", panic.message),
        Outcome::Timeout(_) => format!("no answer within {} s", question.time_limit.as_secs()),
        Outcome::Crash(signal) => format!("ended by signal {signal}"),
        Outcome::Exited(code) => format!("ended with exit code {code} before it had answered"),
        Outcome::OutputLimit => "printed without end".to_string(),
        Outcome::JudgeError(error) => format!("grader error: {error}"),
    }
}
