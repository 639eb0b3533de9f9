//! A maze: open cells and walls, a start and an end.

use super::script::Script;
use common::witness;
use std::fmt;
use std::sync::Arc;

/// A cell, by its number in the maze. Where it is, [`Maze::place`] says.
pub type Cell = u32;

/// A path through a maze, cell by cell, from the start to the end.
pub type Path = Vec<Cell>;

/// A direction: 1 east, 2 south, 3 west, 4 north. One byte: a maze has millions of cells.
pub type Way = u8;

/// Neither side may be longer, or the numbers of the cells would not fit into 32 bits.
pub const LONGEST_SIDE: usize = 65_000;

/// A maze. To clone one is cheap: the clones share the cells.
#[derive(Clone)]
pub struct Maze {
    /// Row by row, 1 for an open cell. There is a frame of walls round all, so that every open cell has four
    /// neighbours and nobody has to look for the edge.
    pub(super) cells: Arc<[u8]>,
    /// How many cells a row has, the frame's two included.
    pub(super) stride: usize,
    pub(super) start: Cell,
    pub(super) end: Cell,
    /// What a check has in mind; nothing in a run.
    pub(super) script: Script,
}

impl Maze {
    /// A maze without an open cell.
    pub(super) fn solid(width: usize, height: usize) -> (Vec<u8>, usize) {
        (vec![0; (width + 2) * (height + 2)], width + 2)
    }

    /// How many cells a row has.
    pub fn width(&self) -> usize {
        self.stride - 2
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.cells.len() / self.stride - 2
    }

    /// Where every way begins.
    #[inline]
    pub fn start(&self) -> Cell {
        self.start
    }

    /// Where every way is to end.
    #[inline]
    pub fn end(&self) -> Cell {
        self.end
    }

    /// The open cells beside `cell`, at most four, and the way that leads to each.
    #[inline]
    pub fn neighbours(&self, cell: Cell) -> Neighbours<'_> {
        let call = witness::enter("neighbours", &cell);
        self.script.meet(cell);
        Neighbours {
            maze: self,
            cell,
            tried: 0,
            _call: call,
        }
    }

    /// Says that this solver has won. There is one winner: whoever calls this has to be sure.
    pub fn announce(&self, solver: usize) {
        let _call = witness::enter("announce", &solver);
        self.script.announced();
    }

    /// The row and the column of a cell, from 1.
    pub fn place(&self, cell: Cell) -> (usize, usize) {
        (cell as usize / self.stride, cell as usize % self.stride)
    }

    /// What to add to a cell's number to go east, south, west and north.
    #[inline]
    pub(super) fn steps(&self) -> [Cell; 4] {
        let row = self.stride as Cell;
        [1, row, 1u32.wrapping_neg(), row.wrapping_neg()]
    }

    /// Whether one can stand on `cell`. A number that is no cell's is a wall.
    #[inline]
    pub fn is_open(&self, cell: Cell) -> bool {
        self.cells.get(cell as usize) == Some(&1)
    }

    /// All cells' numbers are below this.
    pub fn numbers(&self) -> usize {
        self.cells.len()
    }
}

/// The open cells beside a cell, and the way that leads to each.
#[derive(Debug)]
pub struct Neighbours<'a> {
    maze: &'a Maze,
    cell: Cell,
    tried: Way,
    _call: witness::Call,
}

impl Iterator for Neighbours<'_> {
    type Item = (Cell, Way);

    #[inline]
    fn next(&mut self) -> Option<(Cell, Way)> {
        let steps = self.maze.steps();
        while let Some(step) = steps.get(usize::from(self.tried)) {
            self.tried += 1;
            let neighbour = self.cell.wrapping_add(*step);
            if self.maze.is_open(neighbour) {
                return Some((neighbour, self.tried));
            }
        }
        None
    }
}

impl fmt::Debug for Maze {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a maze of {} × {}", self.width(), self.height())
    }
}
