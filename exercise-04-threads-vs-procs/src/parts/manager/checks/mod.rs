//! Judges the answers of the part `manager`.

mod counted;
mod half_way;
mod looking;
mod said;
mod shared;
mod todo_1;
mod todo_2;
mod todo_3;
mod todo_4;
mod todo_5;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    [
        todo_1::checks(),
        todo_2::checks(),
        todo_3::checks(),
        todo_4::checks(),
        todo_5::checks(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
