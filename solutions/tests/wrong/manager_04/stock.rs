//! TODO(4): looks that are no longer true.

use super::{Wrong, wrong};
use common::process::{Error, Pool, Shared, as_completed};
use exercise_04_threads_vs_procs::parts::manager::{Answers, Order, Stock};
use solutions::exercise_04_threads_vs_procs::manager::ANSWERS as SOLVED;

type Answer = fn(&Pool, &Shared<Stock>, &[Order]) -> Result<Vec<bool>, Error>;

pub fn wrong_answers() -> Vec<Wrong> {
    let all: [(&str, &str, Answer); 14] = [
        ("look, then take", "More was sold than there was", two_calls),
        (
            "look with the order, then take",
            "More was sold than there was",
            two_calls_with_the_order,
        ),
        (
            "a look beforehand",
            "More was sold than there was",
            look_beforehand,
        ),
        (
            "a copy put back",
            "More was sold than there was",
            copy_put_back,
        ),
        (
            "take always",
            "More was sold than there was",
            |pool, stock, orders| {
                let one = |(stock, order): Item| {
                    let take = |stock: &mut Stock, order: Order| {
                        stock.take(&order);
                        true
                    };
                    stock.call(take, order)
                };
                all(pool.map(one, items(stock, orders))?)
            },
        ),
        (
            "take first, then look",
            "takes nothing",
            |pool, stock, orders| {
                let one = |(stock, order): Item| {
                    let take = |stock: &mut Stock, order: Order| {
                        let enough = stock.left() >= order.pieces;
                        stock.take(&order);
                        enough
                    };
                    stock.call(take, order)
                };
                all(pool.map(one, items(stock, orders))?)
            },
        ),
        ("not the last one", "or more", |pool, stock, orders| {
            let one = |(stock, order): Item| {
                let sell = |stock: &mut Stock, order: Order| {
                    let enough = stock.left() > order.pieces;
                    enough.then(|| stock.take(&order)).is_some()
                };
                stock.call(sell, order)
            };
            all(pool.map(one, items(stock, orders))?)
        }),
        ("from a copy", "taken from a copy", from_a_copy),
        ("the parent decides", "decides for all", parent_decides),
        ("as they come", "the answer of another order", as_they_come),
        ("only the filled", "one for each order", only_filled),
        ("in the parent", "the workers idle", |_, stock, orders| {
            items(stock, orders).into_iter().map(one).collect()
        }),
        (
            "one at a time",
            "One after another",
            |pool, stock, orders| {
                let items = items(stock, orders).into_iter();
                items.map(|item| pool.apply(one, item)?).collect()
            },
        ),
        (
            "false for an error",
            "`?` hands it on",
            |pool, stock, orders| {
                let or_false = |item: Item| one(item).unwrap_or(false);
                pool.map(or_false, items(stock, orders))
            },
        ),
    ];
    let answers = |sell| Answers { sell, ..SOLVED };
    all.map(|(name, says, answer)| wrong(4, name, says, answers(answer)))
        .into()
}

type Item = (Shared<Stock>, Order);

fn items(stock: &Shared<Stock>, orders: &[Order]) -> Vec<Item> {
    let item = |order: &Order| (stock.clone(), order.clone());
    orders.iter().map(item).collect()
}

fn all(answers: Vec<Result<bool, Error>>) -> Result<Vec<bool>, Error> {
    answers.into_iter().collect()
}

/// What is right for one order.
fn one((stock, order): Item) -> Result<bool, Error> {
    let sell = |stock: &mut Stock, order: Order| {
        let enough = stock.left() >= order.pieces;
        if enough {
            stock.take(&order);
        }
        enough
    };
    stock.call(sell, order)
}

fn take(stock: &mut Stock, order: Order) {
    stock.take(&order);
}

fn two_calls(pool: &Pool, stock: &Shared<Stock>, orders: &[Order]) -> Result<Vec<bool>, Error> {
    let one = |(stock, order): Item| -> Result<bool, Error> {
        let enough = stock.call(|stock, ()| stock.left(), ())? >= order.pieces;
        if enough {
            stock.call(take, order)?;
        }
        Ok(enough)
    };
    all(pool.map(one, items(stock, orders))?)
}

fn two_calls_with_the_order(
    pool: &Pool,
    stock: &Shared<Stock>,
    orders: &[Order],
) -> Result<Vec<bool>, Error> {
    let one = |(stock, order): Item| -> Result<bool, Error> {
        let look = |stock: &mut Stock, order: Order| stock.left() >= order.pieces;
        let enough = stock.call(look, order.clone())?;
        if enough {
            stock.call(take, order)?;
        }
        Ok(enough)
    };
    all(pool.map(one, items(stock, orders))?)
}

fn look_beforehand(
    pool: &Pool,
    stock: &Shared<Stock>,
    orders: &[Order],
) -> Result<Vec<bool>, Error> {
    let left = stock.call(|stock, ()| stock.left(), ())?;
    let one = |((stock, order), left): (Item, i64)| -> Result<bool, Error> {
        let enough = left >= order.pieces;
        if enough {
            stock.call(take, order)?;
        }
        Ok(enough)
    };
    let items = items(stock, orders).into_iter();
    all(pool.map(one, items.map(|item| (item, left)))?)
}

/// Nobody else sells meanwhile, so this comes out right, until somebody does.
fn parent_decides(
    pool: &Pool,
    stock: &Shared<Stock>,
    orders: &[Order],
) -> Result<Vec<bool>, Error> {
    let mut left = stock.call(|stock, ()| stock.left(), ())?;
    let decided: Vec<bool> = orders
        .iter()
        .map(|order| {
            let enough = left >= order.pieces;
            left -= if enough { order.pieces } else { 0 };
            enough
        })
        .collect();
    let one = |((stock, order), enough): (Item, bool)| -> Result<bool, Error> {
        if enough {
            stock.call(take, order)?;
        }
        Ok(enough)
    };
    let items = items(stock, orders).into_iter();
    all(pool.map(one, items.zip(decided))?)
}

fn from_a_copy(pool: &Pool, stock: &Shared<Stock>, orders: &[Order]) -> Result<Vec<bool>, Error> {
    let one = |(stock, order): Item| -> Result<bool, Error> {
        let mut copy = stock.call(|stock, ()| stock.clone(), ())?;
        let enough = copy.left() >= order.pieces;
        if enough {
            copy.take(&order);
        }
        Ok(enough)
    };
    all(pool.map(one, items(stock, orders))?)
}

fn copy_put_back(pool: &Pool, stock: &Shared<Stock>, orders: &[Order]) -> Result<Vec<bool>, Error> {
    let one = |(stock, order): Item| -> Result<bool, Error> {
        let mut copy = stock.call(|stock, ()| stock.clone(), ())?;
        let enough = copy.left() >= order.pieces;
        if enough {
            copy.take(&order);
            stock.call(|stock, copy| *stock = copy, copy)?;
        }
        Ok(enough)
    };
    all(pool.map(one, items(stock, orders))?)
}

fn as_they_come(pool: &Pool, stock: &Shared<Stock>, orders: &[Order]) -> Result<Vec<bool>, Error> {
    let tasks = items(stock, orders);
    let tasks: Vec<_> = tasks
        .into_iter()
        .map(|item| pool.submit(one, item))
        .collect();
    let mut answers: Vec<(bool, usize)> = Vec::new();
    for (place, answer) in as_completed(tasks) {
        answers.push((answer??, place));
    }
    // So that it does not depend on luck which came first: the filled ones, say.
    answers.sort_unstable_by_key(|&(filled, place)| (!filled, place));
    Ok(answers.into_iter().map(|(filled, _)| filled).collect())
}

fn only_filled(pool: &Pool, stock: &Shared<Stock>, orders: &[Order]) -> Result<Vec<bool>, Error> {
    let answers = all(pool.map(one, items(stock, orders))?)?;
    Ok(answers.into_iter().filter(|&filled| filled).collect())
}
