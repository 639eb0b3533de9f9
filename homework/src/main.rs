//! The instructor's program: `cargo run -p homework -- help` says what it can do.

use homework::args::{self, Command, USAGE};
use homework::failure::{Failure, Result};
use homework::grade::{self, Order, report};
use homework::{course, handout, overwrite, rustfmt, skeletons};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match args::parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("{error}; `cargo run -p homework -- help` shows the commands");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help => {
            print!("{USAGE}");
            Ok(())
        }
        Command::Skeletons {
            check: true, out, ..
        } => check_skeletons(out),
        Command::Skeletons { force, out, .. } => write_skeletons(out, force),
        Command::Handout { out, exercises } => write_handout(&out, &exercises),
        Command::Grade(order) => grade(&order),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn check_skeletons(out: Option<PathBuf>) -> Result<()> {
    let course = course::root();
    let exercises = course::exercises(&course)?;
    let skeletons = skeletons::cut(&course, &exercises)?;
    let tree = out.unwrap_or(course);
    let mut faults = skeletons::check(&tree, &exercises, &skeletons)?;
    if !faults.is_empty() {
        faults.push("To write them afresh: cargo run -p homework -- skeletons".to_string());
    }
    match rustfmt::is_there() {
        true => faults.extend(skeletons::check_format(&skeletons)),
        false => println!("No rustfmt here: whether the skeletons are formatted was not checked."),
    }
    match faults.is_empty() {
        true => {
            println!(
                "{} skeletons are what the reference answers give.",
                skeletons.len()
            );
            Ok(())
        }
        false => Err(Failure::new(faults.join("\n"))),
    }
}

fn write_skeletons(out: Option<PathBuf>, force: bool) -> Result<()> {
    let course = course::root();
    let skeletons = skeletons::cut(&course, &course::exercises(&course)?)?;
    let written = overwrite::write(&out.unwrap_or(course), &skeletons, force)?;
    for path in &written {
        println!("wrote {}", path.display());
    }
    println!("{} skeletons, {} written.", skeletons.len(), written.len());
    Ok(())
}

fn write_handout(out: &Path, exercises: &[String]) -> Result<()> {
    let course = course::root();
    let exercises = course::chosen(&course, exercises)?;
    let handout = handout::write(&course, &exercises, out)?;
    for path in &handout.left_out {
        println!("left out {}: git does not track it yet", path.display());
    }
    let names: Vec<&str> = exercises.iter().map(|exercise| exercise.name()).collect();
    println!(
        "{}: {} files, {}",
        out.display(),
        handout.files,
        names.join(", ")
    );
    println!(
        "Try it:  cd {} && cargo run -p {}",
        out.display(),
        exercises[0].package
    );
    Ok(())
}

fn grade(order: &Order) -> Result<()> {
    let class = grade::grade(order)?;
    let exercises = class
        .learners
        .iter()
        .take(1)
        .flat_map(|marks| &marks.exercises);
    let exercises: Vec<&str> = exercises.map(|marks| marks.exercise.as_str()).collect();
    println!(
        "{} · {} · {} s · seed {}",
        match class.learners.len() {
            1 => "1 submission".to_string(),
            n => format!("{n} submissions"),
        },
        exercises.join(", "),
        class.took.as_secs(),
        class.seed
    );
    print!("{}", report::table(&class));
    let out = order.out.display();
    println!("{out}: class.csv, and report.md and result.json for each learner");
    match class.faults() {
        faults if faults.is_empty() => Ok(()),
        faults => Err(Failure::new(format!(
            "The grader itself failed here, so these marks are not complete:\n{}",
            faults.join("\n")
        ))),
    }
}
