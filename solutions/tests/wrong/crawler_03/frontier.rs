//! TODO(3): continuously, with an end.

use super::super::Wrong;
use super::{SOLVED, continuously};
use crossbeam::channel::{self, Receiver, Sender};
use exercise_03_io_threads::parts::crawler::{Crawled, Site, Url};
use std::collections::HashSet;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub fn wrong_answers() -> Vec<Wrong> {
    vec![
        continuously("serial in disguise", "nothing ran in parallel", serial),
        continuously("gone when the queue is empty", "gone home meanwhile", gone),
        continuously(
            "gone after a while",
            "Have threads gone home meanwhile",
            gone_after_a_while,
        ),
        continuously(
            "a lock held while a page is fetched",
            "Is a lock held while a page is fetched",
            locked,
        ),
        continuously("nobody says that it is over", "waits for ever", endless),
        continuously("only one is told", "wake all others", one_is_told),
        continuously(
            "looked first, entered later",
            "claimed in one step",
            looked_first,
        ),
        continuously("known when fetched", "claimed in one step", known_later),
        continuously(
            "levels in disguise",
            "are there levels",
            |start, site, n| {
                let levels = (SOLVED.level_by_level)(start, site, n);
                levels.into_iter().flatten().collect()
            },
        ),
        continuously(
            "a thread for each page",
            "A thread for each page",
            thread_each,
        ),
        continuously(
            "as many threads as cores",
            "more threads than cores",
            |start, site, _| (SOLVED.continuously)(start, site, common::exercise::cores()),
        ),
        continuously("an error ends it", "must not end the crawl", error_ends),
        continuously(
            "errors left out",
            "has an outcome as well",
            |start, site, n| {
                let mut crawled = (SOLVED.continuously)(start, site, n);
                crawled.retain(|_, outcome| outcome.is_ok());
                crawled
            },
        ),
        continuously(
            "one thread's results",
            "hand in what they have",
            |start, site, n| {
                let crawled = (SOLVED.continuously)(start, site, n);
                crawled.into_iter().step_by(2).collect()
            },
        ),
    ]
}

fn serial(start: &Url, site: &Site, _: usize) -> Crawled {
    (SOLVED.one_by_one)(start, site)
}

/// What the threads share, behind one lock.
struct Shared {
    queue: Vec<Url>,
    found: HashSet<Url>,
    crawled: Crawled,
    in_work: usize,
}

fn shared(start: &Url) -> Mutex<Shared> {
    Mutex::new(Shared {
        queue: vec![start.clone()],
        found: HashSet::from([start.clone()]),
        crawled: Crawled::new(),
        in_work: 0,
    })
}

fn on_threads(workers: usize, work: impl Fn() + Sync) {
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(&work))));
}

/// Fetches one page; its new links go into the queue.
fn visit(url: Url, site: &Site, shared: &Mutex<Shared>) {
    let outcome = site.fetch(&url);
    let mut shared = shared.lock().unwrap();
    for link in outcome.iter().flat_map(|page| &page.links) {
        if shared.found.insert(link.clone()) {
            shared.queue.push(link.clone());
        }
    }
    shared.crawled.insert(url, outcome);
}

fn gone(start: &Url, site: &Site, workers: usize) -> Crawled {
    let shared = shared(start);
    on_threads(workers, || {
        loop {
            let url = shared.lock().unwrap().queue.pop();
            let Some(url) = url else { return };
            visit(url, site, &shared);
        }
    });
    shared.into_inner().unwrap().crawled
}

fn gone_after_a_while(start: &Url, site: &Site, workers: usize) -> Crawled {
    with_channel(start, site, workers, |jobs| {
        jobs.recv_timeout(Duration::from_millis(50)).ok()
    })
}

fn endless(start: &Url, site: &Site, workers: usize) -> Crawled {
    with_channel(start, site, workers, |jobs| jobs.recv().ok())
}

/// Whoever gets nothing from `next` goes.
fn with_channel(
    start: &Url,
    site: &Site,
    workers: usize,
    next: fn(&Receiver<Url>) -> Option<Url>,
) -> Crawled {
    let (queue, jobs): (Sender<Url>, _) = channel::unbounded();
    let shared = shared(start);
    queue.send(start.clone()).unwrap();
    on_threads(workers, || {
        while let Some(url) = next(&jobs) {
            visit(url, site, &shared);
            for url in shared
                .lock()
                .unwrap()
                .queue
                .drain(..)
                .filter(|url| url != start)
            {
                queue.send(url).unwrap();
            }
        }
    });
    shared.into_inner().unwrap().crawled
}

fn locked(start: &Url, site: &Site, workers: usize) -> Crawled {
    let shared = shared(start);
    on_threads(workers, || {
        loop {
            let mut shared = shared.lock().unwrap();
            let Some(url) = shared.queue.pop() else {
                return;
            };
            let outcome = site.fetch(&url);
            for link in outcome.iter().flat_map(|page| &page.links) {
                if shared.found.insert(link.clone()) {
                    shared.queue.push(link.clone());
                }
            }
            shared.crawled.insert(url, outcome);
            drop(shared);
            // A lock that is let go for a moment is not always passed on.
            thread::sleep(Duration::from_millis(1));
        }
    });
    shared.into_inner().unwrap().crawled
}

/// The others wait, and only one of them is woken at the end.
fn one_is_told(start: &Url, site: &Site, workers: usize) -> Crawled {
    let (shared, changed) = (shared(start), Condvar::new());
    on_threads(workers, || {
        let mut state = shared.lock().unwrap();
        loop {
            if let Some(url) = state.queue.pop() {
                state.in_work += 1;
                drop(state);
                visit(url, site, &shared);
                state = shared.lock().unwrap();
                state.in_work -= 1;
                match state.queue.is_empty() {
                    true => changed.notify_one(),
                    false => changed.notify_all(),
                }
            } else if state.in_work == 0 {
                return;
            } else {
                state = changed.wait(state).unwrap();
            }
        }
    });
    shared.into_inner().unwrap().crawled
}

fn looked_first(start: &Url, site: &Site, workers: usize) -> Crawled {
    claiming(start, site, workers, |link, shared| {
        let is_known = shared.lock().unwrap().found.contains(link);
        // The system may well let another thread run here; this makes it certain.
        thread::sleep(Duration::from_micros(20));
        if !is_known {
            let mut shared = shared.lock().unwrap();
            shared.found.insert(link.clone());
            shared.queue.push(link.clone());
        }
    })
}

fn known_later(start: &Url, site: &Site, workers: usize) -> Crawled {
    claiming(start, site, workers, |link, shared| {
        let mut shared = shared.lock().unwrap();
        if !shared.crawled.contains_key(link) {
            shared.queue.push(link.clone());
        }
    })
}

/// Right but for `claim`, which queues a link if it is new.
fn claiming(
    start: &Url,
    site: &Site,
    workers: usize,
    claim: impl Fn(&Url, &Mutex<Shared>) + Sync,
) -> Crawled {
    let (shared, changed) = (shared(start), Condvar::new());
    on_threads(workers, || {
        let mut state = shared.lock().unwrap();
        loop {
            if let Some(url) = state.queue.pop() {
                state.in_work += 1;
                drop(state);
                let outcome = site.fetch(&url);
                let links = outcome.iter().flat_map(|page| &page.links);
                links.for_each(|link| claim(link, &shared));
                state = shared.lock().unwrap();
                state.crawled.insert(url, outcome);
                state.in_work -= 1;
                changed.notify_all();
            } else if state.in_work == 0 {
                return;
            } else {
                state = changed.wait(state).unwrap();
            }
        }
    });
    shared.into_inner().unwrap().crawled
}

fn thread_each(start: &Url, site: &Site, _: usize) -> Crawled {
    fn spawn<'a>(
        url: Url,
        site: &'a Site,
        shared: &'a Mutex<Shared>,
        scope: &'a thread::Scope<'a, '_>,
    ) {
        scope.spawn(move || {
            visit(url, site, shared);
            let new: Vec<Url> = shared.lock().unwrap().queue.drain(..).collect();
            new.into_iter()
                .for_each(|url| spawn(url, site, shared, scope));
        });
    }
    let shared = shared(start);
    shared.lock().unwrap().queue.clear();
    thread::scope(|scope| spawn(start.clone(), site, &shared, scope));
    shared.into_inner().unwrap().crawled
}

fn error_ends(start: &Url, site: &Site, workers: usize) -> Crawled {
    let (queue, jobs) = channel::unbounded();
    let shared = shared(start);
    queue.send(Some(start.clone())).unwrap();
    on_threads(workers, || {
        while let Some(url) = jobs.recv().unwrap() {
            shared.lock().unwrap().in_work += 1;
            visit(url.clone(), site, &shared);
            let mut shared = shared.lock().unwrap();
            shared.in_work -= 1;
            let new: Vec<Url> = shared.queue.drain(..).filter(|url| url != start).collect();
            let failed = shared.crawled[&url].is_err();
            let over = failed || new.is_empty() && shared.in_work == 0 && jobs.is_empty();
            if over {
                (0..workers).for_each(|_| queue.send(None).unwrap());
            }
            new.into_iter()
                .for_each(|url| queue.send(Some(url)).unwrap());
        }
    });
    shared.into_inner().unwrap().crawled
}
