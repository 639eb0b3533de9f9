//! What all seats of a pool share: its limits, its count of tasks, and whether it was terminated.

use super::progress::Progress;
use super::seat::Seat;
use crate::process::error::Error;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Runs the initializer on a worker that has just started.
pub(crate) type Initializer = Box<dyn Fn(&mut Seat) -> Result<(), Error> + Send + Sync>;

/// What all seats of a pool share.
pub(crate) struct Rules {
    pub max_tasks_per_worker: Option<usize>,
    pub task_timeout: Option<Duration>,
    pub start_timeout: Duration,
    pub retries: usize,
    pub initializer: Option<Initializer>,
    pub progress: Progress,
    /// Set when the pool is terminated: no worker starts any more, and none that dies is to blame.
    pub terminated: AtomicBool,
}

/// No limits, but for the start.
impl Default for Rules {
    fn default() -> Rules {
        Rules {
            max_tasks_per_worker: None,
            task_timeout: None,
            start_timeout: Duration::from_secs(30),
            retries: 0,
            initializer: None,
            progress: Progress::default(),
            terminated: AtomicBool::new(false),
        }
    }
}
