//! What it costs to start a thread, a process, and a task in a pool that is there.

use super::note;
use common::exercise::Run;
use common::process::{Pool, active_children, spawn};
use common::timing::{self, median, ratio};
use std::time::Duration;

const TIMES: usize = 30;

pub fn demo(run: &mut Run) {
    run.progress("starting threads and processes");
    let lines = measured();
    run.progress("");
    // What was measured before is a report all the same.
    note(run, "to start", &lines.unwrap_or_else(|error| vec![error]));
    let left = active_children().len();
    note(run, "children left", &[left.to_string()]);
}

fn measured() -> Result<Vec<String>, String> {
    let pool = Pool::new(1).map_err(|error| error.to_string())?;
    let (mut threads, mut children, mut tasks) = (Vec::new(), Vec::new(), Vec::new());
    // In turn, so that a machine that slows down slows all three.
    for _ in 0..TIMES {
        let (joined, time) = timing::time(|| std::thread::spawn(|| ()).join());
        joined.map_err(|_| "an empty thread has panicked")?;
        threads.push(time.wall);
        let (joined, time) = timing::time(|| spawn(|()| (), ())?.join());
        joined.map_err(|error| error.to_string())?;
        children.push(time.wall);
        let (done, time) = timing::time(|| pool.apply(|()| (), ()));
        done.map_err(|error| error.to_string())?;
        tasks.push(time.wall);
    }
    let [thread, child, task] = [threads, children, tasks].map(|t| median(&t).unwrap_or_default());
    Ok(vec![
        format!("a thread        {}", in_words(thread)),
        format!(
            "a child         {}: {:.0} threads",
            in_words(child),
            ratio(child, thread)
        ),
        format!(
            "a pool's task   {}, in a child that is there",
            in_words(task)
        ),
        format!("(start and join, the median of {TIMES})"),
    ])
}

fn in_words(time: Duration) -> String {
    format!("{:>6.0} µs", time.as_secs_f64() * 1e6)
}
