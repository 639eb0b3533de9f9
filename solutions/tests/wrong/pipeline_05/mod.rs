//! Known wrong answers to exercise 5, part `pipeline`.

mod computing;
mod joining;
mod reading;

use super::Wrong;
use computing::*;
use exercise_05_mixed::parts::pipeline::{Answers, RunPipeline, StartReaders, StartWorkers};
use joining::*;
use reading::*;
use solutions::exercise_05_mixed::pipeline::ANSWERS as SOLVED;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |todo, name, says, answers| Wrong {
        name,
        part: "pipeline",
        todo,
        says,
        answers: Box::new((
            exercise_05_mixed::exercise(),
            exercise_05_mixed::Answers {
                pipeline: answers,
                ..solutions::exercise_05_mixed::ANSWERS
            },
        )),
    };
    let readers = |name, says, start_readers: StartReaders| {
        wrong(
            1,
            name,
            says,
            Answers {
                start_readers,
                ..SOLVED
            },
        )
    };
    let workers = |name, says, start_workers: StartWorkers| {
        wrong(
            2,
            name,
            says,
            Answers {
                start_workers,
                ..SOLVED
            },
        )
    };
    let joined = |name, says, run_pipeline: RunPipeline| {
        wrong(
            3,
            name,
            says,
            Answers {
                run_pipeline,
                ..SOLVED
            },
        )
    };
    vec![
        readers("an unbounded channel", "The channel has no limit", no_limit),
        readers(
            "room for each reader",
            "The room is given",
            |jobs, readers, _| (SOLVED.start_readers)(jobs, readers, readers),
        ),
        readers(
            "all read before any is sent",
            "read ahead of the channel",
            all_first,
        ),
        readers(
            "joined before it returns",
            "it must return first",
            joined_first,
        ),
        readers("one reader", "the latencies add up", |jobs, _, capacity| {
            (SOLVED.start_readers)(jobs, 1, capacity)
        }),
        readers(
            "a thread for each file",
            "More threads than `readers`",
            thread_per_file,
        ),
        readers(
            "a sender that is never dropped",
            "its last sender is dropped",
            never_ends,
        ),
        readers("a loop without end", "a reader never end", loops),
        readers(
            "failures dropped",
            "send what `read` gives",
            good_files_only,
        ),
        readers(
            "one file each",
            "go on until there are no jobs left",
            one_file_each,
        ),
        readers(
            "one reader more",
            "More threads than `readers`",
            |jobs, readers, room| (SOLVED.start_readers)(jobs, readers + 1, room),
        ),
        readers(
            "eight readers, whatever is asked for",
            "More threads than `readers`",
            |jobs, _, room| (SOLVED.start_readers)(jobs, 8, room),
        ),
        readers(
            "stops at the first failure",
            "also after an `Err`",
            failure_is_its_last,
        ),
        readers(
            "failures unwrapped",
            "a thread panicked at solutions/tests/wrong/pipeline_05/reading.rs",
            unwraps_files,
        ),
        workers(
            "one worker",
            "not computed by `workers` threads",
            |texts, _| (SOLVED.start_workers)(texts, 1),
        ),
        workers(
            "joined at once",
            "not computed by `workers` threads",
            joined_at_once,
        ),
        workers(
            "a thread for each text",
            "More threads than `workers`",
            thread_per_text,
        ),
        workers("all texts first", "collects the texts first", texts_first),
        workers(
            "joined before it returns",
            "must return at once",
            workers_joined,
        ),
        workers("failures unwrapped", "send an `Err` on as it is", unwraps),
        workers(
            "failures dropped",
            "send an `Err` on as it is",
            good_texts_only,
        ),
        workers(
            "stops at the first failure",
            "also after an `Err`",
            stops_at_failure,
        ),
        workers(
            "a sender that is never dropped",
            "its last sender is dropped",
            keeps_sender,
        ),
        workers(
            "one worker more",
            "More threads than `workers`",
            |texts, workers| (SOLVED.start_workers)(texts, workers + 1),
        ),
        workers(
            "a queue for each worker",
            "texts that no worker is free for",
            queue_each,
        ),
        workers(
            "panics unwrapped",
            "`compute` gives an `Err` for a panic",
            unwraps_outcome,
        ),
        workers(
            "failures unwrapped, and the place",
            "a thread panicked at solutions/tests/wrong/pipeline_05/computing.rs",
            unwraps,
        ),
        workers(
            "outcomes held back",
            "Send each outcome before you take the next text",
            held_back,
        ),
        workers(
            "one text each",
            "go on until there are no more",
            one_text_each,
        ),
        joined(
            "one file after the other",
            "A pipeline is started once",
            one_by_one,
        ),
        joined(
            "four files at a time",
            "A pipeline is started once",
            four_by_four,
        ),
        joined(
            "its own numbers",
            "`stages` knows how many threads",
            its_own_numbers,
        ),
        joined("the last file first", "the smallest first", backwards),
        joined(
            "the first failure ends everything",
            "must not cost the others",
            first_failure,
        ),
        joined(
            "failures dropped",
            "put it into the second list",
            no_failures,
        ),
        joined(
            "failures unwrapped",
            "solutions/tests/wrong/pipeline_05/joining.rs",
            unwrapped,
        ),
        joined(
            "order of arrival",
            "sort each list by `index`",
            as_they_come,
        ),
        joined(
            "all texts first",
            "collects the texts between the stages",
            all_in_memory,
        ),
        joined(
            "computes by itself",
            "one thread did a stage's work",
            by_itself,
        ),
        joined("the last one lost", "until it ends", last_lost),
    ]
}
