//! In which words two results differ, and when they do not.

use super::Matrix;
use super::compared::Compared;

/// How far two results may be apart when their sums were added in different orders.
///
/// Each is at most γ · Σ|a b| from the exact one, γ = n u / (1 − n u), where n is the length of the sum
/// and u half of the distance from 1 to the next number (Higham, *Accuracy and Stability of Numerical
/// Algorithms*, 3.1). The sum of the absolute values is at most the product of the norms of row and column.
#[derive(Debug)]
pub struct Rounding {
    rows: Vec<f64>,
    columns: Vec<f64>,
    twice_gamma: f64,
}

impl Rounding {
    pub fn of<N: Compared>(a: &Matrix<N>, b: &Matrix<N>) -> Rounding {
        let norms = |matrix: &Matrix<N>| {
            let squares = |row: &&[N]| row.iter().map(|x| x.to_f64().powi(2)).sum::<f64>();
            matrix
                .all_rows()
                .iter()
                .map(squares)
                .map(f64::sqrt)
                .collect()
        };
        Rounding {
            rows: norms(a),
            columns: norms(&b.transposed()),
            // A little more, because the norms are rounded as well.
            twice_gamma: (b.rows() + 4) as f64 * f64::EPSILON,
        }
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.twice_gamma * self.rows[i] * self.columns[j]
    }
}

/// What should be there, what is, and what that means.
pub struct Difference {
    pub expected: String,
    pub saw: String,
    pub so: &'static str,
}

/// How `wrong` differs from `right`; `None`: it does not. With `exact` the sums must be the same to the last
/// digit, else within what rounding explains.
pub fn difference<N: Compared>(
    right: &[&[N]],
    wrong: &[&[N]],
    rounding: &Rounding,
    exact: bool,
) -> Option<Difference> {
    let differ = |expected: String, saw: String, so| Some(Difference { expected, saw, so });
    let shape = |rows: &[&[N]]| (rows.len(), rows.first().map_or(0, |row| row.len()));
    let ((rows, columns), (has_rows, has_columns)) = (shape(right), shape(wrong));
    if (has_rows, has_columns) == (columns, rows) && rows != columns {
        let saw = format!("{has_rows} rows of {has_columns}");
        return differ(format!("{rows} rows of {columns}"), saw, TURNED);
    }
    if has_rows != rows {
        let so = match has_rows < rows {
            true => {
                "Rows are lost. What if the number of rows cannot be divided by the number of workers?"
            }
            false => "There are more rows than `a` has.",
        };
        return differ(format!("{rows} rows"), format!("{has_rows} rows"), so);
    }
    if let Some(i) = (0..rows).find(|&i| wrong[i].len() != columns) {
        let saw = format!("row {i} has {}", wrong[i].len());
        return differ(
            format!("{columns} numbers in each row"),
            saw,
            "A row has as many numbers as a row of `b`.",
        );
    }
    let allowed = |i, j| if exact { 0.0 } else { rounding.at(i, j) };
    let agree = |i: usize, j: usize| wrong[i][j].agrees(right[i][j], allowed(i, j));
    let all = || (0..rows).flat_map(|i| (0..columns).map(move |j| (i, j)));
    let (i, j) = all().find(|&(i, j)| !agree(i, j))?;
    let (expected, saw) = (right[i][j], wrong[i][j]);
    let is_whole = |x: &N| x.to_f64().fract() == 0.0;
    let fractions_lost = wrong.iter().all(|row| row.iter().all(is_whole)) && !is_whole(&expected);
    let of_another_row = |row: &&[N]| row.iter().zip(wrong[i]).all(|(x, y)| x.agrees(*y, 0.0));
    let so = if is_another_order(right, wrong) {
        "All rows are there, but not in order: an order of arrival?"
    } else if rows == columns && all().all(|(i, j)| wrong[i][j].agrees(right[j][i], allowed(j, i)))
    {
        TURNED
    } else if fractions_lost && wrong.concat().iter().any(|&x| x != N::ZERO) {
        "The fractions are lost. Was it computed with integers?"
    } else if wrong[i].iter().all(|&x| x == N::ZERO) {
        "A whole row is zero: was it left out?"
    } else if right.iter().any(of_another_row) {
        "That is another row. Where does a row come from, and where does its result go?"
    } else if expected.to_f64().is_nan() {
        "A NaN was lost. 0 times NaN is NaN, and 0 times infinity is, too: no product may be skipped."
    } else if saw.agrees(expected, rounding.at(i, j)) {
        "Only the last digits differ: the sums were added in another order. Begin each with zero, and \
         add its products from k = 0 upwards."
    } else if saw.agrees(expected, 1e-5 * expected.to_f64().abs()) {
        "Close, but not as close as f64 rounds. Was it computed with f32?"
    } else {
        "Each number is the sum of `a[i][k] * b[k][j]` over all k."
    };
    let at = |x| format!("{x:?} in row {i}, column {j}");
    differ(at(expected), at(saw), so)
}

const TURNED: &str = "Rows and columns are swapped.";

/// Whether it has the same rows in another order.
fn is_another_order<N: Compared>(right: &[&[N]], wrong: &[&[N]]) -> bool {
    let bits = |rows: &[&[N]]| {
        let row = |row: &&[N]| row.iter().map(|x| x.to_bits()).collect::<Vec<u64>>();
        let mut all: Vec<_> = rows.iter().map(row).collect();
        all.sort_unstable();
        all
    };
    bits(right) == bits(wrong)
}
