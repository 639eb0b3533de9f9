//! The option `--latency` of the parts that read files: how slow the disk is to be.

use super::Run;
use std::ops::RangeInclusive;
use std::time::Duration;

/// How long a file takes to come when nothing is said: an ordinary answer over a network.
const USUAL: Duration = Duration::from_millis(25);
const MOST_MILLISECONDS: u64 = 10_000;

impl Run {
    /// How long each file takes to come. An error names the value and the fix.
    pub fn latency(&self) -> Result<Duration, String> {
        let given = self.chosen("latency");
        given.map_or(Ok(USUAL), |text| {
            milliseconds("--latency", text, 0..=MOST_MILLISECONDS, 25)
        })
    }
}

/// The value of an option that takes milliseconds, with or without the unit. An error names the option, the value, the
/// limits and an example.
pub fn milliseconds(
    option: &str,
    text: &str,
    limits: RangeInclusive<u64>,
    example: u64,
) -> Result<Duration, String> {
    let digits = text.strip_suffix("ms").unwrap_or(text).trim_end();
    match digits.parse() {
        Ok(number) if limits.contains(&number) => Ok(Duration::from_millis(number)),
        _ => Err(format!(
            "{option} takes milliseconds from {} to {}, such as {example}ms or {example}, not '{text}'",
            limits.start(),
            limits.end()
        )),
    }
}
