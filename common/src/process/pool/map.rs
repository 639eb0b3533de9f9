//! A map: whoever has a seat takes the next items, until none are left.
//!
//! So a worker that has got the hard items simply takes fewer. Each turn takes one chunk, or several
//! if they are so quick that most of the time would go into sending them.

use super::crew::{Crew, Job};
use crate::process::Outcome;
use crate::process::error::Error;
use crate::sync::{lock, wait_while};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};
use std::vec::IntoIter;

/// What one turn should take: as long as no worker waits for the other to have done much.
const TURN: Duration = Duration::from_micros(200);
/// The most items of one turn, unless the chunk is larger. What they need in bytes stays in the
/// processor's cache.
pub(super) const MOST: usize = 4096;

/// Runs the items of one chunk or more on a seat; the number of the first one comes with them.
pub(super) trait Run<S, A, R>:
    Fn(&mut S, usize, Vec<A>) -> Vec<Outcome<R>> + Clone + Send + 'static
{
}
impl<S, A, R, F> Run<S, A, R> for F where
    F: Fn(&mut S, usize, Vec<A>) -> Vec<Outcome<R>> + Clone + Send + 'static
{
}

/// The items of a map, and what has come of them.
struct Map<A, R> {
    chunk: usize,
    workers: usize,
    state: Mutex<State<A, R>>,
    done: Condvar,
}

struct State<A, R> {
    items: IntoIter<A>,
    /// The number of the next item.
    next: usize,
    /// How many items have no outcome yet.
    open: usize,
    /// The number of the first item of each piece, and its outcomes.
    pieces: Vec<(usize, Vec<Outcome<R>>)>,
}

/// Has all `items` run by the crew, `chunk` at a time. The outcomes come in the order of the items,
/// in one piece for each turn.
pub(super) fn map<S, A, R, W>(
    crew: &Crew<S>,
    items: Vec<A>,
    chunk: usize,
    run: W,
) -> Vec<Vec<Outcome<R>>>
where
    S: Send + 'static,
    A: Send + 'static,
    R: Send + 'static,
    W: Run<S, A, R>,
{
    let (count, chunk) = (items.len(), chunk.max(1));
    let map = Arc::new(Map {
        chunk,
        workers: crew.seats(),
        state: Mutex::new(State {
            items: items.into_iter(),
            next: 0,
            open: count,
            pieces: Vec::new(),
        }),
        done: Condvar::new(),
    });
    for _ in 0..count.div_ceil(chunk).min(crew.seats()) {
        crew.put(map.clone().turn(run.clone(), 1));
    }
    let open = |state: &mut State<A, R>| state.open > 0;
    let mut state = wait_while(&map.done, lock(&map.state), Duration::MAX, open);
    let mut pieces = std::mem::take(&mut state.pieces);
    drop(state);
    pieces.sort_unstable_by_key(|&(first, _)| first);
    pieces.into_iter().map(|(_, outcomes)| outcomes).collect()
}

impl<A, R> Map<A, R>
where
    A: Send + 'static,
    R: Send + 'static,
{
    /// A job that takes `chunks` chunks, and then goes on.
    fn turn<S: 'static>(self: Arc<Self>, run: impl Run<S, A, R>, chunks: usize) -> Job<S> {
        Job::in_turns(move |seat| {
            let (first, items) = self.take(chunks);
            if items.is_empty() {
                return None;
            }
            let turn = Turn {
                map: &self,
                first,
                count: items.len(),
                outcomes: Vec::new(),
            };
            let start = Instant::now();
            match seat {
                Ok(seat) => turn.end(run(seat, first, items)),
                Err(error) => turn.end(items.iter().map(|_| Err(error.clone().into())).collect()),
            }
            let next = more(chunks, start.elapsed());
            Some(self.turn(run, next))
        })
    }

    /// The next items, and the number of the first one.
    fn take(&self, chunks: usize) -> (usize, Vec<A>) {
        let mut state = lock(&self.state);
        // What is left is shared out in ever smaller portions, so that all end at the same time.
        let fair = state.items.len() / (4 * self.workers).max(1);
        let several = (chunks * self.chunk).min(fair).min(MOST);
        let first = state.next;
        let count = several.max(self.chunk);
        let items: Vec<A> = state.items.by_ref().take(count).collect();
        state.next += items.len();
        (first, items)
    }
}

/// How many chunks to take next, if `chunks` have taken so long.
fn more(chunks: usize, taken: Duration) -> usize {
    let fitting = TURN.as_secs_f64() / taken.as_secs_f64().max(1e-9) * chunks as f64;
    (fitting as usize).clamp(1, 2 * chunks)
}

/// A turn that was begun. Dropped without outcomes, it leaves errors: nobody waits for ever.
struct Turn<'a, A, R> {
    map: &'a Map<A, R>,
    first: usize,
    count: usize,
    outcomes: Vec<Outcome<R>>,
}

impl<A, R> Turn<'_, A, R> {
    fn end(mut self, outcomes: Vec<Outcome<R>>) {
        self.outcomes = outcomes;
    }
}

impl<A, R> Drop for Turn<'_, A, R> {
    fn drop(&mut self) {
        let mut outcomes = std::mem::take(&mut self.outcomes);
        outcomes.resize_with(self.count, || Err(Error::Closed.into()));
        let mut state = lock(&self.map.state);
        state.open -= self.count;
        state.pieces.push((self.first, outcomes));
        if state.open == 0 {
            self.map.done.notify_all();
        }
    }
}
