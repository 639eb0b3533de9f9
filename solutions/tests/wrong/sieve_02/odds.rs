//! Wrong counts of one segment, with a flag for each odd number: TODO(2).

use super::{SOLVED, Wrong, wrong};
use exercise_02_pool::parts::sieve::{Answers, CountSegment};
use std::ops::Range;

pub fn wrong_answers() -> Vec<Wrong> {
    let odds = |name, says, count_odds: CountSegment| {
        let answers = Answers {
            count_odds,
            ..SOLVED
        };
        wrong(2, name, says, answers)
    };
    vec![
        odds("1 is a prime", "1 is not a prime", one_is_a_prime),
        odds("2 is forgotten", "2 is a prime, though", two_forgotten),
        odds(
            "2 in every segment",
            "2 belongs to the segment that has it",
            two_everywhere,
        ),
        odds(
            "the end is counted",
            "a segment's end is not part of it",
            end_counted,
        ),
        odds("the last number is missing", "has no flag", last_missing),
        odds(
            "one base prime too few",
            "Does 3 strike at all",
            one_too_few,
        ),
        odds(
            "a prime strikes itself",
            "Does it strike itself",
            strikes_itself,
        ),
        odds("every other multiple", "Where in this segment", every_other),
        odds(
            "from an even multiple on",
            "Where in this segment",
            even_multiple,
        ),
        odds(
            "from p² in every segment",
            "Where in this segment",
            always_from_the_square,
        ),
        odds("old flags", "so `clear` comes first", old_flags),
        odds("a vector of its own", "`flags` was not used", own_vector),
        odds(
            "a new vector",
            "`flags` has become another vector",
            new_vector,
        ),
        odds(
            "a flag for each number",
            "more than it takes",
            flag_for_each,
        ),
        odds("from 0 on", "The flags begin at 0", from_zero),
        odds("numbers of 32 bits", "narrower than `u64`", narrow),
        odds("trial division", "look for its divisors", divides),
    ]
}

/// The choices that an answer makes, so that each wrong one differs from the right one in one of
/// them.
struct Choices {
    flags: fn(u64, u64) -> u64,
    first: fn(start: u64, p: u64) -> u64,
    step: fn(u64) -> u64,
    one: bool,
    two: fn(&Range<u64>) -> bool,
    clear: bool,
}

const RIGHT: Choices = Choices {
    flags: |start, end| (end - start) / 2,
    first: |start, p| p * (start.div_ceil(p).max(p) | 1),
    step: |p| p,
    one: false,
    two: |segment| segment.contains(&2),
    clear: true,
};

fn count(how: Choices, segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let Range { start, end } = segment;
    if how.clear {
        flags.clear();
    }
    flags.resize((how.flags)(start, end) as usize, 1);
    for &p in base {
        let first = ((how.first)(start, p).saturating_sub(start) / 2) as usize;
        for flag in flags.iter_mut().skip(first).step_by((how.step)(p) as usize) {
            *flag = 0;
        }
    }
    if let (0, false, Some(one)) = (start, how.one, flags.first_mut()) {
        *one = 0;
    }
    let two = u64::from((how.two)(&segment));
    two + flags.iter().map(|&flag| u64::from(flag)).sum::<u64>()
}

fn one_is_a_prime(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices { one: true, ..RIGHT };
    count(how, segment, base, flags)
}

fn two_forgotten(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        two: |_| false,
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn two_everywhere(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        two: |segment| segment.end > 2,
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn end_counted(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        flags: |start, end| (end - start).div_ceil(2),
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn last_missing(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        flags: |start, end| (end - start).saturating_sub(1) / 2,
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn one_too_few(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let base = &base[base.len().min(1)..];
    count(RIGHT, segment, base, flags)
}

fn strikes_itself(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        first: |start, p| p * (start.div_ceil(p) | 1),
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn every_other(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        step: |p| 2 * p,
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn even_multiple(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        first: |start, p| p * start.div_ceil(p).max(p),
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn always_from_the_square(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        first: |start, p| (p * p).max(start),
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn old_flags(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        clear: false,
        ..RIGHT
    };
    count(how, segment, base, flags)
}

fn own_vector(segment: Range<u64>, base: &[u64], _: &mut Vec<u8>) -> u64 {
    count(RIGHT, segment, base, &mut Vec::new())
}

fn new_vector(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    *flags = Vec::new();
    count(RIGHT, segment, base, flags)
}

/// Even numbers have flags, too.
fn flag_for_each(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let Range { start, end } = segment;
    flags.clear();
    flags.resize((end - start) as usize, 1);
    for &p in [2].iter().chain(base) {
        let first = (p * start.div_ceil(p).max(p) - start) as usize;
        let multiples = flags.iter_mut().skip(first);
        multiples.step_by(p as usize).for_each(|flag| *flag = 0);
    }
    let numbers = (start..end).zip(flags.iter());
    numbers.filter(|(n, flag)| *n > 1 && **flag == 1).count() as u64
}

/// Sieves everything below the end, and counts only the segment.
fn from_zero(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    count(RIGHT, 0..segment.end, base, flags);
    let start = (segment.start / 2) as usize;
    let two = u64::from(segment.contains(&2));
    two + flags[start.min(flags.len())..]
        .iter()
        .map(|&flag| u64::from(flag))
        .sum::<u64>()
}

/// Products beyond 2³² lose their upper half.
fn narrow(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let how = Choices {
        first: |start, p| u64::from((p * (start.div_ceil(p).max(p) | 1)) as u32),
        ..RIGHT
    };
    match segment.end > 1 << 32 {
        true => count(how, segment, base, flags),
        false => count(RIGHT, segment, base, flags),
    }
}

/// Flags as they should be, and no prime strikes.
fn divides(segment: Range<u64>, base: &[u64], flags: &mut Vec<u8>) -> u64 {
    let Range { start, end } = segment;
    let divided = |n: u64| {
        let mut small = base.iter().take_while(|&&p| p * p <= n);
        n == 1 || small.any(|&p| n.is_multiple_of(p))
    };
    flags.clear();
    let flag = |i: u64| u8::from(!divided(start + 2 * i + 1));
    flags.extend((0..(end - start) / 2).map(flag));
    let two = u64::from(segment.contains(&2));
    two + flags.iter().map(|&flag| u64::from(flag)).sum::<u64>()
}
