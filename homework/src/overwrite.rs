//! Writes skeletons without ever losing what somebody wrote into one.
//!
//! An instructor who solves a TODO in place must not lose the answer to the next `skeletons`. A
//! file is ours to replace when it is what the last commit has, which git keeps, or what we wrote
//! there last, which an author who edits a reference, cuts, and edits again has before the first
//! commit. Of what we write a copy stays under `target/`.

use crate::failure::{Failure, Result};
use crate::skeletons::Skeleton;
use crate::{files, git};
use std::path::{Path, PathBuf};

/// Where the copies lie, relative to the tree that was written into.
const COPIES: &str = "target/homework/skeletons";

/// Writes `skeletons` into `tree` and returns the paths of those that were not there already, to
/// the letter. Unless `force` is set, all of them are refused when one would take the place of
/// somebody's work.
pub fn write(tree: &Path, skeletons: &[Skeleton], force: bool) -> Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    let mut in_the_way = Vec::new();
    for skeleton in skeletons {
        let present = files::read_if_there(&tree.join(&skeleton.path))?;
        if present.as_ref() == Some(&skeleton.text) {
            continue;
        }
        if present.is_some_and(|present| !is_ours(tree, &skeleton.path, &present)) {
            in_the_way.push(skeleton.path.display().to_string());
        }
        written.push(skeleton);
    }
    if !in_the_way.is_empty() && !force {
        return Err(Failure::new(format!(
            "edited since the last commit, so nothing was written:\n  {}\n\
             If these edits are yours, commit them or put them away with `git stash`; \
             to lose them, add --force.",
            in_the_way.join("\n  ")
        )));
    }
    for skeleton in &written {
        files::write(&tree.join(COPIES).join(&skeleton.path), &skeleton.text)?;
        files::write(&tree.join(&skeleton.path), &skeleton.text)?;
    }
    Ok(written
        .iter()
        .map(|skeleton| skeleton.path.clone())
        .collect())
}

/// May the file be replaced, because what it holds is kept elsewhere or was ours to begin with?
fn is_ours(tree: &Path, path: &Path, present: &str) -> bool {
    let copy = files::read_if_there(&tree.join(COPIES).join(path));
    let is_copy = copy.is_ok_and(|copy| copy.as_deref() == Some(present));
    is_copy || git::committed(tree, path).as_deref() == Some(present)
}
