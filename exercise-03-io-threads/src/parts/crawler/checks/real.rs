//! Asks for a crawl of a real server, which hangs, lies and breaks off.

use crate::parts::crawler::server::{Content, Server, TROUBLE};
use crate::parts::crawler::site::follow;
use crate::parts::crawler::{Answers, Client, Crawled, Site, Survey, Url};
use common::check::Verdict;
use common::exercise::count;
use common::witness::Observed;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub const WORKERS: usize = 6;
/// One page never comes. All others do at once, so this is long enough on a busy machine.
const TIME_LIMIT: Duration = Duration::from_secs(2);

/// Each page with its outcome, in words.
type Rows = Vec<(String, String)>;

fn content() -> Content {
    Content {
        // No page of this folder is asked for.
        folder: PathBuf::from("."),
        latency: Duration::ZERO,
        uneven: false,
        trouble: true,
    }
}

pub fn crawl(answers: &Answers, workers: usize) -> Rows {
    let content = Arc::new(content());
    let server = Server::start(content.clone());
    let site = match &server {
        Ok(server) => Site::new(Client::new(server.origin(), TIME_LIMIT, workers), None),
        // Where no sockets are allowed, the same pages come without one.
        Err(_) => Site::scripted(move |url| follow(ORIGIN, url, |url| content.reply(url.as_str()))),
    };
    rows(&(answers.continuously)(&Url::new(TROUBLE), &site, workers))
}

const ORIGIN: &str = "http://site.example";

fn rows(crawled: &Crawled) -> Rows {
    let row = |(url, outcome): (&Url, _)| (url.to_string(), format!("{outcome:?}"));
    crawled.iter().map(row).collect()
}

pub fn judge(_: &usize, found: &Rows, _: &Observed) -> Verdict {
    let survey = Survey::of(&content(), ORIGIN, &Url::new(TROUBLE), usize::MAX);
    let right = rows(&survey.pages);
    let pages = count(right.len(), "page");
    let expected = format!("{pages}, each with its outcome");
    for (url, outcome) in &right {
        match found.iter().find(|(found, _)| found == url) {
            Some((_, found)) if found == outcome => {}
            Some((_, found)) => {
                return Verdict::wrong(
                    format!("{url}: {outcome}"),
                    found.as_str(),
                    "The outcome of a page is what `fetch` gives, as it is.",
                );
            }
            None => {
                let saw = format!("{}, without {url}", found.len());
                let so = "The crawl stopped early, or lost a row. Whatever is wrong with one page, \
                          the others are still to be fetched, and each has a row.";
                return Verdict::wrong(expected, saw, so);
            }
        }
    }
    match found.len() == right.len() {
        true => Verdict::Pass,
        false => Verdict::wrong(
            expected,
            found.len().to_string(),
            "There are rows too many.",
        ),
    }
}
