//! Checks as data: what is asked, what the program answers, and how the answer is judged.
//!
//! The program that holds the answers is only asked; it never learns what is expected. The judge sits in another
//! process: it draws the input, waits with a time limit, and looks at the answer **and** at the witness's record of
//! who worked. So a deadlock, an abort or an early exit costs one check, and a right result that was computed by
//! one thread alone is not taken for a parallel one.

#[cfg(feature = "judge")]
mod ask;
#[cfg(feature = "judge")]
pub mod child;
#[cfg(feature = "judge")]
mod explain;
#[cfg(feature = "harness")]
pub mod harness;
pub mod serve;
mod verdict;

#[cfg(feature = "judge")]
pub use ask::{Judged, Outcome, Program, Start, ask, ask_with};
#[cfg(feature = "judge")]
pub use explain::explain;
pub use verdict::{Finding, Verdict, shortened};

use crate::witness::{Hold, Observed};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;
use std::time::Duration;

/// How long an answer may take, where nothing else is said and nobody is held.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// How long a call is held at most, while nothing happens.
const HELD: Duration = Duration::from_secs(5);

/// One check of the answers `A`: the question that the judge asks, and the answer that the program gives.
pub struct Check<A> {
    /// The judge's half.
    pub question: Question,
    answer: Box<dyn Fn(&A, &str) -> Result<String, String>>,
}

/// The judge's half of a check: it needs no answers, only the way to draw an input and to judge an output.
pub struct Question {
    /// The TODO that it looks at.
    pub todo: u8,
    /// What holds if the answer is right, as a sentence with underscores: `keeps_the_order_of_the_chunks`.
    pub sentence: &'static str,
    /// What it is worth.
    pub points: u32,
    /// Which callers of the work function are held until others have come.
    pub hold: Hold,
    /// How long the program may take.
    pub time_limit: Duration,
    /// What to think of when no answer comes in time.
    pub when_late: &'static str,
    /// What to think of when the program panics.
    pub when_panicked: &'static str,
    input: Box<dyn Fn(u64) -> String + Send + Sync>,
    describe: Box<dyn Fn(&str) -> String + Send + Sync>,
    judge: Box<dyn Fn(&str, &str, &Observed) -> Verdict + Send + Sync>,
}

impl<A> Check<A> {
    /// A check of TODO(`todo`).
    ///
    /// `input` draws the question from a seed, `answer` asks the learner's functions (in the child), `judge` decides
    /// (in the judge's own process). Input and output are plain data and cross as JSON.
    pub fn new<I, O>(
        todo: u8,
        sentence: &'static str,
        input: fn(seed: u64) -> I,
        answer: fn(&A, I) -> O,
        judge: fn(&I, &O, &Observed) -> Verdict,
    ) -> Check<A>
    where
        I: Serialize + DeserializeOwned + Debug + 'static,
        O: Serialize + DeserializeOwned + 'static,
        A: 'static,
    {
        Check {
            question: Question {
                todo,
                sentence,
                points: 1,
                hold: Hold::NOBODY,
                time_limit: TIME_LIMIT,
                when_late: "",
                when_panicked: "",
                input: Box::new(move |seed| {
                    json(&input(seed)).expect("an input is plain data and becomes JSON")
                }),
                describe: Box::new(|asked| format!("{:?}", decoded::<I>(asked))),
                judge: Box::new(move |asked, answered, seen| {
                    let asked = decoded(asked);
                    match serde_json::from_str(answered) {
                        Ok(answered) => judge(&asked, &answered, seen),
                        Err(error) => Verdict::wrong(
                            "an answer of the type that the TODO declares",
                            shortened(answered),
                            format!("It cannot be read as one: {error}."),
                        ),
                    }
                }),
            },
            answer: Box::new(move |answers, asked| {
                let asked = serde_json::from_str(asked).map_err(|error| error.to_string())?;
                json(&answer(answers, asked))
            }),
        }
    }

    /// What it is worth, if not one point.
    pub fn points(mut self, points: u32) -> Self {
        self.question.points = points;
        self
    }

    /// Holds the first `callers` calls of the work function until so many different threads have come, so that
    /// whatever can overlap does.
    pub fn holding(self, callers: usize) -> Self {
        self.hold(Hold {
            callers,
            limit: HELD,
            ended: 0,
        })
    }

    /// Holds the first call of the work function until `others` have ended: where work is handed out as it is done,
    /// somebody else does it meanwhile.
    pub fn holding_the_first(self, others: usize) -> Self {
        self.hold(Hold {
            callers: 0,
            limit: HELD,
            ended: others,
        })
    }

    /// The same for a crowd that should **not** come: a right answer waits for it in vain, so not for long.
    pub fn holding_briefly(self, callers: usize) -> Self {
        self.hold(Hold {
            callers,
            limit: Duration::from_millis(250),
            ended: 0,
        })
    }

    /// A wrong answer waits for nothing as long as this takes, and is to hear what is wrong with it all the same.
    fn hold(mut self, hold: Hold) -> Self {
        self.question.time_limit = self.question.time_limit.max(TIME_LIMIT + hold.limit);
        self.question.hold = hold;
        self
    }

    /// What to think of when no answer comes in time.
    pub fn late(mut self, advice: &'static str) -> Self {
        self.question.when_late = advice;
        self
    }

    /// What to think of when the program panics.
    pub fn panicked(mut self, advice: &'static str) -> Self {
        self.question.when_panicked = advice;
        self
    }

    /// The input in words, for an answer that never came to be judged: it panicked, say.
    pub fn in_words<I: DeserializeOwned + 'static>(mut self, words: fn(&I) -> String) -> Self {
        self.question.describe = Box::new(move |asked| words(&decoded(asked)));
        self
    }

    /// How long the program may take, if not ten seconds and what it may be held.
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.question.time_limit = limit;
        self
    }

    /// Asks the answers, in this process: JSON in, JSON out.
    pub(crate) fn answer(&self, answers: &A, asked: &str) -> Result<String, String> {
        (self.answer)(answers, asked)
    }
}

impl Question {
    /// `todo_2_keeps_the_order_of_the_chunks`.
    pub fn name(&self) -> String {
        format!("todo_{}_{}", self.todo, self.sentence)
    }

    /// Draws the input, as JSON.
    pub fn input(&self, seed: u64) -> String {
        (self.input)(seed)
    }

    /// The input as people write it.
    pub fn describe(&self, asked: &str) -> String {
        shortened(&(self.describe)(asked))
    }

    /// Judges an answer to `asked`.
    pub fn judge(&self, asked: &str, answered: &str, seen: &Observed) -> Verdict {
        (self.judge)(asked, answered, seen)
    }
}

fn decoded<I: DeserializeOwned>(asked: &str) -> I {
    serde_json::from_str(asked).expect("an input comes back as it went")
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
