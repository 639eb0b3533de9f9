//! A progress bar that moves while something runs.

use super::run::progress;
use super::text::bar;
use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How often it moves.
const TICK: Duration = Duration::from_millis(100);

/// Runs `work`. Meanwhile a line on standard error shows how many are done, and of how many, as `so_far` tells. There is
/// no such line where standard error is no terminal, and it goes away with the next.
pub fn with_bar<T>(
    title: &str,
    so_far: impl Fn() -> (usize, usize) + Sync,
    work: impl FnOnce() -> T,
) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        // Dropped when the work ends, by a panic too: then the line stops.
        let (_working, ended) = mpsc::channel::<()>();
        scope.spawn(|| {
            let ended = ended;
            while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                progress(&line(title, so_far()));
            }
        });
        work()
    })
}

fn line(title: &str, (done, total): (usize, usize)) -> String {
    let share = done as f64 / total.max(1) as f64;
    format!("{title:<22} {:<12} {done} of {total}", bar(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_many_of_how_many() {
        let text = line("squares", (5, 10));
        assert!(text.starts_with("squares ") && text.contains("██████  "));
        assert!(text.ends_with(" 5 of 10"));
        assert!(line("nothing", (0, 0)).ends_with(" 0 of 0"));
    }

    #[test]
    fn what_the_work_gives_comes_back() {
        assert_eq!(with_bar("work", || (0, 1), || 7), 7);
    }
}
