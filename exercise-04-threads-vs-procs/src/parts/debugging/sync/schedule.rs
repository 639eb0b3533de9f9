//! Runs threads one at a time. Who goes on at each step is told by a script, so a check can go through all ways in
//! which threads may come between each other, and needs no luck to meet the one that hurts.
//!
//! A step is what a thread does with a mutex or a condvar of this lab. Between two of them it has the machine for
//! itself. When nobody can make a step, all of them are stuck for ever: that is a proof, and takes no time limit.

use super::story::{Story, Stuck};
use super::turns::{Doing, State};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// A thread that has its turn and comes to no step for so long waits for something that is not watched.
const AWAY: Duration = Duration::from_secs(1);

/// What one thread does.
pub type Work = Box<dyn FnOnce() + Send>;

/// What is to be run, and watched.
pub struct Scene {
    /// The threads, each with the name it has in the story.
    pub threads: Vec<(&'static str, Work)>,
    /// What the mutexes are called there.
    pub mutexes: Vec<(usize, &'static str)>,
    /// Must find nothing to complain about whenever nobody holds a mutex.
    pub holds: Box<dyn Fn() -> Option<String> + Send + Sync>,
    /// Must find nothing to complain about when all are done.
    pub ended: Box<dyn Fn() -> Option<String>>,
}

/// What came of one run.
pub struct Ran {
    /// What was chosen at each step, and among how many.
    pub made: Vec<(usize, usize)>,
    /// Why it did not come to a good end.
    pub stuck: Option<Stuck>,
    /// What happened.
    pub story: String,
    /// Somebody waited for something that is not watched.
    pub was_away: bool,
}

struct Schedule {
    state: Mutex<State>,
    turned: Condvar,
    holds: Box<dyn Fn() -> Option<String> + Send + Sync>,
}

/// What a stuck thread is ended with.
struct GivenUp;

thread_local! {
    static ME: RefCell<Option<(Arc<Schedule>, usize)>> = const { RefCell::new(None) };
}

fn me() -> Option<(Arc<Schedule>, usize)> {
    ME.with_borrow(Clone::clone)
}

/// Whether this thread is one of a scene.
pub fn is_watching() -> bool {
    me().is_some()
}

/// A thread is about to lock a mutex: when this returns, nobody else of its scene holds it.
pub fn lock(mutex: usize) {
    if let Some((schedule, i)) = me() {
        schedule.pause(i, Doing::Locking(mutex));
    }
}

/// A thread has let go of a mutex.
pub fn unlock(mutex: usize) {
    if let Some((schedule, i)) = me() {
        let mut state = schedule.state();
        state.owners.remove(&mutex);
        state.story.unlocks(i, mutex);
        let free = state.owners.is_empty();
        drop(state);
        if free && let Some(complaint) = (schedule.holds)() {
            schedule.state().give_up(Stuck::Complaint(complaint));
        }
        schedule.pause(i, Doing::Ready);
    }
}

/// Takes the place of waiting for a condvar: when this returns, the mutex may be locked again.
pub fn wait(condvar: usize, mutex: usize) {
    if let Some((schedule, i)) = me() {
        let mut state = schedule.state();
        state.owners.remove(&mutex);
        state.story.waits(i);
        drop(state);
        schedule.pause(i, Doing::Waiting(condvar));
        schedule.pause(i, Doing::Locking(mutex));
    }
}

/// A thread notifies `most` of those that wait for a condvar.
pub fn notify(condvar: usize, most: usize) {
    if let Some((schedule, i)) = me() {
        let mut state = schedule.state();
        let mut woken = 0;
        for doing in &mut state.doing {
            if *doing == Doing::Waiting(condvar) && woken < most {
                (*doing, woken) = (Doing::Ready, woken + 1);
            }
        }
        state.story.notifies(i, woken);
        drop(state);
        schedule.pause(i, Doing::Ready);
    }
}

/// Runs a scene as `script` says; where it says nothing, whoever is at it goes on.
pub fn run(scene: Scene, script: &[usize], spurious: usize) -> Ran {
    let (names, work): (Vec<&str>, Vec<Work>) = scene.threads.into_iter().unzip();
    let schedule = Arc::new(Schedule {
        state: Mutex::new(State::new(
            Story::new(names, scene.mutexes),
            work.len(),
            script.to_vec(),
            spurious,
        )),
        turned: Condvar::new(),
        holds: scene.holds,
    });
    let start = |(i, work): (usize, Work)| {
        let schedule = schedule.clone();
        thread::spawn(move || schedule.perform(i, work))
    };
    let threads: Vec<_> = work.into_iter().enumerate().map(start).collect();
    schedule.state().choose();
    schedule.turned.notify_all();
    for thread in threads {
        thread.join().expect("what it panics with is caught");
    }
    let mut state = schedule.state();
    if let (None, Some(complaint)) = (&state.stuck, (scene.ended)()) {
        state.give_up(Stuck::WrongEnd(complaint));
    }
    Ran {
        made: std::mem::take(&mut state.made),
        stuck: state.stuck.take(),
        story: state.story.told(),
        was_away: state.was_away,
    }
}

impl Schedule {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that thread `i` does.
    fn perform(self: Arc<Schedule>, i: usize, work: Work) {
        ME.set(Some((self.clone(), i)));
        let ended = catch_unwind(AssertUnwindSafe(|| {
            self.await_turn(i, self.state());
            work();
        }));
        ME.take();
        let mut state = self.state();
        if ended.is_err_and(|payload| !payload.is::<GivenUp>()) {
            state.give_up(Stuck::Panic);
        }
        state.doing[i] = Doing::Done;
        state.story.ends(i);
        if state.turn.is_none_or(|turn| turn == i) {
            state.choose();
        }
        self.turned.notify_all();
    }

    /// Thread `i` is about to do something: somebody goes on, perhaps itself, perhaps another.
    fn pause(&self, i: usize, doing: Doing) {
        // A guard that is dropped because its thread is given up, or panics.
        if thread::panicking() {
            return;
        }
        let mut state = self.state();
        state.doing[i] = doing;
        if state.turn.is_none_or(|turn| turn == i) {
            state.choose();
        }
        self.turned.notify_all();
        self.await_turn(i, state);
    }

    fn await_turn(&self, i: usize, mut state: MutexGuard<'_, State>) {
        while state.turn != Some(i) && state.stuck.is_none() {
            let steps = state.made.len();
            let waited = self.turned.wait_timeout(state, AWAY);
            let (now, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            state = now;
            if timeout.timed_out() && state.made.len() == steps {
                state.pass_over();
                self.turned.notify_all();
            }
        }
        if state.stuck.is_some() {
            drop(state);
            resume_unwind(Box::new(GivenUp));
        }
    }
}
