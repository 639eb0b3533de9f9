//! The work that the answers have done: tasks with their moods, words to count, and how a count grows.

use super::gate;
use common::process::current;
use common::{primes, witness};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::Range;
use std::thread;
use std::time::Duration;

/// A task that fails, and says why.
pub const MISSING: u64 = 404;
/// A task that panics.
pub const PANICS: u64 = 13;
/// What its panic says of it.
pub(super) const UNLUCKY: &str = "an unlucky number";
/// A task that takes its process down, as a bug in foreign code does.
pub const CRASHES: u64 = 666;

/// The work of TODO(1) and TODO(2): waits a while, as for a slow disk, and gives the square of the task's number.
///
/// # Errors
///
/// That there is no such thing, for [`MISSING`].
///
/// # Panics
///
/// For [`PANICS`]. For [`CRASHES`] it is the worker's process that ends.
pub fn work(task: u64) -> Result<u64, String> {
    let _call = witness::enter("work", &task);
    match gate::is_asked() {
        true => gate::pass(task),
        false => thread::sleep(Duration::from_millis(20 + 15 * (task % 4))),
    }
    match task {
        MISSING => Err(format!("there is no {task}")),
        PANICS => panic!("{task} is {UNLUCKY}"),
        CRASHES if current().is_worker => std::process::abort(),
        CRASHES => panic!("{task} takes its process down, and this is the program itself"),
        _ => Ok(task.wrapping_mul(task)),
    }
}

/// How often each word was seen.
pub type Tally = BTreeMap<String, u64>;

/// The words of a text: a range of places in a long book. To make out a word takes some microseconds.
pub fn words(text: Range<u64>) -> Vec<String> {
    let _call = witness::enter("words", &text);
    gate::read();
    text.map(word_at).collect()
}

/// The most frequent ones come first.
const WORDS: [&str; 24] = [
    "the", "of", "and", "a", "to", "in", "he", "was", "it", "his", "that", "with", "as", "had",
    "for", "she", "not", "at", "but", "on", "her", "him", "whale", "sea",
];

/// The word at one place of the book: always the same.
pub fn word_at(place: u64) -> String {
    black_box(primes::count_primes(0..black_box(EFFORT)));
    // The finalizer of SplitMix64 (Steele, Lea and Flood, 2014) spreads the places evenly.
    let mut n = place.wrapping_add(0x9e37_79b9_7f4a_7c15);
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    // Of two choices the smaller: so some words come far more often than others.
    let choice = |n: u64| (n % WORDS.len() as u64) as usize;
    WORDS[choice(n >> 32).min(choice(n & 0xffff_ffff))].to_string()
}

/// The primes up to here are counted for each word: some microseconds.
const EFFORT: u64 = 600;

/// What becomes of a count, or of none, when a word was seen `more` times: TODO(3).
///
/// It has the form that [`Dict::update`](common::process::Dict::update) asks for.
pub fn add(old: Option<u64>, more: u64) -> Option<u64> {
    let _call = witness::enter("add", &format_args!("{more} to {old:?}"));
    gate::meet("add");
    Some(old.unwrap_or(0) + more)
}

/// Adds many counts at once: TODO(5).
///
/// It has the form that [`Shared::call`](common::process::Shared::call) asks for.
pub fn merge(tally: &mut Tally, more: Tally) {
    let _call = witness::enter("merge", &format_args!("{} words", more.len()));
    gate::meet("merge");
    for (word, count) in more {
        *tally.entry(word).or_default() += count;
    }
}
