//! Judges TODO(4): the same counts, computed several at once.

mod threads;

use super::views::view;
use crate::parts::mandelbrot::view::row_of;
use crate::parts::mandelbrot::{Answers, View};
use common::check::{Check, Verdict};
use common::witness::Observed;

/// The views, and the row of each that is asked for.
type Asked = Vec<(View, u32)>;
type Counts = Vec<Vec<u32>>;

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, input| Check::new(4, sentence, input, answer, right_counts);
    vec![
        check("counts_what_row_counts", edge).points(2),
        check("lets_no_point_stop_its_neighbours", neighbours),
        check("copes_with_widths_that_are_no_multiple", widths),
        check("copes_with_no_pixels", |_| vec![(edge_of(0, 100, 0.0), 1)]),
        check("counts_to_any_limit", limits),
        Check::new(
            4,
            "keeps_to_f64_and_its_rounding",
            chaos,
            answer,
            right_to_the_last_bit,
        )
        .points(2),
        Check::new(4, "does_without_row", edge, answer, without_row),
        Check::new(4, "starts_no_thread", edge, threads::counted, threads::none),
    ]
}

fn answer(answers: &Answers, asked: Asked) -> Counts {
    let row = |(view, y): &(View, u32)| (answers.row_in_lanes)(view, *y);
    asked.iter().map(row).collect()
}

/// Three rows at the edge of the set, where counts of all sizes stand side by side.
fn edge_of(width: u32, limit: u32, shift: f64) -> View {
    view((width, 3), limit, (-0.55, 0.55 + shift), (2.5, 0.3))
}

fn edge(seed: u64) -> Asked {
    let view = edge_of(64, 500, (seed % 50) as f64 / 1000.0);
    (0..3).map(|y| (view, y)).collect()
}

/// Points that never escape beside points that do at once.
fn neighbours(seed: u64) -> Asked {
    let shift = (seed % 20) as f64 / 100.0;
    vec![(view((16, 1), 200, (-1.6 - shift, 0.2), (5.0, 1.0)), 0)]
}

fn widths(seed: u64) -> Asked {
    let shift = (seed % 50) as f64 / 1000.0;
    let widths = [1, 2, 3, 5, 7, 8, 9, 13, 17, 31, 33, 67];
    widths.map(|width| (edge_of(width, 50, shift), 2)).to_vec()
}

fn limits(_: u64) -> Asked {
    (0..20).map(|limit| (edge_of(11, limit, 0.0), 1)).collect()
}

/// Where the last bit of a number decides over the count: beside the real axis, where the numbers
/// jump to and fro and drift apart a bit further each time, and so close to the tip of a branch
/// that pixels are a few bits apart.
fn chaos(seed: u64) -> Asked {
    let shift = (seed % 50) as f64 / 1000.0;
    let axis = view((40, 1), 3000, (-1.75 + shift, 3e-16), (0.3, 1e-15));
    let tip = (-0.101_096_363_845_62 + shift * 1e-13, 0.956_286_510_809_14);
    vec![(axis, 0), (view((40, 1), 3000, tip, (1e-14, 1e-15)), 0)]
}

fn without_row(_: &Asked, _: &Counts, seen: &Observed) -> Verdict {
    match seen.calls.len() {
        0 => Verdict::Pass,
        n => Verdict::serial(
            "no call of `row`",
            format!("{n} calls of `row`"),
            "`row` computes one point after the other. Here several are to be under way at the same time.",
        ),
    }
}

fn right_counts(asked: &Asked, counts: &Counts, _: &Observed) -> Verdict {
    match all_off_by_one(asked, counts) {
        true => each_row(asked, counts, |_, _, _| OFF_BY_ONE),
        false => each_row(asked, counts, mistake),
    }
}

/// Whether all that is wrong is one too high, or all one too low, in rows whose counts differ widely.
fn all_off_by_one(asked: &Asked, counts: &Counts) -> bool {
    let right = asked.iter().flat_map(|(view, y)| row_of(view, *y));
    let right: Vec<u32> = right.collect();
    let counts = counts.concat();
    let mut wrong = right.iter().zip(&counts).filter(|(a, b)| a != b);
    let range = right.iter().max().unwrap_or(&0) - right.iter().min().unwrap_or(&0);
    let low = |(right, count): (&u32, &u32)| *count + 1 == *right;
    let high = |(right, count): (&u32, &u32)| *right + 1 == *count;
    let same_length = right.len() == counts.len();
    same_length && range > 8 && (wrong.clone().all(low) || wrong.all(high))
}

const OFF_BY_ONE: &str =
    "All are off by one. `row` looks whether a point has escaped before it counts the iteration.";

fn right_to_the_last_bit(asked: &Asked, counts: &Counts, _: &Observed) -> Verdict {
    each_row(asked, counts, |_, _, _| ROUNDED)
}

/// What is wrong with counts, given the limit and the right ones.
type Mistake = fn(u32, &[u32], &[u32]) -> &'static str;

fn each_row(asked: &Asked, counts: &Counts, mistake: Mistake) -> Verdict {
    let mut rows = asked.iter().zip(counts);
    let complaint = rows.find_map(|((view, y), counts)| {
        let right = row_of(view, *y);
        let verdict = one_row(&right, counts, |right, counts| {
            mistake(view.limit, right, counts)
        });
        let View { width, limit, .. } = view;
        let asked = format!("a row of {width} pixels, {limit} iterations at most");
        (verdict != Verdict::Pass).then(|| verdict.asked(asked))
    });
    complaint.unwrap_or(Verdict::Pass)
}

fn one_row(
    right: &[u32],
    counts: &[u32],
    mistake: impl Fn(&[u32], &[u32]) -> &'static str,
) -> Verdict {
    if counts.len() != right.len() {
        let so = match counts.len() < right.len() {
            true => "Points are lost: what of those that do not fill an array?",
            false => "There are points beside the picture: those that only filled an array up?",
        };
        let saw = format!("{} counts", counts.len());
        return Verdict::wrong(format!("{} counts", right.len()), saw, so);
    }
    let Some(x) = (0..right.len()).find(|&x| counts[x] != right[x]) else {
        return Verdict::Pass;
    };
    Verdict::wrong(
        format!("{} iterations at pixel {x}", right[x]),
        counts[x].to_string(),
        mistake(right, counts),
    )
}

/// What kind of mistake makes such counts, where rounding plays no part.
fn mistake(limit: u32, right: &[u32], counts: &[u32]) -> &'static str {
    let wrong: Vec<usize> = (0..right.len())
        .filter(|&x| counts[x] != right[x])
        .collect();
    let all = |is: &dyn Fn(usize) -> bool| wrong.iter().all(|&x| is(x));
    // What a neighbour within an array of at most 64 counts.
    let near = |x: usize| &right[x.saturating_sub(63)..right.len().min(x + 64)];
    if all(&|x| counts[x] == 0) {
        return "Points were left out: those that do not fill an array?";
    }
    if all(&|x| counts[x] < right[x]) {
        return "It stopped too early, when a neighbour escaped? Each point goes on until it has escaped \
                itself, or the limit is reached.";
    }
    if all(&|x| counts[x] > right[x] && (counts[x] == limit || counts[x].is_multiple_of(4))) {
        return "It was counted on after it had escaped, until somebody asked. The iteration in which each \
                point escapes is what counts, however seldom you ask whether all have. Or was x already new when \
                y was computed?";
    }
    if all(&|x| counts[x] > right[x] && near(x).contains(&counts[x])) {
        return "It was counted on until its neighbours had escaped, too. From the iteration on in which it \
                escapes, nothing may be added to its count.";
    }
    "Some counts are too high, or some too high and others too low. Go through the loop of `row` and yours, \
     operation by operation: are all numbers `f64`, and is each old where `row` takes the old one?"
}

/// Where the other checks find nothing, or no name for it, it can only be the rounding.
const ROUNDED: &str = "Unless another check names a mistake, the numbers were rounded in another way. `f32` and `mul_add` give \
     other counts here, and so does another order of the operations.";
