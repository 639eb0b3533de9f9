//! Wrong counts of one segment, with a byte for every thirty numbers: TODO(5).

use super::{SOLVED, Wrong, wrong};
use exercise_02_pool::parts::sieve::{Answers, BIT, CountSegment, RESIDUES};
use std::ops::Range;

pub fn wrong_answers() -> Vec<Wrong> {
    let wheel = |name, says, count_wheel: CountSegment| {
        let answers = Answers {
            count_wheel,
            ..SOLVED
        };
        wrong(5, name, says, answers)
    };
    vec![
        wheel("1 is a prime", "1 is not a prime", one_is_a_prime),
        wheel("no 2, 3 and 5", "2 is a prime, though", small_forgotten),
        wheel("beyond the end", "counted, too", beyond_the_end),
        wheel("7 does not strike", "Does 7 strike at all", without_7),
        wheel("only one rest", "Where in this segment", one_residue),
        wheel(
            "from the lowest factor on",
            "Does it strike itself",
            from_the_lowest,
        ),
        wheel("old bytes", "so `clear` comes first", old_bytes),
        wheel(
            "a flag for each odd number",
            "more than it takes",
            SOLVED.count_odds,
        ),
        wheel("trial division", "look for its divisors", divides),
        wheel("2, 3 and 5 always", "count each only where", always_small),
        wheel("a vector of its own", "`flags` was not used", own_vector),
    ]
}

/// The choices that an answer makes, so that each wrong one differs from the right one in one of
/// them.
struct Choices {
    from: u64,
    residues: &'static [u64],
    lowest: fn(start: u64, p: u64) -> u64,
    one: bool,
    small: &'static [u64],
    end: bool,
    clear: bool,
}

const RIGHT: Choices = Choices {
    from: 7,
    residues: &RESIDUES,
    lowest: |start, p| start.div_ceil(p).max(p),
    one: false,
    small: &[2, 3, 5],
    end: true,
    clear: true,
};

fn count(how: Choices, segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let Range { start, end } = segment;
    if how.clear {
        bytes.clear();
    }
    bytes.resize((end - start).div_ceil(30) as usize, u8::MAX);
    for &p in base.iter().filter(|&&p| p >= how.from) {
        let lowest = (how.lowest)(start, p);
        for residue in how.residues {
            let first = p * (lowest + (residue + 30 - lowest % 30) % 30) - start;
            let multiples = bytes.iter_mut().skip((first / 30) as usize);
            let keep = !BIT[(first % 30) as usize];
            multiples.step_by(p as usize).for_each(|byte| *byte &= keep);
        }
    }
    let beyond = (end..start + 30 * bytes.len() as u64).filter(|_| how.end);
    for n in beyond.chain((start == 0 && end > 1 && !how.one).then_some(1)) {
        bytes[((n - start) / 30) as usize] &= !BIT[(n % 30) as usize];
    }
    let small = how.small.iter().filter(|n| segment.contains(n)).count();
    small as u64
        + bytes
            .iter()
            .map(|byte| u64::from(byte.count_ones()))
            .sum::<u64>()
}

fn one_is_a_prime(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let how = Choices { one: true, ..RIGHT };
    count(how, segment, base, bytes)
}

fn small_forgotten(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let how = Choices {
        small: &[],
        ..RIGHT
    };
    count(how, segment, base, bytes)
}

fn beyond_the_end(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let how = Choices {
        end: false,
        ..RIGHT
    };
    count(how, segment, base, bytes)
}

fn without_7(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let how = Choices { from: 8, ..RIGHT };
    count(how, segment, base, bytes)
}

fn one_residue(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let how = Choices {
        residues: &[1, 7],
        ..RIGHT
    };
    count(how, segment, base, bytes)
}

fn from_the_lowest(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let how = Choices {
        lowest: |start, p| start.div_ceil(p),
        ..RIGHT
    };
    count(how, segment, base, bytes)
}

fn old_bytes(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let how = Choices {
        clear: false,
        ..RIGHT
    };
    count(how, segment, base, bytes)
}

fn own_vector(segment: Range<u64>, base: &[u64], _: &mut Vec<u8>) -> u64 {
    count(RIGHT, segment, base, &mut Vec::new())
}

/// Bits as they should be, and no prime strikes.
fn divides(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let Range { start, end } = segment;
    let divided = |n: u64| {
        let mut small = base.iter().take_while(|&&p| p * p <= n);
        n == 1 || small.any(|&p| n.is_multiple_of(p))
    };
    bytes.clear();
    bytes.resize((end - start).div_ceil(30) as usize, 0);
    for (first, byte) in (start..).step_by(30).zip(&mut *bytes) {
        let numbers = RESIDUES.iter().map(|residue| first + residue);
        for n in numbers.filter(|&n| n < end && !divided(n)) {
            *byte |= BIT[(n % 30) as usize];
        }
    }
    let small = [2, 3, 5].iter().filter(|n| segment.contains(n)).count();
    small as u64
        + bytes
            .iter()
            .map(|byte| u64::from(byte.count_ones()))
            .sum::<u64>()
}

fn always_small(segment: Range<u64>, base: &[u64], bytes: &mut Vec<u8>) -> u64 {
    let start = segment.start;
    let how = Choices {
        small: &[],
        ..RIGHT
    };
    count(how, segment, base, bytes) + if start == 0 { 3 } else { 0 }
}
