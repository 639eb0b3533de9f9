//! Judges the answers of the part `crawler`, on sites in memory.

mod asked;
mod judge;
mod late;
mod real;
mod scene;

use super::Answers;
use asked::{Answered, Asked};
use common::check::{Check, Verdict};
use common::exercise::{cores, count};
use common::witness::Observed;
use std::thread;

/// How often two pages come at the same moment with the same links.
const PAIRS: usize = 1_500;

type Answer = fn(&Answers, Asked) -> Answered;
type Judge = fn(&Asked, &Answered, &Observed) -> Verdict;

pub fn checks() -> Vec<Check<Answers>> {
    let mut checks = serially();
    checks.extend(both(2, by_level, judge::levels));
    checks.push(Check::new(
        2,
        "fetches_one_level_after_another",
        |seed| Asked {
            // Long enough for whoever does not wait to go on.
            late: vec![1],
            ..on(4, tree(seed))
        },
        by_level,
        judge::one_level_after_another,
    ));
    checks.extend(both(3, continuously, judge::right));
    checks.extend(without_levels());
    let late = |check: Check<Answers>| {
        let todo = check.question.todo;
        check.late(late::ADVICE[todo as usize - 1])
    };
    checks.into_iter().map(late).collect()
}

fn by_level(answers: &Answers, asked: Asked) -> Answered {
    let workers = asked.workers;
    scene::answer(2, asked, |start, site| {
        (answers.level_by_level)(start, site, workers)
    })
}

fn continuously(answers: &Answers, asked: Asked) -> Answered {
    let workers = asked.workers;
    scene::answer(3, asked, |start, site| {
        vec![(answers.continuously)(start, site, workers)]
    })
}

/// On a small stack: a crawl that calls itself for each page does not get far.
fn one_by_one(answers: &Answers, asked: Asked) -> Answered {
    let crawl = answers.one_by_one;
    let work = move || scene::answer(1, asked, |start, site| vec![crawl(start, site)]);
    let thread = thread::Builder::new()
        .name("main".into())
        .stack_size(512 << 10);
    let thread = thread.spawn(work).expect("the system gives us a thread");
    match thread.join() {
        Ok(answered) => answered,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

fn serially() -> Vec<Check<Answers>> {
    let check = |sentence, input, judge: Judge| Check::new(1, sentence, input, one_by_one, judge);
    vec![
        check(
            "fetches_each_page_once",
            |seed| on(0, web(seed)),
            judge::right,
        )
        .points(2),
        check("ends_where_links_go_round", |_| on(0, ring()), judge::right),
        check(
            "goes_on_when_pages_fail",
            |seed| failing(0, seed),
            judge::right,
        )
        .points(2),
        check(
            "copes_with_a_single_page",
            |_| on(0, vec![vec![0]]),
            judge::right,
        ),
        check(
            "copes_with_a_start_that_fails",
            |_| no_start(0),
            judge::right,
        ),
        check(
            "copes_with_a_long_chain",
            |_| on(0, chain(5_000)),
            judge::right,
        ),
    ]
}

/// What holds with and without levels.
fn both(todo: u8, answer: Answer, right: Judge) -> Vec<Check<Answers>> {
    let check = |sentence, input, judge| Check::new(todo, sentence, input, answer, judge);
    vec![
        check("fetches_each_page_once", |seed| on(3, web(seed)), right).points(2),
        check("goes_on_when_pages_fail", |seed| failing(3, seed), right).points(2),
        check("ends_where_links_go_round", |_| on(3, ring()), right),
        check("copes_with_a_single_page", |_| on(8, vec![vec![0]]), right),
        check("copes_with_a_start_that_fails", |_| no_start(3), right),
        check("works_with_one_worker", |seed| on(1, web(seed)), right),
        check("claims_a_page_that_many_link_to", contested, right).points(2),
        check("really_uses_several_threads", |_| star(3), judge::parallel).points(2),
        check(
            "uses_as_many_threads_as_workers",
            |_| star(12.max(cores() + 1)),
            judge::parallel,
        ),
        check(
            "starts_no_thread_for_each_page",
            |_| crowd(),
            judge::few_threads,
        ),
        check(
            "starts_no_more_threads_than_workers",
            |_| rest(),
            judge::few_threads,
        ),
    ]
}

/// What is asked of the continuous crawl alone.
fn without_levels() -> Vec<Check<Answers>> {
    let check = |sentence, input, judge: Judge| Check::new(3, sentence, input, continuously, judge);
    vec![
        check(
            "lets_nobody_wait_for_a_late_page",
            |_| late(),
            judge::nobody_waits,
        )
        .points(2),
        check(
            "keeps_its_threads_while_the_queue_is_empty",
            |_| narrow(),
            judge::still_there,
        )
        .points(2),
        Check::new(
            3,
            "survives_a_real_server_with_all_kinds_of_trouble",
            |_| real::WORKERS,
            real::crawl,
            real::judge,
        )
        .in_words(|workers| format!("a real server, on {}", count(*workers, "worker")))
        .time_limit(std::time::Duration::from_secs(20)),
    ]
}

fn on(workers: usize, links: Vec<Vec<usize>>) -> Asked {
    Asked {
        workers,
        links,
        ..Asked::default()
    }
}

/// Pages that link to each other at random, most of which can be reached.
fn web(seed: u64) -> Vec<Vec<usize>> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut links = |page: usize| {
        let mut links: Vec<usize> = (0..3).map(|_| random.usize(0..40)).collect();
        // One page on, so that the site is deep; and itself, so that it is a trap.
        links.extend([(page + 1) % 35, page]);
        links.sort_unstable();
        links.dedup();
        random.shuffle(&mut links);
        links
    };
    (0..40).map(&mut links).collect()
}

/// Every page links to the next one and to two before, the last one to the first.
fn ring() -> Vec<Vec<usize>> {
    let links = |page: usize| vec![(page + 1) % 12, page, (page + 10) % 12];
    (0..12).map(links).collect()
}

fn chain(pages: usize) -> Vec<Vec<usize>> {
    let links = |page| {
        if page + 1 < pages {
            vec![page + 1]
        } else {
            vec![]
        }
    };
    (0..pages).map(links).collect()
}

/// Three levels of twos and threes.
fn tree(seed: u64) -> Vec<Vec<usize>> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut links = vec![vec![]];
    let mut next = 0;
    while links.len() < 20 {
        let children = links.len()..links.len() + random.usize(2..4);
        links[next] = children.clone().collect();
        children.for_each(|_| links.push(vec![]));
        next += 1;
    }
    links
}

/// By the time that page 2 comes, with links to others, page 1 has failed.
fn failing(workers: usize, seed: u64) -> Asked {
    Asked {
        failing: vec![1, 4, 5, 11],
        late: vec![2],
        ..on(workers, tree(seed))
    }
}

fn no_start(workers: usize) -> Asked {
    Asked {
        failing: vec![0],
        ..on(workers, vec![vec![1], vec![]])
    }
}

/// Pages in pairs, which come at the same moment; both have the same links, to the next pair.
fn contested(_: u64) -> Asked {
    let next = |page: usize| (page + page % 2 + 1, page + page % 2 + 2);
    let links = |page| match next(page) {
        (first, second) if second < 2 * PAIRS => vec![first, second],
        _ => vec![],
    };
    Asked {
        pairs: true,
        ..on(2, (0..2 * PAIRS).map(links).collect())
    }
}

/// As many pages as workers, and all are to be under way at once.
fn star(workers: usize) -> Asked {
    let all: Vec<usize> = (1..=workers).collect();
    let mut links = vec![all.clone()];
    links.extend(all.iter().map(|_| vec![0]));
    Asked {
        meeting: (all, workers),
        ..on(workers, links)
    }
}

/// Many pages for four workers; five are not to be under way at once.
fn crowd() -> Asked {
    too_many(24)
}

/// Fewer than two for each of them: what is rounded down to one page is a share for each page.
fn rest() -> Asked {
    too_many(7)
}

fn too_many(pages: usize) -> Asked {
    let asked = star(pages);
    Asked {
        workers: 4,
        meeting: (asked.meeting.0, 5),
        briefly: true,
        ..asked
    }
}

/// Page 1 is late: it comes only after a page that is found four clicks from the start.
fn late() -> Asked {
    let links = vec![vec![1, 2], vec![], vec![3], vec![4], vec![5], vec![0]];
    Asked {
        held: Some((1, 5)),
        ..on(2, links)
    }
}

/// Two late pages, one after the other; then there is work for all four.
fn narrow() -> Asked {
    let mut links = vec![vec![1], vec![2, 3, 4, 5]];
    links.extend((0..4).map(|_| vec![0]));
    Asked {
        meeting: ((2..6).collect(), 4),
        late: vec![0, 1],
        ..on(4, links)
    }
}
