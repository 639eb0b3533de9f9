//! What is run at which size, and what would be too much.

use super::notes::bytes;
use common::memory::available;

/// Above this size the naive loops take tens of seconds.
pub const NAIVE: usize = 1024;
/// And above this one those over a transposed copy.
pub const TRANSPOSED: usize = 2048;
/// Above this size, to send a matrix with each row is more than two gigabytes.
pub const SHIPPING: usize = 640;

/// Where the system does not tell how much memory there is, in bytes.
const SURELY_THERE: u64 = 2 << 30;

/// Refuses a size for which there is not enough memory.
///
/// The report keeps the result of every step until all are compared: about a dozen. Then there are the two matrices,
/// the copies of a step, and those of its workers.
pub fn fits_in_memory(size: usize, workers: usize) -> Result<(), String> {
    let matrix = 8 * (size as u64).pow(2);
    let needed = matrix * (20 + workers as u64);
    let free = available().unwrap_or(SURELY_THERE);
    if needed <= free {
        return Ok(());
    }
    Err(format!(
        "two matrices of {size} × {size} numbers and their products take about {} of memory with {workers} workers, and \
         {} are free: choose a smaller --size",
        bytes(needed),
        bytes(free)
    ))
}

/// What is left out at this size, in words.
pub fn left_out(size: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if size > TRANSPOSED {
        lines
            .push("naive, transposed: left out at this size, they would take minutes.".to_string());
    } else if size > NAIVE {
        lines.push("naive: left out at this size, it would take minutes.".to_string());
    }
    if size > SHIPPING {
        let all = 8 * (size as u64).pow(3);
        lines.push(format!(
            "matrix with each row: left out at this size, it would send {}.",
            bytes(all)
        ));
    }
    lines
}
