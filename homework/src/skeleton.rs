//! Cuts a skeleton out of a reference answer.
//!
//! ```text
//!     // BEGIN SOLUTION todo!("TODO(2): count {} chunks", chunks.len())
//!     …
//!     // END SOLUTION
//! ```
//!
//! What follows `BEGIN SOLUTION ` takes the place of the region, at the marker's own indentation.
//! When nothing follows, the region just goes. A replacement of several lines is written as several
//! `BEGIN SOLUTION` lines, one below the other.

use std::fmt::{self, Display, Formatter};

const BEGIN: &str = "// BEGIN SOLUTION";
const END: &str = "// END SOLUTION";

/// A marker that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkerError {
    /// The marker's line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl Display for MarkerError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for MarkerError {}

/// The skeleton that `reference` holds.
pub fn cut(reference: &str) -> Result<String, MarkerError> {
    let mut skeleton = Skeleton::default();
    let mut region: Option<Region> = None;
    for (line, text) in (1..).zip(reference.lines()) {
        let error = |problem| MarkerError { line, problem };
        match (Line::read(text).map_err(error)?, &mut region) {
            (Line::Begin { replacement, .. }, Some(region)) if !region.goes_on(replacement) => {
                return Err(error("a region begins inside another one"));
            }
            (
                Line::Begin {
                    indent,
                    replacement,
                },
                open,
            ) => {
                open.get_or_insert(Region::from(line, replacement));
                if !replacement.is_empty() {
                    skeleton.push(format!("{indent}{replacement}"));
                }
            }
            (Line::End, None) => return Err(error("a region ends that never began")),
            (Line::End, Some(open)) => {
                skeleton.gap = !open.is_replaced;
                region = None;
            }
            (Line::Code, Some(open)) => open.has_body = true,
            (Line::Code, None) => skeleton.push(text.to_string()),
        }
    }
    match region {
        Some(open) => Err(MarkerError {
            line: open.line,
            problem: "this region is never closed by `// END SOLUTION`",
        }),
        None => Ok(skeleton.finish()),
    }
}

/// What a line of the reference is.
enum Line<'a> {
    Begin {
        indent: &'a str,
        replacement: &'a str,
    },
    End,
    Code,
}

impl Line<'_> {
    fn read(text: &str) -> Result<Line<'_>, &'static str> {
        let code = text.trim();
        let indent = &text[..text.len() - text.trim_start().len()];
        let begins = code.strip_prefix(BEGIN);
        match begins.map(|rest| (rest, rest.strip_prefix(' '))) {
            Some((_, Some(replacement))) => Ok(Line::Begin {
                indent,
                replacement,
            }),
            Some(("", None)) => Ok(Line::Begin {
                indent,
                replacement: "",
            }),
            _ if code == END => Ok(Line::End),
            _ if code.contains("BEGIN SOLUTION") || code.contains("END SOLUTION") => {
                Err("a marker is a line of its own, `// BEGIN SOLUTION …` or `// END SOLUTION`")
            }
            _ => Ok(Line::Code),
        }
    }
}

/// A region that is still open.
struct Region {
    line: usize,
    is_replaced: bool,
    has_body: bool,
}

impl Region {
    fn from(line: usize, replacement: &str) -> Region {
        Region {
            line,
            is_replaced: !replacement.is_empty(),
            has_body: false,
        }
    }

    /// Is another `BEGIN SOLUTION` the next line of this region's replacement?
    fn goes_on(&self, replacement: &str) -> bool {
        self.is_replaced && !self.has_body && !replacement.is_empty()
    }
}

/// The lines cut so far.
#[derive(Default)]
struct Skeleton {
    lines: Vec<String>,
    /// The line to come follows a region that just went, so blank lines that stood round it may be
    /// too many.
    gap: bool,
}

impl Skeleton {
    fn push(&mut self, line: String) {
        if self.gap && line.is_empty() && self.needs_no_blank() {
            return;
        }
        if self.gap && line.trim_start().starts_with(['}', ')', ']']) {
            self.drop_blanks();
        }
        self.gap = false;
        self.lines.push(line);
    }

    /// rustfmt allows a single blank line, and none at the start of a file or a block.
    fn needs_no_blank(&self) -> bool {
        match self.lines.last() {
            None => true,
            Some(last) => last.is_empty() || last.ends_with(['{', '(', '[']),
        }
    }

    fn drop_blanks(&mut self) {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
    }

    fn finish(mut self) -> String {
        self.drop_blanks();
        self.lines
            .iter()
            .flat_map(|line| [line.as_str(), "\n"])
            .collect()
    }
}
