//! The lockfile of a workspace that has fewer members: cargo takes out what nobody asks for any
//! more.

use crate::failure::{Failure, Result};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use toml_edit::{DocumentMut, Item};

/// The names of all packages that `members` need, themselves included, by the text of a lockfile.
pub fn needed_by(lock: &str, members: &[String]) -> Result<BTreeSet<String>> {
    let document: DocumentMut = lock
        .parse()
        .map_err(|e| Failure::new(format!("the course's Cargo.lock is no lockfile: {e}")))?;
    let packages = document.get("package").and_then(Item::as_array_of_tables);
    let mut needed: BTreeSet<String> = members.iter().cloned().collect();
    let mut next = members.to_vec();
    while let Some(name) = next.pop() {
        let same = packages
            .into_iter()
            .flatten()
            .filter(|package| package.get("name").and_then(Item::as_str) == Some(&name));
        let dependencies = same.filter_map(|package| package.get("dependencies")?.as_array());
        for dependency in dependencies.flatten().filter_map(|value| value.as_str()) {
            // "name", or "name version" where there are several.
            let dependency = dependency.split(' ').next().unwrap_or_default();
            if needed.insert(dependency.to_string()) {
                next.push(dependency.to_string());
            }
        }
    }
    Ok(needed)
}

/// Prunes the lockfile of `workspace`, without a network. Versions that are locked stay as they
/// are.
pub fn prune(workspace: &Path) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args(["update", "--workspace", "--offline", "--quiet"])
        .current_dir(workspace)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Failure::new(format!("cargo does not start: {e}")))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(Failure::new(format!(
            "cargo cannot take the unused packages out of the lockfile; run `cargo fetch --locked` \
             in the course first, which loads what is missing\n{}",
            String::from_utf8_lossy(&output.stderr).trim()
        ))),
    }
}
