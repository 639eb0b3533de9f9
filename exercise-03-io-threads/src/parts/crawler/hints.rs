//! The TODOs of the part `crawler`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 3] = [
    Todo {
        number: 1,
        what: "crawl one page after another",
        hints: [
            "Keep two things: the addresses that are still to be fetched, and those that were found \
             ever. Take one of the first, fetch it, and look at each of its links: if it is in \
             neither, it goes into both. You are done when there is nothing left to fetch.",
            "`HashSet::insert` says whether the address is new, so asking and claiming is one step. \
             A `Vec` with `pop` does for the rest. `outcome.iter().flat_map(|page| &page.links)` goes \
             over the links of a page, and over none if the page did not come.",
            "\
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
    }",
        ],
    },
    Todo {
        number: 2,
        what: "crawl level by level",
        hints: [
            "One level is a list of addresses, all known before the first of them is fetched: the case \
             of the part `files`. Fetch them on a pool of `workers` threads, wait for all, and then \
             collect, on one thread, the links that were not found before. They are the next level.",
            "Build one rayon pool with `num_threads(workers)` before the loop. Inside `install`, \
             `level.par_iter().map(…)` gives pairs of address and outcome, and `collect` makes a \
             `Crawled` of them. A `HashSet` of all addresses found so far lives outside of the loop.",
            "\
With `use rayon::prelude::*;` at the top of the file:
    while !level.is_empty() {
        let fetched: Crawled = pool.install(|| {
            level.par_iter().map(|url| (url.clone(), site.fetch(url))).collect()
        });
        let links = fetched.values().flatten().flat_map(|page| &page.links);
        level = links.filter(|&link| found.insert(link.clone())).cloned().collect();
        levels.push(fetched);
    }",
        ],
    },
    Todo {
        number: 3,
        what: "crawl continuously, and end when all is done",
        hints: [
            "An empty queue does not mean the end: a page that is being fetched may have a hundred links. \
             The end is when nothing is queued and nothing is in work. So count both together: the \
             count goes up when an address is queued, and down when its links have been queued. \
             Whoever brings it to zero tells all others to go home.",
            "A `crossbeam` channel of `Option<Url>`, an `AtomicUsize`, a `Mutex<HashSet<Url>>` for the \
             claims and a `Mutex<Crawled>` for the results. `fetch_sub(1, …) == 1` holds for exactly \
             one thread; it sends `None` to each worker, and a worker that gets `None` returns. Or a \
             `Mutex` and a `Condvar`; then never hold the lock while you fetch, and `notify_all` at \
             the end. A `lock()` in the head of a `while let` lives until the end of the body.",
            "\
    let (queue, jobs) = crossbeam::channel::unbounded();
    let open = AtomicUsize::new(1);     // queued or in work: so far, the start
    queue.send(Some(start.clone())).unwrap();
Each worker, in `thread::scope`:
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
            (0..workers).for_each(|_| queue.send(None).unwrap());
        }
    }",
        ],
    },
];
