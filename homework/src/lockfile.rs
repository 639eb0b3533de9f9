//! The lockfile of a workspace that has fewer members: cargo takes out what nobody asks for any
//! more.

use crate::failure::{Failure, Result};
use std::path::Path;
use std::process::{Command, Stdio};

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
