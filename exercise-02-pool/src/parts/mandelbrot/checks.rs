//! Judges the answers of the part `mandelbrot`.

use super::Answers;
use common::check::Check;

pub fn checks() -> Vec<Check<Answers>> {
    vec![]
}
