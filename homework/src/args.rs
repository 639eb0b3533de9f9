//! What the command line asks for.

use lexopt::prelude::*;
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
            Long("out") => out = Some(folder(&mut arguments)?),
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
            Long("out") => out = Some(folder(&mut arguments)?),
            Long("exercise") => exercises.push(arguments.value()?.string()?),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let out = out.ok_or("handout needs --out DIR, the folder to write")?;
    Ok(Command::Handout { out, exercises })
}

fn folder(arguments: &mut lexopt::Parser) -> Result<PathBuf, lexopt::Error> {
    let folder = PathBuf::from(arguments.value()?);
    match folder.as_os_str().is_empty() {
        true => Err("--out needs the name of a folder".into()),
        false => Ok(folder),
    }
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
            ("skeletons --check --force", "--force"),
        ] {
            let error = parsed(line).unwrap_err();
            assert!(error.contains(said), "{line}: {error}");
        }
    }
}
