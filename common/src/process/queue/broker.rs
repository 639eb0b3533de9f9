//! Who gets what: the broker of a queue, in the process that made it.
//!
//! It keeps each item until whoever got it asks for the next one, so that an item whose consumer
//! dies goes back to its place. A consumer gets several items at once while there are many. As soon
//! as another one asks, what has not been begun is taken back, so that items are begun in order.
//!
//! Who may put an item when there is not room for all is the matter of `room`.

use super::shelf::{Item, Numbered, Shelf, answer, ask, hand_over};
use super::tray;
use crate::process::Payload;
use crate::process::hub::account::Account;
use crate::process::hub::sheet::{Body, Failure, Received, Value};
use crate::process::hub::{Caller, Service};
use std::collections::{HashMap, VecDeque};

/// How many items a consumer is given at once, at most.
const MOST_AT_ONCE: usize = 256;

/// A queue's items and clients.
pub(super) struct Broker<T> {
    shelf: Shelf<T>,
    /// `None`: there is always room.
    pub capacity: Option<usize>,
    pub closed: bool,
    pub clients: HashMap<u32, Client<T>>,
    /// Who waits for an item, longest first.
    hungry: VecDeque<u32>,
    /// Who waits for room, longest first.
    pub blocked: VecDeque<u32>,
}

pub(super) struct Client<T> {
    caller: Caller,
    /// What it was handed last, from the first item on that it may not have finished.
    lot: Vec<Numbered<T>>,
    /// How many items it is given at once: twice as many each time that it could begin them all.
    appetite: usize,
    /// Whether it has ever asked for room.
    pub produces: bool,
    /// How many items it has permission for and has not put yet.
    pub permitted: usize,
}

impl<T> Client<T> {
    pub fn account(&self) -> &Account {
        &self.caller.account
    }
}

impl<T: Payload> Broker<T> {
    pub fn new(capacity: Option<usize>) -> Broker<T> {
        Broker {
            shelf: Shelf::new(),
            capacity,
            closed: false,
            clients: HashMap::new(),
            hungry: VecDeque::new(),
            blocked: VecDeque::new(),
        }
    }

    /// Takes what lies on all trays, in the order in which it was put.
    ///
    /// What was put after we began to look stays there: what was put before it may lie on a tray
    /// that we have seen already.
    fn gather(&mut self) {
        let mut items = Vec::new();
        let now = tray::now();
        for client in self.clients.values_mut() {
            let before = items.len();
            let tray = client.caller.account.tray();
            tray.take(now, |time, item| items.push((time, item)));
            let came = items.len() - before;
            client.permitted = client.permitted.saturating_sub(came);
        }
        items.sort_by_key(|&(time, _)| time);
        for (_, item) in items {
            self.shelf.push(Item::Bytes(item));
        }
    }

    /// An item comes as a message of its own. Among others that may come by a tray, its producer
    /// waits until it is here, so that none can overtake it.
    fn put(&mut self, line: u32, waits: bool, body: Body<Value<T>>) {
        self.gather();
        if let Some(client) = self.clients.get_mut(&line) {
            client.permitted = client.permitted.saturating_sub(1);
        }
        self.shelf.push(match body {
            Body::Bytes(bytes) => Item::Bytes(bytes),
            Body::Memory(memory) => Item::Memory(memory),
            Body::Opened(value) => Item::Value(value),
        });
        if waits {
            self.say(line, answer::YES, 0);
        }
        self.feed();
    }

    /// A client asks for items, and so has finished all it had.
    fn get(&mut self, line: u32, wait: bool) {
        let Some(client) = self.clients.get_mut(&line) else {
            return;
        };
        client.lot.clear();
        self.hungry.push_back(line);
        self.feed();
        if self.hungry.back() != Some(&line) {
            return;
        }
        if self.closed {
            self.hungry.pop_back();
            self.say(line, answer::CLOSED, 0);
        } else if !wait {
            self.hungry.pop_back();
            self.say(line, answer::NO, 0);
        }
    }

    /// Gives items to those who wait for them, as far as there are any.
    fn feed(&mut self) {
        if !self.hungry.is_empty() {
            self.take_back_all();
        }
        while !self.hungry.is_empty() && self.find_any() {
            if let Some(line) = self.hungry.pop_front() {
                self.hand_out(line);
            }
        }
        self.admit();
    }

    /// Whether there is an item, on the shelf or on a tray. If not, the next one will be told of.
    fn find_any(&mut self) -> bool {
        if self.shelf.len() == 0 {
            self.gather();
        }
        if self.shelf.len() == 0 {
            for client in self.clients.values() {
                client.account().tray().silence();
            }
            self.gather();
        }
        self.shelf.len() > 0
    }

    fn hand_out(&mut self, line: u32) {
        // While somebody waits, be it for an item or for room, each item is to be heard of at once.
        let nobody_waits = self.hungry.is_empty() && self.blocked.is_empty();
        let Some(client) = self.clients.get_mut(&line) else {
            return;
        };
        client.lot = match nobody_waits {
            true => self.shelf.take(client.appetite),
            false => self.shelf.take(1),
        };
        client.appetite = (2 * client.appetite).min(MOST_AT_ONCE);
        client.account().hand_out(client.lot.len());
        // A client that is gone will soon be heard of, and then its lot goes back. One that cannot
        // be sent anything for another reason must not wait for ever.
        if let Err(Failure::Refused(_)) = hand_over(&client.caller, &client.lot) {
            self.gone(line);
        }
    }

    /// Takes back all that nobody has begun.
    pub fn take_back_all(&mut self) {
        for client in self.clients.values_mut().filter(|c| c.lot.len() > 1) {
            let position = client.account().take_back();
            let back = client.lot.split_off(position.next.min(client.lot.len()));
            if !back.is_empty() {
                client.appetite = client.lot.len();
                self.shelf.put_back(back);
            }
        }
    }

    /// How many items were handed out that nobody has begun: they count as waiting.
    fn unbegun(&self) -> usize {
        let lots = self.clients.values().filter(|c| c.lot.len() > 1);
        lots.map(|client| client.account().position())
            .map(|position| position.end.saturating_sub(position.next))
            .sum()
    }

    pub fn len(&self) -> usize {
        self.shelf.len() + self.unbegun()
    }

    /// A client does not want to wait any longer. If it has been answered meanwhile, that counts.
    fn cancel(&mut self, line: u32) {
        let waiting = self.hungry.len() + self.blocked.len();
        self.hungry.retain(|&other| other != line);
        self.blocked.retain(|&other| other != line);
        if waiting > self.hungry.len() + self.blocked.len() {
            self.say(line, answer::NO, 0);
        }
    }

    fn close(&mut self) {
        self.closed = true;
        for client in self.clients.values() {
            client.account().close();
        }
        // Those who wait for items wait because there are none.
        let waiting = self.hungry.drain(..).chain(self.blocked.drain(..));
        let waiting: Vec<u32> = waiting.collect();
        for line in waiting {
            self.say(line, answer::CLOSED, 0);
        }
    }

    pub fn say(&self, line: u32, kind: u8, number: u64) {
        if let Some(client) = self.clients.get(&line) {
            // If it is gone, we shall hear of it.
            let _ = client.caller.answer(client.caller.sheet(kind, number));
        }
    }
}

impl<T: Payload> Service for Broker<T> {
    type Content = Value<T>;

    fn welcome(&mut self, line: u32, caller: Caller) {
        match (self.closed, self.capacity) {
            (true, _) => caller.account.close(),
            (false, None) => caller.account.grant_endless(),
            (false, Some(_)) => {}
        }
        let client = Client {
            caller,
            lot: Vec::new(),
            appetite: 1,
            produces: false,
            permitted: 0,
        };
        self.clients.insert(line, client);
    }

    fn hear(&mut self, sheet: Received<Value<T>>) {
        let (line, wait) = (sheet.line, sheet.number == 1);
        match sheet.kind {
            ask::LOOK => self.feed(),
            ask::FLUSH => {
                self.gather();
                self.say(line, answer::YES, 0);
                self.feed();
            }
            ask::PUT => self.put(line, wait, sheet.body),
            ask::GET => self.get(line, wait),
            ask::ROOM => self.ask_for_room(line, wait),
            ask::CANCEL => self.cancel(line),
            ask::COUNT => {
                self.gather();
                self.say(line, answer::COUNT, self.len() as u64);
            }
            ask::CLOSE => {
                self.gather();
                self.close();
                self.say(line, answer::YES, 0);
            }
            _ => {}
        }
    }

    /// What the client has put still counts. What it has not finished goes back to its place.
    fn gone(&mut self, line: u32) {
        self.hungry.retain(|&other| other != line);
        self.blocked.retain(|&other| other != line);
        self.gather();
        if let Some(mut client) = self.clients.remove(&line) {
            let position = client.account().position();
            let unfinished = position.unfinished.min(client.lot.len());
            self.shelf.put_back(client.lot.split_off(unfinished));
        }
        self.feed();
    }
}

impl<T> Drop for Broker<T> {
    /// Who puts an item now, without a message, shall hear that nobody will look.
    fn drop(&mut self) {
        for client in self.clients.values() {
            client.account().leave();
        }
    }
}
