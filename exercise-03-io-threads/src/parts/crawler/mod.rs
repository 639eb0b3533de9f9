//! Part `crawler`: visit every page of a site, many at a time, and find the broken links.

#[cfg(feature = "checks")]
mod checks;
mod client;
mod demo;
mod hints;
mod input;
mod late;
mod page;
mod server;
mod site;
mod survey;
mod tell;
mod url;

pub use client::{Client, MOST_BYTES};
pub use page::{Failure, Outcome, Page};
pub use server::{Answer, Content, Server, TROUBLE};
pub use site::{MOST_REDIRECTS, Reply, Site, is_html};
pub use survey::Survey;
pub use url::Url;

use common::exercise::{Choice, Kind, Part, PartInfo, Size, Workers};
use std::collections::BTreeMap;

/// What a crawl finds: each address that was fetched, with what came of it.
pub type Crawled = BTreeMap<Url, Outcome>;

/// TODO(1): one page after another.
pub type OneByOne = fn(start: &Url, site: &Site) -> Crawled;
/// TODO(2): all pages that are one click away at once, then all that are two clicks away…
pub type LevelByLevel = fn(start: &Url, site: &Site, workers: usize) -> Vec<Crawled>;
/// TODO(3): each page as soon as a thread is free.
pub type Continuously = fn(start: &Url, site: &Site, workers: usize) -> Crawled;

/// What the part asks for: one function for each TODO.
#[derive(Clone, Copy)]
pub struct Answers {
    /// TODO(1).
    pub one_by_one: OneByOne,
    /// TODO(2): what was found at each distance from the first page.
    pub level_by_level: LevelByLevel,
    /// TODO(3).
    pub continuously: Continuously,
}

/// The part.
pub const PART: Part<Answers> = Part {
    info: PartInfo {
        name: "crawler",
        kind: Kind::Lab { time: "1 h 30 min" },
        todos: &hints::TODOS,
        size: Some(Size {
            unit: "pages at most",
            default: 500,
            min: 1,
            max: 100_000,
        }),
        // Waiting threads need no core, so the number of cores says nothing here.
        workers: Workers::Fixed(32),
        data: Some("site"),
        choices: &[
            Choice {
                name: "latency",
                value: Some("MS"),
                help: "wait before each page: 25ms, 25 or 0 (default 25ms)",
            },
            Choice {
                name: "uneven",
                value: None,
                help: "one page in eight takes five times as long",
            },
            Choice {
                name: "trouble",
                value: None,
                help: "add pages that hang, never end or break off",
            },
            Choice {
                name: "timeout",
                value: Some("MS"),
                help: "give a page up after this time (default 2000ms)",
            },
            Choice {
                name: "start",
                value: Some("PATH"),
                help: "begin at this page of the site (default /)",
            },
            Choice {
                name: "serve",
                value: None,
                help: "only serve the site, for a browser, until Ctrl-C",
            },
        ],
        afterwards: "\
Did your prediction hold? Then read \"Why\" in the lesson.
Try: --uneven · --trouble · --workers 5 · --data \"$(rustc --print sysroot)/share/doc/rust/html\"",
    },
    demo: demo::demo,
    #[cfg(feature = "checks")]
    checks: checks::checks,
    #[cfg(not(feature = "checks"))]
    checks: Vec::new,
};
