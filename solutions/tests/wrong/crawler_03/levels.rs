//! TODO(2): level by level.

use super::super::Wrong;
use super::{SOLVED, by_level};
use exercise_03_io_threads::parts::crawler::{Crawled, Outcome, Site, Url};
use rayon::prelude::*;
use std::collections::HashSet;
use std::thread;

pub fn wrong_answers() -> Vec<Wrong> {
    vec![
        by_level("serial in disguise", "on a pool, as in the part", serial),
        by_level(
            "a thread that is joined at once",
            "joined before the next one starts",
            joined_at_once,
        ),
        by_level("the global pool", "more threads than cores", global_pool),
        by_level(
            "a thread for each page",
            "A thread for each page",
            thread_each,
        ),
        by_level(
            "shares that are rounded down",
            "`div_ceil` rounds up",
            rounded_down,
        ),
        by_level("one worker too many", "one too many", |start, site, n| {
            (SOLVED.level_by_level)(start, site, n + 1)
        }),
        by_level(
            "known when the level is over",
            "when it is collected",
            known_later,
        ),
        by_level(
            "one level of all",
            "so many clicks away",
            |start, site, n| vec![(SOLVED.continuously)(start, site, n)],
        ),
        by_level(
            "an empty level",
            "There are empty levels",
            |start, site, n| {
                let mut levels = (SOLVED.level_by_level)(start, site, n);
                levels.push(Crawled::new());
                levels
            },
        ),
        by_level(
            "without levels, sorted later",
            "That is TODO(3) already",
            sorted_later,
        ),
        by_level("an error ends it", "must not end the crawl", error_ends),
        by_level("two levels", "stopped early", two_levels),
        by_level("errors unwrapped", "panicked at", |start, site, n| {
            let levels = (SOLVED.level_by_level)(start, site, n);
            levels.iter().flatten().for_each(|(_, outcome)| {
                outcome.as_ref().unwrap();
            });
            levels
        }),
    ]
}

/// Level by level, where `fetch` gets all pages of one.
fn levels(start: &Url, fetch: impl Fn(&[Url]) -> Vec<Outcome>) -> Vec<Crawled> {
    let mut found = HashSet::from([start.clone()]);
    let mut level = vec![start.clone()];
    let mut levels = Vec::new();
    while !level.is_empty() {
        let outcomes = fetch(&level);
        let fetched: Crawled = level.into_iter().zip(outcomes).collect();
        let links = fetched.values().flatten().flat_map(|page| &page.links);
        let new = links.filter(|&link| found.insert(link.clone()));
        level = new.cloned().collect();
        levels.push(fetched);
    }
    levels
}

fn serial(start: &Url, site: &Site, _: usize) -> Vec<Crawled> {
    levels(start, |level| {
        level.iter().map(|url| site.fetch(url)).collect()
    })
}

fn joined_at_once(start: &Url, site: &Site, _: usize) -> Vec<Crawled> {
    let alone = |url: &Url| thread::scope(|scope| scope.spawn(|| site.fetch(url)).join().unwrap());
    levels(start, |level| level.iter().map(alone).collect())
}

fn global_pool(start: &Url, site: &Site, _: usize) -> Vec<Crawled> {
    levels(start, |level| {
        level.par_iter().map(|url| site.fetch(url)).collect()
    })
}

fn thread_each(start: &Url, site: &Site, _: usize) -> Vec<Crawled> {
    levels(start, |level| {
        thread::scope(|scope| {
            let spawn = |url| scope.spawn(move || site.fetch(url));
            let threads: Vec<_> = level.iter().map(spawn).collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        })
    })
}

fn rounded_down(start: &Url, site: &Site, workers: usize) -> Vec<Crawled> {
    levels(start, |level| {
        thread::scope(|scope| {
            let fetch = |urls: &[Url]| urls.iter().map(|url| site.fetch(url)).collect::<Vec<_>>();
            let shares = level.chunks((level.len() / workers).max(1));
            let threads: Vec<_> = shares
                .map(|urls| scope.spawn(move || fetch(urls)))
                .collect();
            let done = threads.into_iter().map(|thread| thread.join().unwrap());
            done.flatten().collect()
        })
    })
}

fn known_later(start: &Url, site: &Site, workers: usize) -> Vec<Crawled> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers);
    let pool = pool.build().unwrap();
    let mut found = HashSet::from([start.clone()]);
    let mut level = vec![start.clone()];
    let mut levels = Vec::new();
    while !level.is_empty() {
        let fetch = |url: &Url| (url.clone(), site.fetch(url));
        let fetched: Crawled = pool.install(|| level.par_iter().map(fetch).collect());
        let links = fetched.values().flatten().flat_map(|page| &page.links);
        level = links
            .filter(|&link| !found.contains(link))
            .cloned()
            .collect();
        found.extend(level.iter().cloned());
        levels.push(fetched);
    }
    levels
}

fn sorted_later(start: &Url, site: &Site, workers: usize) -> Vec<Crawled> {
    let crawled = (SOLVED.continuously)(start, site, workers);
    levels(start, |level| {
        level.iter().map(|url| crawled[url].clone()).collect()
    })
}

fn error_ends(start: &Url, site: &Site, workers: usize) -> Vec<Crawled> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers);
    let pool = pool.build().unwrap();
    let mut found = HashSet::from([start.clone()]);
    let mut level = vec![start.clone()];
    let mut levels = Vec::new();
    while !level.is_empty() {
        let fetch = |url: &Url| (url.clone(), site.fetch(url));
        let fetched: Crawled = pool.install(|| level.par_iter().map(fetch).collect());
        let pages: Result<Vec<_>, _> = fetched.values().cloned().collect();
        let links = pages
            .unwrap_or_default()
            .into_iter()
            .flat_map(|page| page.links);
        level = links.filter(|link| found.insert(link.clone())).collect();
        levels.push(fetched);
    }
    levels
}

fn two_levels(start: &Url, site: &Site, workers: usize) -> Vec<Crawled> {
    let first = site.fetch(start);
    let links = first.iter().flat_map(|page| page.links.clone());
    let links: Vec<Url> = links.filter(|link| link != start).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers);
    let fetch = |url: &Url| (url.clone(), site.fetch(url));
    let pool = pool.build().unwrap();
    let second = pool.install(|| links.par_iter().map(fetch).collect());
    vec![Crawled::from([(start.clone(), first)]), second]
}
