//! The same checks, on known wrong answers: each is rejected, with a message that names the mistake.

mod clocks_01;
mod crawler_03;
mod debugging_04;
mod files_03;
mod futures_02;
mod hashing_03;
mod locks_04;
mod manager_04;
mod mandelbrot_02;
mod matmul_02;
mod maze_05;
mod pipeline_05;
mod primes_01;
mod primes_02;
mod primes_04;
mod processes_04;
mod queue_04;
mod resize_05;
mod shared_04;
mod sieve_02;

use common::check::{Judged, Outcome, Program, Question, ask, explain, harness, serve};
use common::exercise::Answered;
use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;

/// An answer with one mistake in it, and what a learner is to read about it.
pub struct Wrong {
    /// The mistake, in a few words.
    name: &'static str,
    part: &'static str,
    todo: u8,
    /// A piece of the message that names the mistake.
    says: &'static str,
    answers: Box<dyn Answered>,
}

fn all() -> Vec<Wrong> {
    let all = [
        primes_01::wrong_answers(),
        clocks_01::wrong_answers(),
        primes_02::wrong_answers(),
        futures_02::wrong_answers(),
        matmul_02::wrong_answers(),
        mandelbrot_02::wrong_answers(),
        sieve_02::wrong_answers(),
        files_03::wrong_answers(),
        hashing_03::wrong_answers(),
        crawler_03::wrong_answers(),
        primes_04::wrong_answers(),
        processes_04::wrong_answers(),
        locks_04::wrong_answers(),
        queue_04::wrong_answers(),
        shared_04::wrong_answers(),
        manager_04::wrong_answers(),
        debugging_04::wrong_answers(),
        pipeline_05::wrong_answers(),
        maze_05::wrong_answers(),
        resize_05::wrong_answers(),
    ];
    all.into_iter().flatten().collect()
}

/// Which wrong answer the child is to give.
const NAME_VARIABLE: &str = "MANY_HANDS_WRONG_ANSWER";

impl Wrong {
    fn id(&self) -> String {
        let exercise = self.answers.id();
        format!(
            "{exercise}::{}::todo_{} {}",
            self.part, self.todo, self.name
        )
    }
}

fn main() -> ExitCode {
    common::process::init();
    // This executable is its own child: asked a question, it gives the wrong answer that the variable names.
    if let Some(request) = serve::requested() {
        let name = std::env::var(NAME_VARIABLE).unwrap_or_default();
        let wrong = all().into_iter().find(|wrong| wrong.id() == name);
        return wrong.map_or(ExitCode::FAILURE, |wrong| wrong.answers.serve(&request));
    }
    let trial = |wrong: Wrong| {
        let (id, part, todo, says) = (wrong.id(), wrong.part, wrong.todo, wrong.says);
        let exercise = wrong.answers.id();
        let find = move || all().into_iter().find(|wrong| wrong.id() == id);
        Trial::test(wrong.id(), move || {
            let wrong = find().expect("the list is the same each time");
            rejected(exercise, part, todo, says, &wrong)
        })
    };
    let trials = all().into_iter().map(trial).collect();
    // A serial answer is held for seconds, for want of a second caller. So most of the time is waiting, and that is
    // best done by many at once, as exercise 3 tells.
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(16);
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// One of the TODO's checks must complain, and say what the mistake is.
fn rejected(exercise: &str, part: &str, todo: u8, says: &str, wrong: &Wrong) -> Result<(), Failed> {
    let program = Program {
        executable: std::env::current_exe()?,
        exercise: exercise.to_string(),
        part: part.to_string(),
        environment: vec![(NAME_VARIABLE.to_string(), wrong.id())],
    };
    let questions = wrong.answers.questions();
    let (_, mut questions) = questions
        .into_iter()
        .find(|(info, _)| info.name == part)
        .ok_or("no such part")?;
    // On a machine that is busy with other things, a mistake must not be taken for slowness.
    let own = |question: &&mut Question| question.todo == todo;
    questions
        .iter_mut()
        .filter(own)
        .for_each(|question| question.time_limit *= 2);
    let mut messages = String::new();
    for question in questions.iter().filter(|question| question.todo == todo) {
        let judged: Judged = ask(&program, question, harness::SEED);
        if judged.outcome == Outcome::Pass {
            continue;
        }
        let message = explain(question, &judged);
        // Messages are broken into lines, wherever the words allow it.
        let words: Vec<&str> = message.split_whitespace().collect();
        if words.join(" ").contains(says) {
            return Ok(());
        }
        messages.push_str(&format!("{}\n{message}\n", question.name()));
    }
    Err(match messages.is_empty() {
        true => "no check rejected it".into(),
        false => format!("rejected, but no message says \"{says}\":\n{messages}").into(),
    })
}
