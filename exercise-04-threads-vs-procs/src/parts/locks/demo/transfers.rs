//! Transfers in processes of their own: TODO(3) and TODO(4).

use super::{in_words, of, stuck, unlocked};
use crate::parts::locks::{Answers, Bank, Transfer};
use common::exercise::{Run, Steps};

/// What each account has at first.
const BALANCE: u64 = 1_000;
const ACCOUNTS: usize = 4;
/// Which transfer ends its process half-way.
const DIES: u64 = 3;

/// How many transfers were done, and how many accounts have what they should have after those.
type Books = (usize, usize);

pub fn demo(answers: &Answers, run: &mut Run, count: usize) {
    let transfers = &ring(count);
    let all_done = &vec![true; count];
    let right = (count, ACCOUNTS);

    let step = || {
        let bank = bank(0)?;
        unlocked::transfers(&bank, transfers).map_err(in_words)?;
        Ok(books(&bank, transfers, all_done))
    };
    row(run, "transfers: no lock", None, count, step);

    let survivors = count - usize::from(count as u64 >= DIES);
    let step = || {
        let bank = bank(DIES)?;
        let done = (answers.survive)(&bank, transfers).map_err(in_words)?;
        Ok(books(&bank, transfers, &done))
    };
    let expected = Some((3, (survivors, ACCOUNTS)));
    row(run, "transfers: one dies", expected, count, step);

    let mut steps = Steps::new(|got: &usize| of(*got, 2));
    let opposite = [(0, 1), (1, 0)].map(|(from, to)| Transfer {
        from,
        to,
        amount: 1,
    });
    let step = || stuck::transfers(&bank(0)?, &opposite).map_err(in_words);
    steps.add("transfers: a deadlock", step).workers(2);
    run.measure(steps);

    let step = || {
        let bank = bank(0)?;
        (answers.both_locks)(&bank, transfers).map_err(in_words)?;
        Ok(books(&bank, transfers, all_done))
    };
    row(run, "transfers: two locks", Some((4, right)), count, step);
}

/// One row of the report: its name, and its TODO with the books that it should give.
fn row(
    run: &mut Run,
    name: &str,
    expected: Option<(u8, Books)>,
    workers: usize,
    step: impl FnMut() -> Result<Books, String>,
) {
    let mut steps = Steps::new(|(_, right): &Books| of(*right, ACCOUNTS));
    steps.differ(|right, wrong| match right.0 == wrong.0 {
        true => "accounts that have what they should have after these transfers".to_string(),
        false => format!("{} transfers done, and it should be {}", wrong.0, right.0),
    });
    let step = steps.add(name, step).workers(workers.max(1));
    if let Some((todo, books)) = expected {
        step.todo(todo);
        steps.expect(books);
    }
    let measured = run.measure(steps);
    if let Some((done, _)) = measured.result(name).filter(|(done, _)| *done < workers) {
        run.note(format!(
            "{:<16} {done} of {workers} transfers were made",
            "one dies"
        ));
    }
}

/// Transfers from each account to the next one, and from the last one to the first.
fn ring(count: usize) -> Vec<Transfer> {
    let transfer = |n| Transfer {
        from: n % ACCOUNTS,
        to: (n + 1) % ACCOUNTS,
        amount: n as u64 % 9 + 1,
    };
    (0..count).map(transfer).collect()
}

fn bank(dies: u64) -> Result<Bank, String> {
    Bank::new(&[BALANCE; ACCOUNTS], dies).map_err(in_words)
}

fn books(bank: &Bank, transfers: &[Transfer], done: &[bool]) -> Books {
    let mut balances = [BALANCE; ACCOUNTS];
    for (transfer, _) in transfers.iter().zip(done).filter(|(_, done)| **done) {
        balances[transfer.from] -= transfer.amount;
        balances[transfer.to] += transfer.amount;
    }
    let is = bank.balances();
    let right = is.iter().zip(balances).filter(|(is, should)| *is == should);
    (done.iter().filter(|done| **done).count(), right.count())
}
