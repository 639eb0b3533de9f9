//! What the command line asks for.

use crate::grade::{Order, SEEDS};
use lexopt::prelude::*;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// One command, with all it needs.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Say how to use the program.
    Help,
    /// Cut the skeletons out of the reference answers.
    Skeletons {
        /// Only compare them with what is there.
        check: bool,
        /// Replace even answers that were written in place.
        force: bool,
        /// The workspace to write into, when it is not the course itself.
        out: Option<PathBuf>,
    },
    /// Write a workspace for learners.
    Handout {
        /// Where to.
        out: PathBuf,
        /// Which exercises; none means all.
        exercises: Vec<String>,
    },
    /// Grade submissions.
    Grade(Order),
}

/// Reads the arguments after the program's name.
pub fn parse(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let command = match arguments.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    match command.as_str() {
        "skeletons" => skeletons(arguments),
        "handout" => handout(arguments),
        "grade" => grade(arguments),
        "help" => Ok(Command::Help),
        other => Err(format!("there is no command {other:?}").into()),
    }
}

fn skeletons(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut check, mut force, mut out) = (false, false, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("check") => check = true,
            Long("force") => force = true,
            Long("out") => out = Some(folder("--out", &mut arguments)?),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    match check && force {
        true => Err("--check writes nothing, so --force says nothing beside it".into()),
        false => Ok(Command::Skeletons { check, force, out }),
    }
}

fn handout(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut out, mut exercises) = (None, Vec::new());
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("out") => out = Some(folder("--out", &mut arguments)?),
            Long("exercise") => exercises.push(arguments.value()?.string()?),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let out = out.ok_or("handout needs --out DIR, the folder to write")?;
    Ok(Command::Handout { out, exercises })
}

fn grade(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut submissions, mut out) = (None, None);
    let (mut exercises, mut parts) = (Vec::new(), Vec::new());
    let (mut seed, mut jobs, mut points, mut work) = (None, None, None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("out") => out = Some(folder("--out", &mut arguments)?),
            Long("exercise") => exercises.push(arguments.value()?.string()?),
            Long("part") => parts.push(arguments.value()?.string()?),
            Long("seed") => seed = Some(number("--seed", 0..=SEEDS - 1, &mut arguments)?),
            Long("jobs") => jobs = Some(number("--jobs", 1..=64, &mut arguments)? as usize),
            Long("points") => points = Some(folder("--points", &mut arguments)?),
            Long("work") => work = Some(folder("--work", &mut arguments)?),
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(folder) if submissions.is_none() => submissions = Some(PathBuf::from(folder)),
            other => return Err(other.unexpected()),
        }
    }
    let submissions = submissions.ok_or("grade needs the folder of the submissions")?;
    let out = out.ok_or("grade needs --out REPORT, the folder for the report")?;
    // A check keeps several threads or processes busy, so a judge has two cores to itself.
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    Ok(Command::Grade(Order {
        submissions,
        out,
        exercises,
        parts,
        seed,
        jobs: jobs.unwrap_or(cores.div_ceil(2)),
        points,
        work,
    }))
}

fn folder(option: &str, arguments: &mut lexopt::Parser) -> Result<PathBuf, lexopt::Error> {
    let folder = PathBuf::from(arguments.value()?);
    match folder.as_os_str().is_empty() {
        true => Err(format!("{option} needs a name").into()),
        false => Ok(folder),
    }
}

fn number(
    option: &str,
    range: RangeInclusive<u64>,
    arguments: &mut lexopt::Parser,
) -> Result<u64, lexopt::Error> {
    let text = arguments.value()?.string()?;
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        let (least, most) = range.into_inner();
        format!("{option} is a number from {least} to {most}, not {text:?}").into()
    })
}

/// How to use the program.
pub const USAGE: &str = "\
The instructor's tool of Many Hands.

cargo run -p homework -- skeletons [OPTIONS]
    Cuts the skeletons in exercise-*/src/answers out of the reference answers
    in solutions/src.
    --check         only say where a skeleton is not what would be cut
    --force         replace even answers that were written in place
    --out DIR       write into another workspace

cargo run -p homework -- handout --out DIR [--exercise NN]...
    Writes a workspace for learners, without solutions.
    --exercise NN   only this exercise (2, 02, 02-pool); may be repeated

cargo run -p homework -- grade SUBMISSIONS --out REPORT [OPTIONS]
    Grades what learners handed in: SUBMISSIONS holds a folder for each of them,
    REPORT gets class.csv and a folder for each of them. Learners' programs run
    with your rights, so grade in a virtual machine or in a container.
    --exercise NN   only this exercise; may be repeated
    --part NAME     only this part, be it started or not; may be repeated.
                    Without it a lab that nobody has started costs nothing
    --points FILE   what each TODO is worth; default: homework/points.toml
    --seed N        the inputs of an earlier run; default: fresh ones
    --jobs N        judge N learners at a time; default: one for two cores
    --work DIR      build there; default: target/grade

Exit code: 0 done, 1 something is to be mended, 2 bad arguments.
";

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let words = line.split_whitespace();
        parse(lexopt::Parser::from_args(words)).map_err(|e| e.to_string())
    }

    #[test]
    fn commands_are_read_with_their_options() {
        let skeletons = Command::Skeletons {
            check: true,
            force: false,
            out: Some("a".into()),
        };
        assert_eq!(parsed("skeletons --check --out a"), Ok(skeletons));
        let handout = Command::Handout {
            out: "a".into(),
            exercises: vec!["02".into(), "3".into()],
        };
        assert_eq!(
            parsed("handout --exercise 02 --out=a --exercise 3"),
            Ok(handout)
        );
        let grade = Order {
            submissions: "class".into(),
            out: "report".into(),
            exercises: vec!["2".into()],
            parts: vec!["primes".into()],
            seed: Some(7),
            jobs: 3,
            points: None,
            work: None,
        };
        assert_eq!(
            parsed("grade class --out report --exercise 2 --part primes --seed 7 --jobs 3"),
            Ok(Command::Grade(grade))
        );
        assert_eq!(parsed(""), Ok(Command::Help));
        assert_eq!(parsed("handout --help"), Ok(Command::Help));
    }

    #[test]
    fn bad_arguments_are_named() {
        for (line, said) in [
            ("skeleton", "skeleton"),
            ("handout", "--out"),
            ("handout --out", "--out"),
            ("handout --out=", "--out"),
            ("handout --out a b", "b"),
            ("skeletons --chek", "--chek"),
            ("grade --out a", "submissions"),
            ("grade a", "--out"),
            ("grade a b --out c", "b"),
            ("grade a --out b --jobs 0", "from 1 to 64"),
            ("grade a --out b --seed 1000000", "999999"),
            ("grade a --out b --seed x", "--seed"),
            ("skeletons --check --force", "--force"),
        ] {
            let error = parsed(line).unwrap_err();
            assert!(error.contains(said), "{line}: {error}");
        }
    }
}
