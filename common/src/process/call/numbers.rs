//! The numbers of the tasks of one call, so that a worker can say which one it is at.
//!
//! Mostly they follow one another. So they are sent as runs, (first, how many), behind the arguments:
//! a few bytes for each call, not for each task.

use super::pieces::{push_each, write_plain};

/// Appends the numbers.
pub(crate) fn write(numbers: impl Iterator<Item = usize>, out: &mut Vec<u8>) {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((first, count)) if number.checked_sub(*first) == Some(*count) => *count += 1,
            _ => runs.push((number, 1)),
        }
    }
    push_each(out, [runs], |out, runs| write_plain(out, &runs), |_, _| {});
}

/// The numbers that [`write`] has written as one piece.
pub(crate) fn read(piece: &[u8]) -> impl Iterator<Item = usize> + use<> {
    let runs: Vec<(usize, usize)> = postcard::from_bytes(piece).unwrap_or_default();
    let run = |(first, count)| (0..count).map(move |i| first + i);
    runs.into_iter().flat_map(run)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;
    use crate::process::logging::record::NO_TASK;

    #[test]
    fn numbers_with_gaps_come_back_as_they_were() {
        for numbers in [&[][..], &[7], &[0, 1, 2], &[3, 4, 6, 9, 10, 5], &[NO_TASK]] {
            let mut out = Vec::new();
            write(numbers.iter().copied(), &mut out);
            let piece = pieces(&out).next().unwrap();
            assert_eq!(read(piece).collect::<Vec<usize>>(), numbers);
        }
    }
}
