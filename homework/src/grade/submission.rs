//! What a learner handed in: the answer files, and nothing else.

use crate::failure::{Failure, Result};
use crate::grade::strangers;
use crate::workspace::Workspace;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// No answer is longer than this, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// One learner's folder.
#[derive(Debug)]
pub struct Submission {
    /// The folder's name.
    pub learner: String,
    /// An answer for each part that is graded.
    pub answers: Vec<Answer>,
    /// What else there was that is not the handout's, each with the reason why it was not taken.
    pub ignored: Vec<String>,
}

/// One answer file.
#[derive(Debug)]
pub struct Answer {
    /// Where it belongs, relative to the workspace.
    pub path: PathBuf,
    /// What was found there.
    pub found: Found,
}

/// What was found in the place of an answer file.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Its text.
    Text(String),
    /// A text that does not compile, in which case the other parts are built without it: the compiler's first error.
    Broken(String),
    /// Nothing.
    Missing,
    /// Something that may not be submitted, and why.
    Rejected(String),
}

/// The learners' folders in `submissions`, by name.
pub fn folders(submissions: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(submissions).map_err(|e| {
        let shown = submissions.display();
        Failure::new(format!(
            "cannot list {shown}: {e}; name the folder that holds a folder for each learner"
        ))
    })?;
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_folder(path) && !is_hidden(path))
        .collect();
    folders.sort();
    let shown = submissions.display();
    if folders.is_empty() {
        return Err(Failure::new(format!(
            "{shown} holds no submissions; it needs a folder for each learner, such as \
             {shown}/ada with ada's workspace in it (archives must be unpacked first)"
        )));
    }
    match folders.iter().any(|folder| is_exercise(folder)) {
        false => Ok(folders),
        true => Err(Failure::new(format!(
            "{shown} is the workspace of one learner; \
             put it into a folder of its own, and name the folder around it"
        ))),
    }
}

/// Reads what is graded from the learner's `folder`.
pub fn read(folder: &Path, workspace: &Workspace) -> Submission {
    let mut ignored = Vec::new();
    let root = root(folder, &mut ignored);
    let paths = workspace.skeletons.iter().map(|skeleton| &skeleton.path);
    let answers: Vec<Answer> = paths
        .filter(|path| !path.ends_with("mod.rs"))
        .map(|path| Answer {
            path: path.clone(),
            found: find(&root, path),
        })
        .collect();
    ignored.extend(strangers::find(&root, workspace));
    Submission {
        learner: name(folder),
        answers,
        ignored,
    }
}

/// The learner whose folder this is.
pub fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(OsStr::new("?"));
    name.to_string_lossy().into_owned()
}

/// The folder that holds the exercises: the learner's own, or one inside it, as archives make them.
fn root(folder: &Path, ignored: &mut Vec<String>) -> PathBuf {
    let inside = subfolders(folder);
    if inside.iter().any(|path| is_exercise(path)) {
        return folder.to_path_buf();
    }
    let holds_exercises = |path: &PathBuf| subfolders(path).iter().any(|path| is_exercise(path));
    let mut roots = inside.into_iter().filter(holds_exercises);
    let first = roots.next();
    ignored.extend(roots.map(|other| format!("{} (a second workspace)", name(&other))));
    first.unwrap_or(folder.to_path_buf())
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_folder(path) && !is_hidden(path))
        .collect();
    folders.sort();
    folders
}

/// A folder, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

fn is_exercise(path: &Path) -> bool {
    name(path).starts_with("exercise-")
}

fn is_hidden(path: &Path) -> bool {
    let name = name(path);
    name.starts_with('.') || name == "__MACOSX"
}

/// What stands at `path` below `root`. No link is followed on the way, and nothing is opened that
/// is not a regular file.
pub fn find(root: &Path, path: &Path) -> Found {
    let mut place = root.to_path_buf();
    for step in path {
        place.push(step);
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_symlink() => {
                return Found::Rejected(match place.strip_prefix(root) {
                    Ok(on_the_way) if on_the_way != path => {
                        format!("{} is a link", on_the_way.display())
                    }
                    _ => "it is a link".to_string(),
                });
            }
            Ok(_) => {}
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Found::Missing;
            }
            Err(e) => return Found::Rejected(format!("it cannot be read: {e}")),
        }
    }
    match place.is_file() {
        true => text(&place),
        false => Found::Rejected("it is not a regular file".to_string()),
    }
}

fn text(path: &Path) -> Found {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
    if let Err(e) = read {
        return Found::Rejected(format!("it cannot be read: {e}"));
    }
    if bytes.len() as u64 > LONGEST {
        return Found::Rejected("it is longer than 1 MiB".to_string());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Found::Text(text),
        Err(_) => Found::Rejected("it is not UTF-8 text".to_string()),
    }
}
