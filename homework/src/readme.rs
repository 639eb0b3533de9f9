//! READMEs and lessons for learners: ours, without what is meant for instructors.
//!
//! ```text
//! <!-- BEGIN INSTRUCTORS -->
//! …
//! <!-- END INSTRUCTORS -->
//! ```

use crate::failure::{Failure, Result};
use std::path::Path;

const BEGIN: &str = "<!-- BEGIN INSTRUCTORS -->";
const END: &str = "<!-- END INSTRUCTORS -->";

/// `readme`, which stands at `path`, without its regions for instructors and the blank line after each.
pub fn for_learners(path: &Path, readme: &str) -> Result<String> {
    let mut kept: Vec<&str> = Vec::new();
    let mut inside = false;
    let mut gap = false;
    for (number, line) in (1..).zip(readme.lines()) {
        let marker = line.trim();
        if marker == BEGIN || marker == END {
            if (marker == BEGIN) == inside {
                let sentence = format!("{}:{number}: {marker} has no partner", path.display());
                return Err(Failure::new(sentence));
            }
            inside = marker == BEGIN;
            gap = true;
        } else if !inside {
            let is_double = gap && line.is_empty() && kept.last().is_none_or(|l| l.is_empty());
            if !is_double {
                kept.push(line);
            }
            gap = false;
        }
    }
    match inside {
        true => Err(Failure::new(format!(
            "{}: {BEGIN} has no partner",
            path.display()
        ))),
        false => Ok(kept.iter().flat_map(|line| [line, "\n"]).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_for_instructors_goes() {
        let readme = format!("a\n\n{BEGIN}\nb\n{END}\n\nc\n");
        assert_eq!(
            for_learners(Path::new("README.md"), &readme).unwrap(),
            "a\n\nc\n"
        );
        let row = format!("a\n{BEGIN}\nb\n{END}\nc\n");
        assert_eq!(
            for_learners(Path::new("README.md"), &row).unwrap(),
            "a\nc\n"
        );
    }

    #[test]
    fn a_marker_without_a_partner_is_refused() {
        for readme in [
            format!("{BEGIN}\n"),
            format!("{END}\n"),
            format!("{BEGIN}\n{BEGIN}\n{END}\n"),
        ] {
            assert!(
                for_learners(Path::new("README.md"), &readme).is_err(),
                "{readme}"
            );
        }
    }
}
