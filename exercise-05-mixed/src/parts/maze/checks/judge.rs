//! What several TODOs are judged by: paths, who searched, who stopped, who is still there.

use super::super::Win;
use super::super::grid::Path;
use super::super::oracle::{breadth_first, fault};
use super::super::search::{Ended, walk};
use super::mazes::{Asked, described, maze};
use common::check::Verdict;
use common::witness::{self, Observed, Seen};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Leaves word in the record that the answer has returned.
pub fn returned<T>(answer: T) -> T {
    drop(witness::enter("returned", &()));
    answer
}

/// How many threads more than `before` there still are, once those that are ending have had the time to.
pub fn left_behind(before: usize) -> usize {
    let start = Instant::now();
    while threads() > before && start.elapsed() < Duration::from_secs(2) {
        std::thread::sleep(Duration::from_millis(2));
    }
    threads().saturating_sub(before)
}

/// How many threads this process has; 0 where the system does not tell.
pub fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count)
}

/// The first complaint about the answers to several questions.
pub fn each<T>(asked: &[Asked], answers: &[T], judge: fn(&Asked, &T) -> Verdict) -> Verdict {
    let pairs = asked.iter().zip(answers);
    pairs.fold(Verdict::Pass, |verdict, (asked, answer)| {
        verdict.or(|| judge(asked, answer))
    })
}

/// No thread may be left.
pub fn all_gone(asked: String, left: usize) -> Verdict {
    if left == 0 {
        return Verdict::Pass;
    }
    let so = "They outlive the answer. Are all threads joined (`thread::scope` does it), is every pool your own, and \
              dropped at the end? A global pool lives as long as the program.";
    Verdict::wrong("no thread more than before", format!("{left} more"), so).asked(asked)
}

/// What to think of when there is no path, or one that is none.
#[derive(Clone, Copy)]
pub struct Advice {
    /// Whose number the question tells: "solver" or "worker".
    pub who: &'static str,
    /// Where there is a way out, and the answer is `None`.
    pub lost: &'static str,
    /// Where the path is none.
    pub none: &'static str,
}

const OF_A_SOLVER: Advice = Advice {
    who: "solver",
    lost: "There is a way out, and the answer says that there is none. Is a result lost?",
    none: "This path is none. What `search` gives is one as it is.",
};

/// Whether a path is one, or there is none where none can be.
fn a_path(asked: &Asked, path: Option<&Path>, advice: Advice) -> Verdict {
    let maze = maze(asked);
    let right = breadth_first(&maze);
    let verdict = match (path, right) {
        (None, None) => Verdict::Pass,
        (None, Some(_)) if maze.start() == maze.end() => Verdict::wrong(
            "a path of one cell",
            "None",
            "The start is the end: there is nothing to search, and this one cell is the path.",
        ),
        (None, Some(_)) => Verdict::wrong("a path", "None", advice.lost),
        (Some(path), right) => match (fault(&maze, path), right) {
            (None, _) => Verdict::Pass,
            (Some(fault), None) => Verdict::wrong(
                "None: there is no way out",
                format!("a path of {} cells: {fault}", path.len()),
                "This path is none. Where there is no way out, the answer is `None`.",
            ),
            (Some(fault), Some(_)) => Verdict::wrong(
                "a path from the start to the end, step by step, through no wall",
                fault,
                advice.none,
            ),
        },
    };
    verdict.asked(described(asked, advice.who))
}

/// Whether a path is as short as can be.
pub fn a_shortest(asked: &Asked, path: Option<&Path>, advice: Advice) -> Verdict {
    let longer = || {
        let shortest = breadth_first(&maze(asked)).map_or(0, |path| path.len());
        match path {
            Some(path) if path.len() > shortest => Verdict::wrong(
                format!("a path of {} steps", shortest - 1),
                format!("one of {} steps", path.len() - 1),
                "It is a path, but not a shortest one. Is a level done before the next begins, and does nobody claim \
                 a cell that is claimed already, or lose one?",
            )
            .asked(described(asked, "worker")),
            _ => Verdict::Pass,
        }
    };
    a_path(asked, path, advice).or(longer)
}

/// Whether it is the path that this solver finds.
pub fn a_win(asked: &Asked, win: &Option<Win>) -> Verdict {
    let its_own = || {
        let Some((solver, path)) = win else {
            return Verdict::Pass;
        };
        match walk(&maze(asked), *solver, &mut || false).0 {
            Ended::Out(own) if own == *path && *solver < asked.1 => Verdict::Pass,
            _ => Verdict::wrong(
                "the number of a solver, and the path that it found",
                format!("solver {solver} and another's path"),
                "Number and path do not belong together. Solvers are numbered from 0.",
            )
            .asked(described(asked, "solver")),
        }
    };
    a_path(asked, win.as_ref().map(|(_, path)| path), OF_A_SOLVER).or(its_own)
}

/// Whether every solver searched, each in its own way, all at the same time, and each in a thread of the program itself
/// or in a process of its own.
pub fn all_at_once(asked: &Asked, seen: &Observed, processes: bool) -> Verdict {
    let seen = seen.of("search");
    let (calls, solvers) = (seen.calls.len(), asked.1);
    let own: BTreeSet<&str> = seen.calls.iter().map(|call| call.item.as_str()).collect();
    let numbers: BTreeSet<String> = (0..solvers).map(|solver| solver.to_string()).collect();
    let kind = if processes { "processes" } else { "threads" };
    let expected = format!("{solvers} calls of `search` at the same time, on {solvers} {kind}");
    let is_worker = |pid: &u32| *pid != seen.asked_pid;
    let verdict = match () {
        () if calls == 0 => Verdict::wrong(
            expected,
            "no call of `search` at all",
            "Your answer never called `search`. Let each solver run it.",
        ),
        () if processes && !seen.processes().iter().any(is_worker) && seen.threads().len() > 1 => {
            Verdict::wrong(
                expected,
                format!(
                    "calls on {} threads of the program itself",
                    seen.threads().len()
                ),
                "These are threads. The workers of `pool` are processes.",
            )
        }
        () if !processes && seen.processes().iter().any(is_worker) => Verdict::wrong(
            expected,
            "calls in other processes",
            "This TODO asks for threads; TODO(2) asks for processes.",
        ),
        () if own.len() < calls => Verdict::wrong(
            format!("each of the solvers 0 to {} once", solvers - 1),
            format!("{calls} searches by {} different solvers", own.len()),
            "Some search the same way as others, step by step, so they can only come in at the same time. Each needs a \
             number of its own.",
        ),
        () if seen.most_at_once() == 1 && solvers > 1 => Verdict::serial(
            expected,
            match calls {
                1 => "one call, and no other".to_string(),
                n => format!("{n} calls one after another"),
            },
            "So nothing ran in parallel that should. Are all started before the first is waited for? A lazy \
             iterator starts each when the one before has been joined: `collect` the handles first.",
        ),
        () if own != numbers.iter().map(String::as_str).collect() => Verdict::wrong(
            format!("solvers 0 to {}", solvers - 1),
            format!("solvers {}", own.into_iter().collect::<Vec<_>>().join(", ")),
            "Solvers are numbered from 0, and each of them runs once, all at the same time. A pool of fewer threads \
             than solvers starts the last when the race is over.",
        ),
        () if seen.most_at_once() < solvers => Verdict::serial(
            expected,
            format!("at most {} at the same time", seen.most_at_once()),
            "Some wait for others to end before they begin. Start all of them at once. A pool of fewer threads than \
             solvers starts the last when the race is over.",
        ),
        () => Verdict::Pass,
    };
    verdict.asked(described(asked, "solver"))
}

/// What to think of when the others are not told to stop.
pub const SET_AT_ONCE: &str = "They go on searching although the race is over. Does every search look at the flag or the event \
                               in `stop`, and does somebody set it at once?";

/// Whether all who were not first were told to stop, and had ended when the answer returned.
pub fn stopped(asked: &Asked, seen: &Observed, what: &str, so: &str) -> Verdict {
    let returned = seen.calls.iter().find(|call| call.work == "returned");
    let returned = returned.map_or(usize::MAX, |call| call.start);
    let late = |call: &&Seen| call.work == "search" && call.start < returned;
    let goes_on = seen.calls.iter().filter(late).filter(|call| {
        // One that was killed has no end.
        call.end.is_none_or(|end| end > returned)
    });
    let goes_on = goes_on.count();
    let never_told = seen.of("never told").calls.len();
    let verdict = match () {
        () if never_told > 0 => Verdict::wrong(
            format!("all others told to stop, once {what}"),
            format!("{never_told} who asked and asked, and were never told"),
            so,
        ),
        () if goes_on > 0 => Verdict::wrong(
            "every search ended when the answer returned",
            format!("{goes_on} still at work, or killed"),
            "Whoever was told to stop still has to get there. Wait for all of them before you return.",
        ),
        () => Verdict::Pass,
    };
    verdict.asked(described(asked, "solver"))
}
