//! Judges what TODO(2) and TODO(5) take for a segment: memory, and divisions.

use super::super::{Answers, CountSegment, primes_between};
use super::base_below;
use super::segment::{WIDE, how, judge, primes_in};
use common::check::{Check, Verdict};
use common::exercise::grouped;
use common::witness::Observed;
use std::time::Duration;

/// Where a segment starts and ends.
type Asked = (u64, u64);
/// The count, how many flags there are afterwards, and whether they are still in their memory.
type Room = (u64, usize, bool);

pub fn checks<const N: u8>() -> Vec<Check<Answers>> {
    vec![
        Check::new(
            N,
            "has_no_more_flags_than_it_needs",
            one_far_out,
            |all, asked| room_for(how::<N>(all), asked),
            if N == 2 { odds_only } else { thirty_a_byte },
        )
        .in_words(|&(start, end)| primes_in(start, end))
        .points(2),
        Check::new(
            N,
            "is_a_sieve",
            long,
            |all, (start, end)| how::<N>(all)(start..end, &base_below(end), &mut Vec::new()),
            as_many,
        )
        .in_words(|&(start, end)| primes_in(start, end))
        .time_limit(Duration::from_secs(4))
        .late(DIVIDES),
    ]
}

const DIVIDES: &str =
    "Does each number look for its divisors? Let each prime strike its multiples.";

fn one_far_out(seed: u64) -> Asked {
    let start = 30 * (300_000 + seed % 1000);
    (start, start + 30_000)
}

/// Hands over flags that have plenty of memory: the count, how many flags there are afterwards, and
/// whether they are still in that memory.
fn room_for(how: CountSegment, (start, end): Asked) -> Room {
    let base = base_below(end);
    let mut flags = Vec::with_capacity(100_003);
    let memory = flags.as_ptr();
    let count = how(start..end, &base, &mut flags);
    (count, flags.len(), flags.as_ptr() == memory)
}

fn odds_only(asked: &Asked, room: &Room, _: &Observed) -> Verdict {
    room_judged(asked, room, 2, "a byte for each odd number")
}

fn thirty_a_byte(asked: &Asked, room: &Room, _: &Observed) -> Verdict {
    room_judged(asked, room, 30, "a byte for every thirty numbers")
}

fn room_judged((start, end): &Asked, room: &Room, each: u64, what: &str) -> Verdict {
    let &(count, flags, kept) = room;
    let needed = (end - start).div_ceil(each);
    let so = match flags as u64 {
        0 => {
            "`flags` was not used. A vector of your own is asked for anew for each segment, and \
             that costs."
        }
        n if n > end / each - 10 => {
            "The flags begin at 0, but only those of the segment are needed."
        }
        n if n > needed + 1 => {
            "That is more than it takes, and small flags are what makes it fast."
        }
        _ if !kept => {
            "`flags` has become another vector. The memory of the old one would have done: \
             `clear`, \
             then `resize`."
        }
        _ => return judge(*start, *start, *end, count),
    };
    let saw = match kept {
        true => format!("{} of them", grouped(flags as u64)),
        false => format!("{} of them, in other memory", grouped(flags as u64)),
    };
    let expected = format!(
        "{} flags, {what}, in the memory of `flags`",
        grouped(needed)
    );
    Verdict::wrong(expected, saw, so).asked(primes_in(*start, *end))
}

/// So many numbers that divisions would take a minute, where strikes take a hundredth of a second.
fn long(seed: u64) -> Asked {
    let start = 999_000_000_000 - seed % 1000 * 3000;
    (start, start + 6_000_000)
}

fn as_many(&(start, end): &Asked, &count: &u64, _: &Observed) -> Verdict {
    let right = primes_between(start, end);
    match count == right {
        true => Verdict::Pass,
        false => Verdict::wrong(grouped(right), grouped(count), WIDE).asked(primes_in(start, end)),
    }
}
