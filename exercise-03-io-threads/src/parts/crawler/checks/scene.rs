//! A site that does what a check tells it: some pages wait for others, some are late, some fail.

use super::asked::{Answered, Asked, Row};
use crate::parts::crawler::{Crawled, Failure, Outcome, Page, Site, Url};
use crate::parts::pairs::Pairs;
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// How long a page waits for others, which do not come when the answer is wrong.
const PATIENCE: Duration = Duration::from_secs(4);
/// How long it waits for those who should not come.
const BRIEFLY: Duration = Duration::from_millis(250);
/// How long a late page takes: long enough for others to think that nothing more will come.
const LATE: Duration = Duration::from_millis(300);
/// How often a page has links for whoever comes again: then even a crawl without memory ends.
pub const TIMES: usize = 20;
/// What a page that is not on the site is called.
pub const NOWHERE: usize = usize::MAX;

/// Lets `crawl`, an answer to `todo`, crawl the site of `asked`: it gets the first address and the
/// site.
pub fn answer(todo: u8, asked: Asked, crawl: impl FnOnce(&Url, &Site) -> Vec<Crawled>) -> Answered {
    let scene = Arc::new(Scene {
        asked,
        state: Mutex::default(),
        changed: Condvar::new(),
    });
    let fetched = scene.clone();
    let site = Site::scripted(move |url| fetched.fetch(url));
    let (pairs, is_narrow) = (Pairs::default(), scene.asked.pairs);
    let site = site.and_then(move || {
        if is_narrow {
            pairs.line_up();
        }
    });
    let levels = crawl(&url(0), &site);
    let state = scene.state.lock().expect("no fetch panics");
    let levels = levels.iter().map(|level| level.iter().map(row).collect());
    (
        levels.collect(),
        state.asked_for.clone(),
        state.in_vain,
        todo,
    )
}

struct Scene {
    asked: Asked,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// In the order of the requests.
    asked_for: Vec<usize>,
    times: HashMap<usize, usize>,
    came: Vec<usize>,
    /// Of those that meet.
    under_way: usize,
    met: bool,
    in_vain: bool,
}

impl Scene {
    fn fetch(&self, url: &Url) -> Outcome {
        let page = number(url);
        let mut state = self.state.lock().expect("no fetch panics");
        state.asked_for.push(page);
        let times = state.times.entry(page).or_default();
        *times += 1;
        if *times > TIMES {
            return Err(Failure::Other("fetched too often".to_string()));
        }
        if self.asked.late.contains(&page) {
            drop(state);
            thread::sleep(LATE);
            state = self.state.lock().expect("no fetch panics");
        }
        let (meeting, parties) = &self.asked.meeting;
        if meeting.contains(&page) {
            state.under_way += 1;
            state.met |= state.under_way >= *parties;
            self.changed.notify_all();
            state = self.wait(state, |state| state.met);
            state.under_way -= 1;
        }
        if let Some((_, until)) = self.asked.held.filter(|&(held, _)| held == page) {
            state = self.wait(state, |state| state.came.contains(&until));
        }
        state.came.push(page);
        self.changed.notify_all();
        drop(state);
        if self.asked.failing.contains(&page) {
            return Err(Failure::Status(500));
        }
        let links = self.asked.links.get(page).ok_or(Failure::Status(404))?;
        Ok(Page {
            links: links.iter().map(|&page| self::url(page)).collect(),
            ..Page::default()
        })
    }

    /// Waits until it is so. Once somebody has waited in vain, nobody waits any more.
    fn wait<'a>(
        &self,
        state: std::sync::MutexGuard<'a, State>,
        is_so: impl Fn(&State) -> bool,
    ) -> std::sync::MutexGuard<'a, State> {
        let limit = if self.asked.briefly {
            BRIEFLY
        } else {
            PATIENCE
        };
        let waits = |state: &mut State| !state.in_vain && !is_so(state);
        let waited = self.changed.wait_timeout_while(state, limit, waits);
        let (mut state, waited) = waited.expect("no fetch panics");
        if waited.timed_out() {
            state.in_vain = true;
            self.changed.notify_all();
        }
        state
    }
}

fn url(page: usize) -> Url {
    Url::new(format!("/{page}"))
}

fn number(url: &Url) -> usize {
    let number = url.as_str().strip_prefix('/').unwrap_or_default();
    number.parse().unwrap_or(NOWHERE)
}

fn row((url, outcome): (&Url, &Outcome)) -> Row {
    let links = outcome.as_ref().ok();
    let links = links.map(|page| page.links.iter().map(number).collect());
    (number(url), links)
}
