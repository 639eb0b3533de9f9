//! The workspace's manifest, for a workspace that has fewer members.

use crate::failure::{Failure, Result};
use crate::lockfile;
use toml_edit::{DocumentMut, Item, TableLike};

/// `manifest` with only the members in `keep`: no other member is listed, run by default or named
/// as a dependency, and no profile speaks of a package that only others need, by the lockfile `lock`
/// of the whole workspace: cargo would warn about it in each command. Comments and layout stay as
/// they are.
pub fn keep_members(manifest: &str, lock: &str, keep: &[String]) -> Result<String> {
    let mut document: DocumentMut = manifest
        .parse()
        .map_err(|e| Failure::new(format!("the course's Cargo.toml is no manifest: {e}")))?;
    let workspace = document
        .get_mut("workspace")
        .and_then(Item::as_table_like_mut)
        .ok_or_else(|| Failure::new("the course's Cargo.toml has no [workspace]"))?;
    let is_kept = |name: &str| keep.iter().any(|member| member == name);
    for list in ["members", "default-members"] {
        if let Some(names) = workspace.get_mut(list).and_then(Item::as_array_mut) {
            names.retain(|name| name.as_str().is_some_and(is_kept));
        }
    }
    let dependencies = workspace
        .get_mut("dependencies")
        .and_then(Item::as_table_like_mut);
    if let Some(dependencies) = dependencies {
        for name in foreign_paths(dependencies, is_kept) {
            dependencies.remove(&name);
        }
    }
    let needed = lockfile::needed_by(lock, keep)?;
    let profiles = document
        .get_mut("profile")
        .and_then(Item::as_table_like_mut);
    for (_, profile) in profiles
        .into_iter()
        .flat_map(|profiles| profiles.iter_mut())
    {
        if let Some(packages) = profile.get_mut("package").and_then(Item::as_table_like_mut) {
            let named: Vec<String> = packages.iter().map(|(name, _)| name.to_string()).collect();
            for name in named
                .iter()
                .filter(|name| *name != "*" && !needed.contains(*name))
            {
                packages.remove(name);
            }
        }
    }
    Ok(document.to_string())
}

/// The dependencies that lie in a folder of the workspace which is not kept.
fn foreign_paths(dependencies: &dyn TableLike, is_kept: impl Fn(&str) -> bool) -> Vec<String> {
    let is_foreign = |item: &Item| {
        let path = item.get("path").and_then(Item::as_str);
        path.is_some_and(|path| !is_kept(path))
    };
    let foreign = dependencies.iter().filter(|(_, item)| is_foreign(item));
    foreign.map(|(name, _)| name.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = [
    "common",
    "exercise-01-serial",
    "exercise-02-pool",
    "solutions",
]
# Learners read this.
default-members = ["common", "solutions"]

[workspace.dependencies]
common = { path = "common", default-features = false }
exercise-01-serial = { path = "exercise-01-serial" }
solutions = { path = "solutions" }

rayon = "1.11"

[profile.dev.package."*"]
debug = false

[profile.dev.package.sha2]
opt-level = 2

# Pictures.
[profile.dev.package.image]
opt-level = 2
"#;

    /// `common` needs `sha2` by way of `digest`; only `solutions` needs `image`.
    const LOCK: &str = r#"version = 4

[[package]]
name = "common"
version = "0.1.0"
dependencies = ["digest 1.0.0"]

[[package]]
name = "digest"
version = "1.0.0"
dependencies = ["sha2"]

[[package]]
name = "image"
version = "0.25.0"

[[package]]
name = "sha2"
version = "0.11.0"

[[package]]
name = "solutions"
version = "0.1.0"
dependencies = ["common", "image"]
"#;

    const KEPT: &str = r#"[workspace]
resolver = "3"
members = [
    "common",
    "exercise-02-pool",
]
# Learners read this.
default-members = ["common"]

[workspace.dependencies]
common = { path = "common", default-features = false }

rayon = "1.11"

[profile.dev.package."*"]
debug = false

[profile.dev.package.sha2]
opt-level = 2
"#;

    #[test]
    fn members_that_are_not_kept_leave_no_trace_and_all_else_stays() {
        let keep = ["common".to_string(), "exercise-02-pool".to_string()];
        assert_eq!(keep_members(MANIFEST, LOCK, &keep).unwrap(), KEPT);
    }

    #[test]
    fn a_text_that_is_no_workspace_is_refused() {
        assert!(keep_members("[package]", LOCK, &[]).is_err());
        assert!(keep_members("members = [", LOCK, &[]).is_err());
    }
}
