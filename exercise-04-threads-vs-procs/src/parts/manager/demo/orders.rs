//! More orders than there is stock: TODO(4).

use super::Setting;
use crate::parts::manager::{Answers, Order, Stock};
use common::exercise::{Run, Steps};
use common::process::Error;

const PIECES: i64 = 100;
const ORDERS: u64 = 60;
/// How many pieces each of them wants. So a third of the pieces is how many can be filled, whoever comes first.
const EACH: i64 = 3;

pub fn demo(answers: &Answers, run: &mut Run, setting: &Setting) {
    let order = |number| Order {
        number,
        pieces: EACH,
    };
    let orders: &Vec<Order> = &(1..=ORDERS).map(order).collect();
    // How many orders were filled, and what is left.
    let mut steps = Steps::new(|(filled, _): &(usize, i64)| format!("{filled} of {ORDERS}"));
    steps.waits();
    steps.expect(((PIECES / EACH) as usize, PIECES % EACH));
    steps.differ(|_, (_, left)| match left {
        ..0 => format!("sold out, and {} pieces more", -left),
        _ => format!("{left} of {PIECES} pieces are left, and each order wants {EACH}"),
    });
    let sell = answers.sell;
    let step = move || -> Result<(usize, i64), Error> {
        let stock = setting.manager.share(Stock::new(PIECES))?;
        let filled = sell(&setting.pool, &stock, orders)?;
        let left = stock.call(|stock, ()| stock.left(), ())?;
        Ok((filled.into_iter().filter(|&filled| filled).count(), left))
    };
    let step = move || step().map_err(|error| error.to_string());
    steps
        .add("orders filled", step)
        .todo(4)
        .workers(setting.pool.workers().max(1));
    run.measure(steps);
}
