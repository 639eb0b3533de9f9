//! Runs and times the answers of the part `crawler`.

use super::input::Input;
use super::late::in_time;
use super::{Answers, Crawled, Site, Url, tell};
use common::exercise::{Measured, Run, Steps, with_bar};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub const SERIAL: &str = "serial";
pub const LEVELS: &str = "level by level";
pub const FRONTIER: &str = "frontier";
pub const FLAT: &str = "all known beforehand";
/// As many as the original had.
const FEW: usize = 5;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    let input = &Input::of(run)?;
    if run.chosen("serve").is_some() {
        serve(input);
    }
    run.about(tell::about(input));
    tell::warn_of_a_long_wait(input, run.runs());

    let measured = many(answers, run, input);
    let solved = [LEVELS, FRONTIER]
        .iter()
        .any(|step| measured.result(step).is_some());
    if solved && !run.is_sweep() && !run.inline() && run.workers() != FEW {
        few(answers, run, input);
    }
    tell::speed(run, input, &measured);
    tell::found(
        run,
        input,
        measured.result(SERIAL).or(measured.result(FRONTIER)),
    );
    Ok(())
}

/// Lets others visit the site: a browser, or a crawler in another language.
fn serve(input: &Input) -> ! {
    let pages = input.survey.pages.len();
    println!(
        "{pages} pages at {}{}, until Ctrl-C",
        input.origin, input.start
    );
    loop {
        thread::park();
    }
}

/// Serially, and with as many threads as were asked for.
fn many(answers: &Answers, run: &mut Run, input: &Input) -> Measured<Crawled> {
    let (start, site, workers) = (&input.start, &input.site, run.workers());
    let mut steps = steps(input);
    let serial = answers.one_by_one;
    steps
        .baseline(SERIAL, move || {
            let crawl = || serial(start, site);
            in_time(&input.survey, start, watched(SERIAL, input, crawl))
        })
        .todo(1);
    levels(&mut steps, LEVELS, answers, input, workers);
    frontier(&mut steps, FRONTIER, answers, input, workers);
    let urls = input.survey.urls();
    steps
        .add(FLAT, move || {
            in_time(&input.survey, start, flat(&urls, site, workers))
        })
        .workers(workers)
        .watch("fetch");
    run.measure(steps)
}

/// The same with a few threads, where it shows more how well they are used.
fn few(answers: &Answers, run: &mut Run, input: &Input) {
    let mut steps = steps(input);
    steps.against(SERIAL);
    levels(
        &mut steps,
        &tell::with_few(LEVELS, FEW),
        answers,
        input,
        FEW,
    );
    frontier(
        &mut steps,
        &tell::with_few(FRONTIER, FEW),
        answers,
        input,
        FEW,
    );
    run.measure(steps);
}

fn steps(input: &Input) -> Steps<'_, Crawled> {
    let mut steps = Steps::new(tell::result);
    steps.expect(input.survey.pages.clone());
    steps.differ(tell::difference);
    steps.waits();
    steps
}

fn levels<'a>(
    steps: &mut Steps<'a, Crawled>,
    name: &str,
    answers: &Answers,
    input: &'a Input,
    workers: usize,
) {
    let crawl = answers.level_by_level;
    let work = move || {
        let crawl = || crawl(&input.start, &input.site, workers);
        let levels = watched(LEVELS, input, crawl);
        let crawled = levels.into_iter().flatten().collect();
        in_time(&input.survey, &input.start, crawled)
    };
    let step = steps.add(name, work);
    step.todo(2).workers(workers).watch("fetch");
}

fn frontier<'a>(
    steps: &mut Steps<'a, Crawled>,
    name: &str,
    answers: &Answers,
    input: &'a Input,
    workers: usize,
) {
    let crawl = answers.continuously;
    let work = move || {
        let crawl = || crawl(&input.start, &input.site, workers);
        let crawled = watched(FRONTIER, input, crawl);
        in_time(&input.survey, &input.start, crawled)
    };
    let step = steps.add(name, work);
    step.todo(3).workers(workers).watch("fetch");
}

/// Runs `crawl`, with a bar that moves.
fn watched<T>(title: &str, input: &Input, crawl: impl FnOnce() -> T) -> T {
    let before = input.site.fetched();
    let so_far = || (input.site.fetched() - before, input.survey.pages.len());
    with_bar(title, so_far, crawl)
}

/// Fetches addresses that are known beforehand: no crawl can be faster, for it has to find them.
fn flat(urls: &[Url], site: &Site, workers: usize) -> Crawled {
    let next = AtomicUsize::new(0);
    let crawled = Mutex::new(Crawled::new());
    let work = || {
        while let Some(url) = urls.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = site.fetch(url);
            let mut crawled = crawled.lock().expect("no fetch panics");
            crawled.insert(url.clone(), outcome);
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    crawled.into_inner().expect("no fetch panics")
}
