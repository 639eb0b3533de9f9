//! Pieces of text that reports are made of: times, bars, broken lines.

use super::grouped;
use std::time::Duration;

/// Width of the longest bar.
const BAR: usize = 12;

/// A line, without the blanks that padding leaves at its end.
pub fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

/// "1 core", "2 cores", "1 234 files", "3 children".
pub fn count(n: usize, what: &str) -> String {
    let ending = match (n, what) {
        (1, _) => "",
        (_, "child") => "ren",
        _ => "s",
    };
    format!("{} {what}{ending}", grouped(n as u64))
}

/// A line that may quote names of files or addresses, without what would upset a terminal.
pub fn visible(line: &str) -> String {
    line.replace(char::is_control, "\u{fffd}")
}

/// Breaks a line of words so that no piece is longer than `width`, where words allow it.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    if text.chars().count() <= width {
        return vec![text.to_string()];
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always one");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_string());
        }
    }
    lines
}

/// Three figures that say something, and the unit.
pub fn seconds(time: Duration) -> String {
    let s = time.as_secs_f64();
    match s {
        _ if s >= 100.0 => format!("{s:.0} s"),
        _ if s >= 10.0 => format!("{s:.1} s"),
        _ if s >= 1.0 => format!("{s:.2} s"),
        _ if s >= 0.001 => format!("{:.1} ms", s * 1e3),
        _ => format!("{:.1} µs", s * 1e6),
    }
}

/// A bar of eighths: `share` of the longest.
pub fn bar(share: f64) -> String {
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round().max(1.0) as usize;
    let mut text = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        text.push(['▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8 - 1]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_proportional_down_to_an_eighth() {
        assert_eq!(bar(1.0).chars().count(), BAR);
        assert_eq!(bar(0.5), "██████");
        assert_eq!(bar(0.0), "▏");
    }

    #[test]
    fn times_show_three_figures() {
        let cases = [
            (123.4, "123 s"),
            (12.34, "12.3 s"),
            (1.234, "1.23 s"),
            (0.0123, "12.3 ms"),
            (0.0000123, "12.3 µs"),
        ];
        for (s, text) in cases {
            assert_eq!(seconds(Duration::from_secs_f64(s)), text);
        }
    }

    #[test]
    fn long_messages_are_broken_at_words() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbreakable"]);
    }
}
