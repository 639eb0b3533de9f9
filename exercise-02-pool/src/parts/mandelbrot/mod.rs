//! Part `mandelbrot`: a picture whose rows are not equal work, on threads, on processes, and
//! several points at once.

#[cfg(feature = "checks")]
mod checks;
mod colours;
mod demo;
mod hints;
mod notes;
mod options;
mod view;

pub use view::{View, row};

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use common::process;

/// For each pixel, row by row from the top: after how many iterations its point has escaped.
pub type Rows = Vec<Vec<u32>>;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1): all rows, on `workers` threads, each with one block of neighbouring rows.
    pub even_split: fn(view: &View, workers: usize) -> Rows,
    /// TODO(2): all rows, on `workers` threads; whoever is free takes more.
    pub dynamic_rows: fn(view: &View, workers: usize) -> Rows,
    /// TODO(3): the same in `workers` processes.
    pub on_processes: fn(view: &View, workers: usize) -> Result<Rows, process::Error>,
    /// TODO(4): what `row` gives for row `y`, with several points under way at the same time.
    pub row_in_lanes: fn(view: &View, y: u32) -> Vec<u32>,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "mandelbrot",
        kind: Kind::Lab { time: "2 h" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "the picture's width in pixels",
            default: 640,
            min: 0,
            max: 100_000,
        }),
        workers: Workers::Cores,
        data: None,
        choices: &[
            Choice {
                name: "height",
                value: Some("N"),
                help: "in pixels (default: three quarters of the width)",
            },
            Choice {
                name: "iterations",
                value: Some("N"),
                help: "give up on a point after so many (default 1000)",
            },
            Choice {
                name: "centre",
                value: Some("X,Y"),
                help: "the point in the middle (default -0.75,0)",
            },
            Choice {
                name: "zoom",
                value: Some("N"),
                help: "so many times closer (default 1: 3.5 wide, 2 high)",
            },
            Choice {
                name: "palette",
                value: Some("NAME"),
                help: "fire, ocean, bands or grey (default fire)",
            },
            Choice {
                name: "out",
                value: Some("FILE"),
                help: "the picture (default target/mandelbrot.png)",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --workers 3 · --sweep 1,2,4 · --size 1920 --palette ocean
     --centre -0.7436,0.1318 --zoom 500 --iterations 5000",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
