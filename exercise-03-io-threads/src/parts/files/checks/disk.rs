//! A disk that does what a check tells it: some files are late, some are lost. No file is touched.

use super::asked::{Answered, Asked, row};
use crate::parts::files::{Process, Reader};
use fastrand::Rng;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// How long the first file waits for others, which do not come when they wait behind it.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Asks `process` about the files of `asked`.
pub fn answer(process: Process, asked: Asked) -> Answered {
    let disk = Arc::new(Disk::of(asked));
    let (files, reader) = (disk.files(), disk.reader());
    let outcomes = process(&files, &reader, asked.workers);
    let fetched = disk.fetched.lock().expect("no fetch panics").clone();
    (outcomes.iter().map(row).collect(), fetched)
}

/// What a right answer gives.
pub fn right_outcomes(asked: Asked) -> Answered {
    let one_by_one: Process = |files, reader, _| files.iter().map(|f| reader.process(f)).collect();
    answer(one_by_one, Asked { late: 0, ..asked })
}

/// The name of a file by its place.
pub fn name(place: usize) -> String {
    format!("file-{:03}.txt", place + 1)
}

struct Disk {
    asked: Asked,
    texts: Vec<String>,
    /// One entry for each file that was fetched, and a signal that there is one more.
    fetched: Mutex<Vec<(usize, Option<usize>)>>,
    one_more: Condvar,
}

impl Disk {
    fn of(asked: Asked) -> Disk {
        let mut random = Rng::with_seed(asked.seed);
        Disk {
            asked,
            texts: (0..asked.files).map(|i| text(&mut random, i)).collect(),
            fetched: Mutex::default(),
            one_more: Condvar::new(),
        }
    }

    fn files(&self) -> Vec<PathBuf> {
        let path = |place| Path::new("disk").join(name(place));
        (0..self.asked.files).map(path).collect()
    }

    fn reader(self: &Arc<Disk>) -> Reader {
        let disk = self.clone();
        Reader::scripted(move |path| disk.fetch(path))
    }

    fn fetch(&self, path: &Path) -> io::Result<Vec<u8>> {
        let place = self.files().iter().position(|file| file == path);
        let place = place.ok_or(ErrorKind::NotFound)?;
        let mut fetched = self.fetched.lock().expect("no fetch panics");
        if place == 0 {
            let waits = |fetched: &mut Vec<_>| fetched.len() < self.asked.late;
            let waited = self
                .one_more
                .wait_timeout_while(fetched, LONGEST_WAIT, waits);
            fetched = waited.expect("no fetch panics").0;
        }
        let pool = rayon::current_thread_index().map(|_| rayon::current_num_threads());
        fetched.push((self.asked.workers, pool));
        self.one_more.notify_all();
        match self.asked.lost == Some(place) {
            true => Err(ErrorKind::PermissionDenied.into()),
            false => Ok(self.texts[place].clone().into_bytes()),
        }
    }
}

/// A short text or a few integers. No two files have the same number of words.
fn text(random: &mut Rng, place: usize) -> String {
    let words = 5 * place + random.usize(0..5);
    let numbers = place % 3 == 2;
    let word = |_| match numbers {
        true => random.u32(10..1_000_000).to_string(),
        false => random
            .choice(["river", "stone", "Ärger", "lamp,"])
            .expect("four")
            .to_string(),
    };
    let words: Vec<String> = (0..words).map(word).collect();
    let lines: Vec<String> = words.chunks(4).map(|line| line.join(" ")).collect();
    lines.join("\n")
}
