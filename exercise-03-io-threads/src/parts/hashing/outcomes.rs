//! What came of all files, and how two such lists compare.

use super::{Entry, Outcome, Sha256};
use common::exercise::grouped;

/// How an error ends that says what has happened to a file since it was listed.
pub const MEANWHILE: &str = "meanwhile";

/// One outcome for each file, in their order.
#[derive(Clone, Debug)]
pub struct Outcomes(pub Vec<Outcome>);

/// A file that changes while it is looked at has not one right hash: it makes no two lists differ.
impl PartialEq for Outcomes {
    fn eq(&self, other: &Outcomes) -> bool {
        self.0.len() == other.0.len() && self.first_difference(other).is_none()
    }
}

impl Outcomes {
    fn first_difference(&self, other: &Outcomes) -> Option<usize> {
        let mut pairs = self.0.iter().zip(&other.0);
        pairs.position(|(a, b)| a != b && !changed(a) && !changed(b))
    }

    /// The start of a hash of all hashes: different if any file's is.
    pub fn show(&self) -> String {
        let mut all = Sha256::new();
        for hash in self.0.iter().flatten() {
            all.update(hash.as_bytes());
        }
        all.into_hex()[..8].to_string()
    }

    /// How `wrong` differs from these, in words.
    pub fn differ(&self, wrong: &Outcomes, files: &[Entry]) -> String {
        let (right, wrong) = (self, wrong);
        if right.0.len() != wrong.0.len() {
            let (right, wrong) = (right.0.len() as u64, wrong.0.len() as u64);
            return format!("{} outcomes for {} files", grouped(wrong), grouped(right));
        }
        let place = right.first_difference(wrong).unwrap_or_default();
        let name = files.get(place).map(|file| file.path.display().to_string());
        let name = name.unwrap_or_default();
        match right.0.iter().all(|outcome| wrong.0.contains(outcome)) {
            true => format!("the outcomes are not in the order of the files, from {name} on"),
            false => format!("{name}: {}", said(&wrong.0[place])),
        }
    }

    /// The errors, in the order of the files.
    pub fn errors(&self) -> impl Iterator<Item = &String> {
        self.0.iter().filter_map(|outcome| outcome.as_ref().err())
    }
}

fn changed(outcome: &Outcome) -> bool {
    outcome.as_ref().is_err_and(|e| e.ends_with(MEANWHILE))
}

fn said(outcome: &Outcome) -> String {
    match outcome {
        Ok(hash) => format!(
            "another hash, {}…",
            hash.chars().take(8).collect::<String>()
        ),
        Err(error) => error.clone(),
    }
}
