//! TODO(4): blocks.

use super::{SOLVED, Wrong, wrong};
use exercise_02_pool::parts::matmul::{Answers, AnswersFor, Matrix, Number, row};
use rayon::prelude::*;

pub fn wrong_answers() -> Vec<Wrong> {
    macro_rules! all {
        ($name:literal, $says:literal, $function:ident) => {{
            let (integers, floats) = (SOLVED.integers, SOLVED.floats);
            let answers = Answers {
                integers: AnswersFor {
                    blocked: $function,
                    ..integers
                },
                floats: AnswersFor {
                    blocked: $function,
                    ..floats
                },
                traced_blocked: $function,
                ..SOLVED
            };
            wrong(4, $name, $says, answers)
        }};
    }
    vec![
        all!(
            "the rest of four lost",
            "What becomes of the rest",
            rest_lost
        ),
        all!(
            "the last block lost",
            "What becomes of the rest",
            last_block_lost
        ),
        all!(
            "each block begins at zero",
            "must not begin again at zero",
            begins_again
        ),
        all!("writes instead of adding", "Add to what is there", writes),
        all!("zeros skipped", "no product may be skipped", zeros_skipped),
        all!(
            "the row of `b` begins at zero in each block",
            "it goes wrong in the second block",
            first_rows_again
        ),
        all!(
            "on all cores",
            "added with `add_product`, on this thread",
            on_all_cores
        ),
        all!("the naive loops", "goes down a column of `b`", down),
        all!(
            "the naive loops in blocks",
            "goes down a column of `b`",
            down_in_blocks
        ),
        all!(
            "one row of `a` after another",
            "once for each row of `a`",
            row_by_row
        ),
        all!("beyond the last row", "panicked", beyond),
        all!("columns for rows", "panicked", columns_for_rows),
    ]
}

/// Adds the products of `x` with rows `from` and on of `b`.
fn add<N: Number>(x: &[N], b: &Matrix<N>, from: usize, c: &mut [N]) {
    for (k, &x) in (from..).zip(x) {
        for (sum, &y) in c.iter_mut().zip(b.row(k)) {
            *sum = sum.add_product(x, y);
        }
    }
}

fn rest_lost<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (a, c) in a.iter().zip(c) {
        add(&a[..a.len() / 4 * 4], b, 0, c);
    }
}

fn last_block_lost<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (block, from) in (0..b.rows() / 64).map(|block| (block, block * 64)) {
        for (a, c) in a.iter().zip(c.iter_mut()) {
            add(&a[from..(block + 1) * 64], b, from, c);
        }
    }
}

fn begins_again<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for from in (0..b.rows()).step_by(64) {
        for (a, c) in a.iter().zip(c.iter_mut()) {
            c.fill(N::ZERO);
            add(&a[from..b.rows().min(from + 64)], b, from, c);
        }
    }
}

fn writes<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (a, c) in a.iter().zip(c) {
        c.copy_from_slice(&row(a, b));
    }
}

fn zeros_skipped<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (a, c) in a.iter().zip(c) {
        for (k, x) in a.iter().enumerate().filter(|(_, x)| **x != N::ZERO) {
            add(&[*x], b, k, c);
        }
    }
}

fn first_rows_again<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for from in (0..b.rows()).step_by(64) {
        for (a, c) in a.iter().zip(c.iter_mut()) {
            add(&a[from..b.rows().min(from + 64)], b, 0, c);
        }
    }
}

fn on_all_cores<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    let pairs = c.par_iter_mut().zip(a.par_iter());
    pairs.for_each(|(c, a)| add(a, b, 0, c));
}

fn down<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (a, c) in a.iter().zip(c) {
        for (j, sum) in c.iter_mut().enumerate() {
            for (k, &x) in a.iter().enumerate() {
                *sum = sum.add_product(x, b.get(k, j));
            }
        }
    }
}

fn down_in_blocks<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for from in (0..b.rows()).step_by(64) {
        for (a, c) in a.iter().zip(c.iter_mut()) {
            for (j, sum) in c.iter_mut().enumerate() {
                for k in from..b.rows().min(from + 64) {
                    *sum = sum.add_product(a[k], b.get(k, j));
                }
            }
        }
    }
}

/// The good order of TODO(1), and no blocks.
fn row_by_row<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (a, c) in a.iter().zip(c) {
        add(a, b, 0, c);
    }
}

fn beyond<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (a, c) in a.iter().zip(c) {
        for k in (0..b.rows()).step_by(4) {
            add(&a[k..k + 4], b, k, c);
        }
    }
}

fn columns_for_rows<N: Number>(a: &[&[N]], b: &Matrix<N>, c: &mut [&mut [N]]) {
    for (a, c) in a.iter().zip(c) {
        for k in 0..b.columns() {
            add(&a[k..=k], b, k, c);
        }
    }
}
