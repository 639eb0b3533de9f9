//! TODO(2): diggers in another order than that in which they are done, or lost on the way.

use super::{Wrong, wrong};
use common::process::{Child, Error, Queue, as_completed, current, named};
use common::process::{Pool, spawn};
use exercise_04_threads_vs_procs::parts::processes::{Answers, Board, Digger, dig};
use solutions::exercise_04_threads_vs_procs::processes::ANSWERS as SOLVED;
use std::sync::mpsc;
use std::thread;

type Answer = fn(&[Digger], &mut Board) -> Result<(), Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 18] = [
        (
            "joined in the order of start",
            "An order of start",
            in_order,
        ),
        ("one by one", "One after another", one_by_one),
        ("shown at the end", "held back until the last", at_the_end),
        ("threads", "These are threads", threads),
        ("a plain loop", "That is a plain call", plain_loop),
        ("a pool", "calls in the workers of a pool", pool),
        ("no names", "gives a child its name", no_names),
        ("a sender too many", "Did you drop your own?", sender_kept),
        (
            "they tell it themselves",
            "a digger that fails sends nothing",
            told_by_queue,
        ),
        (
            "failures dropped",
            "The failure of one digger was dropped",
            dropped,
        ),
        (
            "stops at a failure",
            "One digger that fails is no error of the whole",
            stops,
        ),
        ("zero for a failure", "a failure too", zeros),
        (
            "somebody else's stones",
            "That came of another digger",
            zipped,
        ),
        (
            "ends at the first failure",
            "One digger that fails is no error of the whole",
            ends_early,
        ),
        ("a thread for two", "deaf to all", thread_for_two),
        (
            "starts passed over",
            "A digger without a child was passed over",
            starts_passed_over,
        ),
        (
            "starts unwrapped",
            "`?` in place of `unwrap`",
            starts_unwrapped,
        ),
        ("shown twice", "was shown 2 times", twice),
    ];
    let answers = |dig_all| Answers { dig_all, ..SOLVED };
    all.map(|(name, says, answer)| wrong(2, name, says, answers(answer)))
        .into()
}

fn children(diggers: &[Digger]) -> Result<Vec<(String, Child<u64>)>, Error> {
    let start = |(name, ground): &Digger| Ok((name.clone(), named(name).spawn(dig, *ground)?));
    diggers.iter().map(start).collect()
}

fn in_order(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    for (name, child) in children(diggers)? {
        board.done(&name, child.join());
    }
    Ok(())
}

fn one_by_one(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    for (name, ground) in diggers {
        board.done(name, named(name).spawn(dig, *ground)?.join());
    }
    Ok(())
}

/// What the right answer shows, in the same order, all at once.
fn collected(diggers: &[Digger]) -> Result<Vec<(String, Result<u64, Error>)>, Error> {
    let mut all = Vec::new();
    let mut aside = Board::new(|name, stones| all.push((name.to_string(), stones)));
    (SOLVED.dig_all)(diggers, &mut aside)?;
    drop(aside);
    Ok(all)
}

fn at_the_end(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let all = collected(diggers)?.into_iter().rev();
    all.for_each(|(name, stones)| board.done(&name, stones));
    Ok(())
}

fn threads(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let (tell, told) = mpsc::channel();
    for (name, ground) in diggers.iter().cloned() {
        let tell = tell.clone();
        thread::spawn(move || tell.send((name, dig(ground))));
    }
    drop(tell);
    told.iter()
        .for_each(|(name, stones)| board.done(&name, Ok(stones)));
    Ok(())
}

fn plain_loop(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    for (name, ground) in diggers {
        board.done(name, Ok(dig(*ground)));
    }
    Ok(())
}

fn pool(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let pool = Pool::new(diggers.len())?;
    let tasks = diggers.iter().map(|(_, ground)| pool.submit(dig, *ground));
    for (place, stones) in as_completed(tasks) {
        board.done(&diggers[place].0, stones);
    }
    Ok(())
}

fn no_names(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let (tell, told) = mpsc::channel();
    for (name, ground) in diggers {
        let child = spawn(dig, *ground)?;
        let (tell, name) = (tell.clone(), name.clone());
        thread::spawn(move || tell.send((name, child.join())));
    }
    drop(tell);
    told.iter()
        .for_each(|(name, stones)| board.done(&name, stones));
    Ok(())
}

fn sender_kept(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let (tell, told) = mpsc::channel();
    for (name, child) in children(diggers)? {
        let tell = tell.clone();
        thread::spawn(move || tell.send((name, child.join())));
    }
    told.iter()
        .for_each(|(name, stones)| board.done(&name, stones));
    Ok(())
}

fn told_by_queue(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let done = Queue::unbounded()?;
    let tell = |(ground, done): (u64, Queue<(String, u64)>)| {
        let stones = dig(ground);
        done.put((current().name, stones))
            .expect("the parent lives");
    };
    let start = |(name, ground): &Digger| named(name).spawn(tell, (*ground, done.clone()));
    let children: Vec<Child<()>> = diggers.iter().map(start).collect::<Result<_, _>>()?;
    for _ in &children {
        let (name, stones) = done.get()?;
        board.done(&name, Ok(stones));
    }
    children.into_iter().try_for_each(Child::join)
}

fn dropped(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let mut good = Board::new(|name, stones| {
        if stones.is_ok() {
            board.done(name, stones);
        }
    });
    (SOLVED.dig_all)(diggers, &mut good)
}

fn stops(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    for (name, stones) in collected(diggers)? {
        board.done(&name, Ok(stones?));
    }
    Ok(())
}

fn zeros(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let mut zeros = Board::new(|name, stones| board.done(name, Ok(stones.unwrap_or(0))));
    (SOLVED.dig_all)(diggers, &mut zeros)
}

fn zipped(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let mut all = collected(diggers)?;
    all.sort_by_key(|(name, _)| name.clone());
    for ((name, _), (_, stones)) in diggers.iter().zip(all) {
        board.done(name, stones);
    }
    Ok(())
}

/// The right answer to diggers that have been started.
fn show(children: Vec<(String, Child<u64>)>, board: &mut Board) {
    let (tell, told) = mpsc::channel();
    for (name, child) in children {
        let tell = tell.clone();
        thread::spawn(move || tell.send((name, child.join())));
    }
    drop(tell);
    told.iter()
        .for_each(|(name, stones)| board.done(&name, stones));
}

fn ends_early(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let (tell, told) = mpsc::channel();
    for (name, child) in children(diggers)? {
        let tell = tell.clone();
        thread::spawn(move || tell.send((name, child.join())));
    }
    drop(tell);
    for (name, stones) in told {
        board.done(&name, Ok(stones?));
    }
    Ok(())
}

fn thread_for_two(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let (tell, told) = mpsc::channel();
    for pair in diggers.chunks(2) {
        let (tell, pair) = (tell.clone(), children(pair)?);
        thread::spawn(move || {
            pair.into_iter()
                .try_for_each(|(name, child)| tell.send((name, child.join())))
        });
    }
    drop(tell);
    told.iter()
        .for_each(|(name, stones)| board.done(&name, stones));
    Ok(())
}

fn starts_passed_over(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let start = |digger| children(std::slice::from_ref(digger)).ok();
    show(diggers.iter().filter_map(start).flatten().collect(), board);
    Ok(())
}

fn starts_unwrapped(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    show(children(diggers).unwrap(), board);
    Ok(())
}

fn twice(diggers: &[Digger], board: &mut Board) -> Result<(), Error> {
    let mut both = Board::new(|name, stones| {
        board.done(name, stones.clone());
        board.done(name, stones);
    });
    (SOLVED.dig_all)(diggers, &mut both)
}
