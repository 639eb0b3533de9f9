//! Runs and times the answers of the part `manager`.

mod board;
mod costs;
mod orders;
mod words;

use super::{Answers, CRASHES};
use common::exercise::Run;
use common::process::{Manager, Pool};
use common::timing;
use std::time::Duration;

pub fn demo(answers: &Answers, run: &mut Run) -> Result<(), String> {
    run.about("A board, a list, counts and a stock in a manager; what one update costs");
    let setting = Setting::start(run)?;
    if run.is_sweep() {
        words::demo(answers, run, &setting);
        return Ok(());
    }
    board::demo(answers, run, &setting);
    board::with_list(answers, run, &setting);
    words::demo(answers, run, &setting);
    orders::demo(answers, run, &setting);
    costs::demo(run, &setting);
    if run.inline() {
        run.note("--inline: the tasks ran in this process, the manager in its own, as ever.");
        run.note(format!(
            "Task {CRASHES} was left out: it would take this process down."
        ));
    }
    Ok(())
}

/// What all steps share: to start it takes milliseconds, and none of them is to pay for that.
struct Setting {
    pool: Pool,
    manager: Manager,
}

impl Setting {
    fn start(run: &Run) -> Result<Setting, String> {
        let workers = if run.inline() { 0 } else { run.workers() };
        let pool = Pool::new(workers).map_err(|error| error.to_string())?;
        let manager = Manager::new().map_err(|error| error.to_string())?;
        Ok(Setting { pool, manager })
    }

    /// CPU time that the manager has used so far. What counts as `busy` is the others' time.
    fn cpu_of_manager(&self) -> Option<Duration> {
        let clock = self.manager.share(()).ok()?;
        clock.call(|(), ()| timing::cpu_time(), ()).ok()
    }
}
