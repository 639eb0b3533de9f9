//! TODO(5): flags that come too early or never, children that nobody asks how it went.

use super::super::Wrong;
use super::{SOLVED, wrong};
use common::process::{Child, Error, spawn};
use exercise_04_threads_vs_procs::parts::shared::{self, Answers, Board};
use std::thread;
use std::time::Duration;

type Read = Result<String, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let one = |name, says, publish| wrong(5, name, says, Answers { publish, ..SOLVED });
    vec![
        one("flag first", "First write, then set the flag", flag_first),
        one(
            "does not wait",
            "Wait for the flag before you read",
            no_wait,
        ),
        one(
            "waits for the child first",
            "You waited for the child's end",
            join_first,
        ),
        one("waits for ever", "Wait for either", for_ever),
        one(
            "never joins",
            "The child failed, and nobody looked",
            never_joins,
        ),
        one(
            "error swallowed",
            "The child failed, and nobody looked",
            swallowed,
        ),
        one("error of its own", "Hand it on as it is", own_error),
        one("a thread", "in the program itself", a_thread),
        one("reads in the child", "a call in the child", reads_in_child),
        one("never sets the flag", "`board.ready.set()`", no_flag),
        one(
            "sets the flag at the end",
            "only after its other work",
            flag_last,
        ),
        one("the child stops", "calls `shared::carry_on()`", child_stops),
        one("its own text", "not always what you were given", own_text),
        one("a limit of 4 s", "slow, not dead", limit),
        one("sleeps, and looks", "slow, not dead", sleeps),
        one("reads when time is over", "slow, not dead", reads_anyway),
        one(
            "does not look again",
            "look at the flag once more",
            no_second_look,
        ),
    ]
}

fn work((board, text): (Board, String)) {
    shared::write(&board, &text);
    board.ready.set();
    shared::carry_on();
}

fn start(board: &Board, text: &str) -> Result<Child<()>, Error> {
    spawn(work, (board.clone(), text.to_string()))
}

/// Waits for the flag, reads, and waits for the child, as it should be.
fn finish(board: &Board, child: Child<()>) -> Read {
    while child.is_alive() && !board.ready.wait_timeout(Duration::from_millis(5)) {}
    let read = board.ready.is_set().then(|| shared::read(board));
    child.join().map(|()| read.unwrap_or_default())
}

fn flag_first(board: &Board, text: &str) -> Read {
    let work = |(board, text): (Board, String)| {
        board.ready.set();
        shared::write(&board, &text);
        shared::carry_on();
    };
    finish(board, spawn(work, (board.clone(), text.to_string()))?)
}

fn no_wait(board: &Board, text: &str) -> Read {
    let child = start(board, text)?;
    let read = shared::read(board);
    child.join().map(|()| read)
}

fn join_first(board: &Board, text: &str) -> Read {
    start(board, text)?.join()?;
    Ok(shared::read(board))
}

fn for_ever(board: &Board, text: &str) -> Read {
    let child = start(board, text)?;
    board.ready.wait();
    let read = shared::read(board);
    child.join().map(|()| read)
}

fn never_joins(board: &Board, text: &str) -> Read {
    let child = start(board, text)?;
    while child.is_alive() && !board.ready.wait_timeout(Duration::from_millis(5)) {}
    match board.ready.is_set() {
        true => Ok(shared::read(board)),
        false => child.join().map(|()| String::new()),
    }
}

fn swallowed(board: &Board, text: &str) -> Read {
    Ok((SOLVED.publish)(board, text).unwrap_or_default())
}

fn own_error(board: &Board, text: &str) -> Read {
    (SOLVED.publish)(board, text).map_err(|_| Error::Closed)
}

fn a_thread(board: &Board, text: &str) -> Read {
    let task = (board.clone(), text.to_string());
    let thread = thread::spawn(move || work(task));
    board.ready.wait_timeout(Duration::from_secs(2));
    let read = board.ready.is_set().then(|| shared::read(board));
    thread.join().map_err(|_| Error::Closed)?;
    Ok(read.unwrap_or_default())
}

fn reads_in_child(board: &Board, text: &str) -> Read {
    let work = |(board, text): (Board, String)| {
        shared::write(&board, &text);
        board.ready.set();
        let read = shared::read(&board);
        shared::carry_on();
        read
    };
    spawn(work, (board.clone(), text.to_string()))?.join()
}

fn no_flag(board: &Board, text: &str) -> Read {
    let work = |(board, text): (Board, String)| {
        shared::write(&board, &text);
        shared::carry_on();
    };
    finish(board, spawn(work, (board.clone(), text.to_string()))?)
}

fn child_stops(board: &Board, text: &str) -> Read {
    let work = |(board, text): (Board, String)| {
        shared::write(&board, &text);
        board.ready.set();
    };
    finish(board, spawn(work, (board.clone(), text.to_string()))?)
}

fn flag_last(board: &Board, text: &str) -> Read {
    let work = |(board, text): (Board, String)| {
        shared::write(&board, &text);
        shared::carry_on();
        board.ready.set();
    };
    finish(board, spawn(work, (board.clone(), text.to_string()))?)
}

fn own_text(board: &Board, text: &str) -> Read {
    finish(board, start(board, text)?).map(|_| text.to_string())
}

fn limit(board: &Board, text: &str) -> Read {
    let child = start(board, text)?;
    let in_time = board.ready.wait_timeout(Duration::from_secs(4));
    let read = in_time.then(|| shared::read(board));
    child.join().map(|()| read.unwrap_or_default())
}

fn sleeps(board: &Board, text: &str) -> Read {
    let child = start(board, text)?;
    thread::sleep(Duration::from_millis(200));
    let read = board.ready.is_set().then(|| shared::read(board));
    child.join().map(|()| read.unwrap_or_default())
}

fn reads_anyway(board: &Board, text: &str) -> Read {
    let child = start(board, text)?;
    board.ready.wait_timeout(Duration::from_secs(5));
    let read = shared::read(board);
    child.join().map(|()| read)
}

fn no_second_look(board: &Board, text: &str) -> Read {
    let child = start(board, text)?;
    let mut read = String::new();
    while child.is_alive() {
        if board.ready.is_set() {
            read = shared::read(board);
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    child.join().map(|()| read)
}
