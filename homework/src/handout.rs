//! Writes a workspace for learners: the exercises with fresh skeletons and what they need, and
//! nothing of the instructor's.

use crate::course::Exercise;
use crate::failure::{Failure, Result};
use crate::{files, git, lockfile, manifest, readme, skeletons};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a handout takes from the course beside the exercises. Whatever is not named here is not
/// handed out.
const FOLDERS: [&str; 5] = ["common", "data", "docs", ".cargo", ".vscode"];
const FILES: [&str; 7] = [
    ".gitattributes",
    ".gitignore",
    "Cargo.lock",
    "LICENSE",
    "README.md",
    "clippy.toml",
    "rust-toolchain.toml",
];

/// Names that a walk leaves out, where there is no git to ask.
const JUNK: [&str; 5] = ["target", "~", ".bak", ".orig", ".rs.bk"];

/// What was written.
#[derive(Debug)]
pub struct Handout {
    /// How many files.
    pub files: usize,
    /// Files that git does not know yet, so they are not in the handout.
    pub left_out: Vec<PathBuf>,
}

/// Writes the handout of `exercises` to the folder `out`, whole or not at all.
pub fn write(course: &Path, exercises: &[Exercise], out: &Path) -> Result<Handout> {
    refuse_if_taken(out)?;
    let skeletons = skeletons::cut(course, exercises)?;
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|e| Failure::at(parent, "make the folder", &e))?;
    // Made under another name and renamed at the end: a handout that was cut short would look like
    // a whole one.
    let making = files::folder_in(parent)?;
    let made = making.path().join("handout");

    let is_ours = |path: &PathBuf| belongs(path, exercises);
    for path in course_files(course)?.iter().filter(|path| is_ours(path)) {
        let (from, to) = (course.join(path), made.join(path));
        match path.extension().is_some_and(|end| end == "md") {
            true => files::write(&to, &readme::for_learners(path, &files::read(&from)?)?)?,
            false => files::copy(&from, &to)?,
        }
    }
    for skeleton in &skeletons {
        files::write(&made.join(&skeleton.path), &skeleton.text)?;
    }
    let mut members: Vec<String> = exercises.iter().map(|e| e.package.clone()).collect();
    members.push("common".to_string());
    let manifest = files::read(&course.join("Cargo.toml"))?;
    let lock = files::read(&course.join("Cargo.lock"))?;
    files::write(
        &made.join("Cargo.toml"),
        &manifest::keep_members(&manifest, &lock, &members)?,
    )?;
    lockfile::prune(&made)?;

    let _ = fs::remove_dir(out); // There only when it was there, and empty.
    fs::rename(&made, out).map_err(|e| Failure::at(out, "write", &e))?;
    Ok(Handout {
        files: walk(out).len(),
        left_out: git::untracked(course).into_iter().filter(is_ours).collect(),
    })
}

fn refuse_if_taken(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(out).map_err(|e| Failure::at(out, "list", &e))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(Failure::new(format!(
            "{} is not empty; name a folder that is not there yet",
            out.display()
        ))),
    }
}

/// Is the file at `path` copied as it is?
fn belongs(path: &Path, exercises: &[Exercise]) -> bool {
    let folders = FOLDERS.iter().map(Path::new);
    let mut packages = exercises.iter().map(|e| Path::new(&e.package));
    let is_answer = exercises.iter().any(|e| path.starts_with(e.answers()));
    let is_file = FILES.iter().any(|file| path == Path::new(file));
    let is_in_folder = folders.chain(&mut packages).any(|f| path.starts_with(f));
    (is_file || is_in_folder) && !is_answer
}

/// The files of the course, relative to it: those that git tracks, so that no build, editor or
/// scratch file comes along.
fn course_files(course: &Path) -> Result<Vec<PathBuf>> {
    let files = git::tracked(course).unwrap_or_else(|| walk(course));
    match files.is_empty() {
        true => Err(Failure::new(format!("{} has no files", course.display()))),
        false => Ok(files),
    }
}

/// The files under `folder` by a walk, without what is junk in any checkout. Relative, links not
/// followed.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let is_junk = |name: &str| name == JUNK[0] || JUNK[1..].iter().any(|end| name.ends_with(end));
    WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| !entry.file_name().to_str().is_some_and(is_junk))
        .filter_map(|entry| entry.ok())
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| Some(entry.path().strip_prefix(folder).ok()?.to_path_buf()))
        .collect()
}
