//! Tells a crawl that is wrong from one whose pages came too late.

use super::survey::Survey;
use super::{Crawled, Failure, Outcome, Url};
use common::exercise::count;
use std::collections::{BTreeSet, HashSet};

/// The crawl, or an error if all that is wrong with it is that pages came too late: that says
/// nothing about who asked for them.
pub fn in_time(survey: &Survey, start: &Url, crawled: Crawled) -> Result<Crawled, String> {
    let is_late = |url: &Url| {
        let here = crawled.get(url);
        here == Some(&Err(Failure::TimedOut)) && survey.pages.get(url) != here
    };
    let late: HashSet<&Url> = crawled.keys().filter(|&url| is_late(url)).collect();
    let as_it_is = |(url, outcome): (&Url, &Outcome)| {
        late.contains(url) || survey.pages.get(url) == Some(outcome)
    };
    let is_whole = || {
        let found = reachable(survey, start, &late);
        crawled.len() == survey.pages.len() || crawled.keys().eq(found.iter())
    };
    match late.len() {
        n if n > 0 && crawled.iter().all(as_it_is) && is_whole() => Err(format!(
            "{} came too late: a larger --timeout, or a quieter machine",
            count(n, "page")
        )),
        _ => Ok(crawled),
    }
}

/// The pages that can be found when these do not come.
fn reachable(survey: &Survey, start: &Url, late: &HashSet<&Url>) -> BTreeSet<Url> {
    let mut found = BTreeSet::from([start.clone()]);
    let mut queue = vec![start.clone()];
    while let Some(url) = queue.pop() {
        let page = survey.pages.get(&url).filter(|_| !late.contains(&url));
        for link in page.into_iter().flatten().flat_map(|page| &page.links) {
            if found.insert(link.clone()) {
                queue.push(link.clone());
            }
        }
    }
    found
}
