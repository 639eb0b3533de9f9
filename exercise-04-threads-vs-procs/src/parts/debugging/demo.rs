//! Shows the five programs, each in a process that can be ended; or one of them, here.

use super::Answers;
use super::broken::is_noted;
use super::gallery::{self, Shown};
use super::programs::{PROGRAMS, Program, Seen, Setting};
use common::exercise::{Run, Steps, grouped, wrapped};
use common::process::log_to_stderr;
use std::cell::RefCell;
use std::time::Duration;

const LIMIT: f64 = 3.0;
const LONGEST: f64 = 86_400.0;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let (alone, limit) = (program(run)?, limit(run)?);
    if run.is_sweep() {
        return Err("part 'debugging' compares no times, so it has no --sweep".into());
    }
    if run.chosen("log").is_some() {
        log_to_stderr(log::LevelFilter::Debug);
    }
    let setting = Setting {
        rounds: run.size(),
        workers: run.workers(),
        inline: run.inline(),
    };
    match alone {
        None => gallery(run, limit),
        Some(number) => {
            gallery::perform_if_asked(number, answers, setting);
            here(answers, run, &PROGRAMS[number - 1], setting);
        }
    }
    Ok(())
}

fn program(run: &Run) -> Result<Option<usize>, String> {
    let Some(text) = run.chosen("program") else {
        return Ok(None);
    };
    match text.parse() {
        Ok(number @ 1..=5) => Ok(Some(number)),
        _ => Err(format!(
            "--program must be a whole number from 1 to 5, not '{text}'"
        )),
    }
}

fn limit(run: &Run) -> Result<Duration, String> {
    let text = run.chosen("limit");
    let seconds = text.map_or(Ok(LIMIT), str::parse);
    match seconds {
        Ok(seconds) if (0.1..=LONGEST).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(format!(
            "--limit must be a number of seconds from 0.1 to {LONGEST}, not '{}'",
            text.unwrap_or_default()
        )),
    }
}

/// All of them, each in a child.
fn gallery(run: &mut Run, limit: Duration) {
    run.about(format!("Five programs, with up to {limit:?} each"));
    let symptoms = &RefCell::new([const { String::new() }; PROGRAMS.len()]);
    let mut steps = Steps::new(String::clone);
    steps.waits();
    for (i, program) in PROGRAMS.iter().enumerate() {
        let show = move || {
            let (shown, is_broken) = gallery::watch(program, limit)?;
            let (result, symptom) = match shown {
                Shown::Right(word, sentence) => (Ok(word), sentence),
                Shown::Wrong(text) | Shown::Hung(text) => (Err(text.clone()), text),
            };
            symptoms.borrow_mut()[i] = match (&result, symptom.as_str()) {
                (Ok(_), "") => "Nothing wrong to be seen, this time.".to_string(),
                // Its row says it already.
                (Err(_), _) if !is_broken => String::new(),
                _ => symptom,
            };
            result
        };
        steps
            .add(program.name, show)
            .todo(program.todo)
            .workers(run.workers());
    }
    let measured = run.measure(steps);
    let symptoms = symptoms.take();
    let open = |program: &Program| measured.result(program.name).is_none();
    let shown = |(program, symptom): (&Program, &String)| open(program) && !symptom.is_empty();
    if PROGRAMS.iter().zip(&symptoms).any(shown) {
        let size = grouped(run.size());
        let how = if run.inline() {
            "one thread each"
        } else {
            "in parallel"
        };
        run.note(format!("What was to be seen (--size {size}, {how}):"));
    }
    for (program, symptom) in PROGRAMS.iter().zip(&symptoms) {
        let (todo, told) = (program.todo, symptom.starts_with("The caller"));
        if shown((program, symptom)) || told {
            let mut lines = wrapped(symptom, 70).into_iter();
            run.note(format!("  {todo}  {}", lines.next().unwrap_or_default()));
            lines.for_each(|line| run.note(format!("     {line}")));
        }
    }
}

/// One of them, in this process, which somebody may be watching with a debugger.
fn here(answers: &Answers, run: &mut Run, program: &Program, setting: Setting) {
    run.about(format!("Program {}, in this process", program.todo));
    eprintln!(
        "Program {} runs in process {}. Ctrl-C ends it.",
        program.todo,
        std::process::id()
    );
    let symptom = &RefCell::new(String::new());
    let mut steps = Steps::new(String::clone);
    steps.waits();
    let work = move || match (program.run)(answers, setting) {
        Seen::Right(word, sentence) => {
            *symptom.borrow_mut() = sentence;
            Ok(word)
        }
        Seen::Wrong(text) => {
            *symptom.borrow_mut() = text.clone();
            Err(text)
        }
    };
    steps
        .add(program.name, work)
        .todo(program.todo)
        .workers(run.workers());
    let measured = run.measure(steps);
    if measured.result(program.name).is_none() && !is_noted() {
        return; // Its row says it already.
    }
    let symptom = match symptom.take() {
        text if text.is_empty() => "Nothing wrong to be seen, this time.".to_string(),
        text => text,
    };
    wrapped(&symptom, 76)
        .into_iter()
        .for_each(|line| run.note(line));
}
