//! Asks rustfmt how it would write a text.

use std::io::Write;
use std::process::{Command, Stdio};

/// Is there a rustfmt to ask?
pub fn is_there() -> bool {
    let version = Command::new("rustfmt").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

/// `text` as rustfmt writes it, or rustfmt's complaint.
pub fn format(text: &str) -> Result<String, String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("rustfmt does not start: {e}"))?;
    // rustfmt reads all of its input before it writes, so this cannot block for ever.
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(text.as_bytes()); // If rustfmt died, its complaint follows.
    }
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n")),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_string()),
    }
}
