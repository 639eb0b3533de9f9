//! What the first three TODOs have in common: every picture has its outcome, in its place, and its file.

use super::scene::{Came, NO_PICTURE, Scene};
use common::check::{Verdict, shortened};
use common::exercise::count;
use common::witness::Observed;

/// What to say of outcomes that are missing.
pub struct Advice {
    pub lost: &'static str,
    pub failure_lost: &'static str,
}

/// Every picture has one outcome, in the order of the list, and its result is on the disk.
pub fn all_there(scene: &Scene, (items, colours, _, panicked): &Came, advice: &Advice) -> Verdict {
    let ended = panicked.as_ref();
    let ended = ended.map_or(String::new(), |at| format!("; a thread {}", shortened(at)));
    let bad = [scene.broken, scene.deadly];
    let mut came: Vec<usize> = items.iter().map(|(index, _)| *index).collect();
    let in_order = came.is_sorted();
    came.sort_unstable();
    for index in 0..scene.pictures {
        let is_bad = bad.contains(&Some(index));
        let mut of_it = items.iter().filter(|(i, _)| *i == index);
        let (first, more) = (of_it.next(), of_it.count());
        let what = match is_bad {
            true => format!("the failure of picture {index}"),
            false => format!("a result of picture {index}"),
        };
        let complaint = match first {
            None => {
                let saw = format!("{} outcomes, none of it{ended}", items.len());
                let so = if is_bad {
                    advice.failure_lost
                } else {
                    advice.lost
                };
                let so = match items.len() >= scene.pictures {
                    true => format!("{so} {WRONG_JOB}"),
                    false => so.to_string(),
                };
                Verdict::wrong(what, saw, so)
            }
            Some(_) if more > 0 => Verdict::wrong(what, format!("{} of them", more + 1), TWICE),
            Some((_, Err(why))) if !is_bad => Verdict::wrong(what, shortened(why), advice.lost),
            Some((_, Ok(()))) if is_bad => Verdict::wrong(what, "a result", advice.failure_lost),
            Some((_, Err(why))) => reason(scene, index, why),
            Some(_) => Verdict::Pass,
        };
        if complaint != Verdict::Pass {
            return complaint.asked(format!("{scene:?}"));
        }
    }
    if came.len() != scene.pictures {
        let expected = format!("{} outcomes", scene.pictures);
        return Verdict::wrong(expected, format!("{} outcomes", came.len()), TWICE)
            .asked(format!("{scene:?}"));
    }
    if !in_order {
        let saw: Vec<usize> = items.iter().map(|(index, _)| *index).collect();
        let expected = "outcome 0 for picture 0, outcome 1 for picture 1, and so on";
        return Verdict::wrong(expected, shortened(&format!("pictures {saw:?}")), ORDER)
            .asked(format!("{scene:?}"));
    }
    files(scene, colours, &bad)
}

/// Whether a failure says what it must.
fn reason(scene: &Scene, index: usize, why: &str) -> Verdict {
    let died = ["SIGABRT", "Died"];
    let (expected, is_told) = match scene.broken == Some(index) {
        true => (NO_PICTURE, why == NO_PICTURE),
        // How a process ends is told in other words elsewhere.
        false => (
            "its worker was killed by SIGABRT",
            !cfg!(unix) || died.iter().any(|word| why.contains(word)),
        ),
    };
    match is_told {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("the reason of picture {index}: {expected}"),
            shortened(why),
            "Whoever reads the report wants to know why. Hand a failure of `resize` on as it is, and make that of a pool \
             of its error: `job.failed(error)`.",
        ),
    }
}

fn files(scene: &Scene, colours: &[Option<[u8; 3]>], bad: &[Option<usize>]) -> Verdict {
    for (index, found) in colours.iter().enumerate() {
        let is_bad = bad.contains(&Some(index));
        let saw = match found {
            None if is_bad => continue,
            Some(_) if is_bad => "a file",
            None => "no file",
            Some(colour) if *colour == scene.colour(index) => continue,
            Some(_) => "the picture of another",
        };
        let expected = format!("the result of picture {index} in its file");
        return Verdict::wrong(expected, saw, WRITTEN).asked(format!("{scene:?}"));
    }
    Verdict::Pass
}

const TWICE: &str = "Each picture has one outcome. Does a job go to two workers, or is a failure made with the wrong job?";
const WRONG_JOB: &str = "Or is it made with the wrong job?";
/// What to say when somebody unwraps.
pub const UNWRAPPED: &str = "Is a failure unwrapped? A picture that failed is an outcome, an `Err` with its reason: hand it on like \
                             the others, there is nothing to unwrap.";
const ORDER: &str = "All is there, but in the order in which it was done: whoever pairs the outcomes with the pictures \
                     gives them the wrong names. Sort by index, or use a map that keeps the order.";
const WRITTEN: &str = "An outcome must tell the truth about the disk: a result is written by `write`, which gives it.";

/// Who should be at work, and what to say if there are too many or too few of them.
pub struct Crew {
    pub who: &'static str,
    pub many: &'static str,
    pub few: &'static str,
}

/// Whether as many threads as there are workers called `work` at the same time, and no more of them.
pub fn at_once(scene: &Scene, seen: &Observed, work: &str, wanted: usize, crew: &Crew) -> Verdict {
    let calls = seen.of(work);
    let (threads, most) = (calls.threads().len(), calls.most_at_once());
    let expected = match wanted {
        1 => format!("one call of `{work}` after another"),
        _ => format!(
            "{wanted} calls of `{work}` at the same time, {} of their own",
            crew.who
        ),
    };
    let on = match threads {
        1 => crew
            .who
            .replace("processes", "one process")
            .replace("threads", "one thread"),
        n => crew.who.replace(' ', &format!(" {n} ")),
    };
    let saw = match most {
        0 => {
            let so = format!(
                "Call `resize::{work}` for each picture: it does the work, and it is what is counted."
            );
            return Verdict::wrong(expected, format!("no call of `{work}` at all"), so)
                .asked(format!("{scene:?}"));
        }
        1 => format!("one call after another, {on}"),
        n => format!("at most {n} at the same time, {on}"),
    };
    let asked = format!("{scene:?}");
    let each = calls.calls.len();
    if each > scene.pictures {
        let expected = format!(
            "{} of `{work}`, one for each picture",
            count(scene.pictures, "call")
        );
        let so = format!(
            "Pictures are done more than once. Is `{work}` called again to look at what came of it?"
        );
        return Verdict::wrong(expected, count(each, "call"), so).asked(asked);
    }
    // Threads that come one after another are none too many, but serial.
    match threads > wanted && (most > 1 || wanted == 1) {
        true => Verdict::wrong(expected, saw, crew.many).asked(asked),
        false if most < wanted => Verdict::serial(expected, saw, crew.few).asked(asked),
        false => Verdict::Pass,
    }
}
