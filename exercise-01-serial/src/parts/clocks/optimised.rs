//! The same loop four times: what the optimiser leaves of it, depending on what it can see.

use std::hint::black_box;

/// How many numbers each of them adds up.
pub const NUMBERS: u64 = 100_000;

/// A loop, and what the optimiser is told about it.
pub struct Loop {
    /// What is hidden from the optimiser.
    pub name: &'static str,
    /// The loop, once.
    pub run: fn(),
}

/// From "it sees everything" to "it sees nothing". [`black_box`] is a function that does nothing, of which the compiler
/// is made to believe that it might do anything with its argument.
pub const LOOPS: [Loop; 4] = [
    Loop {
        name: "nothing",
        run: || {
            // Nobody uses the sum, so nobody misses it.
            sum(NUMBERS);
        },
    },
    Loop {
        name: "the sum",
        run: || {
            // The sum is needed; but the compiler knows all that it takes, and adds up on its own time.
            black_box(sum(NUMBERS));
        },
    },
    Loop {
        name: "the sum and the count",
        run: || {
            // How many numbers is open until the program runs; but 0 + 1 + … is a formula, says the optimiser.
            black_box(sum(black_box(NUMBERS)));
        },
    },
    Loop {
        name: "each number",
        run: || {
            black_box((0..NUMBERS).map(black_box).fold(0, u64::wrapping_add));
        },
    },
];

/// Wrapping, because the check for an overflow would be something to see: a panic is not deleted.
fn sum(below: u64) -> u64 {
    (0..below).fold(0, u64::wrapping_add)
}
