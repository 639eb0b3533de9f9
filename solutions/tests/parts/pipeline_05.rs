//! The parts of exercise 5 that a report rests on: the hash, and the gauge. Numbers to check by hand.

use exercise_05_mixed::parts::pipeline::Event::*;
use exercise_05_mixed::parts::pipeline::{Gauge, fnv1a};
use std::time::Duration;

/// The examples of its authors: http://www.isthe.com/chongo/tech/comp/fnv/
#[test]
fn the_hash_is_fnv_1a() {
    assert_eq!(fnv1a(b"", 1), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv1a(b"a", 1), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(fnv1a(b"foobar", 1), 0x8594_4171_f739_67e8);
}

#[test]
fn rounds_say_the_text_over() {
    assert_eq!(fnv1a(b"foo", 3), fnv1a(b"foofoofoo", 1));
}

#[test]
fn the_gauge_counts_what_is_under_way() {
    let mut gauge = Gauge::default();
    let events = [
        (0, ReadStarts),
        (0, ReadStarts),
        (10, Loaded),
        (20, Loaded),
        (25, ComputeStarts),
        (30, ReadStarts),
        (40, ReadFails),
        (55, Computed),
        (60, ComputeStarts),
        (80, Computed),
    ];
    for (ms, event) in events {
        gauge.note(Duration::from_millis(ms), event);
    }
    let figures = gauge.figures();
    let ms = |time: Duration| time.as_millis();
    assert_eq!(figures.read, 3);
    assert_eq!(ms(figures.time), 80);
    assert_eq!(ms(figures.reading), 10 + 20 + 10);
    assert_eq!(ms(figures.computing), 30 + 20);
    assert_eq!(ms(figures.waiting), (25 - 10) + (60 - 20));
    assert_eq!(figures.most_reading, 2);
    assert_eq!(figures.most_waiting, 2);
    assert_eq!(figures.most_computing, 1);
    assert_eq!(figures.most_in_memory, 2);
}

#[test]
fn a_text_that_nobody_used_is_no_longer_in_memory() {
    let mut gauge = Gauge::default();
    for event in [ReadStarts, Loaded, Dropped, ReadStarts, Loaded, Dropped] {
        gauge.note(Duration::ZERO, event);
    }
    assert_eq!(gauge.figures().most_in_memory, 1);
}
