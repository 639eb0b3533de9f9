//! TODO(1): children that are none, that come one by one, or that are not who they say.

use super::{Wrong, wrong};
use common::process::{Child, Error, Pool, current, named, spawn};
use exercise_04_threads_vs_procs::parts::processes::{Answers, Greeting, hello};
use solutions::exercise_04_threads_vs_procs::processes::ANSWERS as SOLVED;
use std::sync::mpsc;
use std::thread;

type Greetings = Result<Vec<Greeting>, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, fn(&[String]) -> Greetings); 18] = [
        ("one by one", "One after another", one_by_one),
        ("lazy", "An iterator is lazy", lazy),
        ("threads", "These are threads", threads),
        ("a plain call", "That is a plain call", plain_call),
        (
            "called too early",
            "to make the argument runs here",
            called_too_early,
        ),
        ("its own words", "never called `hello`", own_words),
        (
            "one child for all",
            "One child has done the work of others",
            one_child,
        ),
        (
            "names made up",
            "`named(name).spawn(…)` gives the child yours",
            unnamed,
        ),
        ("a pool", "calls in the workers of a pool", pool),
        (
            "the parent's pid",
            "The pid is not that of the child",
            own_pid,
        ),
        ("children of children", "but by another child", generations),
        ("sorted", "an order of arrival, or sorted", sorted),
        ("unwraps", "`?` in place of `unwrap`", unwraps),
        ("errors passed over", "passed over in silence", passed_over),
        ("as they arrive", "an order of arrival", as_they_arrive),
        ("two at a time", "Some are waited for", two_at_a_time),
        (
            "a failure made up for",
            "A child failed, and nobody will know",
            made_up,
        ),
        ("nobody joins", "One greeting for each name", nobody_joins),
    ];
    let answers = |greet| Answers { greet, ..SOLVED };
    all.map(|(name, says, answer)| wrong(1, name, says, answers(answer)))
        .into()
}

fn one_by_one(names: &[String]) -> Greetings {
    let mut greetings = Vec::new();
    for name in names {
        greetings.push(named(name).spawn(hello, ())?.join()?);
    }
    Ok(greetings)
}

fn lazy(names: &[String]) -> Greetings {
    let children = names.iter().map(|name| named(name).spawn(hello, ()));
    children.map(|child| child?.join()).collect()
}

/// With all that a thread can know: a name.
fn threads(names: &[String]) -> Greetings {
    let start = |name: &String| {
        let thread = thread::Builder::new().name(name.clone());
        thread.spawn(|| hello(())).expect("a thread")
    };
    let threads: Vec<_> = names.iter().map(start).collect();
    let greetings = threads
        .into_iter()
        .map(|thread| thread.join().expect("it greets"));
    let greetings = greetings.zip(names);
    Ok(greetings
        .map(|((_, pid, parent), name)| (name.clone(), pid, parent))
        .collect())
}

fn plain_call(names: &[String]) -> Greetings {
    Ok(names.iter().map(|_| hello(())).collect())
}

/// The child gets what the parent has said.
fn called_too_early(names: &[String]) -> Greetings {
    let start = |name: &String| named(name).spawn(|greeting: Greeting| greeting, hello(()));
    let children: Vec<_> = names.iter().map(start).collect::<Result<_, _>>()?;
    children.into_iter().map(Child::join).collect()
}

fn own_words(names: &[String]) -> Greetings {
    let say = |()| (current().name, current().pid, 0);
    let start = |name: &String| named(name).spawn(say, ());
    let children: Vec<_> = names.iter().map(start).collect::<Result<_, _>>()?;
    children.into_iter().map(Child::join).collect()
}

fn one_child(names: &[String]) -> Greetings {
    let say = |names: Vec<String>| -> Vec<Greeting> {
        let greet = |name| {
            let (_, pid, parent) = hello(());
            (name, pid, parent)
        };
        names.into_iter().map(greet).collect()
    };
    named("all").spawn(say, names.to_vec())?.join()
}

fn unnamed(names: &[String]) -> Greetings {
    let start = |_| spawn(hello, ());
    let children: Vec<_> = names.iter().map(start).collect::<Result<_, _>>()?;
    children.into_iter().map(Child::join).collect()
}

fn pool(names: &[String]) -> Greetings {
    Pool::new(names.len())?.map_chunked(hello, vec![(); names.len()], 1)
}

fn own_pid(names: &[String]) -> Greetings {
    let greetings = (SOLVED.greet)(names)?.into_iter();
    let me = std::process::id();
    Ok(greetings
        .map(|(name, _, parent)| (name, me, parent))
        .collect())
}

/// Each child starts the next one.
fn generations(names: &[String]) -> Greetings {
    match names {
        [] => Ok(Vec::new()),
        [first, rest @ ..] => named(first).spawn(generation, rest.to_vec())?.join(),
    }
}

fn generation(rest: Vec<String>) -> Vec<Greeting> {
    let next = generations(&rest).expect("grandchildren");
    [vec![hello(())], next].concat()
}

fn sorted(names: &[String]) -> Greetings {
    let mut greetings = (SOLVED.greet)(names)?;
    greetings.sort();
    Ok(greetings)
}

fn unwraps(names: &[String]) -> Greetings {
    let start = |name: &String| named(name).spawn(hello, ()).unwrap();
    let children: Vec<_> = names.iter().map(start).collect();
    Ok(children
        .into_iter()
        .map(|child| child.join().unwrap())
        .collect())
}

fn passed_over(names: &[String]) -> Greetings {
    let start = |name: &String| named(name).spawn(hello, ()).ok();
    let children: Vec<_> = names.iter().filter_map(start).collect();
    children.into_iter().map(Child::join).collect()
}

fn as_they_arrive(names: &[String]) -> Greetings {
    let (tell, told) = mpsc::channel();
    for name in names {
        let (tell, child) = (tell.clone(), named(name).spawn(hello, ())?);
        thread::spawn(move || tell.send(child.join()));
    }
    drop(tell);
    told.into_iter().collect()
}

fn two_at_a_time(names: &[String]) -> Greetings {
    let pairs: Result<Vec<_>, _> = names.chunks(2).map(SOLVED.greet).collect();
    Ok(pairs?.concat())
}

/// The parent knows name and pid as well.
fn made_up(names: &[String]) -> Greetings {
    let start = |name| named(name).spawn(hello, ());
    let children: Vec<_> = names.iter().map(start).collect::<Result<_, _>>()?;
    let greeting = |child: Child<Greeting>| {
        let greeting = (child.name().to_string(), child.pid(), std::process::id());
        child.join().unwrap_or(greeting)
    };
    Ok(children.into_iter().map(greeting).collect())
}

/// They run, and what they say is not waited for.
fn nobody_joins(names: &[String]) -> Greetings {
    for name in names {
        let mut child = named(name).spawn(hello, ())?;
        while child.is_alive() {
            child.join_timeout(std::time::Duration::MAX);
        }
    }
    Ok(Vec::new())
}
