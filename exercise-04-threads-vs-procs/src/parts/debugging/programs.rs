//! The five programs as they are run to be watched, and what can be seen of each.

use super::sync::luck;
use super::work::one_more;
use super::{Account, Answers, BallotBox, Gate};
use common::exercise::{count, grouped};
use common::process::Error;
use std::sync::{Barrier, mpsc};
use std::thread;

/// How a program is run.
#[derive(Clone, Copy)]
pub struct Setting {
    pub rounds: u64,
    pub workers: usize,
    /// One thread does all.
    pub inline: bool,
}

/// What can be seen of a program that has ended.
pub enum Seen {
    /// What it should do: a word for the table, and a sentence if there is more to say.
    Right(String, String),
    Wrong(String),
}

/// One of the programs.
pub struct Program {
    pub todo: u8,
    pub name: &'static str,
    /// What it counts while it runs, if anything.
    pub unit: &'static str,
    pub run: fn(&Answers, Setting) -> Seen,
}

pub const PROGRAMS: [Program; 5] = [
    Program {
        todo: 1,
        name: "1 transfer",
        unit: "transfer",
        run: transfer,
    },
    Program {
        todo: 2,
        name: "2 tally",
        unit: "",
        run: tally,
    },
    Program {
        todo: 3,
        name: "3 read_all",
        unit: "",
        run: read_all,
    },
    Program {
        todo: 4,
        name: "4 squares",
        unit: "job",
        run: squares,
    },
    Program {
        todo: 5,
        name: "5 gate",
        unit: "gate",
        run: gate,
    },
];

/// What there is in each account at first.
const BALANCE: i64 = 1000;

/// Two accounts; half of the workers move money there, the other half move it back.
fn transfer(answers: &Answers, setting: Setting) -> Seen {
    luck::be_unlucky();
    let accounts = &[Account::new(1, BALANCE), Account::new(2, BALANCE)];
    let all_here = Barrier::new(if setting.inline { 1 } else { setting.workers });
    let work = |worker: usize| {
        all_here.wait();
        for _ in 0..setting.rounds {
            let (from, to) = (&accounts[worker % 2], &accounts[(worker + 1) % 2]);
            log::debug!(
                "worker {worker} moves 1 from account {} to {}",
                from.number,
                to.number
            );
            (answers.transfer)(from, to, 1);
            one_more();
        }
    };
    match setting.inline {
        true => (0..2).for_each(work),
        false => thread::scope(|scope| {
            for worker in 0..setting.workers {
                let work = &work;
                scope.spawn(move || work(worker));
            }
        }),
    }
    let odd_one = !setting.inline && setting.workers % 2 == 1;
    let moved = if odd_one { setting.rounds as i64 } else { 0 };
    let right = [BALANCE - moved, BALANCE + moved];
    match [0, 1].map(|i| *accounts[i].balance.lock()) {
        balances if balances == right => Seen::Right("balanced".into(), String::new()),
        [first, second] => {
            let [right_first, right_second] = right;
            Seen::Wrong(format!(
                "{first} and {second} are in the accounts, and it should be {right_first} and {right_second}"
            ))
        }
    }
}

/// As many boxes as workers, with as many ballots in each as there are rounds.
fn tally(answers: &Answers, setting: Setting) -> Seen {
    let boxes = vec![BallotBox::new(setting.rounds); setting.workers];
    let cast = setting.rounds * boxes.len() as u64;
    let workers = if setting.inline { 0 } else { setting.workers };
    match (answers.tally)(&boxes, workers) {
        Ok(counted) if counted == cast => Seen::Right(grouped(counted), String::new()),
        Ok(counted) => Seen::Wrong(match cast.checked_sub(counted) {
            Some(lost) => format!("lost {} of {} ballots", grouped(lost), grouped(cast)),
            None => format!("{} of {} ballots", grouped(counted), grouped(cast)),
        }),
        Err(error) => Seen::Wrong(format!("failed: {error}")),
    }
}

/// A list of measurements, three of which somebody has written in a way of their own.
const LINES: [&str; 20] = [
    "21", "19", "23", "22", "n/a", "20", "24", "18", "21", "25", "22", "19,5", "23", "20", "26",
    "22", "21", "", "24", "23",
];
const BAD: [usize; 3] = [4, 11, 17];

fn read_all(answers: &Answers, setting: Setting) -> Seen {
    let lines = LINES.map(str::to_string);
    let workers = if setting.inline { 0 } else { setting.workers };
    match (answers.read_all)(&lines, workers) {
        Err(error @ Error::Panicked { task, .. }) if BAD.contains(&task) => {
            Seen::Right("told".into(), format!("The caller was told: {error}"))
        }
        Err(error) => Seen::Wrong(format!("an error that does not say why: {error}")),
        Ok(numbers) => Seen::Wrong(format!(
            "{} of {} results, and nobody said why",
            numbers.len(),
            LINES.len()
        )),
    }
}

const JOBS: u64 = 20;

fn squares(answers: &Answers, setting: Setting) -> Seen {
    let numbers: Vec<u64> = (1..=JOBS).collect();
    let mut squares = (answers.squares)(&numbers, setting.workers);
    squares.sort_unstable();
    match squares.iter().copied().eq(numbers.iter().map(|n| n * n)) {
        true => Seen::Right(format!("{JOBS} of {JOBS}"), String::new()),
        false => Seen::Wrong(format!(
            "{} for {JOBS} numbers",
            count(squares.len(), "square")
        )),
    }
}

/// A gate takes ten times as long as a transfer, or longer.
const GATES: u64 = 10;

/// One gate after the other: one thread passes them, another opens them.
fn gate(answers: &Answers, setting: Setting) -> Seen {
    luck::be_unlucky();
    let rounds = setting.rounds.div_ceil(GATES) as usize;
    let one_by_one = |gates: &[Gate]| {
        for gate in gates {
            (answers.open)(gate);
            (answers.pass)(gate);
            one_more();
        }
    };
    let side_by_side = |gates: &[Gate]| {
        let (passed, next) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(move || {
                for gate in gates {
                    log::debug!("comes to a gate");
                    (answers.pass)(gate);
                    log::debug!("has passed it");
                    one_more();
                    passed.send(()).expect("the opener waits for it");
                }
            });
            for gate in gates {
                log::debug!("opens a gate");
                (answers.open)(gate);
                next.recv().expect("who passes says so");
            }
        });
    };
    const LOT: usize = 1000;
    for first in (0..rounds).step_by(LOT) {
        let gates: Vec<Gate> = (first..rounds.min(first + LOT))
            .map(|_| Gate::new())
            .collect();
        match setting.inline {
            true => one_by_one(&gates),
            false => side_by_side(&gates),
        }
    }
    Seen::Right("no hang".into(), String::new())
}
