//! What a queue's handle does on a line: put and get.

use super::shelf::{answer, ask};
use super::tray::Put;
use crate::process::Payload;
use crate::process::error::Error;
use crate::process::hub::account::Credit;
use crate::process::hub::line::{Line, Lot};
use crate::process::hub::sheet::{
    self, Body, Content, Failure, Received, Sheet, Value, send_value,
};
use std::time::{Duration, Instant};

/// How long a call waits.
#[derive(Clone, Copy, Debug)]
pub(super) enum Patience {
    None,
    Until(Instant),
    Endless,
}

impl Patience {
    pub fn of(limit: Duration) -> Patience {
        // A limit beyond what the clock can count is no limit.
        let end = Instant::now().checked_add(limit);
        end.map_or(Patience::Endless, Patience::Until)
    }
}

/// Asks, and waits for the answer. When patience is over, the answer says so.
fn asked<C: Content>(line: &mut Line, kind: u8, wait: Patience) -> Result<Received<C>, Error> {
    let may_wait = !matches!(wait, Patience::None);
    line.tell(line.sheet(kind, may_wait.into()))?;
    if let Patience::Until(end) = wait {
        if let Some(answer) = line.answer_until(end)? {
            return Ok(answer);
        }
        line.tell(line.sheet(ask::CANCEL, 0))?;
    }
    line.answer()
}

/// Asks whether an item may be put.
fn permitted(line: &mut Line, patience: Patience) -> Result<bool, Error> {
    match line.account.pay() {
        Credit::Paid => return Ok(true),
        Credit::Closed => return Err(Error::QueueClosed),
        Credit::Gone => return Err(line.host().gone()),
        Credit::Spent => {}
    }
    match asked::<()>(line, ask::ROOM, patience)?.kind {
        answer::YES => Ok(true),
        answer::CLOSED => Err(Error::QueueClosed),
        _ => Ok(false),
    }
}

/// Puts an item that surely holds no handles; `false`: there was no room.
pub(super) fn put_plain<T: Payload>(
    line: &mut Line,
    item: &T,
    patience: Patience,
) -> Result<bool, Error> {
    let mut bytes = Vec::new();
    sheet::write(&mut bytes, item).map_err(Error::Unsendable)?;
    if !permitted(line, patience)? {
        return Ok(false);
    }
    line.check()?;
    loop {
        match line.account.tray().put(&bytes) {
            Put::Rings => return line.tell(line.sheet(ask::LOOK, 0)).map(|()| true),
            Put::Done => return Ok(true),
            Put::Full => line.tell(line.sheet(ask::FLUSH, 0))?,
            Put::TooLong => {
                let bytes = &bytes[..];
                let sheet = line.sheet(ask::PUT, 1);
                line.tell(Sheet { bytes, ..sheet })?;
                return line.answer::<()>().map(|_| true);
            }
        }
        line.answer::<()>()?;
    }
}

/// Puts an item that may hold handles; `false`: there was no room.
///
/// All items of its type go this way, and so they stay in order, though nobody waits here until the
/// item has come.
pub(super) fn put_value<T: Payload>(
    line: &mut Line,
    item: &T,
    patience: Patience,
) -> Result<bool, Error> {
    if !permitted(line, patience)? {
        return Ok(false);
    }
    match send_value(line.door(), line.sheet(ask::PUT, 0), item) {
        Ok(()) => Ok(true),
        // For example too many handles. The permission is still good.
        Err(Failure::Refused(why)) => {
            line.account.grant(1);
            Err(Error::Unsendable(why))
        }
        Err(Failure::Gone) => Err(line.host().gone()),
    }
}

/// Takes an item out; `None`: there was none.
pub(super) fn get<T: Payload>(line: &mut Line, patience: Patience) -> Result<Option<T>, Error> {
    if line.account.begin_next()
        && let Some(item) = line.lot.next()
    {
        return read(item).map(Some);
    }
    line.account.finish();
    let answer = asked::<Value<T>>(line, ask::GET, patience)?;
    match (answer.kind, answer.body) {
        (answer::VALUE, Body::Opened(Value(item))) => item.map(Some).map_err(Error::Unsendable),
        (answer::LOT, Body::Bytes(bytes)) if answer.number == 1 => read(&bytes).map(Some),
        (answer::LOT, Body::Memory(bytes)) => read(&bytes).map(Some),
        (answer::LOT, Body::Bytes(bytes)) => {
            line.lot = Lot::new(bytes);
            line.lot.next().map(read).transpose()
        }
        (answer::UNREADABLE, Body::Bytes(why)) => {
            let why = String::from_utf8_lossy(&why).into_owned();
            Err(Error::Unsendable(why))
        }
        (answer::CLOSED, _) => Err(Error::QueueClosed),
        _ => Ok(None),
    }
}

fn read<T: Payload>(bytes: &[u8]) -> Result<T, Error> {
    sheet::read(bytes).map_err(Error::Unsendable)
}
