//! Goes through all ways in which the threads of a scene may come between each other.

use super::schedule::{Scene, run};
use super::story::Stuck;

/// More are not tried.
const MOST: usize = 5000;

/// How many runs are still tried in which somebody waits for what is not watched: each takes a while.
pub struct Patience(usize);

impl Default for Patience {
    fn default() -> Patience {
        Patience(4)
    }
}

/// A way that came to no good end: why in a word, what did not hold if that is why, and what happened.
pub type Explored = (String, String, String);

/// The first way that came to no good end; `None`: all of them did.
///
/// At most `spurious` times in a run a condvar wakes somebody for no reason, as it may.
pub fn explore(
    spurious: usize,
    patience: &mut Patience,
    scene: impl Fn() -> Scene,
) -> Option<Explored> {
    let mut script: Vec<usize> = Vec::new();
    for tried in 1.. {
        if patience.0 == 0 {
            return None;
        }
        let ran = run(scene(), &script, spurious);
        if let Some(stuck) = ran.stuck {
            let (why, complaint) = in_words(stuck);
            return Some((why.to_string(), complaint, ran.story));
        }
        if ran.was_away {
            patience.0 -= 1;
        }
        // The next one differs as late as possible.
        let last = ran.made.iter().rposition(|(choice, of)| choice + 1 < *of);
        match last {
            Some(last) if tried < MOST => {
                script = ran.made[..=last]
                    .iter()
                    .map(|(choice, _)| *choice)
                    .collect();
                script[last] += 1;
            }
            _ => return None,
        }
    }
    None
}

fn in_words(stuck: Stuck) -> (&'static str, String) {
    let why = match stuck {
        Stuck::Deadlock => "deadlock",
        Stuck::Asleep => "asleep",
        Stuck::EndlessLoop => "endless",
        Stuck::Panic => "panic",
        Stuck::Complaint(complaint) => return ("complaint", complaint),
        Stuck::WrongEnd(complaint) => return ("wrong end", complaint),
    };
    (why, String::new())
}
