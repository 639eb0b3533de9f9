//! The mazes that are asked about. They cross as text, the way people write them in files.

use super::super::grid::Maze;
use super::super::make::Recipe;
use super::super::script::Script;
use super::super::text;
use common::exercise::count;

/// A maze, and how many solvers or workers.
pub type Asked = (String, usize);
/// Several of them.
pub type Many = Vec<Asked>;

/// The maze of a question.
pub fn maze(asked: &Asked) -> Maze {
    scripted(asked, Script::default())
}

/// The same, with something in mind.
pub fn scripted(asked: &Asked, script: Script) -> Maze {
    let maze = text::parse(&asked.0).expect("the checks write their mazes well");
    let script = Script {
        watched: true,
        ..script
    };
    Maze { script, ..maze }
}

/// "a maze of 5 × 5, 3 solvers", and the maze itself if it is small.
pub fn described(asked: &Asked, who: &str) -> String {
    let maze = maze(asked);
    let lines = asked.0.trim_end().replace('\n', " / ");
    let picture = match lines.chars().count() {
        0..=42 => format!(": {lines}"),
        _ => String::new(),
    };
    let (width, height, crew) = (maze.width(), maze.height(), count(asked.1, who));
    format!("a maze of {width} × {height}, {crew}{picture}")
}

/// Mazes of many sizes: odd and even, with and without loops, without a way out, and smaller than their solvers are many.
pub fn many(seed: u64) -> Many {
    let sides = [1, 2, 3, 4, 7, 12, 21, 30, 31];
    let solvers = [1, 2, 3, 8].into_iter().cycle();
    let kinds = [(0, false), (25, false), (100, false), (10, true)];
    let mazes = sides.iter().zip(kinds.into_iter().cycle());
    let made = mazes.zip(solvers).zip(seed..);
    let made = made.map(|(((&side, (loops, closed)), solvers), seed)| {
        (one(side, seed, loops, closed), solvers)
    });
    let drawn = [("S", 2), ("E#S", 3), ("S..E", 8), ("..S#E", 1)];
    let drawn = drawn.map(|(text, solvers)| (text.to_string(), solvers));
    made.chain(drawn).collect()
}

/// A maze with several ways, for three.
pub fn for_three(seed: u64) -> Asked {
    (one(15, seed, 30, false), 3)
}

/// A maze without a way out, for three.
pub fn closed_for_three(seed: u64) -> Asked {
    (one(15, seed, 30, true), 3)
}

pub fn one(side: usize, seed: u64, loops: u32, closed: bool) -> String {
    let recipe = Recipe {
        side,
        seed,
        loops,
        closed,
    };
    text::write(&recipe.make())
}
