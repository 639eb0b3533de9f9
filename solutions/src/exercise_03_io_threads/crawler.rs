//! Crawl a site, many pages at a time: fetch a page, find its links, fetch those.
//!
//! In `files` the list was there before the first thread started. Here nobody knows what there is
//! to do: each page that comes may bring more, and most of its links were seen before. So threads
//! share two things. One is the set of addresses found so far, and an address has to be claimed
//! there in one step: whoever looks first and enters later lets another thread in between, and the
//! page is fetched twice. The other is the work that is left, and there the end is the hard part. A
//! thread that finds the queue empty cannot go home, because a page on its way may bring a hundred
//! links. It cannot wait either without somebody to wake it once there is truly nothing more.
//!
//! `site.fetch(&url)` gets one page and gives its `Outcome`, a `Result<Page, Failure>`. The
//! `links` of a `Page` are addresses on the same site, each once, and cleaned up: no `mailto:`, no
//! `#fragment`. Pages link to each other in circles, and to themselves. Some do not come: they are
//! missing, or late, or far too large. Then that is their outcome, and the crawl goes on. A
//! `Crawled` maps each address that was fetched to its outcome; the start is always among them.
//!
//! One thing to find out on the way: what does "nothing more to do" mean, in numbers? The lesson in
//! `lessons/crawler.md` leads through the three TODOs.

use ::exercise_03_io_threads::parts::crawler::{self, Crawled, Site, Url};
// BEGIN SOLUTION
use crossbeam::channel;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
// END SOLUTION

// TODO(1): fetch `start` and everything that can be reached from it by links, one page after
// another, each once. No recursion: a site may be a chain of a hundred thousand pages.
fn one_by_one(start: &Url, site: &Site) -> Crawled {
    // BEGIN SOLUTION todo!("TODO(1): crawl {site:?} from {start} on")
    let mut crawled = Crawled::new();
    let mut found = HashSet::from([start.clone()]);
    let mut queue = vec![start.clone()];
    while let Some(url) = queue.pop() {
        let outcome = site.fetch(&url);
        for link in outcome.iter().flat_map(|page| &page.links) {
            if found.insert(link.clone()) {
                queue.push(link.clone());
            }
        }
        crawled.insert(url, outcome);
    }
    crawled
    // END SOLUTION
}

// TODO(2): the same level by level: first `start`, then at once all pages that it links to, then
// at once all new ones that those link to, and so on, on at most `workers` threads. What was
// fetched at each level: so the place in the vector is the distance from `start`, in clicks.
fn level_by_level(start: &Url, site: &Site, workers: usize) -> Vec<Crawled> {
    // BEGIN SOLUTION todo!("TODO(2): crawl {site:?} from {start} on {workers} threads")
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    let pool = pool.expect("the system gives us threads");
    let mut found = HashSet::from([start.clone()]);
    let mut level = vec![start.clone()];
    let mut levels = Vec::new();
    while !level.is_empty() {
        let fetch = |url: &Url| (url.clone(), site.fetch(url));
        let fetched: Crawled = pool.install(|| level.par_iter().map(fetch).collect());
        let links = fetched.values().flatten().flat_map(|page| &page.links);
        let new = links.filter(|&link| found.insert(link.clone()));
        level = new.cloned().collect();
        levels.push(fetched);
    }
    levels
    // END SOLUTION
}

// TODO(3): the same without levels, on `workers` threads: whoever is free takes the next address,
// while others are still waiting for their page. Each page once; and when there is nothing more to
// do, all threads end, neither earlier nor never.
fn continuously(start: &Url, site: &Site, workers: usize) -> Crawled {
    // BEGIN SOLUTION todo!("TODO(3): crawl {site:?} from {start} on {workers} threads")
    let (queue, jobs) = channel::unbounded();
    let found = Mutex::new(HashSet::from([start.clone()]));
    let crawled = Mutex::new(Crawled::new());
    // How many addresses are queued or in work. At zero there is nobody left who could find more.
    let open = AtomicUsize::new(1);
    queue.send(Some(start.clone())).unwrap();
    let work = || {
        while let Some(url) = jobs.recv().unwrap() {
            let outcome = site.fetch(&url);
            for link in outcome.iter().flat_map(|page| &page.links) {
                if found.lock().unwrap().insert(link.clone()) {
                    open.fetch_add(1, Ordering::SeqCst);
                    queue.send(Some(link.clone())).unwrap();
                }
            }
            crawled.lock().unwrap().insert(url, outcome);
            if open.fetch_sub(1, Ordering::SeqCst) == 1 {
                // The last one tells everybody, itself included.
                (0..workers).for_each(|_| queue.send(None).unwrap());
            }
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    crawled.into_inner().unwrap()
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: crawler::Answers = crawler::Answers {
    one_by_one,
    level_by_level,
    continuously,
};
