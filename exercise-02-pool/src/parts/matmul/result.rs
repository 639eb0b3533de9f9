//! What the demo multiplies, and what its steps give.

use super::compared::Compared;
use super::difference::{Difference, Rounding, difference};
use super::{Matrix, NumberedRows, Rows};
use std::cell::OnceCell;
use std::rc::Rc;

/// Two matrices.
pub struct Problem<N> {
    pub a: Matrix<N>,
    pub b: Matrix<N>,
    rounding: OnceCell<Rounding>,
}

impl<N: Compared> Problem<N> {
    /// Two of `size` × `size` numbers, always the same ones.
    pub fn of_size(size: usize) -> Problem<N> {
        let mut random = fastrand::Rng::with_seed(1812);
        let mut matrix = || {
            let numbers = (0..size * size).map(|_| N::random(&mut random)).collect();
            Matrix::new(size, size, numbers)
        };
        Problem {
            a: matrix(),
            b: matrix(),
            rounding: OnceCell::new(),
        }
    }

    /// Half multiplications, half additions.
    pub fn operations(&self) -> f64 {
        2.0 * self.a.rows() as f64 * self.b.rows() as f64 * self.b.columns() as f64
    }

    /// A step's result whose sums were added in the usual order.
    pub fn exact(self: &Rc<Self>, result: impl Into<Form<N>>) -> Product<N> {
        let (problem, form) = (self.clone(), Rc::new(result.into()));
        Product {
            problem,
            form,
            exact: true,
        }
    }

    /// One that was perhaps added in another.
    pub fn rounded(self: &Rc<Self>, result: impl Into<Form<N>>) -> Product<N> {
        Product {
            exact: false,
            ..self.exact(result)
        }
    }
}

/// The forms in which results come. They are compared as they are: a copy would cost the step time.
pub enum Form<N> {
    Matrix(Matrix<N>),
    Rows(Rows<N>),
    Numbered(NumberedRows<N>),
}

impl<N> From<Matrix<N>> for Form<N> {
    fn from(matrix: Matrix<N>) -> Form<N> {
        Form::Matrix(matrix)
    }
}

impl<N> From<Rows<N>> for Form<N> {
    fn from(rows: Rows<N>) -> Form<N> {
        Form::Rows(rows)
    }
}

impl<N> From<NumberedRows<N>> for Form<N> {
    fn from(rows: NumberedRows<N>) -> Form<N> {
        Form::Numbered(rows)
    }
}

/// What a step gave. The report keeps the result of every step, so it is shared.
#[derive(Clone)]
pub struct Product<N> {
    problem: Rc<Problem<N>>,
    form: Rc<Form<N>>,
    exact: bool,
}

impl<N: Compared> Product<N> {
    fn rows(&self) -> Vec<&[N]> {
        match &*self.form {
            Form::Matrix(matrix) => matrix.all_rows(),
            Form::Rows(rows) => rows.iter().map(Vec::as_slice).collect(),
            Form::Numbered(rows) => rows.iter().map(|(_, row)| row.as_slice()).collect(),
        }
    }

    /// The sum of all its numbers, for the report.
    pub fn sum(&self) -> String {
        let rows = self.rows();
        let sum: f64 = rows
            .iter()
            .flat_map(|row| row.iter())
            .map(|x| x.to_f64())
            .sum();
        // Not "-0".
        format!("{:.*}", N::DECIMALS, sum + 0.0)
    }

    /// How `wrong` differs from this, the right one.
    pub fn differs(&self, wrong: &Product<N>) -> Option<Difference> {
        let problem = &self.problem;
        let rounding = problem
            .rounding
            .get_or_init(|| Rounding::of(&problem.a, &problem.b));
        difference(
            &self.rows(),
            &wrong.rows(),
            rounding,
            self.exact && wrong.exact,
        )
    }

    /// The same result, to be compared with one that may have been added in another order.
    pub fn roughly(&self) -> Product<N> {
        Product {
            exact: false,
            ..self.clone()
        }
    }
}

impl<N: Compared> PartialEq for Product<N> {
    fn eq(&self, other: &Product<N>) -> bool {
        self.differs(other).is_none()
    }
}
