//! The items that wait in a queue, in order.

use crate::process::hub::Caller;
use crate::process::hub::sheet::{Failure, Sheet, Value, send_value};
use ipc_channel::ipc::IpcSharedMemory;
use serde::Serialize;
use std::collections::VecDeque;

/// What clients of a queue's broker send.
pub(super) mod ask {
    use crate::process::hub::FIRST;
    /// There is something on a tray.
    pub const LOOK: u8 = FIRST;
    /// Take what lies on my tray, and tell me.
    pub const FLUSH: u8 = FIRST + 1;
    /// An item, as bytes or to be opened. With 1: tell me when you have it.
    pub const PUT: u8 = FIRST + 2;
    /// May I put an item? With 1, the answer may wait until I may.
    pub const ROOM: u8 = FIRST + 3;
    /// Items, please. With 1, the answer may wait until there are any.
    pub const GET: u8 = FIRST + 4;
    /// I wait no longer. The answer comes at once, if it is not there already.
    pub const CANCEL: u8 = FIRST + 5;
    /// How many items are there?
    pub const COUNT: u8 = FIRST + 6;
    /// There will be no more items. Tell me when you know.
    pub const CLOSE: u8 = FIRST + 7;
}

/// What it answers.
pub(super) mod answer {
    use crate::process::hub::FIRST;
    /// You may.
    pub const YES: u8 = FIRST;
    /// Not now: there is no room, or no item.
    pub const NO: u8 = FIRST + 1;
    /// The queue is closed.
    pub const CLOSED: u8 = FIRST + 2;
    /// Items, as bytes; `number` of them, each with its length before it if there are several.
    pub const LOT: u8 = FIRST + 3;
    /// One item, to be opened.
    pub const VALUE: u8 = FIRST + 4;
    /// One item that could not be read, and why.
    pub const UNREADABLE: u8 = FIRST + 5;
    /// So many.
    pub const COUNT: u8 = FIRST + 6;
}

/// An item, in the form in which it is passed on.
pub(super) enum Item<T> {
    /// What it is, nobody here needs to know.
    Bytes(Box<[u8]>),
    /// The same for a long one.
    Memory(IpcSharedMemory),
    /// It may hold handles, which could be taken only while it was received.
    Value(Value<T>),
}

/// An item with its number, in the order in which the items were put.
pub(super) struct Numbered<T> {
    number: u64,
    pub item: Item<T>,
}

/// The items in order.
pub(super) struct Shelf<T> {
    items: VecDeque<Numbered<T>>,
    next: u64,
}

/// How many bytes are handed out at once, about.
const MOST_BYTES: usize = 32 * 1024;

impl<T> Shelf<T> {
    pub fn new() -> Shelf<T> {
        Shelf {
            items: VecDeque::new(),
            next: 0,
        }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn push(&mut self, item: Item<T>) {
        let number = self.next;
        self.next += 1;
        self.items.push_back(Numbered { number, item });
    }

    /// Puts items back to where they were. They are in order.
    pub fn put_back(&mut self, items: Vec<Numbered<T>>) {
        for item in items.into_iter().rev() {
            let place = self.items.partition_point(|i| i.number < item.number);
            self.items.insert(place, item);
        }
    }

    /// Takes the first items out, at most so many. Only short ones without handles go together.
    pub fn take(&mut self, at_most: usize) -> Vec<Numbered<T>> {
        let mut lot: Vec<Numbered<T>> = Vec::new();
        let mut bytes = 0;
        while let Some(Numbered { item, .. }) = self.items.front() {
            let alone = match item {
                Item::Bytes(item) => {
                    bytes += item.len();
                    false
                }
                _ => true,
            };
            let full = lot.len() >= at_most || bytes > MOST_BYTES || alone;
            if full && !lot.is_empty() {
                break;
            }
            lot.extend(self.items.pop_front());
            if alone {
                break;
            }
        }
        lot
    }
}

/// Sends a lot to a client.
pub(super) fn hand_over<T>(caller: &Caller, lot: &[Numbered<T>]) -> Result<(), Failure>
where
    T: Serialize + 'static,
{
    let sheet = caller.sheet(answer::LOT, lot.len() as u64);
    match lot {
        [one] => match &one.item {
            Item::Bytes(bytes) => caller.answer(Sheet { bytes, ..sheet }),
            Item::Memory(memory) => caller.answer(Sheet {
                memory: Some(memory),
                ..sheet
            }),
            Item::Value(Value(Ok(value))) => {
                let sheet = caller.sheet(answer::VALUE, 1);
                match send_value(caller.answers(), sheet, value) {
                    Err(Failure::Refused(why)) => unreadable(caller, &why),
                    sent => sent,
                }
            }
            Item::Value(Value(Err(why))) => unreadable(caller, why),
        },
        several => {
            let mut bytes = Vec::new();
            for item in several {
                if let Item::Bytes(item) = &item.item {
                    bytes.extend((item.len() as u64).to_le_bytes());
                    bytes.extend(item);
                }
            }
            let bytes = &bytes[..];
            caller.answer(Sheet { bytes, ..sheet })
        }
    }
}

fn unreadable(caller: &Caller, why: &str) -> Result<(), Failure> {
    let sheet = caller.sheet(answer::UNREADABLE, 1);
    let bytes = why.as_bytes();
    caller.answer(Sheet { bytes, ..sheet })
}
