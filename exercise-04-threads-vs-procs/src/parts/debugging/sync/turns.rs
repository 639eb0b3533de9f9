//! Whose turn it is: the rules by which the threads of a scene go on.

use super::story::{Story, Stuck};
use std::collections::BTreeMap;

/// Whoever makes more steps than this does not wait, but looks again and again.
const MOST_STEPS: usize = 400;

/// What a thread is at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Ready,
    Locking(usize),
    Waiting(usize),
    /// It has its turn, and uses it elsewhere.
    Away,
    Done,
}

pub struct State {
    pub doing: Vec<Doing>,
    pub turn: Option<usize>,
    /// Who holds which mutex.
    pub owners: BTreeMap<usize, usize>,
    script: Vec<usize>,
    pub made: Vec<(usize, usize)>,
    /// How many times somebody had to stop who could have gone on.
    interrupted: usize,
    /// How many times a condvar may still wake somebody for no reason.
    spurious: usize,
    pub story: Story,
    pub stuck: Option<Stuck>,
    pub was_away: bool,
}

impl State {
    /// `threads` of them, which wait for the first turn.
    pub fn new(story: Story, threads: usize, script: Vec<usize>, spurious: usize) -> State {
        State {
            doing: vec![Doing::Ready; threads],
            turn: None,
            owners: BTreeMap::new(),
            script,
            made: Vec::new(),
            interrupted: 0,
            spurious,
            story,
            stuck: None,
            was_away: false,
        }
    }

    /// Whose turn it is now.
    pub fn choose(&mut self) {
        let (now, mut able) = (self.turn.take(), Vec::new());
        for (i, doing) in self.doing.iter().enumerate() {
            let can = match doing {
                Doing::Ready => true,
                Doing::Locking(mutex) => !self.owners.contains_key(mutex),
                Doing::Waiting(_) => self.spurious > 0,
                Doing::Away | Doing::Done => false,
            };
            able.extend(can.then_some(i));
        }
        let asleep = |i: usize| matches!(self.doing[i], Doing::Waiting(_));
        let goes_on = now.is_some_and(|i| able.contains(&i) && !asleep(i));
        if goes_on && self.interrupted >= self.most_interrupted() {
            able.retain(|&i| Some(i) == now);
        }
        // First who is at it already, last who would wake for no reason.
        able.sort_by_key(|&i| (asleep(i), Some(i) != now));
        if able.is_empty() {
            return self.nobody_can();
        }
        if self.made.len() >= MOST_STEPS {
            return self.give_up(Stuck::EndlessLoop);
        }
        let choice = self.script.get(self.made.len()).copied().unwrap_or(0);
        let choice = choice.min(able.len() - 1);
        self.made.push((choice, able.len()));
        let i = able[choice];
        self.interrupted += usize::from(goes_on && Some(i) != now);
        match self.doing[i] {
            Doing::Locking(mutex) => {
                self.owners.insert(mutex, i);
                self.story.locks(i, mutex);
            }
            Doing::Waiting(_) => {
                self.spurious -= 1;
                self.story.wakes_for_no_reason(i);
            }
            _ => {}
        }
        self.doing[i] = Doing::Ready;
        self.turn = Some(i);
    }

    /// Two threads may interrupt each other as they like. The orders of three are too many, and the mistakes that take more
    /// than two interruptions are few.
    fn most_interrupted(&self) -> usize {
        if self.doing.len() > 2 { 2 } else { usize::MAX }
    }

    fn nobody_can(&mut self) {
        if self.doing.iter().all(|doing| *doing == Doing::Done) || self.doing.contains(&Doing::Away)
        {
            return;
        }
        for (i, doing) in self.doing.clone().into_iter().enumerate() {
            match doing {
                Doing::Locking(mutex) => self.story.blocks(i, mutex, self.owners[&mutex]),
                Doing::Waiting(_) => self.story.sleeps_on(i),
                _ => {}
            }
        }
        let asleep = |doing: &Doing| matches!(doing, Doing::Waiting(_));
        self.give_up(match self.doing.iter().any(asleep) {
            true => Stuck::Asleep,
            false => Stuck::Deadlock,
        });
    }

    /// Whoever has its turn does not use it, as far as one can see: it may wait for somebody else.
    pub fn pass_over(&mut self) {
        if let Some(i) = self.turn {
            (self.doing[i], self.was_away) = (Doing::Away, true);
            self.choose();
        }
    }

    pub fn give_up(&mut self, why: Stuck) {
        self.stuck.get_or_insert(why);
        self.story.end();
    }
}
