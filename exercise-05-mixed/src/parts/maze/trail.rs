//! How each cell was reached: what a search leaves behind, so that the path can be told afterwards.

use super::gate;
use super::grid::{Cell, Maze, Path, Way};
use std::ops::Index;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// What stands in a [`Mark`] that nobody has claimed yet.
pub const UNSEEN: Way = 0;
/// What stands in the mark of the cell where the search began.
pub const HERE: Way = 5;
/// Added to the marks of a search that began at the end, where two searches leave one trail.
pub const THERE: Way = 8;

/// For each cell the way that led to it, or [`UNSEEN`].
///
/// `trail[cell]` is a [`Mark`], and many threads may read and write it at the same time.
#[derive(Debug)]
pub struct Trail {
    marks: Vec<Mark>,
    steps: [Cell; 4],
}

/// The mark of one cell, for many threads. What it can do, an `AtomicU8` of the standard library can; where a function of
/// yours takes one, it takes a `&Mark`.
///
/// It is a little more: a check can hold whoever looks at it until another thread has looked, too, so that what can go
/// wrong between a look and the step that follows it does go wrong.
#[derive(Debug)]
pub struct Mark(AtomicU8);

/// A flag for threads. What it can do, an `AtomicBool` of the standard library can; where a function of yours takes one,
/// it takes a `&Flag`.
///
/// It is a little more, as a [`Mark`] is.
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

    /// The trail of two searches, one that begins at the start, and one at the end. The second adds [`THERE`] to each of
    /// its marks.
    pub fn from_both_ends(maze: &Maze) -> Trail {
        let trail = Trail::new(maze, maze.start());
        trail[maze.end()].store(HERE | THERE, Ordering::Relaxed);
        trail
    }

    /// The path from where the search began to `cell`; `None` if it never came there.
    pub fn path_to(&self, cell: Cell) -> Option<Path> {
        let (mut cell, mut path) = (cell, vec![cell]);
        loop {
            match self.way_to(cell) {
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

    /// The path from the start to the end that goes from `cell` to `neighbour`, or from `neighbour` to `cell`: one of them
    /// was reached from the start, the other from the end. `None` if one was not reached.
    pub fn path_across(&self, cell: Cell, neighbour: Cell) -> Option<Path> {
        let is_there = self[cell].0.load(Ordering::Relaxed) & THERE != 0;
        let (from_start, from_end) = match is_there {
            true => (neighbour, cell),
            false => (cell, neighbour),
        };
        let mut path = self.path_to(from_start)?;
        path.extend(self.path_to(from_end)?.iter().rev());
        Some(path)
    }

    fn way_to(&self, cell: Cell) -> Way {
        self.marks[cell as usize].0.load(Ordering::Relaxed) & !THERE
    }
}

impl Index<Cell> for Trail {
    type Output = Mark;

    #[inline]
    fn index(&self, cell: Cell) -> &Mark {
        &self.marks[cell as usize]
    }
}

impl Flag {
    /// A flag that is down.
    pub fn new() -> Flag {
        Flag::default()
    }

    /// Has those who look at the flag held until `parties` threads have looked.
    pub(super) fn guard(&self, parties: usize) {
        gate::guard(&self.0, parties);
    }
}

/// What an atomic of the standard library can do, each with a word to the gate where it tells what was there.
macro_rules! atomic {
    ($($name:ident: $value:ty),*) => { $(impl $name {
        /// What is there.
        #[inline]
        pub fn load(&self, order: Ordering) -> $value {
            self.looked(self.0.load(order))
        }

        /// Puts `value` there, whatever there was.
        #[inline]
        pub fn store(&self, value: $value, order: Ordering) {
            self.0.store(value, order);
        }

        /// Puts `value` there, and tells what there was, in one step.
        #[inline]
        pub fn swap(&self, value: $value, order: Ordering) -> $value {
            self.looked(self.0.swap(value, order))
        }

        /// Puts `new` there if `current` is there, in one step: `Ok` if it was. Either way, what there was.
        #[inline]
        pub fn compare_exchange(
            &self,
            current: $value,
            new: $value,
            success: Ordering,
            failure: Ordering,
        ) -> Result<$value, $value> {
            self.looked(self.0.compare_exchange(current, new, success, failure))
        }

        /// The same; now and then it is `Err` without a reason, so it belongs into a loop.
        #[inline]
        pub fn compare_exchange_weak(
            &self,
            current: $value,
            new: $value,
            success: Ordering,
            failure: Ordering,
        ) -> Result<$value, $value> {
            self.looked(self.0.compare_exchange_weak(current, new, success, failure))
        }

        /// Adds the bits of `value`, and tells what there was, in one step.
        #[inline]
        pub fn fetch_or(&self, value: $value, order: Ordering) -> $value {
            self.looked(self.0.fetch_or(value, order))
        }

        /// Keeps the bits that are in `value`, too, and tells what there was, in one step.
        #[inline]
        pub fn fetch_and(&self, value: $value, order: Ordering) -> $value {
            self.looked(self.0.fetch_and(value, order))
        }

        /// Puts there what `new` makes of it, unless that is `None`, and tries again where somebody comes between.
        #[inline]
        pub fn fetch_update(
            &self,
            set: Ordering,
            fetch: Ordering,
            new: impl FnMut($value) -> Option<$value>,
        ) -> Result<$value, $value> {
            self.looked(self.0.fetch_update(set, fetch, new))
        }

        /// Whoever knows what there was has looked.
        #[inline]
        fn looked<T>(&self, seen: T) -> T {
            gate::looked(&self.0);
            seen
        }
    })* };
}

atomic!(Flag: bool, Mark: Way);
