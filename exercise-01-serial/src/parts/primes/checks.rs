//! Judges the answers of the part `primes`.

use super::Answers;
use common::check::{Check, Verdict};
use common::primes;
use common::timing::{ScriptedClock, median};
use common::witness::Observed;
use std::ops::Range;
use std::time::Duration;

type Numbers = Vec<u64>;
type Answered = Vec<bool>;

pub fn checks() -> Vec<Check<Answers>> {
    let test = |answers: &Answers, numbers: Numbers| -> Answered {
        numbers.into_iter().map(answers.is_prime).collect()
    };
    let count = |answers: &Answers, range| (answers.count_primes)(range);
    vec![
        Check::new(
            1,
            "knows_the_small_numbers",
            |_| (0..=30).collect(),
            test,
            right,
        ),
        Check::new(
            1,
            "knows_squares_and_products_of_primes",
            products,
            test,
            right,
        ),
        Check::new(
            1,
            "stops_at_the_square_root",
            |_| LARGE.to_vec(),
            test,
            right,
        )
        .late(
            "Trying every divisor of a number with 15 digits takes days: stop at its square root.",
        ),
        Check::new(2, "counts_a_range", some_range, count, right_count),
        Check::new(
            2,
            "leaves_the_end_out",
            range_before_a_prime,
            count,
            right_count,
        ),
        Check::new(2, "counts_from_the_start", |_| 7..20, count, right_count),
        Check::new(
            2,
            "finds_nothing_in_an_empty_range",
            |seed| seed..seed,
            count,
            right_count,
        ),
        Check::new(
            3,
            "does_not_count_the_warm_up",
            |seed| script(seed, 5, 40),
            measure,
            right_times,
        ),
        Check::new(
            3,
            "takes_the_median_of_several_runs",
            |seed| script(seed, 7, 0),
            measure,
            right_times,
        ),
        Check::new(
            3,
            "takes_the_mean_of_the_middle_two",
            |seed| script(seed, 4, 0),
            measure,
            right_times,
        ),
    ]
}

/// Two primes and their product, all with 13 to 15 digits.
const LARGE: [u64; 3] = [
    112_272_535_095_293,
    115_280_095_190_773,
    1_000_003 * 1_000_033,
];

fn products(seed: u64) -> Vec<u64> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut prime = || loop {
        let n = random.u64(3..3_000);
        if primes::is_prime(n) {
            return n;
        }
    };
    let mut numbers: Vec<u64> = (0..5).map(|_| prime()).flat_map(|p| [p, p * p]).collect();
    numbers.extend((0..5).map(|_| prime() * prime()));
    numbers
}

fn right(numbers: &Numbers, answers: &Answered, _: &Observed) -> Verdict {
    for (&n, &said) in numbers.iter().zip(answers) {
        let prime = primes::is_prime(n);
        if said == prime {
            continue;
        }
        let root = n.isqrt();
        let so = match n {
            0 | 1 => "The smallest prime is 2.".to_string(),
            _ if prime => "Only 1 and the number itself divide a prime.".to_string(),
            _ if root * root == n => {
                format!("{n} = {root} × {root}: the square root must be tried too.")
            }
            _ => {
                let divisor = (2..)
                    .find(|d| n.is_multiple_of(*d))
                    .expect("n is composite");
                format!("{n} = {divisor} × {}.", n / divisor)
            }
        };
        let word = |yes| if yes { "a prime" } else { "no prime" };
        return Verdict::wrong(format!("{n} is {}", word(prime)), word(said), so)
            .asked(format!("is {n} a prime?"));
    }
    match answers.len() == numbers.len() {
        true => Verdict::Pass,
        false => Verdict::wrong(
            "an answer for each number",
            format!("{} answers", answers.len()),
            "",
        ),
    }
}

fn some_range(seed: u64) -> Range<u64> {
    let start = fastrand::Rng::with_seed(seed).u64(0..10_000);
    start..start + 1_000
}

fn range_before_a_prime(seed: u64) -> Range<u64> {
    let start = fastrand::Rng::with_seed(seed).u64(100..1_000);
    let end = (start + 50..)
        .find(|&n| primes::is_prime(n))
        .expect("there is always another prime");
    start..end
}

fn right_count(range: &Range<u64>, count: &u64, _: &Observed) -> Verdict {
    let right = primes::count_primes(range.clone());
    let so = match count {
        _ if *count == right => return Verdict::Pass,
        _ if *count == primes::count_primes(range.start..range.end + 1) => {
            "The end of a range is not part of it."
        }
        _ if *count == primes::count_primes(0..range.end) => {
            "The range has a start: count from there."
        }
        _ => {
            "Does it call `is_prime` on each number of the range, and are the checks of TODO(1) green?"
        }
    };
    Verdict::wrong(format!("{right} primes"), format!("{count}"), so)
        .asked(format!("count the primes in {range:?}"))
}

/// What each call of the work costs by the scripted clock, in milliseconds: wall and CPU; and how many runs to take.
type Script = (Vec<(u64, u64)>, usize);

/// `runs` runs in no order, after a warm-up that costs `warm_up` more than any of them.
fn script(seed: u64, runs: usize, warm_up: u64) -> Script {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut costs = vec![(500 + warm_up, 300 + warm_up)];
    // A slow outlier moves the mean, but not the median.
    costs.push((900, 450));
    costs.extend((1..runs).map(|_| (random.u64(100..200), random.u64(50..100))));
    // More calls than asked for get costs of their own, so that the judge can tell.
    costs.extend([(7, 3); 20]);
    (costs, runs)
}

/// How often the work was called, and what was measured: wall and CPU, in microseconds.
type Measured = (usize, u64, u64);

fn measure(answers: &Answers, (costs, runs): Script) -> Measured {
    let clock = ScriptedClock::default();
    let mut calls = 0;
    let mut work = || {
        let (wall, cpu) = costs[calls.min(costs.len() - 1)];
        clock.advance(Duration::from_millis(wall), Duration::from_millis(cpu));
        calls += 1;
    };
    let elapsed = (answers.measure)(&clock, runs, &mut work);
    (
        calls,
        elapsed.wall.as_micros() as u64,
        elapsed.cpu.as_micros() as u64,
    )
}

fn right_times((costs, runs): &Script, (calls, wall, cpu): &Measured, _: &Observed) -> Verdict {
    let asked = format!("{runs} runs, by a clock that makes the first call the dearest");
    let micros = |costs: &[(u64, u64)], part: fn(&(u64, u64)) -> u64| -> u64 {
        let times: Vec<Duration> = costs
            .iter()
            .map(|cost| Duration::from_millis(part(cost)))
            .collect();
        median(&times).map_or(0, |time| time.as_micros() as u64)
    };
    let walls = |cost: &(u64, u64)| cost.0;
    let cpus = |cost: &(u64, u64)| cost.1;
    let counted = &costs[1..=*runs];
    let right = (micros(counted, walls), micros(counted, cpus));
    if *calls != runs + 1 {
        let so = "One call to warm up, then one for each run.";
        return Verdict::wrong(
            format!("{} calls of the work", runs + 1),
            format!("{calls}"),
            so,
        )
        .asked(asked);
    }
    if (*wall, *cpu) == right {
        return Verdict::Pass;
    }
    let with_warm_up = (
        micros(&costs[..=*runs], walls),
        micros(&costs[..=*runs], cpus),
    );
    let mean = counted.iter().map(|cost| cost.0 * 1000).sum::<u64>() / *runs as u64;
    let so = match (*wall, *cpu) {
        both if both == with_warm_up => {
            "The first run is among them: it only warms up, and does not count."
        }
        both if both == (right.1, right.0) => "Wall and CPU time are the wrong way round.",
        (w, c) if w == c => {
            "Wall time and CPU time are two clocks: `clock.wall()` and `clock.cpu()`."
        }
        (w, _) if w.abs_diff(mean) <= 1 => {
            "This is the mean. One slow run moves it; the median stays."
        }
        _ => "Take the difference of the clock for each run, and then the median of all runs.",
    };
    let show = |wall: u64, cpu: u64| {
        format!(
            "{} ms on the wall, {} ms of CPU",
            wall as f64 / 1e3,
            cpu as f64 / 1e3
        )
    };
    Verdict::wrong(show(right.0, right.1), show(*wall, *cpu), so).asked(asked)
}
