//! What a check has in mind with a maze: who finds the way, who has to wait for whom.

use super::grid::Cell;
use super::search::Ended;
use common::process;
use common::witness;
use std::collections::HashSet;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// How long to wait for those who should come. A right answer never lets anybody wait so long.
const LIMIT: Duration = Duration::from_secs(4);
/// How long to wait for those who should not come. A right answer waits so long in vain.
const BRIEFLY: Duration = Duration::from_millis(500);
/// How long a search that was told to stop takes to end: whoever does not wait for it has returned by then.
const LINGERS: Duration = Duration::from_millis(300);

/// Who is to do what. In a run, everybody does as they like.
#[derive(Clone, Debug, Default)]
pub(super) struct Script {
    pub plan: Plan,
    /// How many the plan is for.
    pub parties: usize,
    /// Whether each look at a cell's neighbours is recorded: there are millions of them in a run.
    pub watched: bool,
    /// The cell that several threads are to look at before one of them claims it.
    pub contested: Option<Cell>,
    /// The neighbours of these cells are handed out once `parties` threads have asked for them; with no parties, after
    /// a while.
    pub meeting: Vec<Cell>,
    /// Whether those who should not come are waited for: then not for long.
    pub briefly: bool,
    pub came: Arc<Came>,
}

/// What solvers do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Plan {
    /// They search, each at its own pace.
    #[default]
    Free,
    /// Only this one does. The others ask whether to stop until they are told to.
    Only(usize),
    /// This one dies, if it is in a process of its own; the others ask as above.
    Dies(usize),
    /// Solver 0 searches, and this one dies when it is told to stop, if it is in a process of its own; the others ask as
    /// above.
    DiesLate(usize),
    /// Nobody listens: all search to their end.
    Deaf,
    /// Nobody returns with a way before `parties` of them have found one.
    Together,
    /// This one returns after all others.
    Last(usize),
}

/// Who has come to a place where they wait for each other.
#[derive(Debug, Default)]
pub(super) struct Came {
    state: Mutex<(HashSet<ThreadId>, bool)>,
    changed: Condvar,
}

impl Came {
    /// This thread has come.
    fn comes(&self) {
        let mut state = self.state.lock().expect("nobody panics while waiting");
        state.0.insert(thread::current().id());
        self.changed.notify_all();
    }

    /// Waits until `parties` threads have come, `limit` at most. Once somebody has waited in vain, nobody waits any more.
    fn wait_for(&self, parties: usize, limit: Duration) {
        let state = self.state.lock().expect("nobody panics while waiting");
        let goes_on = |state: &mut (HashSet<ThreadId>, bool)| state.0.len() < parties && !state.1;
        let waited = self.changed.wait_timeout_while(state, limit, goes_on);
        let (mut state, waited) = waited.expect("nobody panics while waiting");
        state.1 |= waited.timed_out();
    }
}

impl Script {
    /// A plan for `parties` solvers.
    pub fn new(plan: Plan, parties: usize) -> Script {
        Script {
            plan,
            parties,
            ..Script::default()
        }
    }

    /// Before a search: whether it goes on.
    pub fn before(&self, solver: usize, stop: &mut dyn FnMut() -> bool) -> bool {
        match self.plan {
            Plan::Only(winner) if winner != solver => wait_for_stop(solver, stop),
            Plan::Dies(victim) if victim != solver => wait_for_stop(solver, stop),
            Plan::DiesLate(victim) if solver != 0 => {
                wait_for_stop(solver, stop);
                if victim == solver && process::current().is_worker {
                    std::process::abort();
                }
            }
            Plan::Dies(_) if process::current().is_worker => std::process::abort(),
            _ => return true,
        }
        false
    }

    /// After a search, before it returns.
    pub fn after(&self, solver: usize, ended: &Ended) {
        match self.plan {
            Plan::Together if matches!(ended, Ended::Out(_)) => {
                self.came.comes();
                self.came.wait_for(self.parties, LIMIT);
            }
            Plan::Last(last) if last == solver => {
                self.came.wait_for(self.parties - 1, LIMIT);
                thread::sleep(LINGERS);
            }
            Plan::Last(_) => self.came.comes(),
            _ => {}
        }
    }

    /// While a winner is announced: others get the time to announce themselves as well.
    pub fn announced(&self) {
        if self.plan == Plan::Together {
            thread::sleep(LINGERS);
        }
    }

    /// Before a cell's neighbours are handed out.
    pub fn meet(&self, cell: Cell) {
        if self.meeting.contains(&cell) {
            match self.parties {
                0 => thread::sleep(LINGERS),
                parties => {
                    self.came.comes();
                    let limit = if self.briefly { BRIEFLY } else { LIMIT };
                    self.came.wait_for(parties, limit);
                }
            }
        }
    }
}

/// Asks whether to stop until the answer is yes, and leaves word in the record of how that went.
fn wait_for_stop(solver: usize, stop: &mut dyn FnMut() -> bool) {
    let start = Instant::now();
    while !stop() {
        if start.elapsed() > LIMIT {
            drop(witness::enter("never told", &solver));
            return;
        }
        thread::sleep(Duration::from_millis(1));
    }
    drop(witness::enter("told", &solver));
    thread::sleep(LINGERS);
}
