//! Single children: start them, know them by name and pid, wait for them, end them, and read how
//! they ended.
//!
//! A pool hides its processes. Here you hold them yourself: `named("A").spawn(f, a)` runs `f(a)` in
//! a process of its own and gives you a `Child`, the counterpart of Python's `Process`, or of a
//! thread's `JoinHandle`. All that a pool did for you is yours to do now: to start all before you
//! wait for any, to hear of whoever is done first, to lose patience with one that hangs, and to
//! hear of every failure.
//!
//! A child is this very program, started again, but it never comes to `main`: it runs the function
//! that it was started for, and ends. So there is no `if __name__ == "__main__"` to forget. What
//! `f` is can be a function, or a closure that captures nothing; what it needs goes into `a`, and
//! what it returns comes back from `join`. Nothing else is shared: find out in TODO(5) what that
//! means for a `static`.
//!
//! A process ends in one of three ways: its function returns, it leaves with a code, or a signal
//! ends it. In Python you learn which if you look at `exitcode`; who does not look never hears of
//! the failure. Here `join` gives a `Result`, and `exit` the status. Look for `Child`, `Exit` and
//! `Error` in the toolkit's documentation:
//! `cargo doc -p common --features process --no-deps --open`. The lesson in `lessons/processes.md`
//! leads through the five TODOs.

use ::exercise_04_threads_vs_procs::parts::processes::{
    self, Board, Digger, Ended, Ending, Greeting, Job,
};
// BEGIN SOLUTION
use common::process::{Exit, named, spawn};
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;
// END SOLUTION
use common::process::{Child, Error};
use std::ops::Range;
use std::time::Duration;

// TODO(1): start a child for each of `names`, which bears that name and calls `processes::hello`;
// start all of them before you wait for the first. Return what each says of itself, in the order of
// `names`. If a child cannot be started, or fails, return the error.
// `named(name).spawn(function, argument)?` starts a child, `child.join()?` waits for its result.
fn greet(names: &[String]) -> Result<Vec<Greeting>, Error> {
    // BEGIN SOLUTION todo!("TODO(1): one child for each of {names:?}")
    let start = |name: &String| named(name).spawn(processes::hello, ());
    // All of them run before we wait for the first: `collect` sees to that.
    let children: Vec<_> = names.iter().map(start).collect::<Result<_, _>>()?;
    children.into_iter().map(Child::join).collect()
    // END SOLUTION
}

// TODO(2): start a child for each digger, of that name, which calls `processes::dig` on its ground;
// a `Digger` is a name and its ground. Call `board.done(name, outcome)` for each as soon as it is
// done, in whatever order that happens; `outcome` is what `join` gives. There may be rock in the
// ground: a digger that fails is done as well, and its error is shown like any other outcome. Only if
// a child cannot be started, return the error.
// To wait for one child is to be deaf to all others. Threads can wait side by side, and a channel
// (`std::sync::mpsc`) can tell you who is done. Only your own thread may write on the board.
fn dig_all(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    // BEGIN SOLUTION todo!("TODO(2): {diggers:?}, shown on {board:?}")
    let (tell, told) = mpsc::channel();
    for (name, ground) in diggers {
        let child = named(name).spawn(processes::dig, *ground)?;
        let (tell, name) = (tell.clone(), name.clone());
        thread::spawn(move || tell.send((name, child.join())));
    }
    // The loop below ends when nobody is left who could tell anything, and we will not.
    drop(tell);
    for (name, outcome) in told {
        board.done(&name, outcome);
    }
    Ok(())
    // END SOLUTION
}

// TODO(3): wait for the child, at most `limit`. If it goes on, ask it to end (`terminate`), and
// give it `grace` for that. If it still goes on, kill it. Return what came of it, whenever that
// came, and how its process ended: `(outcome, child.exit())`. It must have ended when you return.
// `child.join_timeout(limit)` gives `None` if the child goes on; with `Duration::MAX` it waits for
// as long as that takes.
fn wait_or_end(child: Child<u64>, limit: Duration, grace: Duration) -> Ended {
    // BEGIN SOLUTION todo!("TODO(3): {child:?}, {limit:?}, then {grace:?}")
    let mut child = child;
    let mut outcome = child.join_timeout(limit);
    if outcome.is_none() {
        child.terminate();
        outcome = child.join_timeout(grace);
    }
    if outcome.is_none() {
        child.kill();
        outcome = child.join_timeout(Duration::MAX);
    }
    (outcome, child.exit())
    // END SOLUTION
}

// TODO(4): run `processes::work` on every job, in a child for each, all at the same time, and say
// of each how it ended, in the order of `jobs`: `Ending::Returned`, `Panicked` with its message,
// `Left` with its exit code, or `Killed` with the number of the signal. No failure may be lost,
// none may take the others with it. Only an error of another kind (a child could not be started, or
// could not read its job) is handed on.
fn post_mortem(jobs: &[Job]) -> Result<Vec<Ending>, Error> {
    // BEGIN SOLUTION todo!("TODO(4): the endings of {jobs:?}")
    let start = |job: &Job| spawn(processes::work, *job);
    let children: Vec<_> = jobs.iter().map(start).collect::<Result<_, _>>()?;
    let ending = |child: Child<u64>| match child.join() {
        Ok(number) => Ok(Ending::Returned(number)),
        Err(Error::ChildPanicked { message, .. }) => Ok(Ending::Panicked(message)),
        Err(Error::ChildDied {
            status: Exit::Code(code),
            ..
        }) => Ok(Ending::Left(code)),
        Err(Error::ChildDied {
            status: Exit::Signal(signal),
            ..
        }) => Ok(Ending::Killed(signal)),
        Err(error) => Err(error),
    };
    children.into_iter().map(ending).collect()
    // END SOLUTION
}

// TODO(5): have every field dug by a child of its own, all at the same time: it calls
// `processes::dig_hole` at each place of its field. That counts the holes in `processes::HOLES`, of
// which the child has a copy of its own. So let each child return its count, add them all to the
// `HOLES` of this process, which may have counted some before, and return how many it counts now. If a
// child cannot be started, or fails, return the error.
fn count_holes(fields: &[Range<u64>]) -> Result<u64, Error> {
    // BEGIN SOLUTION todo!("TODO(5): the holes in {fields:?}")
    let dig = |field: Range<u64>| {
        field.for_each(processes::dig_hole);
        processes::HOLES.load(Ordering::Relaxed)
    };
    let start = |field: &Range<u64>| spawn(dig, field.clone());
    let children: Vec<_> = fields.iter().map(start).collect::<Result<_, _>>()?;
    for child in children {
        processes::HOLES.fetch_add(child.join()?, Ordering::Relaxed);
    }
    Ok(processes::HOLES.load(Ordering::Relaxed))
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: processes::Answers = processes::Answers {
    greet,
    dig_all,
    wait_or_end,
    post_mortem,
    count_holes,
};
