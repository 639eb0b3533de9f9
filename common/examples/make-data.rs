//! Makes a folder of texts, of numbers or of web pages, like those in `data/` and as many as you like.

use common::data;
use lexopt::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
Makes a folder of texts, of integers or of web pages. The same seed gives the same files.

Usage: cargo run -p common --example make-data -- --out DIR --kind KIND --size N

  --out DIR         where to: a new folder, or an empty one
  --kind KIND       text: prose, files of very different lengths
                    numbers: integers from 10 to 999999, one on a line
                    site: HTML pages that link to each other, and some to nowhere
  --size N          how many files, 1 to 1000000
  --per-file N      integers in each file [1000], or bytes in a text on average [6500]
  --seed S          any whole number [9, as in data/]

10 000 files of 1 000 integers, 69 MB:
  cargo run -p common --example make-data -- --out /tmp/numbers --kind numbers --size 10000
";

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Numbers,
    Site,
}

struct Options {
    out: PathBuf,
    kind: Kind,
    size: usize,
    per_file: Option<usize>,
    seed: u64,
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("make-data: {error}\nTry --help.");
            return ExitCode::from(2);
        }
    };
    match make(&options) {
        Ok(bytes) => {
            let (files, out) = (options.size, options.out.display());
            println!("{files} files, {bytes} bytes, in {out}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("make-data: {error}");
            ExitCode::FAILURE
        }
    }
}

fn make(options: &Options) -> Result<u64, data::Error> {
    let Options {
        out, size, seed, ..
    } = options;
    match options.kind {
        Kind::Text => {
            let bytes = options.per_file.unwrap_or(data::BYTES_PER_TEXT);
            data::make_texts(out, *size, *seed, bytes)
        }
        Kind::Numbers => {
            let count = options.per_file.unwrap_or(data::NUMBERS_PER_FILE);
            data::make_numbers(out, *size, count, *seed)
        }
        Kind::Site => data::make_site(out, *size, *seed),
    }
}

/// `None`: help was asked for.
fn options() -> Result<Option<Options>, lexopt::Error> {
    let (mut out, mut kind, mut size, mut per_file) = (None, None, None, None);
    let mut seed = data::SEED;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Long("kind") => kind = Some(arguments.value()?.parse_with(kind_named)?),
            Long("size") => size = Some(whole_number("--size", &mut arguments)?),
            Long("per-file") => per_file = Some(whole_number("--per-file", &mut arguments)?),
            Long("seed") => seed = whole_number("--seed", &mut arguments)?,
            Short('h') | Long("help") => return Ok(None),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Some(Options {
        out: out.ok_or("--out DIR is missing: the folder to make")?,
        kind: kind.ok_or("--kind is missing: text, numbers or site")?,
        size: size.ok_or("--size N is missing: how many files")?,
        per_file,
        seed,
    }))
}

fn kind_named(name: &str) -> Result<Kind, &'static str> {
    match name {
        "text" => Ok(Kind::Text),
        "numbers" => Ok(Kind::Numbers),
        "site" => Ok(Kind::Site),
        _ => Err("the kinds are text, numbers and site"),
    }
}

fn whole_number<N: std::str::FromStr>(
    option: &str,
    arguments: &mut lexopt::Parser,
) -> Result<N, lexopt::Error>
where
    N::Err: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let value = arguments.value()?;
    value
        .parse()
        .map_err(|error| format!("{option}: {error}").into())
}
