//! The queue: its handle, and behind it the two sides.
//!
//! A client says what it wants in an `exchange` with the `broker` in the process that made the queue.
//! The broker keeps the items on its `shelf`, and gives producers `room`. Small items of a `plain` type
//! go through a `tray` of shared memory, many at a time.

mod broker;
mod exchange;
mod handle;
pub(super) mod iter;
mod plain;
mod room;
mod shelf;
pub(super) mod tray;

use super::Payload;
use super::error::Error;
use super::hub::Hub;
use super::hub::line::{Kind, Lines};
use broker::Broker;
use exchange::Patience;
use iter::QueueIter;
use plain::is_plain;
use shelf::ask;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// A queue between processes and threads: many may put, many may get.
///
/// ```
/// use common::process::{Error, Pool, Queue};
///
/// fn square(numbers: Queue<u64>, squares: Queue<u64>) -> Result<(), Error> {
///     for n in &numbers {
///         let n = n?;
///         squares.put(n * n)?;
///     }
///     Ok(())
/// }
///
/// let pool = Pool::new(2)?;
/// let (numbers, squares) = (Queue::new(10)?, Queue::unbounded()?);
/// let workers = [(); 2].map(|()| {
///     let queues = (numbers.clone(), squares.clone());
///     pool.submit(|(a, b)| square(a, b).map_err(|e| e.to_string()), queues)
/// });
/// numbers.put_all(1..=100)?;
/// numbers.close()?;
/// for worker in workers {
///     worker.get()?.unwrap();
/// }
/// squares.close()?;
/// let sum: u64 = squares.iter().map(Result::unwrap).sum();
/// assert_eq!(sum, 338_350);
/// # Ok::<(), Error>(())
/// ```
///
/// A clone is another handle to the same queue. Give each thread its own; in an argument, a handle
/// travels to a worker. The items are kept in the process that made the queue: when the last clone
/// is dropped *there*, or that process ends, the queue is gone, and all other calls end with
/// [`Error::Gone`]. (A handle that comes back there out of a message does not count. One that was
/// given to a child or a task does, as long as that runs: so whoever leaves early, with an error,
/// first calls [`close`](Queue::close), or its children wait on.)
///
/// # What it promises
///
/// * An item that was put is handed out **once** as long as nobody dies, and items come out in the
///   order in which they were put, whoever put them: first the one whose `put` returned before the
///   other one began.
/// * Whoever gets an item **has it in hand** until it asks that handle for the next one or drops
///   it. If its process dies before that (it is killed, it crashes, it leaves with `exit`), the
///   item goes back to its place, in front of all that were put later, as soon as the system tells
///   of the death, and somebody else gets it.
///   So the death of a consumer loses nothing, and the item in its hand may be worked on twice.
///   An item that kills everybody who gets it will come up again and again.
/// * A panic is no death: the handle is dropped on the way, and the item counts as done.
/// * An item whose `put` has returned outlives its producer. One whose `put` was cut off by the
///   death of the producer is there whole, or not at all.
/// * Nobody's death hurts the others. Nothing is locked while somebody waits.
/// * In a bounded queue, never more than `capacity` items wait. (Only what a dead consumer had in
///   hand may come on top.)
/// * After [`close`](Queue::close), what is in the queue can still be got; then there is
///   [`Error::QueueClosed`].
///
/// Where Python's `Queue` writes to a pipe in a thread of its own, so that a process which is
/// joined before its items are read never ends, a `put` here has ended when it returns. A process
/// can be joined before anybody gets its items. With a bounded queue this holds as long as they
/// fit: a `put` that waits for room waits for whoever is to `get`, so do not join it before that.
///
/// # What it does not promise
///
/// * A `put` that happens at the same moment as a `close` in another process may return without
///   an error, and its item be left in the queue if nobody asks any more.
/// * An item that holds a *receiving* end (an `IpcReceiver`, an end of a [`pipe`](super::pipe()))
///   goes with the consumer that dies: such an end cannot be sent twice.
///
/// # What it costs
///
/// Short items go through shared memory, and a message is sent only if somebody waits for them; as
/// long as many are there, they are handed out by the dozen. That is for items made of the standard
/// library's types. Others may hold handles, and each of them is a message to and fro.
pub struct Queue<T> {
    lines: Lines,
    /// `None` in a handle that has come out of a message.
    hub: Option<Arc<Hub>>,
    capacity: Option<usize>,
    plain: bool,
    items: PhantomData<fn(T) -> T>,
}

impl<T: Payload> Queue<T> {
    /// A queue in which at most `capacity` items wait; 0 counts as 1.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when the system has no channel or thread left.
    pub fn new(capacity: usize) -> Result<Queue<T>, Error> {
        Queue::start(Some(capacity.max(1)))
    }

    /// A queue that takes as much as there is memory.
    ///
    /// # Errors
    ///
    /// As for [`new`](Queue::new).
    pub fn unbounded() -> Result<Queue<T>, Error> {
        Queue::start(None)
    }

    fn start(capacity: Option<usize>) -> Result<Queue<T>, Error> {
        let (hub, door) = Hub::start(Broker::<T>::new(capacity))?;
        let lines = Lines::new(door, Kind::Queue, std::process::id());
        Ok(Queue::over(lines, Some(Arc::new(hub)), capacity))
    }

    /// Puts an item, and waits for room if there is none.
    ///
    /// # Errors
    ///
    /// [`Error::QueueClosed`], [`Error::Gone`], and [`Error::Unsendable`] if the item cannot be
    /// written to bytes.
    pub fn put(&self, item: T) -> Result<(), Error> {
        self.put_until(item, Patience::Endless).map(|_| ())
    }

    /// Puts an item if there is room; otherwise gives it back.
    ///
    /// # Errors
    ///
    /// As for [`put`](Queue::put).
    pub fn try_put(&self, item: T) -> Result<Option<T>, Error> {
        self.put_until(item, Patience::None)
    }

    /// Puts an item, waits at most `limit` for room, and then gives it back.
    ///
    /// # Errors
    ///
    /// As for [`put`](Queue::put).
    pub fn put_timeout(&self, item: T, limit: Duration) -> Result<Option<T>, Error> {
        self.put_until(item, Patience::of(limit))
    }

    /// Puts one item after another.
    ///
    /// # Errors
    ///
    /// As for [`put`](Queue::put). The items before the one that failed have been put.
    pub fn put_all(&self, items: impl IntoIterator<Item = T>) -> Result<(), Error> {
        items.into_iter().try_for_each(|item| self.put(item))
    }

    /// Takes an item out, and waits for one if there is none.
    ///
    /// # Errors
    ///
    /// [`Error::QueueClosed`] when the queue is closed and empty, [`Error::Gone`], and
    /// [`Error::Unsendable`] if there is an item that cannot be read. (It counts as taken.)
    pub fn get(&self) -> Result<T, Error> {
        loop {
            if let Some(item) = self.get_until(Patience::Endless)? {
                return Ok(item);
            }
        }
    }

    /// Takes an item out if there is one.
    ///
    /// # Errors
    ///
    /// As for [`get`](Queue::get).
    pub fn try_get(&self) -> Result<Option<T>, Error> {
        self.get_until(Patience::None)
    }

    /// Takes an item out, and waits for one at most `limit`.
    ///
    /// # Errors
    ///
    /// As for [`get`](Queue::get).
    pub fn get_timeout(&self, limit: Duration) -> Result<Option<T>, Error> {
        self.get_until(Patience::of(limit))
    }

    /// The items as they come, until the queue is closed and empty.
    pub fn iter(&self) -> QueueIter<'_, T> {
        QueueIter::over(self)
    }

    /// How many items wait. Others may put and get at the same moment.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`].
    pub fn len(&self) -> Result<usize, Error> {
        self.lines.with(|line| {
            line.tell(line.sheet(ask::COUNT, 0))?;
            Ok(line.answer::<()>()?.number as usize)
        })
    }

    /// Whether no item waits.
    ///
    /// # Errors
    ///
    /// [`Error::Gone`].
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.len().map(|items| items == 0)
    }

    /// How many items may wait; `None`: any number.
    pub fn capacity(&self) -> Option<usize> {
        self.capacity
    }

    /// Takes no more items. Whoever waits for room, or for an item, goes on with
    /// [`Error::QueueClosed`].
    ///
    /// # Errors
    ///
    /// [`Error::Gone`].
    pub fn close(&self) -> Result<(), Error> {
        self.lines.with(|line| {
            line.tell(line.sheet(ask::CLOSE, 0))?;
            line.answer::<()>().map(|_| ())
        })
    }
}

impl<T: Payload> Queue<T> {
    fn put_until(&self, item: T, patience: Patience) -> Result<Option<T>, Error> {
        let put = self.lines.with(|line| match self.plain {
            true => exchange::put_plain(line, &item, patience),
            false => exchange::put_value(line, &item, patience),
        })?;
        Ok((!put).then_some(item))
    }

    fn get_until(&self, patience: Patience) -> Result<Option<T>, Error> {
        self.lines.with(|line| exchange::get(line, patience))
    }
}

impl<T> Queue<T> {
    fn over(lines: Lines, hub: Option<Arc<Hub>>, capacity: Option<usize>) -> Queue<T> {
        Queue {
            lines,
            hub,
            capacity,
            plain: is_plain::<T>(),
            items: PhantomData,
        }
    }
}
