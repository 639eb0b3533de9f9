//! The part's own options, checked, and the maze that they ask for.

use super::grid::Maze;
use super::make::Recipe;
use super::memory::Room;
use super::text;
use common::exercise::Run;
use common::picture::check_place;
use std::path::PathBuf;

/// What to run.
pub struct Setup {
    pub maze: Maze,
    /// In words, which maze that is.
    pub about: String,
    pub solvers: usize,
    pub inline: bool,
    pub grain: usize,
    pub draw: bool,
    pub png: Option<PathBuf>,
    pub text: Option<PathBuf>,
}

impl Setup {
    pub fn of(run: &Run) -> Result<Setup, String> {
        let room = Room::now(run.workers());
        let recipe = recipe(run)?;
        let (maze, about) = match run.data() {
            Some(path) => {
                let size = run.size_given().then_some("size");
                let own = ["seed", "loops", "closed"].into_iter();
                let mut own = own.filter(|option| run.chosen(option).is_some());
                if let Some(option) = size.or_else(|| own.next()) {
                    return Err(format!(
                        "--data names a maze, so there is none to make: leave --{option} out"
                    ));
                }
                let maze = text::load(path, room.cells())?;
                let about = format!("{maze:?} from {}", path.display());
                (maze, about)
            }
            None => {
                room.check(recipe.side as u64, recipe.side as u64)?;
                run.progress("making the maze");
                (recipe.make(), described(&recipe))
            }
        };
        Ok(Setup {
            maze,
            about,
            solvers: run.workers(),
            inline: run.inline(),
            grain: number(run, "grain", 1, 1_000_000)?.unwrap_or(256) as usize,
            draw: run.chosen("draw").is_some(),
            png: picture(run)?,
            text: place_of_text(run, &room)?,
        })
    }
}

/// Where the picture goes; better to hear now than at the end that it cannot be written there.
fn picture(run: &Run) -> Result<Option<PathBuf>, String> {
    let path = run.chosen("png").map(PathBuf::from);
    match path.as_deref().map(check_place) {
        Some(Err(error)) => Err(format!("--png: {error}")),
        _ => Ok(path),
    }
}

/// Where the maze goes as text: not over a file that holds something else.
fn place_of_text(run: &Run, room: &Room) -> Result<Option<PathBuf>, String> {
    let path = run.chosen("text").map(PathBuf::from);
    let holds_something = |path: &PathBuf| {
        let found = std::fs::metadata(path).ok();
        found.is_some_and(|found| found.is_file() && found.len() > 0)
    };
    match path.as_ref().filter(|path| holds_something(path)) {
        Some(path) if text::load(path, room.cells()).is_err() => Err(format!(
            "--text: {}: this file is no maze, and would be lost. Name a new one, such as maze.txt",
            path.display()
        )),
        _ => Ok(path),
    }
}

fn recipe(run: &Run) -> Result<Recipe, String> {
    Ok(Recipe {
        side: run.size() as usize,
        seed: number(run, "seed", 0, u64::MAX)?.unwrap_or(5),
        loops: number(run, "loops", 0, 100)?.unwrap_or(0) as u32,
        closed: run.chosen("closed").is_some(),
    })
}

fn described(recipe: &Recipe) -> String {
    let Recipe {
        side,
        seed,
        loops,
        closed,
    } = recipe;
    let kind = match loops {
        0 => "perfect".to_string(),
        loops => format!("{loops} % loops"),
    };
    let end = if *closed { ", its end walled up" } else { "" };
    format!("a maze of {side} × {side} cells, {kind}, seed {seed}{end}")
}

fn number(run: &Run, option: &str, min: u64, max: u64) -> Result<Option<u64>, String> {
    let Some(text) = run.chosen(option) else {
        return Ok(None);
    };
    match text.replace('_', "").parse() {
        Ok(number) if (min..=max).contains(&number) => Ok(Some(number)),
        _ => Err(format!(
            "--{option} takes a whole number from {min} to {max}, not '{text}'"
        )),
    }
}
