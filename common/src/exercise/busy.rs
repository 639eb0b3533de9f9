//! Lines under the table that show how busy each worker was.

use super::text::{bar, seconds};
use crate::timing::ratio;
use crate::witness::Observed;
use std::time::Duration;

/// How busy each worker was: one line each, longest first, with a bar.
pub fn busy_lines(title: &str, observed: &Observed) -> Vec<String> {
    let busy = observed.busy();
    let longest = busy.first().map_or(Duration::ZERO, |(_, time)| *time);
    let mut lines = Vec::new();
    for (i, ((pid, _), time)) in busy.iter().enumerate().take(8) {
        let title = if i == 0 { title } else { "" };
        let who = match *pid == observed.asked_pid {
            true => format!("thread {}", i + 1),
            false => format!("worker {} (pid {pid})", i + 1),
        };
        let share = ratio(*time, longest);
        lines.push(format!(
            "{title:<22} {who:<22} {:>8}  {}",
            seconds(*time),
            bar(share)
        ));
    }
    if busy.len() > 8 {
        lines.push(format!("{:<22} … and {} more", "", busy.len() - 8));
    }
    lines
}
