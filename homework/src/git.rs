//! What git says about files. Where there is no git, or no checkout, it says nothing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The files under `folder` that git tracks and that are still there, relative to `folder`.
/// Nothing when `folder` is not the root of a course in a checkout.
pub fn tracked(folder: &Path) -> Option<Vec<PathBuf>> {
    let paths = paths(folder, &["ls-files", "-z", "--cached"])?;
    let is_checkout = paths.iter().any(|path| path == Path::new("Cargo.toml"));
    is_checkout.then(|| {
        let is_there = |path: &PathBuf| folder.join(path).is_file();
        paths.into_iter().filter(is_there).collect()
    })
}

/// The files under `folder` that git neither tracks nor ignores.
pub fn untracked(folder: &Path) -> Vec<PathBuf> {
    paths(
        folder,
        &["ls-files", "-z", "--others", "--exclude-standard"],
    )
    .unwrap_or_default()
}

/// A file under `folder` as the last commit has it.
pub fn committed(folder: &Path, file: &Path) -> Option<String> {
    let file = file.to_str()?.replace('\\', "/");
    let text = String::from_utf8(run(folder, &["show", &format!("HEAD:./{file}")])?).ok()?;
    Some(text.replace("\r\n", "\n"))
}

fn paths(folder: &Path, arguments: &[&str]) -> Option<Vec<PathBuf>> {
    let names = String::from_utf8(run(folder, arguments)?).ok()?;
    let names = names.split_terminator('\0');
    Some(names.map(PathBuf::from).collect())
}

fn run(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(arguments);
    // A git hook that runs us names its own repository in these; ours is the one at `folder`.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(variable);
    }
    let output = git
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}
