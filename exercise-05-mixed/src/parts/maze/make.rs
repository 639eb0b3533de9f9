//! Makes mazes from a seed.

use super::grid::{Cell, Maze};
use super::script::Script;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// How many cells each side has, at least 1.
    pub side: usize,
    /// Another seed, another maze.
    pub seed: u64,
    /// How many of the walls that a perfect maze leaves are taken out, in percent. A perfect maze has exactly one way from
    /// any cell to any other; with loops, there are several.
    pub loops: u32,
    /// Whether the end is walled up, so that there is no way out.
    pub closed: bool,
}

impl Recipe {
    /// Makes it: from the upper left corner to the lower right one.
    ///
    /// Rooms are the cells with even coordinates (from 0). All walls between two rooms are shuffled, and one after the
    /// other is taken out if it separates what is not connected yet: Kruskal's algorithm, with chance for weights.
    pub fn make(&self) -> Maze {
        let Recipe { side, .. } = *self;
        let (mut cells, stride) = Maze::solid(side, side);
        let rooms = side.div_ceil(2);
        let number = |room: usize| (2 * (room / rooms) + 1) * stride + 2 * (room % rooms) + 1;
        (0..rooms * rooms).for_each(|room| cells[number(room)] = 1);

        let mut random = fastrand::Rng::with_seed(self.seed);
        let mut walls = walls(rooms);
        random.shuffle(&mut walls);
        let mut regions = Regions::new(rooms * rooms);
        for (room, below) in walls.into_iter().map(|wall| (wall / 2, wall % 2 == 1)) {
            let (other, step) = match below {
                true => (room as usize + rooms, stride),
                false => (room as usize + 1, 1),
            };
            if regions.join(room, other as u32) || random.u32(0..100) < self.loops {
                cells[number(room as usize) + step] = 1;
            }
        }

        let (start, end) = (number(0), number(rooms * rooms - 1));
        if self.closed && start != end {
            for beside in [end - 1, end - stride] {
                cells[beside] = 0;
            }
        }
        Maze {
            cells: cells.into(),
            stride,
            start: start as Cell,
            end: end as Cell,
            script: Script::default(),
        }
    }
}

/// Every wall between two of `rooms` × `rooms` rooms: twice the room's number for the one to the east, and one more for
/// the one below.
fn walls(rooms: usize) -> Vec<u32> {
    let all = 0..2 * (rooms * rooms) as u32;
    let is_inside = |wall: &u32| {
        let room = *wall as usize / 2;
        match wall % 2 {
            0 => room % rooms + 1 < rooms,
            _ => room / rooms + 1 < rooms,
        }
    };
    all.filter(is_inside).collect()
}

/// Which rooms are connected: each points to another of its region, the last one to itself (union-find).
struct Regions(Vec<u32>);

impl Regions {
    fn new(rooms: usize) -> Regions {
        Regions((0..rooms as u32).collect())
    }

    fn find(&mut self, mut room: u32) -> u32 {
        while self.0[room as usize] != room {
            // Halves the way for whoever comes next.
            let over = self.0[self.0[room as usize] as usize];
            self.0[room as usize] = over;
            room = over;
        }
        room
    }

    /// Joins the regions of two rooms; `false` if they were one already.
    fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }
}
