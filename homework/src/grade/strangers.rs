//! What a submission holds beside its answers: named in the report, and never used.

use crate::workspace::Workspace;
use crate::{course, files, manifest};
use std::fs;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Enough to see what happened.
const MOST_NAMED: usize = 20;
/// A submission with more files than this is not looked through to its end.
const MOST_SEEN: usize = 20_000;

/// Made by cargo, git, editors and systems; they say nothing about the learner.
const USUAL: [&str; 8] = [
    ".DS_Store",
    ".git",
    ".hints",
    "Cargo.lock",
    "Thumbs.db",
    "__MACOSX",
    "target",
    "target-editor",
];

/// The files under `root` that are neither answers nor as the handout has them, and links.
pub fn find(root: &Path, workspace: &Workspace) -> Vec<String> {
    let is_usual = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_other_exercise = entry.depth() == 1
            && name.starts_with("exercise-")
            && !workspace.root.join(&*name).exists();
        USUAL.contains(&&*name) || is_other_exercise
    };
    let entries = WalkDir::new(root)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_usual(entry))
        .filter_map(|entry| entry.ok())
        .take(MOST_SEEN)
        .filter(|entry| !entry.file_type().is_dir());
    let mut found: Vec<String> = entries
        .filter_map(|entry| stranger(&entry, root, workspace))
        .collect();
    if found.len() > MOST_NAMED {
        let more = found.len() - MOST_NAMED;
        found.truncate(MOST_NAMED);
        found.push(format!("… and {more} more files"));
    }
    found
}

/// The file's name and why it was not taken, unless it is an answer or the handout's.
fn stranger(entry: &DirEntry, root: &Path, workspace: &Workspace) -> Option<String> {
    let path = entry.path().strip_prefix(root).ok()?;
    let shown = path.display();
    let is_answer = workspace
        .skeletons
        .iter()
        .any(|s| s.path == path && !path.ends_with("mod.rs"));
    if is_answer {
        return None; // A link in its place is told with the answer.
    }
    if entry.path_is_symlink() {
        return Some(format!("{shown} (a link)"));
    }
    let ours = match path == Path::new("Cargo.toml") {
        true => whole_manifest(root),
        false => fs::read(workspace.root.join(path)).ok(),
    };
    match ours {
        None => Some(format!("{shown} (not in the handout)")),
        Some(ours) if is_same(entry.path(), &ours) => None,
        Some(_) => Some(format!("{shown} (changed)")),
    }
}

/// The manifest that was handed out: it names the exercises that the learner has, which may be more
/// than those that are graded.
fn whole_manifest(root: &Path) -> Option<Vec<u8>> {
    let course = course::root();
    let exercises = course::exercises(&course).ok()?.into_iter();
    let has = |package: &String| root.join(package).is_dir();
    let mut members: Vec<String> = exercises.map(|e| e.package).filter(has).collect();
    members.push("common".to_string());
    let manifest = files::read(&course.join("Cargo.toml")).ok()?;
    let lock = files::read(&course.join("Cargo.lock")).ok()?;
    let kept = manifest::keep_members(&manifest, &lock, &members).ok()?;
    Some(kept.into_bytes())
}

/// Whether the file holds the same text, whatever its line ends became on the way.
fn is_same(path: &Path, ours: &[u8]) -> bool {
    let is_file =
        fs::symlink_metadata(path).is_ok_and(|m| m.is_file() && m.len() <= 2 * ours.len() as u64);
    let plain =
        |bytes: &[u8]| -> Vec<u8> { bytes.iter().copied().filter(|&b| b != b'\r').collect() };
    is_file && fs::read(path).is_ok_and(|theirs| plain(&theirs) == plain(ours))
}
