//! A disk that does what a check tells it: some files are late, some are lost. No file is touched.

use crate::parts::hashing::{Entry, Hasher, Outcome};
use crate::parts::pairs::Pairs;
use common::hash;
use fastrand::Rng;
use std::cell::RefCell;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// A question: a seed, how many files, on how many workers, the places of files that cannot be
/// read, whether the huge one takes as long as all others, and which file is looked for.
pub type Asked = (u64, usize, usize, Vec<usize>, bool, Option<usize>);

/// So many files that two threads which take them in more than one step meet on the way. They come
/// back from each file at the same moment, as far as the cores allow.
pub const MANY: usize = 2_000;
/// How long the huge file waits for the others, which do not end when they wait behind it.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// How long the others wait until the one who has found the file has said so.
const UNTIL_TOLD: Duration = Duration::from_millis(300);

/// The name of a file by its place.
pub fn name(place: usize) -> String {
    format!("file-{:03}", place + 1)
}

/// The files: the last one is huge, the others are of many sizes, no two the same.
///
/// Where some cannot be read, those come before others whatever the order is. If a file is looked
/// for, it is the last one, of middling size, so that some come before it in every order; if none
/// is, they are the largest but for the huge one.
pub fn entries(asked: &Asked) -> Vec<Entry> {
    let (seed, files) = (asked.0, asked.1);
    let mut sizes: Vec<u64> = (0..files as u64).map(|i| 1_000 + 10 * i).collect();
    let last = files.saturating_sub(1);
    Rng::with_seed(seed).shuffle(&mut sizes[..last]);
    if let Some(huge) = sizes.last_mut() {
        *huge = 1_000_000;
    }
    match asked.5 {
        _ if asked.3.is_empty() => {}
        Some(wanted) => {
            sizes.sort_unstable();
            sizes[wanted] = 1_000 + 5 * files as u64 - 5;
        }
        None => asked.3.iter().for_each(|&lost| sizes[lost] += 900_000),
    }
    let entry = |(place, bytes)| Entry::new(name(place), bytes);
    sizes.into_iter().enumerate().map(entry).collect()
}

/// What a right answer gives for the file at `place`.
pub fn outcome(asked: &Asked, place: usize) -> Outcome {
    match asked.3.contains(&place) {
        true => Err(format!("{}: no permission to read it", name(place))),
        false => Ok(hash_of(asked.0, place)),
    }
}

/// The hash of the file at `place`, which the seed decides.
pub fn hash_of(seed: u64, place: usize) -> String {
    let text = format!("{seed} {place}");
    hash::from(text.as_bytes(), 64).expect("bytes in memory can be read")
}

/// Calls `ask` with the files and a hasher for them.
pub fn with_files<T>(asked: &Asked, ask: impl FnOnce(&[Entry], &Hasher) -> T) -> T {
    let files = entries(asked);
    let disk = Arc::new(Disk::default());
    let hasher = Hasher::new(|file| disk.hash(asked, &files, file));
    let line_up = || {
        if asked.1 == MANY {
            disk.pairs.line_up();
        }
    };
    ask(&files, &hasher.and_then(line_up))
}

#[derive(Default)]
struct Disk {
    state: Mutex<State>,
    changed: Condvar,
    pairs: Pairs,
}

#[derive(Default)]
struct State {
    /// How many files have been hashed.
    done: usize,
    /// Who has been given the hash that is looked for.
    finder: Option<ThreadId>,
    /// Whether that thread has ended since, or gone on: whatever it says to the others is said.
    told: bool,
}

thread_local! {
    /// Dropped when the thread ends that has found the file.
    static END: RefCell<Option<End>> = const { RefCell::new(None) };
}

struct End(Arc<Disk>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.lock().told = true;
        self.0.changed.notify_all();
    }
}

impl Disk {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no hash panics")
    }

    fn hash(self: &Arc<Disk>, asked: &Asked, files: &[Entry], file: &Entry) -> Outcome {
        let number = file
            .path
            .to_str()
            .and_then(|name| name.strip_prefix("file-"));
        let place = number.and_then(|n| n.parse::<usize>().ok()?.checked_sub(1));
        let Some(place) = place.filter(|&place| files.get(place) == Some(file)) else {
            return Err(format!("{}: no such file", file.path.display()));
        };
        let mut state = self.lock();
        if asked.4 && place + 1 == files.len() {
            let waits = |state: &mut State| state.done + 1 < files.len();
            let waited = self.changed.wait_timeout_while(state, LONGEST_WAIT, waits);
            state = waited.expect("no hash panics").0;
        }
        match state.finder {
            Some(finder) if finder != thread::current().id() && !state.told => {
                let waits = |state: &mut State| !state.told;
                let waited = self.changed.wait_timeout_while(state, UNTIL_TOLD, waits);
                state = waited.expect("no hash panics").0;
                state.told = true;
            }
            Some(_) => state.told = true,
            None if asked.5 == Some(place) => {
                state.finder = Some(thread::current().id());
                END.set(Some(End(self.clone())));
            }
            None => {}
        }
        state.done += 1;
        self.changed.notify_all();
        drop(state);
        outcome(asked, place)
    }
}
