//! The work that the answers run in parallel: fetch one page, and find its links.

use super::page::{Failure, Outcome, Page};
use super::{Client, Url};
use common::witness;
use std::collections::HashSet;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many redirects lead to a page at most.
pub const MOST_REDIRECTS: usize = 5;

/// The site to be crawled. Threads share it.
pub struct Site {
    fetch: Box<dyn Fn(&Url) -> Outcome + Send + Sync>,
    fetched: AtomicUsize,
    /// What comes after each page, when all of it is on record.
    after: Box<dyn Fn() + Send + Sync>,
}

/// What a server says to one request.
pub enum Reply {
    /// Ask there.
    Moved(String),
    /// Here it is: content type and body. The body of what is no HTML may be left out.
    Found(String, Vec<u8>),
}

impl Site {
    /// The site that `client` speaks to. With `known`, links to other pages than these are dropped.
    pub fn new(client: Client, known: Option<HashSet<Url>>) -> Site {
        Site::scripted(move |url| {
            let mut outcome = follow(client.origin(), url, |url| client.get(url));
            if let (Ok(page), Some(known)) = (&mut outcome, &known) {
                page.links.retain(|link| known.contains(link));
            }
            outcome
        })
    }

    /// Pages come from `fetch`.
    pub fn scripted(fetch: impl Fn(&Url) -> Outcome + Send + Sync + 'static) -> Site {
        Site {
            fetch: Box::new(fetch),
            fetched: AtomicUsize::new(0),
            after: Box::new(|| {}),
        }
    }

    /// The same, with something that each fetch does at its end.
    #[cfg(feature = "checks")]
    pub(super) fn and_then(self, after: impl Fn() + Send + Sync + 'static) -> Site {
        let after = Box::new(after);
        Site { after, ..self }
    }

    /// Fetches the page at `url` and finds its links; follows redirects within the site. Whatever
    /// goes wrong is the page's outcome.
    pub fn fetch(&self, url: &Url) -> Outcome {
        let call = witness::enter("fetch", url);
        let outcome = (self.fetch)(url);
        self.fetched.fetch_add(1, Ordering::Relaxed);
        drop(call);
        (self.after)();
        outcome
    }

    /// How many pages were fetched so far.
    pub fn fetched(&self) -> usize {
        self.fetched.load(Ordering::Relaxed)
    }
}

/// The outcome for `url`, where `get` makes one request at a time.
pub fn follow(origin: &str, url: &Url, get: impl Fn(&Url) -> Result<Reply, Failure>) -> Outcome {
    let mut at = url.clone();
    for _ in 0..=MOST_REDIRECTS {
        match get(&at)? {
            Reply::Moved(to) => match at.join(origin, &to) {
                Some(next) => at = next,
                None => {
                    return Ok(Page {
                        note: Some(format!("moved to another site: {to}")),
                        ..Page::default()
                    });
                }
            },
            Reply::Found(kind, body) => {
                let mut page = match is_html(&kind) {
                    true => Page::parse(origin, &at, &body),
                    false => Page::default(),
                };
                page.note = match (is_html(&kind), at == *url) {
                    (true, true) => None,
                    (true, false) => Some(format!("moved to {at}")),
                    (false, _) => Some(format!("{kind}, no HTML")),
                };
                return Ok(page);
            }
        }
    }
    Err(Failure::Redirects)
}

/// Whether a content type is that of pages with links.
pub fn is_html(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the site")
    }
}
