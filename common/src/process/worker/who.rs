//! Who a process is: what a worker is told when it starts, and what [`current`] tells.

use log::LevelFilter;
use std::sync::OnceLock;

/// What is known of a process of this program.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Process {
    /// "main", "worker 3" of some pool, or the name of a child.
    pub name: String,
    /// Its number with the system.
    pub pid: u32,
    /// Whether the toolkit started it: a worker of a pool, or a child.
    pub is_worker: bool,
}

/// The process that this code runs in.
///
/// ```
/// use common::process::{current, named};
///
/// assert_eq!(current().name, "main");
/// let child = named("A").spawn(|()| current().name, ())?;
/// assert_eq!(child.join()?, "A");
/// # Ok::<(), common::process::Error>(())
/// ```
pub fn current() -> Process {
    let name = NAME.get();
    Process {
        name: name.map_or("main", String::as_str).to_string(),
        pid: std::process::id(),
        is_worker: name.is_some(),
    }
}

/// The name of this process, if it is a worker.
static NAME: OnceLock<String> = OnceLock::new();

/// What a worker is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The worker of a pool with this number, from 1.
    Worker(usize),
    /// A child with this name: it answers one call, then leaves.
    Child(String),
}

impl Who {
    pub fn name(&self) -> String {
        match self {
            Who::Worker(number) => format!("worker {number}"),
            Who::Child(name) => name.clone(),
        }
    }

    /// From now on this process is known by that name.
    pub fn settle(&self) {
        let _ = NAME.set(self.name());
    }
}

/// What a new worker finds in its environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub who: Who,
    /// Which log records it should send; `Off`: there is no channel for them.
    pub log: LevelFilter,
    /// Whom to call.
    pub server: String,
}

impl Asked {
    /// "number:log:length:name" and, without a mark between them, the server: both may hold any
    /// character. A child has the number 0.
    pub fn to_text(&self) -> String {
        let (number, name) = match &self.who {
            Who::Worker(number) => (*number, ""),
            Who::Child(name) => (0, name.as_str()),
        };
        let (log, length, server) = (self.log, name.len(), &self.server);
        format!("{number}:{log}:{length}:{name}{server}")
    }

    pub fn parse(text: &str) -> Option<Asked> {
        let mut parts = text.splitn(4, ':');
        let number = parts.next()?.parse().ok()?;
        let log = parts.next()?.parse().ok()?;
        let length = parts.next()?.parse().ok()?;
        let (name, server) = parts.next()?.split_at_checked(length)?;
        Some(Asked {
            who: match number {
                0 => Who::Child(name.to_string()),
                _ => Who::Worker(number),
            },
            log,
            server: server.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_worker_is_asked_survives_any_name() {
        let names =
            ["", "A", "3:4:", "a name: ünd so weiter\n"].map(|name| Who::Child(name.into()));
        for who in names
            .into_iter()
            .chain([Who::Worker(1), Who::Worker(usize::MAX)])
        {
            let server = "/tmp/a:b/c".to_string();
            let log = LevelFilter::Debug;
            let asked = Asked { who, log, server };
            assert_eq!(Asked::parse(&asked.to_text()), Some(asked));
        }
        assert_eq!(Asked::parse("1:Info:9:x"), None);
    }
}
