//! Stories from many processes on one screen: TODO(2) and TODO(5).

use super::{in_words, of, unlocked};
use crate::parts::locks::{Answers, Digger, Screen, dig};
use common::exercise::{Run, Steps, wrapped};
use common::process::Error;
use std::cell::RefCell;

const FEET: u64 = 10;
/// How much of a screen is shown.
const SHOWN: usize = 3;

type Tell = fn(&[Digger], &Screen) -> Result<(), Error>;

pub fn demo(answers: &Answers, run: &mut Run, count: usize) -> Result<(), Error> {
    let workers = count.max(1);
    let diggers = &Digger::crew(count, FEET);
    let mut whole: Vec<String> = diggers.iter().map(Digger::line).collect();
    whole.sort_unstable();
    let whole = &whole;
    let found = |lines: &Vec<String>| lines.iter().filter(|line| whole.contains(line)).count();
    let show = move |lines: &Vec<String>| of(found(lines), count);
    let screens = [(); 3].map(|()| RefCell::new(String::new()));
    let [garbled, conch, home] = &screens;
    let told = |tell: Tell, keep: &'_ RefCell<String>| -> Result<Vec<String>, String> {
        let screen = Screen::new().map_err(in_words)?;
        tell(diggers, &screen).map_err(in_words)?;
        *keep.borrow_mut() = screen.text();
        Ok(lines(&screen.text()))
    };

    let mut steps = Steps::new(show);
    let step = move || told(unlocked::stories, garbled);
    steps.add("stories: no lock", step).workers(workers);
    let mixed = run.measure(steps).result("stories: no lock").is_some();

    let mut steps = Steps::new(show);
    steps.differ(|_, wrong| {
        let line = wrong.iter().find(|line| !whole.contains(line));
        line.map_or("a story is missing".to_string(), |line| {
            format!("on the screen: {}", shortened(line))
        })
    });
    steps.baseline("stories: in turn", || {
        let alone = diggers.iter().map(|digger| dig(digger).collect::<String>());
        Ok(lines(&alone.collect::<String>()))
    });
    // With a process for each digger, workers are no choice, and an efficiency would say nothing.
    let tell = answers.tell_in_turn;
    let step = move || told(tell, conch);
    steps
        .add("stories: the conch", step)
        .todo(2)
        .other_algorithm()
        .workers(workers);
    let tell = answers.send_home;
    let step = move || told(tell, home);
    steps
        .add("stories: sent home", step)
        .todo(5)
        .other_algorithm()
        .workers(workers);
    let measured = run.measure(steps);

    let solved = |step| measured.result(step).is_some();
    let mut show = |title: &str, is_there: bool, text: &RefCell<String>| {
        if is_there {
            notes(run, title, &text.borrow());
        }
    };
    show("without a lock", mixed, garbled);
    show("with the conch", solved("stories: the conch"), conch);
    show("sent home", solved("stories: sent home"), home);
    Ok(())
}

/// The lines that were told, in an order in which they can be compared.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_string).collect();
    lines.sort_unstable();
    lines
}

fn shortened(line: &str) -> String {
    wrapped(line.trim_end(), 60).swap_remove(0)
}

/// The first lines on a screen.
fn notes(run: &mut Run, title: &str, text: &str) {
    let mut title = title;
    let lines = text.lines().flat_map(|line| wrapped(line, 60));
    for line in lines.take(SHOWN) {
        run.note(format!("{title:<16} {line}"));
        title = "";
    }
}
