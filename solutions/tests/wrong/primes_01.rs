//! Known wrong answers to exercise 1, part `primes`.

use super::Wrong;
use common::timing::{Clock, Elapsed, median};
use exercise_01_serial::parts::primes::Answers;
use solutions::exercise_01_serial::clocks;
use solutions::exercise_01_serial::primes::ANSWERS as SOLVED;
use std::ops::Range;
use std::time::Duration;

pub fn wrong_answers() -> Vec<Wrong> {
    let wrong = |todo, name, says, answers| Wrong {
        name,
        part: "primes",
        todo,
        says,
        answers: Box::new((
            exercise_01_serial::exercise(),
            exercise_01_serial::Answers {
                primes: answers,
                clocks: clocks::ANSWERS,
            },
        )),
    };
    let test = |name, says, is_prime| wrong(1, name, says, Answers { is_prime, ..SOLVED });
    let count = |name, says, count_primes| {
        wrong(
            2,
            name,
            says,
            Answers {
                count_primes,
                ..SOLVED
            },
        )
    };
    let time = |name, says, measure| wrong(3, name, says, Answers { measure, ..SOLVED });
    vec![
        test("one is a prime", "The smallest prime is 2", |n| {
            n == 1 || (SOLVED.is_prime)(n)
        }),
        test("two is none", "Only 1 and the number itself", |n| {
            n > 2 && (SOLVED.is_prime)(n)
        }),
        test("ten is a prime", "10 = 2 × 5", |n| {
            let odd_divisors = || (3..).step_by(2).take_while(move |d| d * d <= n);
            [2, 3, 5, 7].contains(&n) || n > 9 && odd_divisors().all(|d| !n.is_multiple_of(d))
        }),
        test(
            "stops before the root",
            "the square root must be tried too",
            |n| {
                n > 1
                    && (2..)
                        .take_while(|d| d * d < n)
                        .all(|d| !n.is_multiple_of(d))
            },
        ),
        test("tries every divisor", "stop at its square root", |n| {
            n > 1 && (2..n).all(|d| !n.is_multiple_of(d))
        }),
        count(
            "the end counted too",
            "The end of a range is not part of it",
            |range| (SOLVED.count_primes)(range.start..range.end + 1),
        ),
        count("from zero", "The range has a start", |range| {
            (SOLVED.count_primes)(0..range.end)
        }),
        count(
            "odd numbers",
            "on each number of the range",
            |range: Range<u64>| range.filter(|n| !n.is_multiple_of(2)).count() as u64,
        ),
        time("the warm-up counted", "it only warms up", warm_up_counted),
        time("a second warm-up", "One call to warm up", two_warm_ups),
        time("the mean", "This is the mean", mean),
        time("one clock for both", "are two clocks", one_clock),
        time("the wrong way round", "the wrong way round", swapped),
    ]
}

type Times = (Vec<Duration>, Vec<Duration>);

fn runs(clock: &dyn Clock, runs: usize, work: &mut dyn FnMut()) -> Times {
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let (wall, cpu) = (clock.wall(), clock.cpu());
        work();
        times.0.push(clock.wall() - wall);
        times.1.push(clock.cpu() - cpu);
    }
    times
}

fn medians((walls, cpus): Times) -> Elapsed {
    let middle = |times: &[Duration]| median(times).unwrap_or_default();
    Elapsed {
        wall: middle(&walls),
        cpu: middle(&cpus),
    }
}

fn warm_up_counted(clock: &dyn Clock, n: usize, work: &mut dyn FnMut()) -> Elapsed {
    medians(runs(clock, n + 1, work))
}

fn two_warm_ups(clock: &dyn Clock, n: usize, work: &mut dyn FnMut()) -> Elapsed {
    work();
    work();
    medians(runs(clock, n, work))
}

fn mean(clock: &dyn Clock, n: usize, work: &mut dyn FnMut()) -> Elapsed {
    work();
    let (walls, cpus) = runs(clock, n, work);
    Elapsed {
        wall: walls.iter().sum::<Duration>() / n as u32,
        cpu: cpus.iter().sum::<Duration>() / n as u32,
    }
}

fn one_clock(clock: &dyn Clock, n: usize, work: &mut dyn FnMut()) -> Elapsed {
    work();
    let (walls, _) = runs(clock, n, work);
    medians((walls.clone(), walls))
}

fn swapped(clock: &dyn Clock, n: usize, work: &mut dyn FnMut()) -> Elapsed {
    work();
    let (walls, cpus) = runs(clock, n, work);
    medians((cpus, walls))
}
