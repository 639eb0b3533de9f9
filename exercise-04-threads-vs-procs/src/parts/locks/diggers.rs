//! Those who dig holes, and the stories that they have to tell.

use super::record;
use common::process::current;
use common::{primes, witness};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::hint::black_box;

/// One who digs a hole: A, B, C and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digger {
    /// A name for its process.
    pub name: String,
    /// How deep it digs.
    pub feet: u64,
}

impl Digger {
    /// The first `count` of them: A to Z, then AA and so on.
    pub fn crew(count: usize, feet: u64) -> Vec<Digger> {
        let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
        let name = |n: usize| match n / 26 {
            0 => letter(n).to_string(),
            more => format!("{}{}", letter(more - 1), letter(n)),
        };
        let digger = |n| Digger {
            name: name(n),
            feet,
        };
        (0..count).map(digger).collect()
    }

    /// The whole story, a line.
    pub fn line(&self) -> String {
        (0..PIECES).map(|place| self.piece(place)).collect()
    }

    pub(super) fn piece(&self, place: usize) -> String {
        let Digger { name, feet } = self;
        match place {
            0 => format!("{name} took a spade, "),
            1 => format!("{name} dug {feet} feet, "),
            2 => format!("{name} hit a stone, "),
            _ => format!("{name} went home.\n"),
        }
    }
}

/// How many pieces a story has.
pub const PIECES: usize = 4;
const DRAW: &str = "draw";
/// So many numbers to be tested for each foot.
const EFFORT: u64 = 25_000;

/// Digs, which takes a while, and gives the story of it.
pub fn dig(digger: &Digger) -> Story {
    let Digger { name, feet } = digger;
    let _call = witness::enter("dig", &format_args!("{}|{name}", record::held()));
    if record::is_marked("dies", name) && current().is_worker {
        std::process::abort();
    }
    let start = 1_000_000;
    black_box(primes::count_primes(start..start + feet * EFFORT));
    if record::is_marked("slow", name) {
        record::wait_until("two others have told their stories", |seen| told(seen) >= 2);
    }
    if record::is_marked("late", name) {
        record::wait_until("the others are told or dead", |seen| {
            told(seen) > 0 && seen.of("dig").calls.len() > 2
        });
        // An answer that has heard of the dead one can return now, if it does not wait for this one.
        record::watch_for(|_| false);
    }
    Story {
        digger: digger.clone(),
        next: 0,
    }
}

/// How many stories were told to the end.
fn told(seen: &witness::Observed) -> usize {
    let ended = seen.calls.iter().filter(|call| call.end.is_some());
    let is_end = |call: &&witness::Seen| call.work == "write" && call.item.contains(" went home");
    ended.filter(is_end).count()
}

/// What a digger has to tell, piece by piece; the last one ends the line. It can be sent.
#[derive(Clone, Debug)]
pub struct Story {
    digger: Digger,
    next: usize,
}

impl Iterator for Story {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.next == PIECES {
            return None;
        }
        self.next += 1;
        self.keep_step();
        Some(self.digger.piece(self.next - 1))
    }
}

impl Story {
    /// In one check, those who take their stories to pieces in a child do it in step, so that pieces which
    /// are sent one by one get mixed on any machine.
    fn keep_step(&self) {
        let crew = record::marked("in step").filter(|_| current().is_worker);
        let Some(crew) = crew.and_then(|crew| crew.parse::<usize>().ok()) else {
            return;
        };
        if self.next > 1 {
            let before = (self.next - 1).to_string();
            let drawn = |seen: &witness::Observed| {
                let draws = seen.calls.iter().filter(|call| call.work == DRAW);
                draws.filter(|call| call.item == before).count()
            };
            record::wait_until("all have drawn their pieces", |seen| drawn(seen) >= crew);
        }
        drop(witness::enter(DRAW, &self.next));
    }
}

impl Serialize for Digger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.name, self.feet).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Digger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Digger, D::Error> {
        let (name, feet) = Deserialize::deserialize(deserializer)?;
        Ok(Digger { name, feet })
    }
}

impl Serialize for Story {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.digger, self.next).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Story {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Story, D::Error> {
        let (digger, next) = Deserialize::deserialize(deserializer)?;
        Ok(Story { digger, next })
    }
}
