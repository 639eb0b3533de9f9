//! Decides whether a crawl is right, and whether it came about as the TODO asks.

use super::asked::{Answered, Asked};
use super::scene::{NOWHERE, TIMES};
use common::check::Verdict;
use common::exercise::count;
use common::witness::Observed;
use std::collections::{BTreeMap, BTreeSet};

/// Whether each page that can be reached was fetched once, and is in the result.
pub fn right(asked: &Asked, (levels, fetched, _, todo): &Answered, seen: &Observed) -> Verdict {
    let pages = asked.distances();
    if seen.calls.is_empty() {
        return Verdict::wrong(
            format!("{} of `fetch`", count(pages.len(), "call")),
            "no call of `fetch` at all",
            "Your answer never called `site.fetch`. It gets one page and finds its links.",
        );
    }
    once(*todo, asked, &pages, fetched).or(|| results(asked, &pages, levels))
}

type Pages = BTreeMap<usize, usize>;

/// Whether each page was fetched, and none twice.
fn once(todo: u8, asked: &Asked, pages: &Pages, fetched: &[usize]) -> Verdict {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    fetched
        .iter()
        .for_each(|&page| *times.entry(page).or_default() += 1);
    let expected = format!("{} fetched, each once", count(pages.len(), "page"));
    if let Some((page, n)) = times.iter().find(|(_, n)| **n > 1) {
        let twice = || times.iter().filter(|(_, n)| **n > 1);
        let saw = match twice().count() - 1 {
            0 => format!("page {page} fetched {n} times"),
            1 => format!("page {page} fetched {n} times, and 1 other more than once"),
            others => format!("page {page} fetched {n} times, and {others} others more than once"),
        };
        let so = match (todo, asked.workers) {
            _ if times.values().any(|n| *n > TIMES) => {
                "It fetches the same pages again and again: remember what has been found."
            }
            _ if twice().all(|(page, _)| asked.failing.contains(page)) => {
                "A page that failed was fetched again. That it does not come is its outcome, and \
                 it is known like any other."
            }
            (2, _) => {
                "Two pages of a level may link to the same new one, or back to an old one. An \
                 address becomes known when it is collected, before it is fetched: `insert` into a \
                 set of all that was found says whether it was new."
            }
            (_, 0 | 1) => {
                "Pages link to each other, and to themselves. When a link is found, is it already \
                 known? It becomes known when it is queued, not when it has been fetched."
            }
            _ => {
                "Two threads found the same link, and both took it. An address has to be claimed \
                 in one step, when it is found and before it is fetched: `insert` says whether it \
                 was new, while the lock is held."
            }
        };
        return Verdict::wrong(expected, saw, so);
    }
    if let Some(page) = times.keys().find(|page| !pages.contains_key(page)) {
        let what = match *page {
            NOWHERE => "an address that is no page's".to_string(),
            page => format!("page {page}, to which no link leads"),
        };
        let so = "Fetch `start`, and what is in `links`, as it is.";
        return Verdict::wrong(expected, what, so);
    }
    let missing: Vec<usize> = pages
        .keys()
        .copied()
        .filter(|p| !times.contains_key(p))
        .collect();
    match missing.first() {
        None => Verdict::Pass,
        Some(page) => Verdict::wrong(
            expected,
            format!("{} not fetched, page {page} for one", missing.len()),
            match asked.failing.iter().any(|page| times.contains_key(page)) {
                true => {
                    "A page that does not come must not end the crawl: all others are still to be \
                     fetched. Is there a `?`, a `break` or a `return` for an error?"
                }
                false if todo < 3 => {
                    "The crawl stopped early. It goes on until no page brings anything new: do the \
                     links of every page get their turn?"
                }
                false => {
                    "The crawl stopped early. An empty queue is not the end, as long as a page is \
                     on its way that may have links."
                }
            },
        ),
    }
}

/// Whether the result has a right row for each page.
fn results(asked: &Asked, pages: &Pages, levels: &[Vec<super::asked::Row>]) -> Verdict {
    let rows: BTreeMap<_, _> = levels
        .iter()
        .flatten()
        .map(|(page, row)| (page, row))
        .collect();
    let expected = format!("{} in the result", count(pages.len(), "page"));
    for page in pages.keys() {
        let fails = asked.failing.contains(page);
        let right = (!fails).then(|| &asked.links[*page]);
        match rows.get(page) {
            Some(row) if row.as_ref() == right => {}
            Some(_) => {
                let so = "The outcome of a page is what `fetch` gives, as it is, links and errors.";
                return Verdict::wrong(expected, format!("page {page} with another outcome"), so);
            }
            None if fails => {
                let so = "A page that does not come has an outcome as well: the error. Broken \
                          links are what people crawl for.";
                return Verdict::wrong(expected, format!("no outcome for page {page}"), so);
            }
            None => {
                let saw = format!("{}, without page {page}", rows.len());
                let so = "It was fetched, and its outcome was lost. Did all threads hand in what \
                          they have?";
                return Verdict::wrong(expected, saw, so);
            }
        }
    }
    match rows.len() == pages.len() {
        true => Verdict::Pass,
        false => Verdict::wrong(expected, rows.len().to_string(), "There are rows too many."),
    }
}

/// Whether each page is in the level of its distance.
pub fn levels(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let right_levels = asked.distances();
    let deepest = right_levels.values().max().map_or(0, |far| far + 1);
    let levels = &answered.0;
    right(asked, answered, seen).or(|| {
        for (level, rows) in levels.iter().enumerate() {
            if let Some((page, _)) = rows.iter().find(|(page, _)| right_levels[page] != level) {
                return Verdict::wrong(
                    format!("page {page} in level {}", right_levels[page]),
                    format!("it is in level {level}"),
                    "A level is what is so many clicks away from `start`: the new links of the \
                     whole level before, and of no other.",
                );
            }
        }
        match levels.len() == deepest {
            true => Verdict::Pass,
            false => Verdict::wrong(
                count(deepest, "level"),
                format!("{}", levels.len()),
                "There are empty levels. The crawl ends when a level brings nothing new.",
            ),
        }
    })
}

/// Whether no level began before the one before it had come.
pub fn one_level_after_another(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let distances = asked.distances();
    let far = |call: &common::witness::Seen| {
        let page = call.item.trim_start_matches('/').parse::<usize>().ok()?;
        distances.get(&page).copied()
    };
    let overtakes = seen.calls.iter().find(|call| {
        let nearer = seen.calls.iter().filter(|other| far(other) < far(call));
        nearer
            .into_iter()
            .any(|other| other.end.unwrap_or(usize::MAX) > call.start)
    });
    levels(asked, answered, seen).or(|| match overtakes {
        None => Verdict::Pass,
        Some(call) => Verdict::wrong(
            "each level to begin when the one before it has come",
            format!(
                "{} fetched while pages of the level before were on their way",
                call.item
            ),
            "That is TODO(3) already. Here each level is a list that is complete before its first \
             page is fetched.",
        ),
    })
}

/// Whether as many pages were under way at once as there are workers.
pub fn parallel(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    let (at_once, threads) = (seen.most_at_once(), seen.threads().len());
    let workers = asked.workers;
    right(asked, answered, seen).or(|| {
        if !answered.2 {
            return Verdict::Pass;
        }
        let saw = match (at_once, threads) {
            (1, 1) => "one page after another, on one thread".to_string(),
            (1, n) => format!("one page after another, on {n} threads"),
            (most, n) => format!("at most {most} pages at the same time, on {n} threads"),
        };
        let so = match (at_once, threads) {
            (1, 1) if answered.3 == 2 => {
                "So nothing ran in parallel. All pages of a level are known before the first of \
                 them is fetched: fetch them on a pool, as in the part `files`."
            }
            (1, 1) => {
                "So nothing ran in parallel. Are there other threads, and have they gone home, \
                 because the queue was empty while the first page was on its way? It was not the \
                 end: that page brought the links."
            }
            (1, _) => {
                "So nothing ran in parallel: the threads wait for each other. Is a lock held while \
                 a page is fetched, in the head of a `while let` or a `match` perhaps? Or is each \
                 thread joined before the next one starts?"
            }
            _ if answered.3 == 3 && at_once < workers.min(3) => {
                "So it is parallel, but not on `workers` threads. Have some gone home, or was only \
                 one of those that wait woken when a page brought links for all? A thread that \
                 waits needs no core: there may be more threads than cores."
            }
            _ => {
                "So it is parallel, but not on `workers` threads. A thread that waits needs no \
                 core: there may be more threads than cores. If they are rayon's: does the parallel \
                 iterator run inside `install` of a pool with `num_threads(workers)`?"
            }
        };
        let expected = format!("{workers} pages under way at the same time");
        Verdict::serial(expected, saw, so)
    })
}

/// The same, after all threads but one had nothing to do for a while.
pub fn still_there(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen).or(|| match answered.2 {
        false => Verdict::Pass,
        true => Verdict::serial(
            format!(
                "{} under way at the same time, at the end",
                count(asked.workers, "page")
            ),
            format!("at most {}", seen.most_at_once()),
            "At first there was one page after another, each late, and the queue was empty. Have \
             threads gone home meanwhile, or was only one woken? An empty queue is not the end, however long it lasts: \
             as long as a page is on its way, a thread has to wait for more.",
        ),
    })
}

/// Whether no more than `workers` threads did it all.
pub fn few_threads(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    // Whoever fetched the start may be somebody else: levels may have threads of their own.
    let others = seen.calls.iter().filter(|call| call.item != "/0");
    let threads = others.map(|call| &call.thread).collect::<BTreeSet<_>>();
    let (workers, n) = (asked.workers, seen.most_at_once());
    let so = match threads.len() {
        threads if threads <= workers + 1 => {
            "That is one too many. Does the thread that calls you fetch pages, too? Then it counts."
        }
        _ if asked.links.len() <= 2 * workers => {
            "Where there are few pages, a share of `len / workers` is rounded down to one page, and \
             each page gets a thread: `div_ceil` rounds up. Start `workers` threads at most."
        }
        _ => {
            "A thread for each page would be a million threads for a million pages, and no server \
             likes so many visitors at once. Start `workers` threads, and let each fetch one page \
             after another."
        }
    };
    right(asked, answered, seen).or(|| match n > workers {
        false => Verdict::Pass,
        true => Verdict::wrong(
            format!("{workers} pages under way at most"),
            format!("{n} at once, on {} threads", threads.len()),
            so,
        ),
    })
}

/// Whether the others went on while one page was late.
pub fn nobody_waits(asked: &Asked, answered: &Answered, seen: &Observed) -> Verdict {
    right(asked, answered, seen).or(|| match (answered.2, asked.held) {
        (true, Some((held, until))) => Verdict::wrong(
            format!("page {until} to be fetched while page {held} is late"),
            format!("page {until} fetched only after page {held} had come"),
            "Pages that were found meanwhile waited for the late one, though a thread was free: \
             are there levels, or rounds, with a wait at the end of each? Put each link into the \
             queue as soon as its page has come.",
        ),
        _ => Verdict::Pass,
    })
}
