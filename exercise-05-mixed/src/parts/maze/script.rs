//! What a check has in mind with a maze: who finds the way, who has to wait for whom.

use super::grid::Cell;
use super::search::Ended;
use common::process;
use common::witness;
use std::collections::HashSet;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// How long somebody waits for those who should come, and are not held up by a right answer.
const LIMIT: Duration = Duration::from_secs(2);
/// How long a search that was told to stop takes to end: whoever does not wait for it has returned by then.
const LINGERS: Duration = Duration::from_millis(300);

/// Who is to do what. In a run, everybody does as they like.
#[derive(Clone, Debug, Default)]
pub(super) struct Script {
    pub plan: Plan,
    /// How many the plan is for.
    pub parties: usize,
    /// The cell that several threads are to look at before one of them claims it.
    pub contested: Option<Cell>,
    /// The neighbours of these cells are handed out once `parties` threads have asked for them.
    pub meeting: Vec<Cell>,
    came: Arc<Came>,
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
    /// Nobody returns with a way before `parties` of them have found one.
    Together,
    /// This one returns after all others.
    Last(usize),
}

#[derive(Debug, Default)]
struct Came {
    threads: Mutex<HashSet<ThreadId>>,
    changed: Condvar,
}

impl Came {
    /// Waits until `parties` threads have come, but not for ever.
    fn wait(&self, parties: usize, comes: bool) {
        let mut threads = self.threads.lock().expect("nobody panics while waiting");
        if comes {
            threads.insert(thread::current().id());
            self.changed.notify_all();
        }
        let too_few = |threads: &mut HashSet<ThreadId>| threads.len() < parties;
        drop(self.changed.wait_timeout_while(threads, LIMIT, too_few));
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
            Plan::Dies(_) if process::current().is_worker => std::process::abort(),
            _ => return true,
        }
        false
    }

    /// After a search, before it returns.
    pub fn after(&self, solver: usize, ended: &Ended) {
        match self.plan {
            Plan::Together if matches!(ended, Ended::Out(_)) => self.came.wait(self.parties, true),
            Plan::Last(last) if last == solver => self.came.wait(self.parties - 1, false),
            Plan::Last(_) => self.came.wait(0, true),
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
    #[inline]
    pub fn meet(&self, cell: Cell) {
        if !self.meeting.is_empty() && self.meeting.contains(&cell) {
            self.came.wait(self.parties, true);
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
