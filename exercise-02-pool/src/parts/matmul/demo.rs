//! Runs and times the answers of the part `matmul`.

use super::compare::Compared;
use super::given::{BLOCK, naive, row, with_transposed};
use super::result::{Problem, Product};
use super::{Answers, AnswersFor, Matrix, notes, peer, plan};
use common::exercise::{Measured, Run, Steps, grouped};
use common::process::bytes_sent;
use rayon::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// The crate on one thread, for the numbers that it knows.
type Peer<N> = Option<fn(&Matrix<N>, &Matrix<N>) -> Matrix<N>>;
type Compare<'a, N> = Steps<'a, Product<N>>;
/// The steps of the report with what they took.
type Walls = Vec<(String, Duration)>;

const ONE: &str = "rows, one thread";
const THREADS: &str = "rows, threads";
const EACH: &str = "matrix with each row";
const ONCE: &str = "initializer";
const SHARED: &str = "shared array";

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    match run.chosen("numbers").unwrap_or(f64::NAME) {
        f64::NAME => demo_of(&answers.floats, Some(peer::multiply), run),
        i64::NAME => demo_of(&answers.integers, None, run),
        other => Err(format!("--numbers takes f64 or i64, not '{other}'")),
    }
}

fn demo_of<N: Compared>(
    answers: &AnswersFor<N>,
    peer: Peer<N>,
    run: &mut Run,
) -> Result<(), String> {
    let size = run.size() as usize;
    plan::fits_in_memory(size, run.workers())?;
    run.progress("making two matrices");
    let problem = &Rc::new(Problem::of_size(size));
    let n = grouped(size as u64);
    run.about(format!(
        "Multiply two {n} × {n} matrices of {} (result: the sum of its numbers)",
        N::NAME
    ));
    let mut walls = Walls::new();

    // The naive loops are compared with other loops, all on one thread.
    if !run.is_sweep() && size <= plan::TRANSPOSED {
        let mut steps = compare();
        one_thread(&mut steps, answers, problem);
        let measured = run.measure(steps);
        note_walls(
            &mut walls,
            &measured,
            &["naive", "transposed", "loop order"],
        );
    }
    // The better loops are compared with the same on several threads, and in processes.
    let sent = &[EACH, ONCE, SHARED].map(|step| (step, Cell::new(0)));
    let mut steps = compare();
    rows(&mut steps, answers, problem, run, sent);
    let measured = run.measure(steps);
    note_walls(
        &mut walls,
        &measured,
        &[ONE, "loop order", THREADS, EACH, ONCE, SHARED],
    );
    // And what can be had beyond.
    let mut steps = compare();
    if let Some(right) = measured.result(ONE) {
        steps.expect(right.roughly());
    }
    blocked(&mut steps, answers, problem, run, peer);
    let best = run.measure(steps);
    note_walls(
        &mut walls,
        &best,
        &["blocked", "blocked, threads", "matrixmultiply"],
    );

    let note =
        |lines: Vec<String>, run: &mut Run| lines.into_iter().for_each(|line| run.note(line));
    note(plan::left_out(size), run);
    if run.is_sweep() || size == 0 {
        return Ok(());
    }
    if run.inline() {
        run.note("Inline, nothing is sent.");
    } else {
        let sent = sent.each_ref().map(|(step, bytes)| (*step, bytes.get()));
        note(notes::shipping(&measured, size, sent, &[THREADS, ONE]), run);
    }
    run.note("");
    note(notes::speeds(problem, &walls), run);
    if peer.is_none() {
        run.note("(The crate matrixmultiply knows floating-point numbers only.)");
    }
    Ok(())
}

fn compare<'a, N: Compared>() -> Compare<'a, N> {
    let mut steps = Steps::new(Product::sum);
    steps.differ(|right: &Product<N>, wrong| match right.differs(wrong) {
        Some(found) => format!("{}, not {}.\n{}", found.saw, found.expected, found.so),
        None => "it is right, but not in every run".to_string(),
    });
    steps
}

fn one_thread<'a, N: Compared>(
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
fn rows<'a, N: Compared>(
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

fn blocked<'a, N: Compared>(
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

fn note_walls<N>(walls: &mut Walls, measured: &Measured<Product<N>>, steps: &[&str]) {
    let wall = |step: &&str| Some((step.to_string(), measured.median(step)?.wall));
    walls.extend(steps.iter().filter_map(wall));
}
