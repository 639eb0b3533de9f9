//! The skeletons of the course: cut out of its reference answers, and compared with what is there.

use crate::course::Exercise;
use crate::failure::{Failure, Result};
use crate::{files, rustfmt, skeleton};
use std::fs;
use std::path::{Path, PathBuf};

/// The first line of an `answers/mod.rs`.
const MOD_HEADER: &str = "//! My answers, one file for each part. These are the files to edit.\n";

/// One file of a learner's `answers/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// Where it belongs, relative to the workspace.
    pub path: PathBuf,
    /// The file it is cut out of, relative to the course.
    pub source: PathBuf,
    /// What it holds.
    pub text: String,
}

/// Cuts every skeleton of `exercises`; nothing is written.
pub fn cut(course: &Path, exercises: &[Exercise]) -> Result<Vec<Skeleton>> {
    let mut skeletons = Vec::new();
    for exercise in exercises {
        let names = parts(course, exercise)?;
        for name in &names {
            let source = exercise.reference().join(name).with_extension("rs");
            let text = skeleton::cut(&files::read(&course.join(&source))?).map_err(|e| {
                Failure::new(format!("{}:{}: {}", source.display(), e.line, e.problem))
            })?;
            let path = exercise.answers().join(name).with_extension("rs");
            skeletons.push(Skeleton { path, source, text });
        }
        skeletons.push(Skeleton {
            path: exercise.answers().join("mod.rs"),
            source: exercise.reference().join("mod.rs"),
            text: modules(&names),
        });
    }
    Ok(skeletons)
}

/// The text of an `answers/mod.rs`.
fn modules(names: &[String]) -> String {
    let declarations = names.iter().map(|name| format!("pub mod {name};\n"));
    match names.is_empty() {
        true => MOD_HEADER.to_string(),
        false => format!("{MOD_HEADER}\n{}", declarations.collect::<String>()),
    }
}

/// The parts that have a reference answer, by name. Each must be a module of the reference, or
/// nobody compiles it.
fn parts(course: &Path, exercise: &Exercise) -> Result<Vec<String>> {
    let folder = exercise.reference();
    let modules = files::read(&course.join(&folder).join("mod.rs"))?;
    let mut names = Vec::new();
    for file in rust_files(&course.join(&folder))? {
        let name = file.trim_end_matches(".rs");
        if name == "mod" {
            continue;
        }
        let declaration = format!("pub mod {name};");
        if !modules.lines().any(|line| line.trim() == declaration) {
            let modules = folder.join("mod.rs");
            return Err(Failure::new(format!(
                "{} has no line `{declaration}`, so {file} is never compiled; add the line",
                modules.display()
            )));
        }
        names.push(name.to_string());
    }
    Ok(names)
}

/// The names of the Rust files in `folder`, sorted.
fn rust_files(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|e| Failure::at(folder, "list", &e))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".rs"))
        .collect();
    names.sort();
    Ok(names)
}

/// What an instructor should mend before the skeletons in `tree` can be handed out, a text each.
pub fn check(tree: &Path, exercises: &[Exercise], skeletons: &[Skeleton]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for skeleton in skeletons {
        let path = skeleton.path.display();
        let source = skeleton.source.display();
        match files::read_if_there(&tree.join(&skeleton.path))? {
            None => faults.push(format!("{path} is missing")),
            Some(present) => {
                let difference = Difference::between(&present, &skeleton.text);
                faults.extend(difference.map(|Difference { line, left, right }| {
                    format!(
                        "{path}:{line} is not what {source} gives\n  it has  {left}\n  cut is  {right}"
                    )
                }));
            }
        }
    }
    faults.extend(strangers(tree, exercises, skeletons)?);
    Ok(faults)
}

/// Where a skeleton is not what rustfmt would write, a text each. It is the reference that the
/// author mends.
pub fn check_format(skeletons: &[Skeleton]) -> Vec<String> {
    skeletons.iter().filter_map(format_fault).collect()
}

fn format_fault(skeleton: &Skeleton) -> Option<String> {
    let source = skeleton.source.display();
    let formatted = match rustfmt::format(&skeleton.text) {
        Ok(formatted) => formatted,
        Err(complaint) => {
            return Some(format!(
                "what is cut out of {source} is no Rust:\n{complaint}"
            ));
        }
    };
    let Difference { line, left, right } = Difference::between(&skeleton.text, &formatted)?;
    Some(format!(
        "line {line} of what is cut out of {source} is not formatted\n  cut is   {left}\n  \
         rustfmt  {right}\n  mend the text after BEGIN SOLUTION; \
         several such lines in a row make several lines"
    ))
}

/// The first line where two texts differ, from 1, and what each of them has there.
struct Difference {
    line: usize,
    left: String,
    right: String,
}

impl Difference {
    fn between(left: &str, right: &str) -> Option<Difference> {
        if left == right {
            return None;
        }
        let shown = |line: Option<&str>| line.unwrap_or("(the end)").to_string();
        let (mut left, mut right) = (left.split('\n'), right.split('\n'));
        (1..).find_map(|line| match (left.next(), right.next()) {
            (left, right) if left != right => Some(Difference {
                line,
                left: shown(left),
                right: shown(right),
            }),
            _ => None,
        })
    }
}

/// Answer files that no reference stands behind: left over from a part that was renamed, say.
fn strangers(tree: &Path, exercises: &[Exercise], skeletons: &[Skeleton]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for exercise in exercises {
        let folder = exercise.answers();
        if !tree.join(&folder).is_dir() {
            continue;
        }
        for file in rust_files(&tree.join(&folder))? {
            let path = folder.join(file);
            if !skeletons.iter().any(|skeleton| skeleton.path == path) {
                let (path, reference) = (path.display(), exercise.reference());
                faults.push(format!(
                    "{path} has no reference answer in {}; delete it or write one",
                    reference.display()
                ));
            }
        }
    }
    Ok(faults)
}
