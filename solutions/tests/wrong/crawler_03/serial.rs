//! TODO(1): one page after another.

use super::super::Wrong;
use super::{SOLVED, one_by_one};
use exercise_03_io_threads::parts::crawler::{Crawled, Page, Site, Url};
use std::collections::HashSet;

pub fn wrong_answers() -> Vec<Wrong> {
    vec![
        one_by_one("recursion", "SIGABRT", recursion),
        one_by_one(
            "known when fetched",
            "It becomes known when it is queued",
            known_when_fetched,
        ),
        one_by_one(
            "the start is not known",
            "page 0 fetched 2 times",
            start_is_not_known,
        ),
        one_by_one("no memory", "again and again", no_memory),
        one_by_one(
            "what failed is not known",
            "A page that failed was fetched again",
            failed_again,
        ),
        one_by_one("an error ends it", "must not end the crawl", error_ends),
        one_by_one("errors left out", "has an outcome as well", errors_left_out),
        one_by_one("one click deep", "stopped early", one_click),
        one_by_one("nothing fetched", "never called `site.fetch`", |_, _| {
            Crawled::new()
        }),
        one_by_one("links thrown away", "as it is, links and errors", no_links),
    ]
}

fn recursion(start: &Url, site: &Site) -> Crawled {
    fn visit(url: &Url, site: &Site, found: &mut HashSet<Url>, crawled: &mut Crawled) {
        let outcome = site.fetch(url);
        crawled.insert(url.clone(), outcome.clone());
        for link in outcome.iter().flat_map(|page| &page.links) {
            if found.insert(link.clone()) {
                visit(link, site, found, crawled);
            }
        }
    }
    let mut crawled = Crawled::new();
    let mut found = HashSet::from([start.clone()]);
    visit(start, site, &mut found, &mut crawled);
    crawled
}

fn known_when_fetched(start: &Url, site: &Site) -> Crawled {
    let mut crawled = Crawled::new();
    let mut queue = vec![start.clone()];
    while let Some(url) = queue.pop() {
        let outcome = site.fetch(&url);
        let links = outcome.iter().flat_map(|page| &page.links);
        let new = links.filter(|link| !crawled.contains_key(*link) && **link != url);
        queue.extend(new.cloned());
        crawled.insert(url, outcome);
    }
    crawled
}

fn no_memory(start: &Url, site: &Site) -> Crawled {
    let mut crawled = Crawled::new();
    let mut queue = vec![start.clone()];
    while let Some(url) = queue.pop() {
        let outcome = site.fetch(&url);
        queue.extend(outcome.iter().flat_map(|page| page.links.clone()));
        crawled.insert(url, outcome);
    }
    crawled
}

fn failed_again(start: &Url, site: &Site) -> Crawled {
    let mut crawled = (SOLVED.one_by_one)(start, site);
    for (url, outcome) in &mut crawled {
        if outcome.is_err() {
            *outcome = site.fetch(url);
        }
    }
    crawled
}

fn start_is_not_known(start: &Url, site: &Site) -> Crawled {
    let mut crawled = Crawled::new();
    let mut found = HashSet::new();
    let mut queue = vec![start.clone()];
    while let Some(url) = queue.pop() {
        let outcome = site.fetch(&url);
        let links = outcome.iter().flat_map(|page| &page.links);
        queue.extend(links.filter(|&link| found.insert(link.clone())).cloned());
        crawled.insert(url, outcome);
    }
    crawled
}

fn error_ends(start: &Url, site: &Site) -> Crawled {
    let mut crawled = Crawled::new();
    let mut found = HashSet::from([start.clone()]);
    let mut queue = vec![start.clone()];
    while let Some(url) = queue.pop() {
        let Ok(page) = site.fetch(&url) else { break };
        let links = page.links.iter();
        queue.extend(links.filter(|&link| found.insert(link.clone())).cloned());
        crawled.insert(url, Ok(page));
    }
    crawled
}

fn errors_left_out(start: &Url, site: &Site) -> Crawled {
    let mut crawled = (SOLVED.one_by_one)(start, site);
    crawled.retain(|_, outcome| outcome.is_ok());
    crawled
}

fn one_click(start: &Url, site: &Site) -> Crawled {
    let first = site.fetch(start);
    let links = first.iter().flat_map(|page| page.links.clone());
    let links: Vec<Url> = links.filter(|link| link != start).collect();
    let mut crawled = Crawled::from([(start.clone(), first)]);
    crawled.extend(links.into_iter().map(|url| (url.clone(), site.fetch(&url))));
    crawled
}

fn no_links(start: &Url, site: &Site) -> Crawled {
    let mut crawled = (SOLVED.one_by_one)(start, site);
    for page in crawled.values_mut().flatten() {
        *page = Page::default();
    }
    crawled
}
