//! The items of a queue, one after another.

use super::Queue;
use crate::process::Payload;
use crate::process::error::Error;

/// The iterator that [`Queue::iter`] gives.
#[derive(Debug)]
pub struct QueueIter<'a, T> {
    queue: &'a Queue<T>,
    ended: bool,
}

impl<'a, T> QueueIter<'a, T> {
    pub(super) fn over(queue: &'a Queue<T>) -> QueueIter<'a, T> {
        QueueIter {
            queue,
            ended: false,
        }
    }
}

impl<T: Payload> Iterator for QueueIter<'_, T> {
    type Item = Result<T, Error>;

    /// The next item. An item that cannot be read is an error and no end; a queue that is gone is
    /// an error, and then the end.
    fn next(&mut self) -> Option<Result<T, Error>> {
        if self.ended {
            return None;
        }
        let item = self.queue.get();
        self.ended = matches!(item, Err(Error::QueueClosed | Error::Gone(_)));
        match item {
            Err(Error::QueueClosed) => None,
            item => Some(item),
        }
    }
}

impl<'a, T: Payload> IntoIterator for &'a Queue<T> {
    type Item = Result<T, Error>;
    type IntoIter = QueueIter<'a, T>;

    fn into_iter(self) -> QueueIter<'a, T> {
        self.iter()
    }
}
