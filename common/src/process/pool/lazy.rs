//! Lazy maps: an item is asked for only when a worker can have it, so the items need not fit into
//! memory.

use super::front::{Front, Gather, Gathered};
use crate::process::error::Error;
use crate::process::{Outcome, Payload, unbox};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;

/// The iterator that `imap` and `imap_unordered` give: it keeps a bounded number of tasks under
/// way.
///
/// Dropped before its end, it takes back the tasks that nobody has begun.
pub struct Imap<'a, F, I, R> {
    front: &'a Front,
    f: F,
    items: I,
    gather: Gather<R>,
    gathered: Receiver<Gathered<R>>,
    /// How many tasks may be handed in whose outcome has not been handed out.
    window: usize,
    /// How many were handed in, and how many outcomes were handed out.
    put: usize,
    given: usize,
    /// Outcomes that came before their turn; `None` if they need not wait for it.
    early: Option<BTreeMap<usize, Outcome<R>>>,
}

impl<'a, F, I, R> Imap<'a, F, I, R>
where
    F: Fn(I::Item) -> R + Copy + Send + 'static,
    I: Iterator<Item: Payload>,
    R: Payload,
{
    pub(super) fn new(front: &'a Front, f: F, items: I, ordered: bool) -> Self {
        let (gather, gathered) = Gather::new();
        Imap {
            front,
            f,
            items,
            gather,
            gathered,
            window: front.window.unwrap_or(2 * front.workers()).max(1),
            put: 0,
            given: 0,
            early: ordered.then(BTreeMap::new),
        }
    }

    fn fill(&mut self) {
        while self.put - self.given < self.window {
            let Some(item) = self.items.next() else {
                return;
            };
            let sink = self.gather.sink(self.put);
            self.front.put(self.f, self.put, vec![item], sink);
            self.put += 1;
        }
    }

    fn receive(&mut self) -> (usize, Outcome<R>) {
        let closed = || Err(Error::Closed.into());
        match self.gathered.recv() {
            Ok((task, mut outcomes)) => (task, outcomes.pop().unwrap_or_else(closed)),
            Err(_) => (self.given, closed()),
        }
    }
}

impl<F, I, R> Iterator for Imap<'_, F, I, R>
where
    F: Fn(I::Item) -> R + Copy + Send + 'static,
    I: Iterator<Item: Payload>,
    R: Payload,
{
    type Item = Result<R, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.fill();
        if self.put == self.given {
            return None;
        }
        let outcome = loop {
            let next = self.given;
            if let Some(outcome) = self.early.as_mut().and_then(|early| early.remove(&next)) {
                break outcome;
            }
            let (task, outcome) = self.receive();
            match &mut self.early {
                Some(early) => drop(early.insert(task, outcome)),
                None => break outcome,
            }
        };
        self.given += 1;
        Some(unbox(outcome))
    }
}

impl<F, I, R> Drop for Imap<'_, F, I, R> {
    fn drop(&mut self) {
        self.gather.abandoned.store(true, Ordering::Relaxed);
    }
}
