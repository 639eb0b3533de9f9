//! TODO(5): stories that come in pieces, late, or from elsewhere.

use super::{Children, Wrong, join_all, wrong};
use common::process::{Child, Error, Pool, Queue, named};
use exercise_04_threads_vs_procs::parts::locks::{Answers, Digger, Screen, Story, dig};
use solutions::exercise_04_threads_vs_procs::locks::ANSWERS as SOLVED;
use std::thread;

type Answer = fn(&[Digger], &Screen) -> Result<(), Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 12] = [
        ("piece by piece", "A message is a whole story", pieces),
        (
            "in the order of the diggers",
            "Take them as they come",
            in_order,
        ),
        (
            "one story, and the others at the end",
            "Take them as they come",
            one_story,
        ),
        (
            "a thread that writes for each child",
            "Let one of them write",
            threads_write,
        ),
        (
            "a child closes the queue",
            "A child closes no queue",
            closes,
        ),
        ("all at the end", "Take them as they come", at_the_end),
        ("waits for the dead", "it has died", waits),
        ("the dead are not missed", "nobody says so", not_missed),
        (
            "children write",
            "belongs to this process alone",
            children_write,
        ),
        ("one at a time", "started before the first", one_by_one),
        ("threads", "A thread is none", threads),
        ("digs at home", "the program itself", at_home),
    ];
    let answers = |send_home| Answers {
        send_home,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(5, name, says, answers(answer)))
        .into()
}

/// Children that put what they have to tell into a queue.
fn children<T: common::process::Payload>(
    diggers: &[Digger],
    queue: &Queue<T>,
    tell: impl Fn((Digger, Queue<T>)) + Copy + Send + 'static,
) -> Children {
    let start = |digger: &Digger| named(&digger.name).spawn(tell, (digger.clone(), queue.clone()));
    diggers.iter().map(start).collect()
}

fn pieces(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let queue = Queue::unbounded()?;
    let children = children(
        diggers,
        &queue,
        |(digger, queue): (Digger, Queue<String>)| {
            dig(&digger).for_each(|piece| queue.put(piece).unwrap());
        },
    );
    for piece in queue.iter().take(4 * diggers.len()) {
        screen.write(&piece?);
    }
    join_all(children)
}

fn waits(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let queue = Queue::unbounded()?;
    let children = children(
        diggers,
        &queue,
        |(digger, queue): (Digger, Queue<Story>)| {
            queue.put(dig(&digger)).unwrap();
        },
    );
    for story in queue.iter().take(diggers.len()) {
        story?.for_each(|piece| screen.write(&piece));
    }
    join_all(children)
}

fn pool(diggers: &[Digger]) -> Result<Pool, Error> {
    Pool::new(diggers.len())
}

fn in_order(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    for story in pool(diggers)?.imap(|digger: Digger| dig(&digger), diggers.to_vec()) {
        story?.for_each(|piece| screen.write(&piece));
    }
    Ok(())
}

fn at_the_end(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let stories = pool(diggers)?.map(|digger: Digger| dig(&digger), diggers.to_vec())?;
    stories.into_iter().flatten().for_each(|p| screen.write(&p));
    Ok(())
}

fn one_story(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let pool = pool(diggers)?;
    let mut stories = pool.imap_unordered(|digger: Digger| dig(&digger), diggers.to_vec());
    if let Some(story) = stories.next() {
        story?.for_each(|piece| screen.write(&piece));
    }
    let others = stories.collect::<Result<Vec<Story>, _>>()?;
    others.into_iter().flatten().for_each(|p| screen.write(&p));
    Ok(())
}

fn threads_write(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let start = |digger: &Digger| named(&digger.name).spawn(|d: Digger| dig(&d), digger.clone());
    let children = diggers.iter().map(start).collect::<Result<Vec<_>, _>>()?;
    thread::scope(|scope| {
        let tell = |child: Child<Story>| child.join().map(|s| s.for_each(|p| screen.write(&p)));
        let start = |child| scope.spawn(move || tell(child));
        let threads: Vec<_> = children.into_iter().map(start).collect();
        let told: Vec<_> = threads.into_iter().map(|t| t.join().unwrap()).collect();
        told.into_iter().collect()
    })
}

fn closes(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let queue = Queue::unbounded()?;
    let children = children(
        diggers,
        &queue,
        |(digger, queue): (Digger, Queue<Story>)| {
            queue.put(dig(&digger)).unwrap();
            queue.close().unwrap();
        },
    );
    for story in queue.iter() {
        story?.for_each(|piece| screen.write(&piece));
    }
    join_all(children)
}

fn not_missed(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let pool = pool(diggers)?;
    let stories = pool.imap_unordered(|digger: Digger| dig(&digger), diggers.to_vec());
    stories.flatten().flatten().for_each(|p| screen.write(&p));
    Ok(())
}

fn children_write(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    (SOLVED.tell_in_turn)(diggers, screen)
}

fn one_by_one(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let mut diggers = diggers.iter();
    diggers.try_for_each(|digger| (SOLVED.send_home)(std::slice::from_ref(digger), screen))
}

fn threads(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let (sender, stories) = std::sync::mpsc::channel();
    thread::scope(|scope| {
        for digger in diggers {
            let sender = sender.clone();
            scope.spawn(move || drop(sender.send(dig(digger))));
        }
        drop(sender);
        stories.into_iter().flatten().for_each(|p| screen.write(&p));
    });
    Ok(())
}

fn at_home(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    diggers.iter().flat_map(dig).for_each(|p| screen.write(&p));
    Ok(())
}
