//! Part `maze`: find the way through a maze, by racing solvers, by the best of several, and level by level.

#[cfg(feature = "checks")]
mod checks;
mod demo;
mod draw;
mod gate;
mod grid;
mod hints;
mod make;
mod memory;
mod notes;
mod options;
mod oracle;
mod picture;
mod script;
mod search;
mod send;
mod text;
mod trail;

pub use grid::{Cell, LONGEST_SIDE, Maze, Neighbours, Path, Way};
pub use make::Recipe;
pub use oracle::{breadth_first, fault};
pub use search::{Ended, search};
pub use text::{load, parse, write};
pub use trail::{Flag, HERE, Mark, THERE, Trail, UNSEEN};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process::{Error, Pool};

/// Who has won, by number, and the way that it found.
pub type Win = (usize, Path);

/// TODO(1): a race of `solvers` threads; `won` is raised by the first that finds a way out.
pub type Race = fn(maze: &Maze, solvers: usize, won: &Flag) -> Option<Win>;
/// TODO(2): the same race, on the workers of `pool`.
pub type RaceInProcesses =
    fn(maze: &Maze, solvers: usize, pool: &Pool) -> Result<Option<Win>, Error>;
/// TODO(3): every solver ends, and the shortest way wins.
pub type BestOf = fn(maze: &Maze, solvers: usize) -> Option<Win>;
/// TODO(4): a shortest way, level by level on `workers` threads, at least `grain` cells to each.
pub type ByLevels = fn(maze: &Maze, workers: usize, grain: usize) -> Option<Path>;
/// TODO(5): a shortest way, searched for from both ends.
pub type FromBothEnds = fn(maze: &Maze) -> Option<Path>;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1).
    pub race: Race,
    /// TODO(2).
    pub race_in_processes: RaceInProcesses,
    /// TODO(3).
    pub best_of: BestOf,
    /// TODO(4).
    pub by_levels: ByLevels,
    /// TODO(5).
    pub from_both_ends: FromBothEnds,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "maze",
        kind: Kind::Lab { time: "1 h 30 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "a maze of N × N cells",
            default: 2001,
            min: 1,
            max: LONGEST_SIDE as u64,
        }),
        workers: Workers::Cores,
        data: Some(""),
        choices: &[
            Choice {
                name: "seed",
                value: Some("N"),
                help: "another seed, another maze (default 5)",
            },
            Choice {
                name: "loops",
                value: Some("PERCENT"),
                help: "take out so many of the walls that are left (default 0)",
            },
            Choice {
                name: "closed",
                value: None,
                help: "wall the end up: there is no way out",
            },
            Choice {
                name: "grain",
                value: Some("N"),
                help: "TODO(4): at least N cells to a thread (default 256)",
            },
            Choice {
                name: "draw",
                value: None,
                help: "draw the maze and a shortest path, if it is small",
            },
            Choice {
                name: "text",
                value: Some("FILE"),
                help: "write the maze as text, as --data reads it",
            },
            Choice {
                name: "png",
                value: Some("FILE"),
                help: "draw them into a picture, of any size",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --size 30 --draw · --loops 10 · --closed · --workers 8 · --size 4001 --runs 1",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
