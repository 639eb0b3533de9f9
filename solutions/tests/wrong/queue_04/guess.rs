//! TODO(5): conversations in which nobody speaks, nobody stops, or nobody listens.

use super::{Wrong, wrong};
use common::process::{Child, Duplex, Error, duplex, spawn};
use exercise_04_threads_vs_procs::parts::queue::{Answers, Reply, Secret};
use solutions::exercise_04_threads_vs_procs::queue::ANSWERS as SOLVED;

type Found = Result<u64, Error>;
type Here = Duplex<u64, Reply>;
type There = Duplex<Reply, u64>;

pub fn wrong_answers() -> Vec<Wrong> {
    let guess = |name, says, find_out| wrong(5, name, says, Answers { find_out, ..SOLVED });
    vec![
        guess(
            "join before the end",
            "drop yours, and join then",
            join_first,
        ),
        guess("both listen", "Both listen, and nobody speaks", both_listen),
        guess(
            "listens twice",
            "Each question gets one answer",
            listens_twice,
        ),
        guess("one number after another", "Let the reply decide", linear),
        guess("all questions at once", "Let the reply decide", all_at_once),
        guess("no child", "That is a function call", no_child),
        guess("the sum is too large", "low + (high - low) / 2", overflows),
        guess("lower for higher", "seen from the guess", mixed_up),
        guess("all in the child", "the guesses are made here", all_there),
        guess("by thirds", "Let the reply decide", thirds),
        guess("one number more", "all numbers below `below`", one_more),
        guess("asks for ever", "the last guesses were", for_ever),
        guess("ended by force", "that ends by itself", by_force),
        guess(
            "the end taken for a failure",
            "no failure: `while let Ok(guess) = end.recv()`",
            end_is_error,
        ),
        guess(
            "answers once",
            "The child left before you knew the number",
            answers_once,
        ),
        guess("never answers", "Each question gets one answer", no_answer),
        guess("never joined", "`join` each child", never_joined),
    ]
}

fn start(secret: Secret) -> Result<(Here, Child<Result<(), Error>>), Error> {
    let (here, there) = duplex()?;
    let answer = |(secret, end): (Secret, There)| {
        while let Ok(guess) = end.recv() {
            end.send(secret.compare(guess))?;
        }
        Ok(())
    };
    Ok((here, spawn(answer, (secret, there))?))
}

fn halve(here: &Here, below: u64, middle: fn(u64, u64) -> u64) -> Found {
    let (mut low, mut high) = (0, below);
    while low < high {
        let guess = middle(low, high);
        here.send(guess)?;
        match here.recv()? {
            Reply::Lower => high = guess,
            Reply::Right => return Ok(guess),
            Reply::Higher => low = guess + 1,
        }
    }
    Ok(low)
}

fn middle(low: u64, high: u64) -> u64 {
    low + (high - low) / 2
}

fn join_first(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    let found = halve(&here, below, middle);
    child.join()??;
    found
}

fn both_listen(secret: Secret, _: u64) -> Found {
    let (here, child) = start(secret)?;
    here.recv()?;
    drop(here);
    child.join()??;
    Ok(0)
}

fn listens_twice(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    here.send(below / 2)?;
    here.recv()?;
    here.recv()?;
    drop(here);
    child.join()??;
    Ok(0)
}

fn linear(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    let ask = |guess: &u64| {
        here.send(*guess)?;
        here.recv()
    };
    let right = |guess: &u64| ask(guess) == Ok(Reply::Right);
    let found = (0..below.min(2_000)).find(right);
    drop(here);
    child.join()??;
    Ok(found.unwrap_or(below))
}

/// A few at a time, so that neither side has to wait for the other.
fn all_at_once(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    let mut found = 0;
    for guesses in (0..below.min(2_000)).collect::<Vec<_>>().chunks(50) {
        guesses.iter().try_for_each(|&guess| here.send(guess))?;
        for &guess in guesses {
            if here.recv()? == Reply::Right {
                found = guess;
            }
        }
    }
    drop(here);
    child.join()??;
    Ok(found)
}

fn no_child(secret: Secret, below: u64) -> Found {
    let (mut low, mut high) = (0, below);
    loop {
        let guess = middle(low, high);
        match secret.compare(guess) {
            Reply::Lower => high = guess,
            Reply::Right => return Ok(guess),
            Reply::Higher => low = guess + 1,
        }
    }
}

fn overflows(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    let sum =
        |low: u64, high: u64| low.checked_add(high).expect("attempt to add with overflow") / 2;
    let found = halve(&here, below, sum);
    drop(here);
    child.join()??;
    found
}

fn mixed_up(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    let (mut low, mut high) = (0, below);
    while low < high {
        let guess = middle(low, high);
        here.send(guess)?;
        match here.recv()? {
            Reply::Higher => high = guess,
            Reply::Right => break,
            Reply::Lower => low = guess + 1,
        }
    }
    drop(here);
    child.join()??;
    Ok(low)
}

fn all_there(secret: Secret, below: u64) -> Found {
    let find = |(secret, below): (Secret, u64)| no_child(secret, below);
    spawn(find, (secret, below))?.join()?
}

fn asked(secret: Secret, below: u64, middle: fn(u64, u64) -> u64) -> Found {
    let (here, child) = start(secret)?;
    let found = halve(&here, below, middle);
    drop(here);
    child.join()??;
    found
}

fn thirds(secret: Secret, below: u64) -> Found {
    asked(secret, below, |low, high| low + (high - low) / 3)
}

fn one_more(secret: Secret, below: u64) -> Found {
    asked(secret, below.saturating_add(1), middle)
}

fn for_ever(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    let (mut low, mut high) = (0, below - 1);
    let found = loop {
        let guess = middle(low, high);
        here.send(guess)?;
        match here.recv()? {
            Reply::Lower => high = guess,
            Reply::Right => break guess,
            Reply::Higher => low = guess,
        }
    };
    drop(here);
    child.join()??;
    Ok(found)
}

fn by_force(secret: Secret, below: u64) -> Found {
    let (here, child) = start(secret)?;
    let found = halve(&here, below, middle);
    child.terminate();
    let _ = child.join();
    found
}

/// A conversation with a child that runs `answer`.
fn talk<F>(answer: F, secret: Secret, below: u64) -> Found
where
    F: Fn((Secret, There)) -> Result<(), Error> + Copy + Send + 'static,
{
    let (here, there) = duplex()?;
    let child = spawn(answer, (secret, there))?;
    let found = halve(&here, below, middle);
    drop(here);
    child.join()??;
    found
}

fn end_is_error(secret: Secret, below: u64) -> Found {
    let answer = |(secret, end): (Secret, There)| {
        loop {
            end.send(secret.compare(end.recv()?))?;
        }
    };
    talk(answer, secret, below)
}

fn answers_once(secret: Secret, below: u64) -> Found {
    let answer = |(secret, end): (Secret, There)| end.send(secret.compare(end.recv()?));
    talk(answer, secret, below)
}

fn no_answer(secret: Secret, below: u64) -> Found {
    let answer = |(secret, end): (Secret, There)| {
        while let Ok(guess) = end.recv() {
            secret.compare(guess);
        }
        Ok(())
    };
    talk(answer, secret, below)
}

fn never_joined(secret: Secret, below: u64) -> Found {
    let (here, _child) = start(secret)?;
    halve(&here, below, middle)
}
