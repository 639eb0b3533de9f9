//! The option `--latency` of the parts that read files: how slow the disk is to be.

use super::Run;
use std::time::Duration;

/// How long a file takes to come when nothing is said: an ordinary answer over a network.
const USUAL: Duration = Duration::from_millis(25);
const MOST_MILLISECONDS: u64 = 10_000;

impl Run {
    /// How long each file takes to come. An error names the value and the fix.
    pub fn latency(&self) -> Result<Duration, String> {
        self.chosen("latency").map_or(Ok(USUAL), milliseconds)
    }
}

fn milliseconds(text: &str) -> Result<Duration, String> {
    let digits = text.strip_suffix("ms").unwrap_or(text).trim_end();
    match digits.parse() {
        Ok(number) if number <= MOST_MILLISECONDS => Ok(Duration::from_millis(number)),
        _ => Err(format!(
            "--latency takes milliseconds from 0 to {MOST_MILLISECONDS}, such as 25ms or 25, not '{text}'"
        )),
    }
}
