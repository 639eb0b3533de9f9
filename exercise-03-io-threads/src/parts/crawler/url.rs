//! Addresses on the site that is crawled, and what a link on one of its pages means.

use oxiri::{Iri, IriRef};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt;
use std::sync::Arc;

/// The address of a page on the site: path and query, such as `/river/page-02.html`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Url(Arc<str>);

/// What may stand in a link but not in an address; it goes there as `%20` and the like.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Url {
    /// The address with this path and query; both are taken as they are.
    pub fn new(path: impl AsRef<str>) -> Url {
        Url(path.as_ref().into())
    }

    /// Path and query.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What `href` means on this page of the site at `origin` (`http://127.0.0.1:8080`). The same
    /// page always gets the same address: without `#fragment`, `.` and `..`.
    ///
    /// `None`: it leads to another site, to no page at all (`mailto:`, `tel:`, `javascript:`), or
    /// to a place on this very page (`#top`).
    pub fn join(&self, origin: &str, href: &str) -> Option<Url> {
        // As browsers do: blanks around it are dropped, and line breaks within.
        let href = href.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_ascii_control());
        let href = href.replace(['\t', '\n', '\r'], "").replace('\\', "/");
        let href = href.split('#').next().filter(|href| !href.is_empty())?;
        let href = utf8_percent_encode(href, UNSAFE).to_string();
        let base = Iri::parse_unchecked(format!("{origin}{self}"));
        let meant = base.resolve_unchecked(&IriRef::parse_unchecked(href));
        let meant = meant.into_inner();
        let (site, path) = meant.split_at_checked(origin.len())?;
        match path.chars().next() {
            _ if !site.eq_ignore_ascii_case(origin) => None,
            Some('/') => Some(Url::new(path)),
            Some('?') | None => Some(Url::new(format!("/{path}"))),
            // Another port that begins with ours, or another host.
            Some(_) => None,
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
