//! What a check asks: a site of a few pages, in memory, and how they come.

use common::exercise::count;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// A question. Page 0 is the start.
#[derive(Clone, Default)]
pub struct Asked {
    pub workers: usize,
    /// For each page, the pages that it links to.
    pub links: Vec<Vec<usize>>,
    /// These do not come.
    pub failing: Vec<usize>,
    /// These come when so many of them are under way at once…
    pub meeting: (Vec<usize>, usize),
    /// …or after a moment: so many are not expected.
    pub briefly: bool,
    /// The first of these comes only after the other one.
    pub held: Option<(usize, usize)>,
    /// These take some time.
    pub late: Vec<usize>,
    /// Whether pages come two by two.
    pub pairs: bool,
}

impl Asked {
    /// How many clicks each page is away from the start; what cannot be reached is not in it.
    pub fn distances(&self) -> BTreeMap<usize, usize> {
        let mut distances = BTreeMap::from([(0, 0)]);
        let mut order = vec![0];
        let mut next = 0;
        while let Some(&page) = order.get(next) {
            next += 1;
            if self.failing.contains(&page) {
                continue;
            }
            for &link in &self.links[page] {
                if !distances.contains_key(&link) {
                    distances.insert(link, distances[&page] + 1);
                    order.push(link);
                }
            }
        }
        distances
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.links.len() {
            1 => f.write_str("a single page")?,
            n => f.write_str(&count(n, "page"))?,
        }
        match self.workers {
            0 => {}
            n => write!(f, " on {}", count(n, "worker"))?,
        }
        if let Some((page, until)) = self.held {
            write!(f, ", page {page} comes after page {until}")?;
        }
        match self.failing.len() {
            0 => Ok(()),
            1 => write!(f, ", page {} does not come", self.failing[0]),
            n => write!(f, ", {n} of which do not come"),
        }
    }
}

/// Crosses as a tuple, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Asked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pages = (&self.links, &self.failing, &self.late);
        let gates = (&self.meeting, self.briefly, self.held, self.pairs);
        (self.workers, pages, gates).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Asked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Asked, D::Error> {
        let (workers, pages, gates) = Deserialize::deserialize(deserializer)?;
        let (links, failing, late) = pages;
        let (meeting, briefly, held, pairs) = gates;
        Ok(Asked {
            workers,
            links,
            failing,
            meeting,
            briefly,
            held,
            late,
            pairs,
        })
    }
}

/// What came of a page, as plain data: its number, and its links or nothing.
pub type Row = (usize, Option<Vec<usize>>);

/// What was found, level by level where there are levels; the pages in the order in which they were
/// asked for; whether a page has waited in vain for others; for which TODO.
pub type Answered = (Vec<Vec<Row>>, Vec<usize>, bool, u8);
