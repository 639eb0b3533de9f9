//! Matrix multiplication of exercise 2 beyond its checks: every worker count, odd shapes, what crosses, and bad options.

use super::program::Program;
use exercise_02_pool::parts::matmul::{Matrix, Sent, blocks, naive, with_transposed};
use serde_json::Value;
use solutions::exercise_02_pool::matmul::ANSWERS;

const PROGRAM: Program = Program("02-pool matmul --runs 1");

fn matrix(rows: usize, columns: usize, seed: u64) -> Matrix<f64> {
    let number = |i: usize| ((i as u64 + seed) * 7919 % 1009) as f64 / 1009.0 - 0.5;
    Matrix::new(rows, columns, (0..rows * columns).map(number).collect())
}

/// The product in every way but `blocked`, whose sums may differ.
fn in_every_way(a: &Matrix<f64>, b: &Matrix<f64>, workers: usize) -> Vec<Matrix<f64>> {
    let floats = ANSWERS.floats;
    let whole = |rows: Vec<Vec<f64>>| Matrix::new(a.rows(), b.columns(), rows.concat());
    let numbered = (floats.give_once)(a, b, workers).unwrap();
    vec![
        with_transposed(a, b),
        (floats.reordered)(a, b),
        whole((floats.on_threads)(a, b, workers.max(1))),
        whole((floats.ship_each_time)(a, b, workers).unwrap()),
        whole(numbered.into_iter().map(|(_, row)| row).collect()),
        (floats.share)(a, b, workers).unwrap(),
    ]
}

#[test]
fn every_way_gives_the_digits_of_the_naive_loops_on_any_number_of_workers() {
    for (workers, size) in [(0, 7), (1, 1), (1, 31), (2, 13), (3, 0), (3, 16), (8, 5)] {
        let (a, b) = (matrix(size, size, 1), matrix(size, size, 2));
        let right = naive(&a, &b);
        for product in in_every_way(&a, &b, workers) {
            assert!(product == right, "{size} on {workers} workers");
        }
    }
}

#[test]
fn the_reference_for_blocks_even_keeps_the_digits() {
    for (rows, inner, columns) in [(5, 64, 3), (1, 131, 70), (33, 3, 33), (2, 0, 2), (0, 5, 0)] {
        let (a, b) = (matrix(rows, inner, 3), matrix(inner, columns, 4));
        let mut c = Matrix::zeros(rows, columns);
        (ANSWERS.floats.blocked)(&a.all_rows(), &b, &mut c.all_rows_mut());
        assert!(c == naive(&a, &b), "{rows} × {inner} × {columns}");
    }
}

#[test]
fn blocks_hold_every_row_once() {
    for rows in 0..40 {
        for pieces in 0..12 {
            let blocks = blocks(rows, pieces);
            assert!(blocks.iter().all(|block| !block.is_empty()));
            assert!(blocks.len() <= pieces.max(1));
            let all: Vec<usize> = blocks.into_iter().flatten().collect();
            assert!(
                all.into_iter().eq(0..rows),
                "{rows} rows in {pieces} pieces"
            );
        }
    }
}

#[test]
fn a_matrix_crosses_as_it_is_and_one_that_does_not_fit_is_refused() {
    let there_and_back = |matrix: &Matrix<i64>| -> Matrix<i64> {
        serde_json::from_value(serde_json::to_value(matrix).unwrap()).unwrap()
    };
    for (rows, columns) in [(0, 0), (0, 3), (3, 0), (2, 3)] {
        let matrix = Matrix::new(rows, columns, (0..(rows * columns) as i64).collect());
        assert_eq!(there_and_back(&matrix), matrix);
        assert_eq!(matrix.transposed().transposed(), matrix);
    }
    for text in [
        "[2, 2, [1, 2, 3]]",
        "[4294967296, 4294967296, []]",
        "[0, 1, [5]]",
    ] {
        assert!(serde_json::from_str::<Matrix<i64>>(text).is_err(), "{text}");
    }
}

#[test]
fn each_type_of_number_keeps_a_matrix_of_its_own() {
    f64::keep(matrix(2, 3, 5));
    i64::keep(Matrix::zeros(1, 1));
    i64::keep(Matrix::new(1, 2, vec![3, 4]));
    assert_eq!(*f64::kept(), matrix(2, 3, 5));
    assert_eq!(i64::kept().numbers(), [3, 4]);
}

#[test]
fn every_step_agrees_at_small_sizes_on_any_number_of_workers() {
    let sizes = [
        "0",
        "1 --workers 8",
        "2 --numbers i64",
        "67 --workers 3",
        "64 --inline",
        "33 --numbers i64 --inline",
    ];
    for size in sizes {
        let output = PROGRAM.run(format!("--size {size} --json").split_whitespace());
        assert_eq!(output.status.code(), Some(0), "--size {size}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let steps = report["steps"].as_array().unwrap();
        assert_eq!(steps.len(), 11 - usize::from(size.contains("i64")));
        for step in steps {
            assert_eq!(step["status"], "solved", "--size {size}: {step}");
        }
    }
}

#[test]
fn bad_options_are_refused_with_value_and_fix() {
    let cases = [
        ("--size 65537", "from 0 to 65536, not '65537'"),
        ("--numbers f32", "f64 or i64, not 'f32'"),
        ("--data .", "reads no files"),
    ];
    for (options, says) in cases {
        let output = PROGRAM.run(options.split_whitespace());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{options}: {text}");
        assert!(text.contains(says), "{options}: {text}");
    }
}

#[test]
fn more_than_the_memory_is_refused_with_the_figure() {
    if common::memory::available().is_none_or(|bytes| bytes > 500_000_000_000) {
        return; // Here it would run, and for a week.
    }
    let output = PROGRAM.run("--size 65536".split_whitespace());
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(
        text.contains("GB of memory") && text.contains("smaller --size"),
        "{text}"
    );
}
