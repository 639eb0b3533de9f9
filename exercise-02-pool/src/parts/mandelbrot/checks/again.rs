//! Judges whether TODO(2) can be called again, for another number of workers: the program does so.

use super::rows::{asked, right_rows};
use super::sharing::{Kind, parallel};
use super::{Answers, Made, Work, dynamic};
use common::check::Verdict;
use common::witness::Observed;
use std::panic::{AssertUnwindSafe, catch_unwind};

const ONE_POOL: &str = "A global pool can be built once in a program, and keeps its number of threads. Build one of \
                        your own, with `build` and not `build_global`, and let the parallel iterator run inside its \
                        `install`.";

/// First a picture without rows on one worker, so that nobody is held, then what is asked.
pub fn twice(answers: &Answers, (view, workers): Work) -> Made {
    let mut none = view;
    none.height = 0;
    dynamic(answers, (none, 1))?;
    let again = catch_unwind(AssertUnwindSafe(|| dynamic(answers, (view, workers))));
    again.unwrap_or_else(|_| Err("a panic".into()))
}

pub fn right_again(work: &Work, made: &Made, seen: &Observed) -> Verdict {
    let complain = |saw: String| {
        let expected = format!("the same rows, on {} threads", work.1);
        Verdict::wrong(expected, saw, ONE_POOL).asked(format!(
            "0 rows on 1 worker, and then {}",
            asked(&work.0, work.1)
        ))
    };
    if made.is_err() {
        return complain("a panic in the second call".into());
    }
    right_rows(work, made, seen).or(|| match parallel(work, seen, Kind::Pool) {
        Verdict::Pass => Verdict::Pass,
        _ => complain(format!(
            "calls of `row` on {} threads",
            seen.threads().len()
        )),
    })
}
