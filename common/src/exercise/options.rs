//! The command line of an exercise.

use super::help::help;
use super::{Home, PartInfo, Workers};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// Workers beyond this help nobody, and a pool of a million threads takes the machine down.
const MOST_WORKERS: usize = 1024;

/// An option that only one part has.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Without the dashes.
    pub name: &'static str,
    /// What stands for its value in the help; `None`: it takes none.
    pub value: Option<&'static str>,
    /// What it does.
    pub help: &'static str,
}

/// What was asked for, checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which part, by its place in the exercise.
    pub part: usize,
    /// How many workers.
    pub workers: usize,
    /// Whether somebody said how many, with `--workers`, `--sweep` or `--inline`.
    pub workers_given: bool,
    /// Everything in as few threads and processes as possible, for debugging.
    pub inline: bool,
    /// How much work, in the part's unit.
    pub size: u64,
    /// The learner's own files.
    pub data: Option<PathBuf>,
    /// How often each step is run.
    pub runs: u32,
    /// Worker counts to go through.
    pub sweep: Vec<usize>,
    /// Whether the report is for machines.
    pub json: bool,
    /// The part's own options that were given, with their values.
    pub chosen: BTreeMap<&'static str, String>,
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Asked {
    Run(Options),
    Text(String),
    List,
    Hint { part: usize, todo: Option<u8> },
}

pub fn parse(
    exercise: &str,
    title: &str,
    parts: &[PartInfo],
    home: &Home,
    arguments: Vec<OsString>,
) -> Result<Asked, String> {
    use lexopt::Arg::{Long, Short, Value};
    let mut parser = lexopt::Parser::from_args(arguments);
    let (mut part, mut workers, mut size) = (0, None, None);
    let (mut data, mut runs, mut sweep) = (None, 3, Vec::new());
    let (mut inline, mut json, mut list, mut hint) = (false, false, false, None);
    let mut chosen: Vec<(String, Option<String>)> = Vec::new();
    let fail = |error: lexopt::Error| error.to_string();
    while let Some(argument) = parser.next().map_err(fail)? {
        match argument {
            Short('h') | Long("help") => {
                return Ok(Asked::Text(help(exercise, title, parts, home)));
            }
            Long("workers") => workers = Some(worker_count("--workers", &text(&mut parser)?)?),
            Long("inline") => inline = true,
            Long("size") => size = Some(text(&mut parser)?),
            Long("data") => data = Some(PathBuf::from(parser.value().map_err(fail)?)),
            Long("runs") => runs = number("--runs", &text(&mut parser)?, 1, 1000)? as u32,
            Long("sweep") => {
                let list = text(&mut parser)?;
                let counts = list
                    .split(',')
                    .map(|count| worker_count("each number of --sweep 1,2,4", count.trim()));
                sweep = counts.collect::<Result<_, _>>()?;
            }
            Long("json") => json = true,
            Long("list") => list = true,
            Long("hint") => {
                let given = parser
                    .optional_value()
                    .map(|value| value.to_string_lossy().into_owned());
                let given = given.or_else(|| next_number(&mut parser));
                let given = given
                    .map(|value| number("--hint", &value, 1, 99))
                    .transpose()?;
                hint = Some(given.map(|todo| todo as u8));
            }
            Long(name) => {
                let name = name.to_string();
                // The part that is named so far comes first: another may have the same option with another meaning.
                let named = parts[part].choices.iter();
                let known = named
                    .chain(parts.iter().flat_map(|part| part.choices))
                    .find(|choice| choice.name == name);
                let known = known.ok_or_else(|| unknown(&name, home))?;
                let value = known.value.map(|_| text(&mut parser)).transpose()?;
                chosen.push((name, value));
            }
            Short(letter) => return Err(unknown(&letter.to_string(), home)),
            Value(name) => {
                let name = name.to_string_lossy().into_owned();
                part = parts
                    .iter()
                    .position(|part| part.name == name)
                    .ok_or_else(|| {
                        let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
                        format!(
                            "exercise {exercise} has no part '{name}'; its parts: {}",
                            names.join(", ")
                        )
                    })?;
            }
        }
    }
    if list && json {
        return Err("--list is text and has no --json form: give one of the two".into());
    }
    if list {
        return Ok(Asked::List);
    }
    if let Some(todo) = hint {
        return Ok(Asked::Hint { part, todo });
    }
    if inline && !sweep.is_empty() {
        return Err(
            "--inline has one worker, so there is nothing to --sweep: give one of the two".into(),
        );
    }
    let info = &parts[part];
    let mut own = BTreeMap::new();
    for (name, value) in chosen {
        let choice = info.choices.iter().find(|choice| choice.name == name);
        let choice = choice.ok_or_else(|| foreign(&name, info, parts))?;
        own.insert(choice.name, value.unwrap_or_default());
    }
    if data.is_some() && info.data.is_none() {
        return Err(format!(
            "part '{}' reads no files, so it has no --data",
            info.name
        ));
    }
    let size = match (info.size, size) {
        (None, Some(_)) => return Err(format!("part '{}' has no --size", info.name)),
        (None, None) => 0,
        (Some(limits), None) => limits.default,
        (Some(limits), Some(given)) => number("--size", &given, limits.min, limits.max)
            .map_err(|error| format!("{error} ({})", limits.unit))?,
    };
    if info.workers == Workers::One && (workers.is_some() || !sweep.is_empty()) {
        let option = if sweep.is_empty() {
            "--workers"
        } else {
            "--sweep"
        };
        return Err(format!(
            "part '{}' has no workers to choose, so it has no {option}",
            info.name
        ));
    }
    let workers_given = workers.is_some() || inline || !sweep.is_empty();
    let workers = workers.unwrap_or(match info.workers {
        Workers::Cores => cores(),
        Workers::Fixed(count) => count,
        Workers::One => 1,
    });
    let workers = if inline { 1 } else { workers };
    let options = Options {
        part,
        workers,
        workers_given,
        inline,
        size,
        data,
        runs,
        sweep,
        json,
        chosen: own,
    };
    Ok(Asked::Run(options))
}

/// How many cores this process may use: it honours affinity and quotas.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get())
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    let value = parser.value().map_err(|error| error.to_string())?;
    value
        .into_string()
        .map_err(|value| format!("'{}' is not valid UTF-8", value.to_string_lossy()))
}

/// `--hint 2`: the number is optional, and whatever else follows is not its.
fn next_number(parser: &mut lexopt::Parser) -> Option<String> {
    let mut rest = parser.try_raw_args()?;
    let value = rest.peek()?.to_str()?.to_string();
    value.parse::<u8>().ok()?;
    rest.next();
    Some(value)
}

fn worker_count(option: &str, text: &str) -> Result<usize, String> {
    number(option, text, 1, MOST_WORKERS as u64).map(|count| count as usize)
}

fn number(option: &str, text: &str, min: u64, max: u64) -> Result<u64, String> {
    let wrong = || format!("{option} must be a whole number from {min} to {max}, not '{text}'");
    let value = text.replace('_', "").parse().map_err(|_| wrong())?;
    if (min..=max).contains(&value) {
        Ok(value)
    } else {
        Err(wrong())
    }
}

/// The option belongs to other parts.
fn foreign(name: &str, part: &PartInfo, parts: &[PartInfo]) -> String {
    let has = |part: &&PartInfo| part.choices.iter().any(|choice| choice.name == name);
    let owners: Vec<&str> = parts.iter().filter(has).map(|part| part.name).collect();
    let owners = owners.join(", ");
    let part = part.name;
    format!("part '{part}' has no option --{name}; it belongs to: {owners}")
}

fn unknown(name: &str, home: &Home) -> String {
    let dashes = if name.len() == 1 { "-" } else { "--" };
    format!(
        "unknown option '{dashes}{name}'; `{} --help` lists them",
        home.run
    )
}

#[cfg(test)]
mod tests;
