//! Who may put an item into a bounded queue.
//!
//! Room is given to producers in advance, as credit in their accounts, and is taken back as soon as
//! one of them has to wait. So the count is exact, and yet most items are put without asking.

use super::broker::Broker;
use super::shelf::answer;
use crate::process::Payload;

/// How much credit a producer is given at once, at most.
const MOST_CREDIT: usize = 256;

impl<T: Payload> Broker<T> {
    /// How many more items may be put by those who ask.
    fn room(&self) -> usize {
        let permitted: usize = self.clients.values().map(|client| client.permitted).sum();
        let capacity = self.capacity.unwrap_or(usize::MAX);
        capacity.saturating_sub(self.len() + permitted)
    }

    pub fn ask_for_room(&mut self, line: u32, wait: bool) {
        let Some(client) = self.clients.get_mut(&line) else {
            return;
        };
        client.produces = true;
        if self.closed {
            return self.say(line, answer::CLOSED, 0);
        }
        self.blocked.push_back(line);
        if self.room() == 0 {
            self.withdraw_all();
            self.take_back_all();
        }
        self.admit();
        if !wait && self.blocked.back() == Some(&line) {
            self.blocked.pop_back();
            self.say(line, answer::NO, 0);
        }
    }

    fn withdraw_all(&mut self) {
        for client in self.clients.values_mut() {
            let unused = client.account().withdraw() as usize;
            client.permitted = client.permitted.saturating_sub(unused);
        }
    }

    /// Lets those in who wait for room, as far as there is any.
    pub fn admit(&mut self) {
        while !self.blocked.is_empty() {
            let room = self.room();
            if room == 0 {
                return;
            }
            let Some(line) = self.blocked.pop_front() else {
                return;
            };
            let producers = self.clients.values().filter(|client| client.produces);
            // With some credit on top if there is plenty of room, so that it need not ask each
            // time.
            let credit = match self.blocked.is_empty() {
                true => (room / (2 * producers.count().max(1))).min(MOST_CREDIT),
                false => 0,
            };
            let credit = credit.min(room - 1);
            if let Some(client) = self.clients.get_mut(&line) {
                client.permitted += 1 + credit;
                client.account().grant(credit as u32);
            }
            self.say(line, answer::YES, 0);
        }
    }
}
