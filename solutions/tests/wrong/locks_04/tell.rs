//! TODO(2): stories that others may disturb, and diggers who wait for each other.

use super::{Children, Wrong, join_all, wrong};
use common::process::{Child, Error, Lock, Pool, named, spawn};
use exercise_04_threads_vs_procs::parts::locks::{Answers, Digger, Screen, dig};
use solutions::exercise_04_threads_vs_procs::locks::ANSWERS as SOLVED;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

type Answer = fn(&[Digger], &Screen) -> Result<(), Error>;
type Argument = (Digger, Screen, Lock);

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 19] = [
        ("no lock", "while no `Lock` was held", no_lock),
        (
            "a lock in each child",
            "held different locks",
            lock_in_child,
        ),
        (
            "a lock for each child",
            "held different locks",
            lock_for_each,
        ),
        ("a Mutex in a static", "also of a `static`", static_mutex),
        ("a guard that is not kept", "dropped at once", not_kept),
        ("a lock for each piece", "Between two pieces", each_piece),
        ("the lock around all", "dig first", around_all),
        ("only tries to lock", "waits for it: `lock`", tries),
        ("waits a while", "`lock_timeout` is none", waits_a_while),
        (
            "threads of one child",
            "threads of one child are no processes",
            one_child,
        ),
        ("a name that says nothing", "nobody knows who", no_names),
        ("leaves the others alone", "`join` all", first_error),
        (
            "one child at a time",
            "started before the first",
            one_by_one,
        ),
        ("threads", "A thread is none", threads),
        ("the parent tells", "TODO(5) asks for it", parent_tells),
        ("its own story", "never called `dig`", own_story),
        ("the first piece only", "came between, or", first_piece),
        ("a child that nobody joins", "nobody looked", not_joined),
        (
            "from the end",
            "or the pieces are not in their order",
            backwards,
        ),
    ];
    let answers = |tell_in_turn| Answers {
        tell_in_turn,
        ..SOLVED
    };
    all.map(|(name, says, answer)| wrong(2, name, says, answers(answer)))
        .into()
}

/// Starts a child for each digger.
fn children<F: Fn(Argument) + Copy + Send + 'static>(
    diggers: &[Digger],
    screen: &Screen,
    tell: F,
) -> Result<Children, Error> {
    let conch = Lock::new()?;
    let start = |digger: &Digger| {
        let argument = (digger.clone(), screen.clone(), conch.clone());
        named(&digger.name).spawn(tell, argument)
    };
    let children: Children = diggers.iter().map(start).collect();
    // The lock's file must be there until all have opened it.
    Box::leak(Box::new(conch));
    Ok(children)
}

fn in_children<F: Fn(Argument) + Copy + Send + 'static>(
    diggers: &[Digger],
    screen: &Screen,
    tell: F,
) -> Result<(), Error> {
    join_all(children(diggers, screen, tell)?)
}

fn no_lock(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, _)| {
        dig(&digger).for_each(|piece| screen.write(&piece));
    })
}

fn lock_in_child(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, _)| {
        let story = dig(&digger);
        let conch = Lock::new().unwrap();
        let _guard = conch.lock().unwrap();
        story.for_each(|piece| screen.write(&piece));
    })
}

fn lock_for_each(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let tell = |(digger, screen, conch): Argument| {
        let story = dig(&digger);
        let _guard = conch.lock().unwrap();
        story.for_each(|piece| screen.write(&piece));
    };
    let conches = diggers.iter().map(|_| Lock::new());
    let conches = conches.collect::<Result<Vec<_>, _>>()?;
    let start = |(digger, conch): (&Digger, &Lock)| {
        named(&digger.name).spawn(tell, (digger.clone(), screen.clone(), conch.clone()))
    };
    join_all(diggers.iter().zip(&conches).map(start).collect())
}

fn static_mutex(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    static CONCH: Mutex<()> = Mutex::new(());
    in_children(diggers, screen, |(digger, screen, _)| {
        let story = dig(&digger);
        let _guard = CONCH.lock().unwrap();
        story.for_each(|piece| screen.write(&piece));
    })
}

fn not_kept(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        let story = dig(&digger);
        let _ = conch.lock().unwrap();
        story.for_each(|piece| screen.write(&piece));
    })
}

fn each_piece(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        for piece in dig(&digger) {
            let _guard = conch.lock().unwrap();
            screen.write(&piece);
        }
    })
}

fn around_all(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        let _guard = conch.lock().unwrap();
        dig(&digger).for_each(|piece| screen.write(&piece));
    })
}

fn tries(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        let story = dig(&digger);
        if let Some(_guard) = conch.try_lock().unwrap() {
            story.for_each(|piece| screen.write(&piece));
        }
    })
}

fn waits_a_while(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        let story = dig(&digger);
        let _guard = conch.lock_timeout(Duration::from_millis(1)).unwrap();
        story.for_each(|piece| screen.write(&piece));
    })
}

fn tell((digger, screen, conch): Argument) {
    let story = dig(&digger);
    let _guard = conch.lock().unwrap();
    story.for_each(|piece| screen.write(&piece));
}

fn one_child(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let all = |all: Vec<Argument>| {
        thread::scope(|scope| {
            for one in all {
                scope.spawn(|| tell(one));
            }
        });
    };
    let conch = Lock::new()?;
    let argument = |digger: &Digger| (digger.clone(), screen.clone(), conch.clone());
    let arguments: Vec<Argument> = diggers.iter().map(argument).collect();
    named("all").spawn(all, arguments)?.join()
}

fn no_names(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let conch = Lock::new()?;
    let start = |digger: &Digger| spawn(tell, (digger.clone(), screen.clone(), conch.clone()));
    let children: Vec<_> = diggers.iter().map(start).collect();
    let joined: Vec<_> = children.into_iter().map(|child| child?.join()).collect();
    joined.into_iter().collect()
}

fn first_error(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    for child in children(diggers, screen, tell)? {
        child?.join()?;
    }
    Ok(())
}

fn one_by_one(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let conch = Lock::new()?;
    for digger in diggers {
        let tell = |(digger, screen, conch): Argument| {
            let story = dig(&digger);
            let _guard = conch.lock().unwrap();
            story.for_each(|piece| screen.write(&piece));
        };
        let argument = (digger.clone(), screen.clone(), conch.clone());
        named(&digger.name).spawn(tell, argument)?.join()?;
    }
    Ok(())
}

fn threads(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let conch = &Lock::new()?;
    thread::scope(|scope| {
        for digger in diggers {
            scope.spawn(move || {
                let story = dig(digger);
                let _guard = conch.lock().unwrap();
                story.for_each(|piece| screen.write(&piece));
            });
        }
    });
    Ok(())
}

fn parent_tells(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let pool = Pool::new(diggers.len())?;
    let stories = pool.map(|digger: Digger| dig(&digger), diggers.to_vec())?;
    stories.into_iter().flatten().for_each(|p| screen.write(&p));
    Ok(())
}

fn own_story(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        let _guard = conch.lock().unwrap();
        screen.write(&digger.line());
    })
}

fn first_piece(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        let story = dig(&digger);
        let _guard = conch.lock().unwrap();
        story.take(1).for_each(|piece| screen.write(&piece));
    })
}

fn not_joined(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    let children = children(diggers, screen, |(digger, screen, conch)| {
        let story = dig(&digger);
        let _guard = conch.lock().unwrap();
        story.for_each(|piece| screen.write(&piece));
    });
    let wait = |child: &Child<()>| {
        while child.is_alive() {
            thread::yield_now();
        }
    };
    children?.iter().flatten().for_each(wait);
    Ok(())
}

fn backwards(diggers: &[Digger], screen: &Screen) -> Result<(), Error> {
    in_children(diggers, screen, |(digger, screen, conch)| {
        let mut story: Vec<String> = dig(&digger).collect();
        let _guard = conch.lock().unwrap();
        story.reverse();
        story.iter().for_each(|piece| screen.write(piece));
    })
}
