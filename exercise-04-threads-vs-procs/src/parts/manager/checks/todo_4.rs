//! TODO(4): is anything sold that is not there, or refused that is?

use super::shared::{an_error, gone, in_text, in_words, no_error, setting};
use crate::parts::manager::{Answers, Order, Stock, gate};
use common::check::{Check, Verdict};
use common::process::{Manager, Pool, Shared};
use common::witness::Observed;

/// A question: the pieces in stock, what each order wants, and how many workers.
type Asked = (i64, Vec<i64>, usize);
/// An answer: which orders were filled, how many pieces are left, the workers, and the manager.
type Answered = (Result<Vec<bool>, String>, i64, Vec<u32>, u32);

pub fn checks() -> Vec<Check<Answers>> {
    let checks = vec![
        Check::new(4, "fills_what_it_can", many, ask, is_fair),
        Check::new(
            4,
            "sells_nothing_that_is_not_there",
            |seed| (5 + seed as i64 % 5, vec![5; 2], 2),
            ask_in_a_race,
            is_fair,
        )
        .points(2),
        Check::new(
            4,
            "answers_in_the_order_of_the_orders",
            |_| (10, vec![50, 2, 60, 3, 70, 1], 2),
            ask,
            is_fair,
        ),
        Check::new(
            4,
            "sells_the_last_piece",
            |seed| (3 + seed as i64 % 7, vec![3 + seed as i64 % 7], 1),
            ask,
            is_fair,
        ),
        Check::new(
            4,
            "really_uses_several_processes",
            |_| (10, vec![4, 5, 6], 3),
            ask,
            all_at_once,
        )
        .holding(3),
        Check::new(4, "copes_with_no_orders", |_| (3, vec![], 2), ask, is_fair),
        Check::new(
            4,
            "works_without_any_workers",
            |_| (9, vec![4, 4, 4], 0),
            ask,
            is_fair,
        ),
        Check::new(
            4,
            "hands_on_that_the_manager_is_gone",
            |_| (9, vec![4, 4], 2),
            without_a_manager,
            |_, ended, _| an_error(ended, "`Ok`, though nobody could look at the stock"),
        ),
    ];
    let with_words = |check: Check<Answers>| check.in_words(describe);
    checks.into_iter().map(with_words).collect()
}

fn many(seed: u64) -> Asked {
    let mut random = fastrand::Rng::with_seed(seed);
    let orders: Vec<i64> = (0..12).map(|_| random.i64(1..9)).collect();
    (orders.iter().sum::<i64>() / 2, orders, 3)
}

fn numbered(pieces: &[i64]) -> Vec<Order> {
    let numbered = (1..).zip(pieces);
    let order = |(number, &pieces)| Order { number, pieces };
    numbered.map(order).collect()
}

fn ask(answers: &Answers, asked: Asked) -> Answered {
    let (pool, manager) = setting(asked.2);
    ask_with(answers, &asked, &pool, &manager)
}

/// Whoever has looked and has not taken yet lets the other worker look as well.
fn ask_in_a_race(answers: &Answers, asked: Asked) -> Answered {
    let (pool, manager) = setting(asked.2);
    gate::race(manager.pid());
    ask_with(answers, &asked, &pool, &manager)
}

fn ask_with(answers: &Answers, asked: &Asked, pool: &Pool, manager: &Manager) -> Answered {
    let stock: Shared<Stock> = manager.share(Stock::new(asked.0)).expect("it is there");
    let filled = in_text((answers.sell)(pool, &stock, &numbered(&asked.1)));
    // As it crosses, without a look that would be counted.
    let left = stock.call(|stock, ()| stock.clone(), ());
    let left = left.map_or(0, |stock| stock.left());
    (filled, left, pool.worker_pids(), manager.pid())
}

fn without_a_manager(
    answers: &Answers,
    (pieces, orders, workers): Asked,
) -> Result<Vec<bool>, String> {
    let (pool, manager) = setting(workers);
    let stock = manager.share(Stock::new(pieces)).expect("it is there");
    let stock = gone(&pool, stock);
    drop(manager);
    in_text((answers.sell)(&pool, &stock, &numbered(&orders)))
}

fn describe((pieces, orders, workers): &Asked) -> String {
    let orders_ = in_words(orders.len(), "order", *workers);
    format!("{pieces} pieces; {orders_}: {orders:?}")
}

fn is_fair(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    fair(asked, answered, seen).asked(describe(asked))
}

fn fair((pieces, orders, _): &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (filled, left, _, manager) = answered;
    let Ok(filled) = filled else {
        return no_error(filled);
    };
    if filled.len() != orders.len() {
        return Verdict::wrong(
            format!("{} answers: one for each order", orders.len()),
            format!("{} answers", filled.len()),
            "An order that is not filled has an answer as well: `false`.",
        );
    }
    let wanted = orders.iter().zip(filled).filter(|(_, filled)| **filled);
    let sold: i64 = wanted.map(|(pieces, _)| pieces).sum();
    let taken = seen.of("take").calls;
    for (order, &filled) in numbered(orders).iter().zip(filled) {
        let item = format!("{order:?}");
        let verdict = match (
            filled,
            taken.iter().filter(|take| take.item == item).count(),
        ) {
            (true, 1) => Verdict::Pass,
            (true, 0) => Verdict::wrong(
                format!("order {} filled: its pieces are taken", order.number),
                "nothing was taken for it",
                "Is it the answer of another order? They are in the order of `orders`. And each is to be sent to the \
                 manager, and handed to `take` as it is.",
            ),
            (false, 0) if order.pieces > *left => Verdict::Pass,
            (false, 0) => Verdict::wrong(
                format!("order {} filled: it wants {}", order.number, order.pieces),
                format!("it was refused, and {left} pieces are left"),
                "There was enough for it all the time. Enough is as much as is wanted, or more.",
            ),
            (false, _) => Verdict::wrong(
                format!(
                    "nothing taken for order {}, which was refused",
                    order.number
                ),
                "its pieces were taken",
                "Look first: an order that cannot be filled whole takes nothing.",
            ),
            (true, n) => Verdict::wrong(
                format!("order {} filled once", order.number),
                format!("taken {n} times"),
                "One task for each order.",
            ),
        };
        if verdict != Verdict::Pass {
            return verdict;
        }
    }
    if sold > 0 && left == pieces {
        return Verdict::wrong(
            format!("{sold} of {pieces} pieces off the stock"),
            format!("{left} left, as before"),
            "They were taken from a copy: what a worker gets from the manager is the worker's own. The manager has to \
             look and take, in one `call`.",
        );
    }
    if sold > *pieces || *left < 0 {
        return Verdict::wrong(
            format!("at most {pieces} pieces sold"),
            format!("{sold} sold, {left} left"),
            "More was sold than there was. Two workers looked, both saw enough, and both took: what one has seen may be \
             true no longer when it acts. To look and to take has to be one request: a closure that does both, in one \
             `call`.",
        );
    }
    match pieces - sold == *left {
        true => looked_at(orders.len(), *manager, seen),
        false => Verdict::wrong(
            format!(
                "{} pieces left: {sold} of {pieces} were sold",
                pieces - sold
            ),
            format!("{left} left"),
            "What was taken has not come off the stock. Is it taken from a copy, and the copy put back?",
        ),
    }
}

/// Whether each worker had an order before any of them was done.
fn all_at_once(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    is_fair(asked, answered, seen).or(|| {
        let mut arrived = seen.of("order");
        arrived.calls.retain(|call| answered.2.contains(&call.pid));
        let (at_once, workers) = (arrived.most_at_once(), arrived.processes().len());
        let verdict = match (arrived.calls.is_empty(), at_once.min(workers) < asked.2) {
            (true, _) => Verdict::serial(
                "orders that are sent to the stock by the workers of the pool",
                "an order never reached a worker",
                "The parent does all itself, and the workers idle. Let a task of the pool take each order to the stock.",
            ),
            (_, true) => Verdict::serial(
                format!("{} workers at an order at the same time", asked.2),
                format!("at most {} at the same time", at_once.min(workers)),
                "One after another: hand in all tasks before the first is waited for, one for each order.",
            ),
            _ => Verdict::Pass,
        };
        verdict.asked(describe(asked))
    })
}

/// Whether the stock was looked at for each order, where it is.
fn looked_at(orders: usize, manager: u32, seen: &Observed) -> Verdict {
    let looks = seen.of("left").calls;
    let looks = looks.iter().filter(|call| call.pid == manager).count();
    match looks >= orders {
        true => Verdict::Pass,
        false => Verdict::wrong(
            format!("{orders} looks at the stock in the manager: one for each order"),
            looks.to_string(),
            "Who decides for all from one look, or on a copy, decides on what may be true no longer when the pieces are \
             taken. The look and the act belong into one request, for each order.",
        ),
    }
}
