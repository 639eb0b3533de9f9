//! What the report says under the table.

use super::draw;
use super::grid::Cell;
use super::options::Setup;
use super::oracle::levels as widths;
use super::picture;
use super::search::{Ended, named, walk};
use super::text;
use common::exercise::{Run, count, grouped};

/// How many solvers are named.
const NAMED: usize = 8;

/// How far each solver has to go when it is alone, and who has won the races.
pub fn solvers(run: &mut Run, setup: &Setup, winners: [Option<usize>; 2]) {
    run.note("steps of each solver alone, in the order of its directions");
    for solver in 0..setup.solvers.min(NAMED) {
        let (ended, steps) = walk(&setup.maze, solver, &mut || false);
        let path = match ended {
            Ended::Out(path) => format!("to a path of {}", grouped(path.len() as u64 - 1)),
            _ => "and no way out".to_string(),
        };
        let steps = grouped(steps);
        run.note(format!("  {:<40} {steps:>11} {path}", named(solver)));
    }
    if setup.solvers > NAMED {
        run.note(format!("  … and {} more", setup.solvers - NAMED));
    }
    for (winner, race) in winners.into_iter().zip(["threads", "processes"]) {
        if let Some(winner) = winner {
            run.note(format!(
                "The last race of {race} was won by solver {winner}."
            ));
        }
    }
}

/// Whose path is the best.
pub fn best(run: &mut Run, best: Option<usize>) {
    if let Some(best) = best {
        run.note(format!("The best of all is solver {best}."));
    }
}

/// How many levels there are, and how wide: that is what can be shared.
pub fn levels(run: &mut Run, setup: &Setup) {
    let (levels, cells, widest) = widths(&setup.maze);
    let (average, grain) = (cells as f64 / levels as f64, setup.grain);
    run.note("");
    run.note(format!(
        "{}: {average:.1} cells wide on average, {widest} at most.",
        count(levels, "level"),
    ));
    run.note(format!(
        "A level of fewer than 2 × {grain} cells stays in one thread (--grain)."
    ));
}

/// The maze and its paths: in the terminal, as text, or as a picture.
pub fn drawings(
    run: &mut Run,
    setup: &Setup,
    found: &[Cell],
    shortest: &[Cell],
) -> Result<(), String> {
    if setup.draw {
        run.note("");
        match draw::drawn(&setup.maze, shortest) {
            Ok(lines) => lines.into_iter().for_each(|line| run.note(line)),
            Err(why) => run.note(why),
        }
    }
    if let Some(path) = &setup.text {
        let written = std::fs::write(path, text::write(&setup.maze));
        written.map_err(|error| format!("--text: {}: {error}", path.display()))?;
    }
    if let Some(path) = &setup.png {
        let drawn = picture::draw(&setup.maze, path, found, shortest)?;
        run.note("");
        run.note(drawn);
    }
    Ok(())
}
