//! What happened in one run, in words.

/// Why a run did not come to a good end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// Each waits for a mutex that another one holds.
    Deadlock,
    /// Somebody waits to be notified, and nobody is left who would.
    Asleep,
    /// Somebody looks again and again.
    EndlessLoop,
    /// Somebody panicked.
    Panic,
    /// What must hold did not.
    Complaint(String),
    /// All came to their end, and it is a wrong one.
    WrongEnd(String),
}

/// How many events one reads with patience.
const LONGEST: usize = 16;

/// The events of a run, in their order.
pub struct Story {
    threads: Vec<&'static str>,
    mutexes: Vec<(usize, &'static str)>,
    events: Vec<String>,
    /// What comes after the end is only clearing up.
    is_over: bool,
}

impl Story {
    pub fn new(threads: Vec<&'static str>, mutexes: Vec<(usize, &'static str)>) -> Story {
        Story {
            threads,
            mutexes,
            events: Vec::new(),
            is_over: false,
        }
    }

    /// All of it in one line, or the start and the end of what is too long to read.
    pub fn told(&self) -> String {
        let (n, shown) = (self.events.len(), LONGEST / 2);
        match n > LONGEST {
            false => self.events.join("; "),
            true => {
                let [start, end] = [&self.events[..shown], &self.events[n - shown..]];
                format!("{}; …; {}", start.join("; "), end.join("; "))
            }
        }
    }

    /// Nothing more is told.
    pub fn end(&mut self) {
        self.is_over = true;
    }

    fn tell(&mut self, i: usize, what: impl std::fmt::Display) {
        if self.is_over {
            return;
        }
        self.events.push(format!("{} {what}", self.threads[i]));
    }

    fn name(&self, mutex: usize) -> &'static str {
        let known = self.mutexes.iter().find(|(address, _)| *address == mutex);
        known.map_or("another mutex", |(_, name)| name)
    }

    pub fn locks(&mut self, i: usize, mutex: usize) {
        self.tell(i, format!("locks {}", self.name(mutex)));
    }

    pub fn unlocks(&mut self, i: usize, mutex: usize) {
        self.tell(i, format!("unlocks {}", self.name(mutex)));
    }

    pub fn waits(&mut self, i: usize) {
        self.tell(i, "sleeps");
    }

    pub fn wakes_for_no_reason(&mut self, i: usize) {
        self.tell(i, "wakes for no reason");
    }

    pub fn notifies(&mut self, i: usize, woken: usize) {
        let whom = match woken {
            0 => "nobody, as nobody sleeps".to_string(),
            1 => "one that sleeps".to_string(),
            n => format!("{n} that sleep"),
        };
        self.tell(i, format!("notifies {whom}"));
    }

    pub fn ends(&mut self, i: usize) {
        self.tell(i, "is done");
    }

    pub fn blocks(&mut self, i: usize, mutex: usize, owner: usize) {
        let (name, owner) = (self.name(mutex), self.threads[owner]);
        self.tell(i, format!("waits for {name}, which {owner} holds"));
    }

    pub fn sleeps_on(&mut self, i: usize) {
        self.tell(i, "sleeps for ever");
    }
}
