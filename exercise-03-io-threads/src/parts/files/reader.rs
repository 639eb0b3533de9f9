//! The work that the answers run in parallel: read one file, and sum it up.

use super::{Outcome, Summary};
use common::witness;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Reads files from a disk far away, and sums them up. Threads share it.
pub struct Reader {
    fetch: Box<dyn Fn(&Path) -> io::Result<Vec<u8>> + Send + Sync>,
    word: Option<String>,
}

impl Reader {
    /// Each file comes after `latency`, as from a network disk; `word` is to be counted in it.
    ///
    /// The thread sleeps meanwhile, which is just what it does while a real disk is slow: the
    /// system wakes it when the data are there, and gives its core to others until then.
    pub fn new(latency: Duration, word: Option<String>) -> Reader {
        let fetch = move |path: &Path| {
            thread::sleep(latency);
            fs::read(path)
        };
        let fetch = Box::new(fetch);
        Reader { fetch, word }
    }

    /// Files come from `fetch`, which a check has written.
    pub(super) fn scripted(
        fetch: impl Fn(&Path) -> io::Result<Vec<u8>> + Send + Sync + 'static,
    ) -> Reader {
        let (fetch, word) = (Box::new(fetch), None);
        Reader { fetch, word }
    }

    /// Reads one file and sums it up. An error names the file.
    pub fn process(&self, path: impl AsRef<Path>) -> Outcome {
        let path = path.as_ref();
        let _call = witness::enter("process", &path);
        match (self.fetch)(path) {
            Ok(bytes) => Ok(Summary::of(&bytes, self.word.as_deref())),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a reader")
    }
}
