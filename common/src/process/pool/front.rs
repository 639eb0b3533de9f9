//! What pools and executors have in common: handing in tasks, alone or in chunks, and gathering
//! what comes of them.

use super::crew::{Crew, Job};
use super::lazy::Imap;
use super::map;
use super::progress::Progress;
use super::seat::Seat;
use super::task::Task;
use crate::panics;
use crate::process::call::call;
use crate::process::error::Error;
use crate::process::worker::function::carries_nothing;
use crate::process::{Function, Outcome, Payload, unbox};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Instant;

/// Where outcomes go.
pub(super) trait Sink<R>: Send {
    /// The task is about to run; `false`: nobody wants it any more.
    fn begin(&self) -> bool;
    /// The outcomes of a chunk, in the order of its tasks.
    fn finish(self: Box<Self>, outcomes: Vec<Outcome<R>>);
}

/// Where tasks run.
pub(super) enum Engine {
    /// In the thread that hands them in, at once: for debugging.
    Inline,
    Threads(Crew<()>),
    Processes(Crew<Seat>),
}

/// The common part of a pool and an executor.
pub(super) struct Front {
    pub engine: Engine,
    /// How many tasks a lazy iterator keeps under way; `None`: two for each worker.
    pub window: Option<usize>,
    /// How many tasks were handed in, and how many have ended.
    pub progress: Progress,
    submitted: AtomicUsize,
}

impl Front {
    pub fn new(engine: Engine) -> Front {
        Front {
            engine,
            window: None,
            progress: Progress::default(),
            submitted: AtomicUsize::new(0),
        }
    }

    pub fn workers(&self) -> usize {
        match &self.engine {
            Engine::Inline => 0,
            Engine::Threads(crew) => crew.seats(),
            Engine::Processes(crew) => crew.seats(),
        }
    }

    /// Hands in a chunk of tasks, the first of which is number `first`.
    pub fn put<F, A, R>(&self, f: F, first: usize, arguments: Vec<A>, sink: Box<dyn Sink<R>>)
    where
        F: Function<A, R>,
        A: Payload,
        R: Payload,
    {
        carries_nothing::<F>();
        self.progress.more(arguments.len());
        match &self.engine {
            Engine::Inline => begin(sink, || here(f, first, arguments, &self.progress)),
            Engine::Threads(crew) => {
                let progress = self.progress.clone();
                crew.put(Job::new(move |seat| match seat {
                    Ok(()) => begin(sink, || here(f, first, arguments, &progress)),
                    Err(error) => begin(sink, || all(arguments.len(), &error)),
                }));
            }
            Engine::Processes(crew) => crew.put(Job::new(move |seat| match seat {
                Ok(seat) => begin(sink, || there::<F, A, R>(seat, first, arguments)),
                Err(error) => begin(sink, || all(arguments.len(), &error)),
            })),
        }
    }

    /// All results, or the first error in the order of the items.
    pub fn map<F, A, R, I>(&self, f: F, items: I, chunk: Option<usize>) -> Result<Vec<R>, Error>
    where
        F: Function<A, R>,
        A: Payload,
        R: Payload,
        I: IntoIterator<Item = A>,
    {
        let outcomes = self.pieces(f, items.into_iter().collect(), chunk);
        outcomes.into_iter().flatten().map(unbox).collect()
    }

    /// A result or an error for each item.
    pub fn try_map<F, A, R, I>(&self, f: F, items: I) -> Vec<Result<R, Error>>
    where
        F: Function<A, R>,
        A: Payload,
        R: Payload,
        I: IntoIterator<Item = A>,
    {
        let outcomes = self.pieces(f, items.into_iter().collect(), None);
        outcomes.into_iter().flatten().map(unbox).collect()
    }

    /// The outcomes in the order of the items, in pieces as they were run.
    fn pieces<F, A, R>(&self, f: F, items: Vec<A>, chunk: Option<usize>) -> Vec<Vec<Outcome<R>>>
    where
        F: Function<A, R>,
        A: Payload,
        R: Payload,
    {
        carries_nothing::<F>();
        // Four chunks for each worker: few enough to be cheap, enough to even out what takes
        // longer. More than some thousand items gain nothing by travelling together.
        self.progress.more(items.len());
        let even = items.len() / (4 * self.workers()).max(1);
        let chunk = chunk.unwrap_or(even.min(map::MOST));
        match &self.engine {
            Engine::Inline => vec![here(f, 0, items, &self.progress)],
            Engine::Threads(crew) => {
                let progress = self.progress.clone();
                let run = move |_: &mut (), first, items| here(f, first, items, &progress);
                map::map(crew, items, chunk, run)
            }
            Engine::Processes(crew) => map::map(crew, items, chunk, there::<F, A, R>),
        }
    }

    pub fn imap<F, I, R>(&self, f: F, items: I, ordered: bool) -> Imap<'_, F, I, R>
    where
        F: Function<I::Item, R>,
        I: Iterator<Item: Payload>,
        R: Payload,
    {
        Imap::new(self, f, items, ordered)
    }

    pub fn submit<F, A, R>(&self, f: F, argument: A) -> Task<R>
    where
        F: Function<A, R>,
        A: Payload,
        R: Payload,
    {
        let (task, sink) = Task::new(self.next_number());
        self.put(f, task.number(), vec![argument], sink);
        task
    }

    pub fn apply<F, A, R>(&self, f: F, argument: A) -> Result<R, Error>
    where
        F: Function<A, R>,
        A: Payload,
        R: Payload,
    {
        carries_nothing::<F>();
        let mut argument = Some(argument);
        if let Engine::Processes(crew) = &self.engine {
            let leased = crew.lease(|seat| {
                self.progress.more(1);
                let arguments = argument.take().into_iter().collect();
                there::<F, A, R>(seat, self.next_number(), arguments).pop()
            });
            if let Some(outcome) = leased {
                return outcome.map_or(Err(Error::Closed), unbox);
            }
        }
        match argument {
            Some(argument) => self.submit(f, argument).get(),
            None => Err(Error::Closed),
        }
    }

    fn next_number(&self) -> usize {
        self.submitted.fetch_add(1, Ordering::Relaxed)
    }
}

/// Runs what `sink` waits for, unless nobody wants it any more.
fn begin<R>(sink: Box<dyn Sink<R>>, run: impl FnOnce() -> Vec<Outcome<R>>) {
    if sink.begin() {
        sink.finish(run());
    }
}

/// Runs a chunk in this thread.
fn here<F, A, R>(f: F, first: usize, arguments: Vec<A>, progress: &Progress) -> Vec<Outcome<R>>
where
    F: Fn(A) -> R,
{
    let run = |(i, argument)| {
        let result = panics::catch(|| f(argument));
        progress.ended(1);
        result.map_err(|panic| {
            Box::new(Error::Panicked {
                message: panic.message,
                location: panic.location,
                task: first + i,
                pid: std::process::id(),
            })
        })
    };
    arguments.into_iter().enumerate().map(run).collect()
}

/// Runs a chunk in the seat's worker, or in several one after another if one may not have so many
/// tasks.
fn there<F, A, R>(seat: &mut Seat, first: usize, mut arguments: Vec<A>) -> Vec<Outcome<R>>
where
    F: Function<A, R>,
    A: Payload,
    R: Payload,
{
    let start = Instant::now();
    let mut outcomes = Vec::new();
    while !arguments.is_empty() {
        let rest = arguments.split_off(seat.room().clamp(1, arguments.len()));
        outcomes.append(&mut call::<F, A, R>(
            seat,
            first + outcomes.len(),
            arguments,
        ));
        seat.rest();
        arguments = rest;
    }
    seat.was_busy(start.elapsed());
    outcomes
}

fn all<R>(count: usize, error: &Error) -> Vec<Outcome<R>> {
    (0..count).map(|_| Err(error.clone().into())).collect()
}

/// A chunk's outcomes, with the number of its first task.
pub(super) type Gathered<R> = (usize, Vec<Outcome<R>>);

/// Gathers the outcomes of many chunks in one channel.
pub(super) struct Gather<R> {
    sender: mpsc::Sender<Gathered<R>>,
    /// Set when nobody will look at what is still to come.
    pub abandoned: Arc<AtomicBool>,
}

impl<R: Send + 'static> Gather<R> {
    pub fn new() -> (Gather<R>, mpsc::Receiver<Gathered<R>>) {
        let (sender, receiver) = mpsc::channel();
        let abandoned = Arc::new(AtomicBool::new(false));
        (Gather { sender, abandoned }, receiver)
    }

    pub fn sink(&self, first: usize) -> Box<dyn Sink<R>> {
        Box::new(Part {
            first,
            sender: self.sender.clone(),
            abandoned: self.abandoned.clone(),
        })
    }
}

struct Part<R> {
    first: usize,
    sender: mpsc::Sender<Gathered<R>>,
    abandoned: Arc<AtomicBool>,
}

impl<R: Send> Sink<R> for Part<R> {
    fn begin(&self) -> bool {
        !self.abandoned.load(Ordering::Relaxed)
    }

    fn finish(self: Box<Self>, outcomes: Vec<Outcome<R>>) {
        // An error means that nobody listens any more, and that is fine.
        let _ = self.sender.send((self.first, outcomes));
    }
}
