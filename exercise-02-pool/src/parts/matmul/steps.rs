//! The steps of the part: what is given, and what the answers do.

use super::compared::Compared;
use super::given::{naive, with_transposed};
use super::result::{Problem, Product};
use super::work::{BLOCK, row};
use super::{AnswersFor, Matrix, plan};
use common::exercise::{Run, Steps};
use common::process::bytes_sent;
use rayon::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// The crate on one thread, for the numbers that it knows.
pub type Peer<N> = Option<fn(&Matrix<N>, &Matrix<N>) -> Matrix<N>>;
type Compare<'a, N> = Steps<'a, Product<N>>;

pub const ONE: &str = "rows, one thread";
pub const THREADS: &str = "rows, threads";
pub const EACH: &str = "matrix with each row";
pub const ONCE: &str = "initializer";
pub const SHARED: &str = "shared array";
/// All of them, in the order of the report.
pub const ALL: [&str; 11] = [
    "naive",
    "transposed",
    "loop order",
    ONE,
    THREADS,
    EACH,
    ONCE,
    SHARED,
    "blocked",
    "blocked, threads",
    "matrixmultiply",
];

pub fn compare<'a, N: Compared>() -> Compare<'a, N> {
    let mut steps = Steps::new(Product::sum);
    steps.differ(|right: &Product<N>, wrong| match right.differs(wrong) {
        Some(found) => format!("{}, not {}.\n{}", found.saw, found.expected, found.so),
        None => "it is right, but not in every run".to_string(),
    });
    steps
}

pub fn one_thread<'a, N: Compared>(
    steps: &mut Compare<'a, N>,
    answers: &'a AnswersFor<N>,
    problem: &'a Rc<Problem<N>>,
) {
    let (a, b) = (&problem.a, &problem.b);
    let small = a.rows() <= plan::NAIVE;
    if small {
        steps.baseline("naive", || Ok(problem.exact(naive(a, b))));
    }
    let transposed = move || Ok(problem.exact(with_transposed(a, b)));
    match small {
        true => steps.add("transposed", transposed).other_algorithm(),
        false => steps.baseline("transposed", transposed),
    };
    add_reordered(steps, answers, problem);
}

fn add_reordered<'a, N: Compared>(
    steps: &mut Compare<'a, N>,
    answers: &'a AnswersFor<N>,
    problem: &'a Rc<Problem<N>>,
) {
    let reordered = || Ok(problem.exact((answers.reordered)(&problem.a, &problem.b)));
    steps.add("loop order", reordered).todo(1).other_algorithm();
}

/// `sent` is where the steps in processes note how many bytes they sent.
pub fn rows<'a, N: Compared>(
    steps: &mut Compare<'a, N>,
    answers: &'a AnswersFor<N>,
    problem: &'a Rc<Problem<N>>,
    run: &Run,
    sent: &'a [(&'static str, Cell<u64>); 3],
) {
    let (a, b, workers) = (&problem.a, &problem.b, run.workers());
    let one = || (0..a.rows()).map(|i| row(a.row(i), b)).collect::<Vec<_>>();
    steps.baseline(ONE, move || Ok(problem.exact(one())));
    if !run.is_sweep() && a.rows() > plan::TRANSPOSED {
        add_reordered(steps, answers, problem);
    }
    let threads = move || Ok(problem.exact((answers.on_threads)(a, b, workers)));
    steps.add(THREADS, threads).todo(2).workers(workers);
    // A pool of no workers runs everything in this process.
    let processes = if run.inline() { 0 } else { workers };
    let failed = |error: common::process::Error| error.to_string();
    let [(_, each), (_, once), (_, shared)] = sent;
    if a.rows() <= plan::SHIPPING {
        let ship = move || (answers.ship_each_time)(a, b, processes).map_err(failed);
        let step = move || Ok(problem.exact(counted(each, ship)?));
        steps.add(EACH, step).todo(3).workers(workers);
    }
    let give = move || (answers.give_once)(a, b, processes).map_err(failed);
    let step = move || Ok(problem.exact(counted(once, give)?));
    steps.add(ONCE, step).todo(3).workers(workers);
    let share = move || (answers.share)(a, b, processes).map_err(failed);
    let step = move || Ok(problem.exact(counted(shared, share)?));
    steps.add(SHARED, step).todo(3).workers(workers);
}

/// Notes how many bytes went to workers meanwhile.
fn counted<R>(sent: &Cell<u64>, work: impl FnOnce() -> R) -> R {
    let before = bytes_sent();
    let result = work();
    sent.set(bytes_sent() - before);
    result
}

pub fn blocked<'a, N: Compared>(
    steps: &mut Compare<'a, N>,
    answers: &'a AnswersFor<N>,
    problem: &'a Rc<Problem<N>>,
    run: &Run,
    peer: Peer<N>,
) {
    let (a, b, workers) = (&problem.a, &problem.b, run.workers());
    let zeros = || Matrix::zeros(a.rows(), b.columns());
    let one = move || {
        let mut c = zeros();
        (answers.blocked)(&a.all_rows(), b, &mut c.all_rows_mut());
        Ok(problem.rounded(c))
    };
    steps.baseline("blocked", one).todo(4);
    let height = (a.rows() / (4 * workers)).clamp(1, BLOCK);
    let threads = move || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
        let pool = pool.map_err(|error| error.to_string())?;
        let mut c = zeros();
        pool.install(|| {
            let (rows, mut sums) = (a.all_rows(), c.all_rows_mut());
            let blocks = sums.par_chunks_mut(height).zip(rows.par_chunks(height));
            blocks.for_each(|(c, a)| (answers.blocked)(a, b, c));
        });
        Ok(problem.rounded(c))
    };
    steps
        .add("blocked, threads", threads)
        .todo(4)
        .workers(workers);
    if let Some(multiply) = peer.filter(|_| !run.is_sweep()) {
        let step = move || Ok(problem.rounded(multiply(a, b)));
        steps.add("matrixmultiply", step).other_algorithm();
    }
}
