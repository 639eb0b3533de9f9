//! Looks at the pages without a network: which there are, and how far from the first one.

use super::server::Content;
use super::site::follow;
use super::{Crawled, Url};
use std::collections::HashSet;

/// What there is to crawl.
pub struct Survey {
    /// Each page with what comes of it.
    pub pages: Crawled,
    /// How many pages are so many clicks away from the first one.
    pub levels: Vec<usize>,
    /// Whether there are more, beyond the number that was asked for.
    pub cut: bool,
}

impl Survey {
    /// The first `most` pages of `content`, from `start` on, nearest first.
    ///
    /// The walk is what TODO(1) asks for, without the waiting; so there is something to compare
    /// with even while that is open.
    pub fn of(content: &Content, origin: &str, start: &Url, most: usize) -> Survey {
        let mut found = vec![start.clone()];
        let mut seen = HashSet::from([start.clone()]);
        let (mut pages, mut levels, mut cut) = (Crawled::new(), Vec::new(), false);
        let mut level = 0..1;
        while !level.is_empty() {
            levels.push(level.len());
            let end = level.end;
            for i in level {
                let outcome = follow(origin, &found[i], |url| content.reply(url.as_str()));
                for link in outcome.iter().flat_map(|page| &page.links) {
                    if seen.contains(link) {
                        continue;
                    }
                    if found.len() == most {
                        cut = true;
                        continue;
                    }
                    seen.insert(link.clone());
                    found.push(link.clone());
                }
                pages.insert(found[i].clone(), outcome);
            }
            level = end..found.len();
        }
        if cut {
            for page in pages.values_mut().flatten() {
                page.links.retain(|link| seen.contains(link));
            }
        }
        Survey { pages, levels, cut }
    }

    /// The addresses of all pages.
    pub fn urls(&self) -> Vec<Url> {
        self.pages.keys().cloned().collect()
    }
}
