//! What the children are to do: say who they are, dig, and count the holes that they have dug.

use super::{Greeting, gate};
use common::process::current;
use common::{primes, witness};
use std::sync::atomic::{AtomicU64, Ordering};

/// A child of this name does not say who it is.
pub const MUTE: &str = "mute";

/// The work of TODO(1): what the process that calls it says of itself.
///
/// # Panics
///
/// If its name is [`MUTE`].
pub fn hello((): ()) -> Greeting {
    let _call = witness::enter("hello", &());
    let me = current();
    gate::pass(&me.name);
    assert!(me.name != MUTE, "I say nothing");
    (me.name, me.pid, parent_pid())
}

/// The pid of this process's parent; 0 where the system does not tell.
fn parent_pid() -> u32 {
    #[cfg(unix)]
    return std::os::unix::process::parent_id();
    #[cfg(not(unix))]
    0
}

/// So much ground has a rock in it.
pub const ROCK: u64 = 13;
/// So much ground caves in.
pub const CAVE_IN: u64 = 666;

/// The work of TODO(2): digs through so much ground and gives the number of stones found, which is
/// the number of primes below `ground`: some hundredths of a second of counting.
///
/// # Panics
///
/// If there is a [`ROCK`]. When the ground is a [`CAVE_IN`], the process ends.
pub fn dig(ground: u64) -> u64 {
    let _call = witness::enter("dig", &ground);
    gate::pass(ground);
    match ground {
        ROCK => panic!("the spade has broken on a rock"),
        CAVE_IN => {
            in_a_child("`dig`, when the ground caves in,");
            std::process::abort()
        }
        _ => primes::count_primes(0..ground),
    }
}

/// How many holes were dug in this process.
pub static HOLES: AtomicU64 = AtomicU64::new(0);

/// At this place nobody can dig.
pub const PIPE: u64 = 777_777_777;

/// The work of TODO(5): digs a hole at this place and counts it in [`HOLES`], unless there is rock,
/// as there is at many places.
///
/// # Panics
///
/// At the place [`PIPE`].
pub fn dig_hole(place: u64) {
    let _call = witness::enter("dig_hole", &place);
    assert!(place != PIPE, "the spade has hit a water pipe");
    if !is_rock(place) {
        HOLES.fetch_add(1, Ordering::Relaxed);
    }
}

pub fn is_rock(place: u64) -> bool {
    place.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 62 == 0
}

/// For work that is fatal to the process that does it.
///
/// # Panics
///
/// If that is the program itself: no report would ever be seen.
pub fn in_a_child(what: &str) {
    assert!(
        current().is_worker,
        "{what} ends the process that runs it, and that is the program itself: it is for a child"
    );
}
