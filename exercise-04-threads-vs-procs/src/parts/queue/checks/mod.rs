//! Judges the answers of the part `queue`.

mod asked;
mod todo_1;
mod todo_2;
mod todo_3;
mod todo_4;
mod todo_5;
mod under_way;

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    let all = [
        todo_1::checks(),
        todo_2::checks(),
        todo_3::checks(),
        todo_4::checks(),
        todo_5::checks(),
    ];
    all.into_iter().flatten().collect()
}
