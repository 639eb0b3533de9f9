//! The part's own options, checked.

use common::exercise::Run;

/// More would only start more processes.
const MOST_CHILDREN: usize = 200;
const MOST_ROOM: usize = 100_000;
const MOST_BLOCKS: usize = 10_000;

/// What to run.
pub struct Setup {
    /// How many children tell their names.
    pub children: usize,
    /// How many items may wait in a queue.
    pub capacity: usize,
    /// How many blocks each of many producers makes.
    pub blocks: u64,
    /// How many children add up, and how many consume.
    pub workers: usize,
    /// Add up 1 to this.
    pub size: u64,
}

impl Setup {
    pub fn of(run: &Run) -> Result<Setup, String> {
        let workers = run.workers();
        if workers > MOST_CHILDREN {
            return Err(format!(
                "here each worker is a process that is started for it: --workers may be at most \
                 {MOST_CHILDREN}, not {workers}"
            ));
        }
        Ok(Setup {
            children: number(run, "children", 0, MOST_CHILDREN)?.unwrap_or(5),
            capacity: number(run, "capacity", 1, MOST_ROOM)?.unwrap_or(4),
            blocks: number(run, "blocks", 1, MOST_BLOCKS)?.unwrap_or(80) as u64,
            workers,
            size: run.size(),
        })
    }
}

fn number(run: &Run, option: &str, least: usize, most: usize) -> Result<Option<usize>, String> {
    let Some(text) = run.chosen(option) else {
        return Ok(None);
    };
    match text.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
        _ => Err(format!(
            "--{option} takes a whole number from {least} to {most}, not '{text}'"
        )),
    }
}
