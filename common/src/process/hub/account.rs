//! The account of a line: eight bytes that client and server both see, and that outlast the client.
//!
//! It says how much the client may still send without asking (its credit), and how far it has come
//! with what it was handed. Both sides change it at any moment, so each change is one atomic step,
//! and nothing is ever locked.

use crate::process::memory::mapping::Memory;
use crate::process::queue::tray::Tray;
use ipc_channel::ipc::IpcSharedMemory;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// The shared bytes. Behind the account there may be a tray.
pub(crate) struct Account(Memory<IpcSharedMemory>);

/// What stands in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    /// How many items the client may put.
    credit: u32,
    /// Whether it is still at the item before `next`.
    busy: bool,
    /// Which item of its lot it takes next.
    next: u16,
    /// Where its lot ends.
    end: u16,
}

/// More credit than anybody can use up.
const ENDLESS: u32 = u32::MAX - 2;
/// No credit any more, ever.
const CLOSED: u32 = u32::MAX - 1;
/// There is nobody any more who could give credit.
const GONE: u32 = u32::MAX;

/// Whether the client may put an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credit {
    /// It may, and has paid.
    Paid,
    /// It has to ask first.
    Spent,
    /// Never again.
    Closed,
    /// The server is not there any more.
    Gone,
}

/// How far a client has come with its lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The first item that it has not finished.
    pub unfinished: usize,
    /// The first item that it has not begun.
    pub next: usize,
    /// How many of the lot were its own.
    pub end: usize,
}

impl Account {
    /// New memory: no credit, no lot, and a tray of so many words.
    pub fn new(tray: usize) -> (Account, IpcSharedMemory) {
        let memory = IpcSharedMemory::from_bytes(&vec![0; (1 + tray) * size_of::<AtomicU64>()]);
        (Account::over(memory.clone()), memory)
    }

    /// The other side's view of the same memory.
    pub fn over(memory: IpcSharedMemory) -> Account {
        Account(Memory::sent(memory))
    }

    fn cell(&self) -> &AtomicU64 {
        &self.0.cells()[0]
    }

    /// What is under way from the client.
    pub fn tray(&self) -> Tray<'_> {
        Tray::over(&self.0.cells()[1..])
    }

    // The client's side.

    /// Takes credit for one item.
    pub fn pay(&self) -> Credit {
        let before = self.change(|now| match now.credit {
            0 | ENDLESS.. => None,
            credit => Some(Entry {
                credit: credit - 1,
                ..now
            }),
        });
        match before.credit {
            0 => Credit::Spent,
            CLOSED => Credit::Closed,
            GONE => Credit::Gone,
            _ => Credit::Paid,
        }
    }

    /// Begins the next item of the lot, and with that has finished the one before. `false`: there
    /// is no next one.
    pub fn begin_next(&self) -> bool {
        let before = self.change(|now| {
            (now.next < now.end).then(|| Entry {
                busy: true,
                next: now.next + 1,
                ..now
            })
        });
        before.next < before.end
    }

    /// Has finished the item that it was at.
    pub fn finish(&self) {
        self.change(|now| Some(Entry { busy: false, ..now }));
    }

    // The server's side.

    /// Gives credit for `items` more.
    pub fn grant(&self, items: u32) {
        self.change(|now| match now.credit {
            ENDLESS.. => None,
            credit => Some(Entry {
                credit: credit.saturating_add(items).min(ENDLESS - 1),
                ..now
            }),
        });
    }

    /// The client need never ask.
    pub fn grant_endless(&self) {
        self.set_credit(ENDLESS);
    }

    /// The client may put nothing any more.
    pub fn close(&self) {
        self.set_credit(CLOSED);
    }

    /// The server goes.
    pub fn leave(&self) {
        self.set_credit(GONE);
    }

    fn set_credit(&self, credit: u32) {
        self.change(|now| Some(Entry { credit, ..now }));
    }

    /// Takes the credit away that was not used, and says how much it was.
    pub fn withdraw(&self) -> u32 {
        let before = self.change(|now| match now.credit {
            ENDLESS.. => None,
            _ => Some(Entry { credit: 0, ..now }),
        });
        match before.credit {
            ENDLESS.. => 0,
            credit => credit,
        }
    }

    /// A new lot of so many items, the first of which the client begins at once. It must be waiting
    /// for them.
    pub fn hand_out(&self, items: usize) {
        let end = u16::try_from(items).expect("lots are small");
        self.change(|now| {
            Some(Entry {
                busy: true,
                next: 1,
                end,
                ..now
            })
        });
    }

    /// Takes back what the client has not begun of its lot, and says where that is.
    pub fn take_back(&self) -> Position {
        position(self.change(|now| {
            Some(Entry {
                end: now.next,
                ..now
            })
        }))
    }

    /// How far the client has come.
    pub fn position(&self) -> Position {
        position(Entry::unpack(self.cell().load(Ordering::Acquire)))
    }

    /// Changes the entry in one step, unless `change` wants no change. Returns what was there.
    fn change(&self, change: impl Fn(Entry) -> Option<Entry>) -> Entry {
        let change = |bits| change(Entry::unpack(bits)).map(Entry::pack);
        let cell = self.cell();
        let before = cell.fetch_update(Ordering::AcqRel, Ordering::Acquire, change);
        Entry::unpack(before.unwrap_or_else(|unchanged| unchanged))
    }
}

fn position(entry: Entry) -> Position {
    let next = entry.next.into();
    Position {
        unfinished: next - usize::from(entry.busy && next > 0),
        next,
        end: entry.end.into(),
    }
}

impl Entry {
    fn pack(self) -> u64 {
        let lot = u64::from(self.busy) << 31 | u64::from(self.next) << 16 | u64::from(self.end);
        u64::from(self.credit) << 32 | lot
    }

    fn unpack(bits: u64) -> Entry {
        Entry {
            credit: (bits >> 32) as u32,
            busy: bits >> 31 & 1 == 1,
            next: (bits >> 16) as u16 & 0x7fff,
            end: bits as u16,
        }
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Entry::unpack(self.cell().load(Ordering::Acquire)).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credit_is_used_up_and_can_be_withdrawn() {
        let (client, memory) = Account::new(0);
        let hub = Account::over(memory);
        assert_eq!(client.pay(), Credit::Spent);
        hub.grant(3);
        assert_eq!((client.pay(), hub.withdraw()), (Credit::Paid, 2));
        assert_eq!((client.pay(), hub.withdraw()), (Credit::Spent, 0));
        hub.grant_endless();
        hub.grant(1);
        assert_eq!((client.pay(), hub.withdraw()), (Credit::Paid, 0));
        hub.close();
        hub.grant(1);
        assert_eq!((client.pay(), hub.withdraw()), (Credit::Closed, 0));
        hub.leave();
        assert_eq!((client.pay(), hub.withdraw()), (Credit::Gone, 0));
    }

    #[test]
    fn a_lot_is_begun_item_by_item_and_the_rest_can_be_taken_back() {
        let at = |unfinished, next, end| Position {
            unfinished,
            next,
            end,
        };
        let (client, memory) = Account::new(0);
        let hub = Account::over(memory);
        assert_eq!((client.begin_next(), hub.position()), (false, at(0, 0, 0)));
        hub.hand_out(4);
        assert_eq!(hub.position(), at(0, 1, 4));
        assert_eq!((client.begin_next(), hub.position()), (true, at(1, 2, 4)));
        assert_eq!(hub.take_back(), at(1, 2, 4));
        assert_eq!((client.begin_next(), hub.position()), (false, at(1, 2, 2)));
        client.finish();
        assert_eq!(hub.position(), at(2, 2, 2));
        hub.grant(7);
        assert_eq!((hub.position(), client.pay()), (at(2, 2, 2), Credit::Paid));
    }
}
