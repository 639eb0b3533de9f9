//! TODO(1): is the range split as asked?

use crate::parts::primes::Answers;
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::ops::Range;

type Chunks = Vec<Range<u64>>;

pub fn checks() -> Vec<Check<Answers>> {
    let split = |answers: &Answers, (range, pieces)| (answers.split)(range, pieces);
    vec![
        Check::new(
            1,
            "covers_the_range_without_gap_or_overlap",
            some_range,
            split,
            covers,
        ),
        Check::new(
            1,
            "gives_chunks_of_nearly_equal_length",
            some_range,
            split,
            even,
        ),
        Check::new(
            1,
            "gives_no_empty_chunks",
            |seed| (seed..seed + 3, 8),
            split,
            |asked, chunks, _| {
                covers(asked, chunks, &Observed::default()).or(|| match chunks.len() {
                    3 => Verdict::Pass,
                    n => Verdict::wrong(
                        "3 chunks of one number each",
                        format!("{n} chunks: {chunks:?}"),
                        "There are only 3 numbers: use fewer pieces.",
                    ),
                })
            },
        ),
        Check::new(
            1,
            "copes_with_an_empty_range",
            |seed| (seed..seed, 4),
            split,
            |_, chunks, _| match chunks.is_empty() {
                true => Verdict::Pass,
                false => Verdict::wrong(
                    "no chunks at all",
                    format!("{chunks:?}"),
                    "An empty range has nothing to count, so it gives no chunks.",
                ),
            },
        ),
        Check::new(
            1,
            "copes_with_the_largest_numbers",
            |_| (0..u64::MAX, 7),
            split,
            |asked, chunks, _| {
                covers(asked, chunks, &Observed::default())
                    .or(|| even(asked, chunks, &Observed::default()))
            },
        ),
    ]
}

fn some_range(seed: u64) -> (Range<u64>, usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    let start = random.u64(0..1000);
    // A length that the pieces do not divide, so that a forgotten remainder shows.
    let (pieces, each) = (random.usize(3..20), random.u64(5..50));
    let rest = random.u64(1..pieces as u64);
    (start..start + each * pieces as u64 + rest, pieces)
}

fn covers((range, pieces): &(Range<u64>, usize), chunks: &Chunks, _: &Observed) -> Verdict {
    let asked = format!("split {range:?} into {pieces} chunks");
    let mut next = range.start;
    for (i, chunk) in chunks.iter().enumerate() {
        let saw = format!("chunk {i} is {chunk:?}");
        if chunk.start > next {
            let so = "Numbers are left out between two chunks. Where does each chunk begin?";
            return Verdict::wrong(format!("chunk {i} to start at {next}"), saw, so).asked(asked);
        }
        if chunk.start < next {
            let so = "Numbers are counted twice. A range's end is not part of it: a chunk ends \
                      where the next one starts.";
            return Verdict::wrong(format!("chunk {i} to start at {next}"), saw, so).asked(asked);
        }
        if chunk.end < chunk.start {
            return Verdict::wrong("an end behind the start", saw, "This chunk runs backwards.")
                .asked(asked);
        }
        next = chunk.end;
    }
    if next != range.end {
        let so = match next < range.end {
            true => "The last numbers are lost: what happens to the remainder of the division?",
            false => "The last chunk runs over the end of the range.",
        };
        return Verdict::wrong(
            format!("the last chunk to end at {}", range.end),
            format!("it ends at {next}"),
            so,
        )
        .asked(asked);
    }
    Verdict::Pass
}

fn even((range, pieces): &(Range<u64>, usize), chunks: &Chunks, _: &Observed) -> Verdict {
    let asked = format!("split {range:?} into {pieces} chunks");
    let lengths = chunks
        .iter()
        .map(|chunk| chunk.end.saturating_sub(chunk.start));
    let (min, max) = (
        lengths.clone().min().unwrap_or(0),
        lengths.max().unwrap_or(0),
    );
    if chunks.len() != *pieces {
        let saw = format!("{} chunks", chunks.len());
        return Verdict::wrong(
            format!("{pieces} chunks"),
            saw,
            "The number of chunks is not what was asked for.",
        )
        .asked(asked);
    }
    match max - min {
        0 | 1 => Verdict::Pass,
        _ => Verdict::wrong(
            "lengths that differ by one at most",
            format!("the shortest has {min} numbers, the longest {max}"),
            "Share the remainder out, one number to each of the first chunks, instead of leaving it to one.",
        )
        .asked(asked),
    }
}
