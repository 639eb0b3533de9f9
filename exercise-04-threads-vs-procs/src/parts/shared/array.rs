//! The work on the large array: each element of a part becomes another number, in its place.

use common::process::Array;
use common::witness;
use std::ops::Range;

/// Replaces each element of `part` by a number that is made of it.
///
/// # Panics
///
/// If the part reaches beyond the end of the array.
pub fn transform(array: &Array<u64>, part: Range<usize>) {
    let _call = witness::enter("transform", &part);
    for i in part {
        array.set(i, mixed(array.get(i)));
    }
}

/// Another number for each number; no two get the same. (The last steps of the generator SplitMix64.)
pub fn mixed(n: u64) -> u64 {
    let n = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}
