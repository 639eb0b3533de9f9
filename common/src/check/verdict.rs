//! What a judge says of an answer, in words that help.

/// The judge's word on one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right, and it was done in the way that was asked for.
    Pass,
    /// It is wrong.
    Wrong(Finding),
    /// The result is right, but it was not computed in parallel.
    Serial(Finding),
}

/// Why an answer was not accepted: three short lines and a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The question, short. Empty: the input as it is.
    pub asked: String,
    /// What a right answer shows.
    pub expected: String,
    /// What this one showed.
    pub saw: String,
    /// What that means, and where to look. Whole sentences.
    pub so: String,
}

impl Verdict {
    /// Not what was asked for.
    pub fn wrong(
        expected: impl Into<String>,
        saw: impl Into<String>,
        so: impl Into<String>,
    ) -> Verdict {
        Verdict::Wrong(Finding::new(expected, saw, so))
    }

    /// Right, but not parallel.
    pub fn serial(
        expected: impl Into<String>,
        saw: impl Into<String>,
        so: impl Into<String>,
    ) -> Verdict {
        Verdict::Serial(Finding::new(expected, saw, so))
    }

    /// Names the question, where the input alone would not tell it well.
    pub fn asked(mut self, asked: impl Into<String>) -> Verdict {
        if let Verdict::Wrong(finding) | Verdict::Serial(finding) = &mut self {
            finding.asked = asked.into();
        }
        self
    }

    /// This verdict if it is a complaint, else the other.
    pub fn or(self, other: impl FnOnce() -> Verdict) -> Verdict {
        if self == Verdict::Pass { other() } else { self }
    }
}

impl Finding {
    fn new(expected: impl Into<String>, saw: impl Into<String>, so: impl Into<String>) -> Finding {
        Finding {
            asked: String::new(),
            expected: expected.into(),
            saw: saw.into(),
            so: so.into(),
        }
    }
}

/// `text`, cut to what fits on a line of a report.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 64;
    if text.chars().count() <= LONGEST {
        return text.to_string();
    }
    let start: String = text.chars().take(LONGEST - 2).collect();
    format!("{start} …")
}
