//! What comes of one page: its links, or why there are none.

use super::Url;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::collections::HashSet;
use std::fmt;

/// What comes of fetching one address.
pub type Outcome = Result<Page, Failure>;

/// A page that came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Where its links lead on this site: each address once, in the order of the page.
    pub links: Vec<Url>,
    /// How many links lead elsewhere: to other sites, `mailto:`, `tel:`, `javascript:`, `#top`.
    pub left_out: usize,
    /// What is special about it: "moved to /new.html", "image/png, no HTML".
    pub note: Option<String>,
}

/// Why a page did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server says so: 404, 500.
    Status(u16),
    /// It was not there, or not whole, within the time limit.
    TimedOut,
    /// It has more bytes than anybody should keep; so many were allowed.
    TooLarge(u64),
    /// The server closed the connection before the page was whole.
    Cut,
    /// One redirect after another.
    Redirects,
    /// What came is no answer in HTTP.
    NotHttp,
    /// Something else, in the words of the system.
    Other(String),
}

impl Page {
    /// Reads the HTML of the page at `url` on the site at `origin`, however broken it is.
    pub fn parse(origin: &str, url: &Url, html: &[u8]) -> Page {
        let (mut page, mut seen, mut base) = (Page::default(), HashSet::new(), None);
        let mut emitter = DefaultEmitter::default();
        // What stands in a script or a style is no tag.
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            let Token::StartTag(tag) = token else {
                continue;
            };
            let Some(href) = tag.attributes.get(b"href".as_slice()) else {
                continue;
            };
            let href = String::from_utf8_lossy(&href.value);
            match tag.name.as_slice() {
                b"a" | b"area" => {}
                // Where links without a beginning begin, for the whole page. The first one counts.
                b"base" if base.is_none() => {
                    base = Some(url.join(origin, &href));
                    continue;
                }
                _ => continue,
            }
            let link = match &base {
                None => url.join(origin, &href),
                Some(Some(base)) => base.join(origin, &href),
                // The base is another site.
                Some(None) => None,
            };
            match link {
                Some(link) if seen.insert(link.clone()) => page.links.push(link),
                Some(_) => {}
                None => page.left_out += 1,
            }
        }
        page
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Status(404) => f.write_str("404, not found"),
            Failure::Status(403) => f.write_str("403, forbidden"),
            Failure::Status(status @ 500..) => write!(f, "{status}, the server failed"),
            Failure::Status(status) => write!(f, "{status}, refused"),
            Failure::TimedOut => f.write_str("no answer in time"),
            Failure::TooLarge(limit) => write!(f, "larger than {} MB", limit / 1_000_000),
            Failure::Cut => f.write_str("closed half-way"),
            Failure::Redirects => f.write_str("too many redirects"),
            Failure::NotHttp => f.write_str("no HTTP"),
            Failure::Other(error) => f.write_str(error),
        }
    }
}
