//! What came of all pictures in one step, and whether two steps agree.

use super::job::{Job, Outcome};
use super::work::hash_on_disk;
use std::collections::BTreeMap;

/// What came of all pictures.
#[derive(Clone, Debug)]
pub struct Results {
    /// In the order of the pictures, if all is well.
    pub outcomes: Vec<Outcome>,
    /// Another resampler makes other pixels.
    pub exact: bool,
}

impl Results {
    /// `23 of 24`: how many pictures there are results of.
    pub fn show(&self) -> String {
        let done = self.outcomes.iter().flatten().count();
        format!("{done} of {}", self.outcomes.len())
    }

    /// An error if what is on the disk is not what the outcomes tell.
    pub fn check_files(&self, jobs: &[Job]) -> Result<(), String> {
        for done in self.outcomes.iter().flatten() {
            let job = jobs
                .get(done.index)
                .ok_or("an outcome of a picture that nobody asked for")?;
            let name = job.target.file_name().unwrap_or_default();
            match hash_on_disk(job) {
                Err(error) => return Err(format!("{}: {error}", name.display())),
                Ok(hash) if hash != done.hash => {
                    return Err(format!("{}: not what was to be written", name.display()));
                }
                Ok(_) => {}
            }
        }
        Ok(())
    }
}

impl PartialEq for Results {
    fn eq(&self, other: &Results) -> bool {
        let same = |(ours, theirs): (&Outcome, &Outcome)| match (ours, theirs) {
            (Ok(ours), Ok(theirs)) if self.exact && other.exact => ours == theirs,
            (Ok(ours), Ok(theirs)) => (ours.index, ours.size) == (theirs.index, theirs.size),
            // What is wrong with a picture is told in the same words, but for a pool's.
            (Err(ours), Err(theirs)) => ours.index == theirs.index,
            _ => false,
        };
        let (ours, theirs) = (&self.outcomes, &other.outcomes);
        ours.len() == theirs.len() && ours.iter().zip(theirs).all(same)
    }
}

/// What failed in one of two runs and not in the other, if anything did, and why: a worker was killed, or the disk is
/// full. Whoever shared out the work need not have done anything wrong.
pub fn failed_in_one(right: &Results, other: &Results) -> Option<String> {
    let of_each = |results: &Results| -> BTreeMap<usize, Outcome> {
        let outcomes = results.outcomes.iter().cloned();
        outcomes.map(|outcome| (index(&outcome), outcome)).collect()
    };
    let (serial, ours) = (of_each(right), of_each(other));
    let mut failed =
        ours.iter()
            .filter_map(|(index, outcome)| match (outcome, serial.get(index)?) {
                (Err(failure), Ok(_)) => Some((failure, "")),
                (Ok(_), Err(failure)) => Some((failure, ", but only in the row serial")),
                _ => None,
            });
    let (failure, only) = failed.next()?;
    let name = failure.path.file_name().unwrap_or_default().display();
    let more = match failed.count() {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Some(format!("{name}: {}{only}{more}", failure.reason))
}

fn index(outcome: &Outcome) -> usize {
    match outcome {
        Ok(done) => done.index,
        Err(failure) => failure.index,
    }
}

/// How a wrong result differs from the right one, in words.
pub fn difference(right: &Results, wrong: &Results) -> String {
    let place = |results: &Results| results.outcomes.iter().map(index).collect::<Vec<_>>();
    let (asked, came) = (right.outcomes.len(), wrong.outcomes.len());
    let mut sorted = place(wrong);
    sorted.sort_unstable();
    match () {
        () if asked != came => format!("{came} outcomes for {asked} pictures"),
        () if sorted == place(right) && place(wrong) != sorted => {
            "all outcomes are there, but not in the order of the pictures".to_string()
        }
        () => failed_in_one(right, wrong)
            .unwrap_or_else(|| "some results are not those of their pictures".to_string()),
    }
}
