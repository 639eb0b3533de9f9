//! TODO(4): what several times say together.

use super::{Answers, Check, ms, nanos};
use common::check::{Verdict, shortened};
use common::timing::median;
use common::witness::Observed;
use std::time::Duration;

/// Times in milliseconds.
type Times = Vec<u64>;
/// Median, fastest, slowest and spread, in nanoseconds.
type Answered = [u64; 4];

pub fn checks() -> Vec<Check<Answers>> {
    let check = |sentence, input: fn(u64) -> Times| Check::new(4, sentence, input, ask, judge);
    vec![
        check("sums_up_times_in_any_order", |seed| times(seed, 9)),
        check("takes_the_mean_of_the_middle_two", |seed| times(seed, 8)),
        check("is_not_moved_by_one_bad_run", |seed| {
            let mut times = times(seed, 11);
            times[4] = 60_000;
            times
        }),
        check("needs_no_spread_for_a_single_time", |seed| {
            vec![40 + seed % 10]
        }),
        check("is_all_zero_for_no_times", |_| Vec::new()),
    ]
}

/// Times in no order, of which some are far from the rest.
fn times(seed: u64, count: usize) -> Times {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut times: Times = (0..count).map(|_| random.u64(100..140)).collect();
    times[0] = random.u64(400..500);
    times[1] = random.u64(200..300);
    times[count / 2] = random.u64(150..190);
    times
}

fn durations(times: &[u64]) -> Vec<Duration> {
    times.iter().copied().map(Duration::from_millis).collect()
}

fn ask(answers: &Answers, times: Times) -> Answered {
    let summary = (answers.summary)(&durations(&times));
    let times = [
        summary.median,
        summary.fastest,
        summary.slowest,
        summary.spread,
    ];
    times.map(nanos)
}

fn judge(times: &Times, answered: &Answered, _: &Observed) -> Verdict {
    let times = durations(times);
    let middle = median(&times).unwrap_or_default();
    let ends = (times.iter().min(), times.iter().max());
    let (fastest, slowest) = (
        ends.0.copied().unwrap_or_default(),
        ends.1.copied().unwrap_or_default(),
    );
    let distances = |from: Duration| -> Vec<Duration> {
        times.iter().map(|time| time.abs_diff(from)).collect()
    };
    let spread = median(&distances(middle)).unwrap_or_default();
    let mean = |times: &[Duration]| match times.len() {
        0 => Duration::ZERO,
        count => times.iter().sum::<Duration>() / count as u32,
    };
    let right = [middle, fastest, slowest, spread];
    let names = ["median", "fastest", "slowest", "spread"];
    let wrong = (0..4).find(|&i| nanos(right[i]) != answered[i]);
    let Some(i) = wrong else {
        return Verdict::Pass;
    };
    let is = |time: Duration| answered[i].abs_diff(nanos(time)) <= 1;
    let variance: f64 = distances(mean(&times))
        .iter()
        .map(|d| d.as_secs_f64().powi(2))
        .sum();
    let deviation = |count: usize| (variance / count.max(1) as f64).sqrt();
    let is_deviation = |count| (answered[i] as f64 / 1e9 - deviation(count)).abs() < 1e-6;
    let n = times.len();
    let so = match names[i] {
        "median" if is(mean(&times)) => {
            "This is the mean. One slow run moves it; the median stays."
        }
        "median" if n > 0 && is(times[n / 2]) => {
            "This is the time that happens to come in the middle. The median is the middle one by size."
        }
        "median" if n.is_multiple_of(2) => {
            "Of an even number of times the median is the mean of the two in the middle."
        }
        "median" => "The middle one by size.",
        "fastest" | "slowest" if n > 0 && (is(times[0]) || is(times[n - 1])) => {
            "The first and the last are not the fastest and the slowest: the times come in no order."
        }
        "spread" if is(slowest - fastest) => {
            "This is the distance between the ends: one run that went wrong, and it is large. Take the \
             median of the distances from the median."
        }
        "spread" if is(mean(&distances(middle))) => {
            "This is the mean of the distances, which one bad run moves. Take their median."
        }
        "spread" if is_deviation(n) || is_deviation(n - 1) => {
            "This is the standard deviation: it squares the distances, so that one bad run outweighs all \
             others. Take the median of the distances from the median."
        }
        "spread" if Some(nanos(slowest - middle)) == Some(answered[i]) => {
            "This is the largest distance from the median. Take the median of all of them."
        }
        "spread" => "The median of the distances from the median, whichever side they lie on.",
        _ => "Look at all times.",
    };
    let list: Vec<String> = times
        .iter()
        .map(|time| time.as_millis().to_string())
        .collect();
    let asked = match list.is_empty() {
        true => "no times at all".to_string(),
        false => shortened(&format!("{} ms", list.join(", "))),
    };
    let show = |time: u64| format!("{} {}", names[i], ms(time));
    Verdict::wrong(show(nanos(right[i])), show(answered[i]), so).asked(asked)
}
