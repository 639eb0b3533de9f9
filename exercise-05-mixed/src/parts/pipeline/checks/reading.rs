//! Judges TODO(1), the reading stage.

use super::super::Answers;
use super::items::{self, Advice, Came, loaded};
use super::scene::Scene;
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::time::Duration;

/// The room in the channel (`None`: no limit), how many files were read before anybody took one, and all that came.
type Read = (Option<usize>, usize, Came);

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, scene, judge| Check::new(1, sentence, scene, read, judge).late(LATE);
    vec![
        check(
            "reads_every_file_once",
            |seed| Scene::of(seed, 12),
            each_once,
        ),
        check(
            "copes_with_no_files_and_many_readers",
            |seed| Scene::of(seed, 0),
            each_once,
        ),
        check("copes_with_one_file", |seed| Scene::of(seed, 1), each_once),
        check("sends_on_what_cannot_be_read", one_missing, each_once).points(2),
        check(
            "several_readers_read_at_once",
            |seed| Scene::of(seed, 9),
            at_once,
        )
        .holding(3)
        .points(2),
        Check::new(
            1,
            "readers_stop_when_the_channel_is_full",
            many,
            read_ahead,
            bounded,
        )
        .late(LATE)
        .points(2),
    ]
}

const LATE: &str = "Does `start_readers` wait for its readers (`join`, `scope`)? They end only when somebody takes \
                    their files, so it must return first. Or does a reader never end? The channel ends when its last \
                    sender is dropped, and a reader drops its own when there are no more jobs. Or does a sender \
                    live on outside the threads, say a clone that nobody drops?";

/// One reader: if it stops at the failure, nobody is left to read the rest.
fn one_missing(seed: u64) -> Scene {
    Scene {
        readers: 1,
        missing: Some(5),
        ..Scene::of(seed, 12)
    }
}

fn many(seed: u64) -> Scene {
    Scene::of(seed, 30)
}

fn read(answers: &Answers, scene: Scene) -> Read {
    let (jobs, _setting) = scene.jobs();
    let texts = (answers.start_readers)(jobs, scene.readers, scene.capacity);
    (texts.capacity(), 0, items::all(texts.iter().map(loaded)))
}

/// Takes nothing until the readers have had every chance to read.
fn read_ahead(answers: &Answers, scene: Scene) -> Read {
    let (jobs, setting) = scene.jobs();
    let texts = (answers.start_readers)(jobs, scene.readers, scene.capacity);
    // A right answer gets this far by itself, and no further. Whoever gets less far is judged by another check.
    let pause = || std::thread::sleep(Duration::from_millis(1));
    let full = scene.capacity + scene.readers;
    (0..2_000)
        .take_while(|_| setting.figures().read < full || !texts.is_full())
        .for_each(|_| pause());
    // One that goes further gets the chance to.
    (0..300).for_each(|_| pause());
    let ahead = setting.figures().read;
    (
        texts.capacity(),
        ahead,
        items::all(texts.iter().map(loaded)),
    )
}

const MORE: &str = "More threads than `readers` read. Does the loop start exactly `readers`, and no file one of its own?";

fn each_once(scene: &Scene, (_, _, came): &Read, _: &Observed) -> Verdict {
    let advice = Advice {
        lost: "Does every reader go on until there are no jobs left, also after an `Err`? And does a reader send \
               everything that it reads?",
        failure_lost: "A file that cannot be read is a value too: send what `read` gives, `Ok` or `Err`.",
        panic_lost: "",
        twice: "Each job must go to one reader. All of them take from clones of the same `jobs`.",
    };
    scene.each_once(came, false, &advice)
}

fn at_once(scene: &Scene, read: &Read, seen: &Observed) -> Verdict {
    let few = "The files are read, but not by `readers` threads at once: so the latencies add up.";
    let at_once = || scene.at_once(seen, "read", scene.readers, [MORE, few]);
    each_once(scene, read, seen).or(at_once)
}

fn bounded(scene: &Scene, read: &Read, seen: &Observed) -> Verdict {
    let (room, ahead, _) = read;
    let asked = format!("{scene:?}; nobody takes a file at first");
    let expected = format!("a channel with room for {}", scene.capacity);
    let most = scene.capacity + scene.readers;
    let threads = seen.of("read").threads().len();
    match room {
        None => {
            let so = "The channel has no limit, so all files end up in memory while the workers are busy. Which \
                      constructor makes one that has?";
            Verdict::wrong(expected, "a channel without a limit", so).asked(asked)
        }
        Some(room) if *room != scene.capacity => {
            let saw = format!("a channel with room for {room}");
            Verdict::wrong(expected, saw, "The room is given: `capacity`.").asked(asked)
        }
        Some(_) if threads > scene.readers => {
            let expected = format!("files read by {} threads", scene.readers);
            Verdict::wrong(expected, format!("{threads} threads that read"), MORE).asked(asked)
        }
        Some(_) if *ahead > most => {
            let expected = format!(
                "{most} files read at most: {} in the channel, one with each reader",
                scene.capacity
            );
            let so = "The readers read ahead of the channel. A reader must send each file before it reads the next.";
            Verdict::wrong(expected, format!("{ahead} files read"), so).asked(asked)
        }
        Some(_) => each_once(scene, read, seen),
    }
}
