//! Known wrong answers to exercise 5, part `resize`.

mod processes;
mod saving;
mod staged;
mod threads;

use super::Wrong;
use exercise_05_mixed::parts::resize::{
    Answers, Job, OnProcesses, OnThreads, Outcome, Pipeline, Save,
};
use processes::*;
use saving::*;
use solutions::exercise_05_mixed::resize::ANSWERS as SOLVED;
use staged::*;
use threads::*;

pub fn wrong_answers() -> Vec<Wrong> {
    let threads: [(_, _, OnThreads); 12] = [
        (
            "one after the other",
            "not made by `workers` threads at once",
            in_turn,
        ),
        (
            "a thread for each picture",
            "A thread for each picture is a crowd",
            thread_each,
        ),
        (
            "order of arrival",
            "gives them the wrong names",
            as_they_come,
        ),
        (
            "the first error ends all",
            "must not end the others",
            first_error,
        ),
        (
            "failures dropped",
            "A failure is an outcome, too",
            good_only,
        ),
        ("failures unwrapped", "must not end the others", unwrapped),
        (
            "joined at once",
            "not made by `workers` threads at once",
            joined_at_once,
        ),
        ("waves", "new threads are started again and again", waves),
        ("twice", "Pictures are done more than once", twice),
        ("by hand", "Call `resize::resize` for each picture", by_hand),
        (
            "every outcome unwrapped",
            "there is nothing to unwrap",
            expected_good,
        ),
        (
            "the rest forgotten",
            "a share for every picture",
            rest_forgotten,
        ),
    ];
    let processes: [(_, _, OnProcesses); 10] = [
        ("threads", "this process made them itself", on_threads),
        (
            "one after the other",
            "one worker made them after another",
            one_by_one,
        ),
        ("map", "`map` gives one error for all", mapped),
        (
            "errors of the pool dropped",
            "so is an error of the pool",
            pool_errors_dropped,
        ),
        ("a pool of its own", "Use the pool that is given", own_pool),
        (
            "a pool of its own, as large",
            "none of its workers",
            own_pool_of_this_size,
        ),
        ("the reason lost", "wants to know why", reason_lost),
        (
            "a failure of the wrong job",
            "made with the wrong job",
            wrong_job,
        ),
        (
            "tried again at home",
            "would have ended the whole program",
            again_at_home,
        ),
        ("order of arrival", "gives them the wrong names", unordered),
    ];
    let staged: [(_, _, Pipeline); 12] = [
        ("no pipeline", "These are not three stages", one_stage),
        (
            "an unbounded channel",
            "is one of them unbounded",
            unbounded_channels,
        ),
        (
            "all read before the first is decoded",
            "does a stage collect all",
            all_read_first,
        ),
        (
            "all decoded before the first is written",
            "does a stage collect all",
            all_shrunk_first,
        ),
        (
            "room for one where there is none",
            "also where the room is 0",
            some_room,
        ),
        (
            "one thread for each stage",
            "not done by its number of threads at once",
            one_thread_each,
        ),
        ("serial", "These are not three stages", serial),
        (
            "one worker",
            "not done by its number of threads at once",
            one_worker,
        ),
        (
            "a thread for each picture",
            "no picture has a thread of its own",
            thread_for_each,
        ),
        (
            "failures dropped",
            "goes through the ones after it as it is",
            failures_dropped,
        ),
        ("order of arrival", "Sort by index", arrival),
        (
            "a sender that is never dropped",
            "It does when its last sender is dropped",
            never_ends,
        ),
    ];
    let saving: [(_, _, Save); 13] = [
        ("in place", "The file was written in place", in_place),
        (
            "the old one removed first",
            "For a moment there is no file",
            removed_first,
        ),
        (
            "the old one removed before the rename",
            "do not remove it before",
            removed_late,
        ),
        (
            "a number without the process id",
            "a number that goes up begins anew in each",
            by_number,
        ),
        (
            "left behind when the rename fails",
            "also when the rename does",
            left_when_not_renamed,
        ),
        ("a lock", "One save waits for another", locked),
        ("unwrapped", "instead of `unwrap`", unwrapped_fill),
        ("in another folder", "belongs into the same folder", in_temp),
        (
            "a fixed name",
            "have used the same unfinished file",
            fixed_name,
        ),
        (
            "the process id alone",
            "have used the same unfinished file",
            by_pid,
        ),
        (
            "left behind on failure",
            "An unfinished file is left lying about",
            left_behind,
        ),
        ("the error hidden", "hand it on", error_hidden),
        ("a copy at last", "The file was written in place", copied),
    ];
    let wrong = |todo, (name, says), answers| Wrong {
        name,
        part: "resize",
        todo,
        says,
        answers: Box::new((
            exercise_05_mixed::exercise(),
            exercise_05_mixed::Answers {
                resize: answers,
                ..solutions::exercise_05_mixed::ANSWERS
            },
        )),
    };
    let mut all = Vec::new();
    for (name, says, on_threads) in threads {
        let answers = Answers {
            on_threads,
            ..SOLVED
        };
        all.push(wrong(1, (name, says), answers));
    }
    for (name, says, on_processes) in processes {
        let answers = Answers {
            on_processes,
            ..SOLVED
        };
        all.push(wrong(2, (name, says), answers));
    }
    for (name, says, pipeline) in staged {
        let answers = Answers { pipeline, ..SOLVED };
        all.push(wrong(3, (name, says), answers));
    }
    for (name, says, save) in saving {
        let answers = Answers { save, ..SOLVED };
        all.push(wrong(4, (name, says), answers));
    }
    all
}

/// The picture that an outcome belongs to.
fn index(outcome: &Outcome) -> usize {
    match outcome {
        Ok(done) => done.index,
        Err(failure) => failure.index,
    }
}

/// The outcomes as if the last picture had been the first to be done.
fn backwards(mut outcomes: Vec<Outcome>) -> Vec<Outcome> {
    outcomes.reverse();
    outcomes
}

fn good(outcomes: Vec<Outcome>) -> Vec<Outcome> {
    outcomes.into_iter().filter(Result::is_ok).collect()
}

fn numbered(jobs: &[Job], outcomes: impl Iterator<Item = Option<Outcome>>) -> Vec<Outcome> {
    let each = jobs.iter().zip(outcomes);
    each.filter_map(|(_, outcome)| outcome).collect()
}
