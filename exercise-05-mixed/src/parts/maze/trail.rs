//! How each cell was reached: what a search leaves behind, so that the path can be told afterwards.

use super::gate;
use super::grid::{Cell, Maze, Path, Way};
use std::ops::{Deref, Index};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// What stands in a [`Mark`] that nobody has claimed yet.
pub const UNSEEN: Way = 0;
/// What stands in the mark of the cell where the search began.
pub const HERE: Way = 5;

/// For each cell the way that led to it, or [`UNSEEN`].
///
/// `trail[cell]` is a [`Mark`], and many threads may read and write it at the same time.
#[derive(Debug)]
pub struct Trail {
    marks: Vec<Mark>,
    steps: [Cell; 4],
}

/// The mark of one cell: an `AtomicU8`, with all that one can do, such as `compare_exchange`.
///
/// Its `load` is a little more: a check can hold it until another thread has looked at the same mark, so that what can
/// go wrong between a look and the step that follows it does go wrong.
#[derive(Debug)]
pub struct Mark(AtomicU8);

/// A flag for threads: an `AtomicBool`, with all that one can do, such as `compare_exchange`.
///
/// Its `load` is a little more, as that of a [`Mark`].
#[derive(Debug, Default)]
pub struct Flag(AtomicBool);

impl Trail {
    /// The trail of a search that begins at `from`: that cell is [`HERE`], and all others are [`UNSEEN`].
    pub fn new(maze: &Maze, from: Cell) -> Trail {
        let fresh = || Mark(AtomicU8::new(UNSEEN));
        let marks = std::iter::repeat_with(fresh).take(maze.numbers());
        let marks: Vec<Mark> = marks.collect();
        marks[from as usize].store(HERE, Ordering::Relaxed);
        if let Some(cell) = maze.script.contested {
            gate::guard(&marks[cell as usize].0, maze.script.parties);
        }
        let steps = maze.steps();
        Trail { marks, steps }
    }

    /// The path from where the search began to `cell`; `None` if it never came there.
    pub fn path_to(&self, cell: Cell) -> Option<Path> {
        let (mut cell, mut path) = (cell, vec![cell]);
        loop {
            match self.marks[cell as usize].0.load(Ordering::Relaxed) {
                HERE => break,
                // Where somebody claimed a cell twice, a trail may go round in a circle.
                _ if path.len() > self.marks.len() => break,
                way @ 1..=4 => cell = cell.wrapping_sub(self.steps[usize::from(way) - 1]),
                _ => return None,
            }
            path.push(cell);
        }
        path.reverse();
        Some(path)
    }
}

impl Trail {
    /// The path from the start to the end through `cell`, which two searches have reached: one that began at the start,
    /// and one that began at the end. `None` if one of them has not.
    pub fn joined(from_start: &Trail, from_end: &Trail, cell: Cell) -> Option<Path> {
        let mut path = from_start.path_to(cell)?;
        let rest = from_end.path_to(cell)?;
        path.extend(rest.iter().rev().skip(1));
        Some(path)
    }
}

impl Index<Cell> for Trail {
    type Output = Mark;

    #[inline]
    fn index(&self, cell: Cell) -> &Mark {
        &self.marks[cell as usize]
    }
}

impl Mark {
    /// The way that led to the cell, or [`UNSEEN`], or [`HERE`].
    #[inline]
    pub fn load(&self, order: Ordering) -> Way {
        let way = self.0.load(order);
        gate::looked(&self.0);
        way
    }
}

impl Deref for Mark {
    type Target = AtomicU8;

    #[inline]
    fn deref(&self) -> &AtomicU8 {
        &self.0
    }
}

impl Flag {
    /// A flag that is not set.
    pub fn new() -> Flag {
        Flag::default()
    }

    /// Whether it is set.
    #[inline]
    pub fn load(&self, order: Ordering) -> bool {
        let seen = self.0.load(order);
        gate::looked(&self.0);
        seen
    }

    /// Has those who look at the flag held until `parties` threads have looked.
    pub(super) fn guard(&self, parties: usize) {
        gate::guard(&self.0, parties);
    }
}

impl Deref for Flag {
    type Target = AtomicBool;

    #[inline]
    fn deref(&self) -> &AtomicBool {
        &self.0
    }
}
