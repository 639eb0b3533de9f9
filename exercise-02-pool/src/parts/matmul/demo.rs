//! Runs and times the answers of the part `matmul`.

use super::compared::Compared;
use super::result::Problem;
use super::steps::{self, EACH, ONCE, ONE, Peer, SHARED, THREADS};
use super::{Answers, AnswersFor, notes, peer, plan};
use common::exercise::{Run, grouped};
use std::cell::Cell;
use std::rc::Rc;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    match run.chosen("numbers").unwrap_or(f64::NAME) {
        f64::NAME => demo_of(&answers.floats, Some(peer::multiply), run),
        i64::NAME => demo_of(&answers.integers, None, run),
        other => Err(format!("--numbers takes f64 or i64, not '{other}'")),
    }
}

fn demo_of<N: Compared>(
    answers: &AnswersFor<N>,
    peer: Peer<N>,
    run: &mut Run,
) -> Result<(), String> {
    let size = run.size() as usize;
    plan::fits_in_memory(size, run.workers())?;
    run.progress("making two matrices");
    let problem = &Rc::new(Problem::of_size(size));
    let n = grouped(size as u64);
    run.about(format!(
        "Multiply two {n} × {n} matrices of {} (result: the sum of its numbers)",
        N::NAME
    ));
    let mut measured = Vec::new();

    // The naive loops are compared with other loops, all on one thread.
    if !run.is_sweep() && size <= plan::TRANSPOSED {
        let mut loops = steps::compare();
        steps::one_thread(&mut loops, answers, problem);
        measured.push(run.measure(loops));
    }
    // The better loops are compared with the same on several threads, and in processes.
    let sent = &[EACH, ONCE, SHARED].map(|step| (step, Cell::new(0)));
    let mut rows = steps::compare();
    steps::rows(&mut rows, answers, problem, run, sent);
    let rows = run.measure(rows);
    // And what can be had beyond.
    let mut blocked = steps::compare();
    if let Some(right) = rows.result(ONE) {
        blocked.expect(right.roughly());
    }
    steps::blocked(&mut blocked, answers, problem, run, peer);
    let blocked = run.measure(blocked);

    let mut notes = vec![plan::left_out(size)];
    if !run.is_sweep() && size > 0 {
        notes.push(match run.inline() {
            true => vec!["Inline, nothing is sent.".to_string()],
            false => {
                let sent = sent.each_ref().map(|(step, bytes)| (*step, bytes.get()));
                notes::shipping(&rows, size, sent, &[THREADS, ONE], run.workers())
            }
        });
        measured.extend([rows, blocked]);
        notes.push(notes::speeds(problem, &measured));
        if peer.is_none() {
            notes.push(vec![
                "The crate matrixmultiply knows floating-point numbers only.".to_string(),
            ]);
        }
    }
    notes.retain(|lines| !lines.is_empty());
    let lines = notes.join(&String::new());
    lines.into_iter().for_each(|line| run.note(line));
    Ok(())
}
