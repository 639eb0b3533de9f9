//! Who ran what, and what overlapped: the record that tells *how* a task was solved.
//!
//! A part's work function calls [`enter`] first. In a normal run that is one relaxed load. While a record is kept,
//! each call appends a line when it starts and one when it ends, to a file that all processes of the run share;
//! lines of one `write` each, in append mode, so the order of the lines is the order of the events.
//!
//! A check may also hold the first `n` callers until `n` different ones have come, or a limit (five seconds) has
//! passed. So calls that *can* overlap do, on any machine, however busy: no check has to look at a clock. Or it holds
//! the first call alone, until others have ended.

mod observed;

pub use observed::{Observed, Seen};

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The record's path, for workers: they inherit it.
pub const PATH_VARIABLE: &str = "MANY_HANDS_WITNESS";
/// How many callers to hold, for how many milliseconds at most, and until how many calls have ended, for workers:
/// `3 5000 0`.
pub const HOLD_VARIABLE: &str = "MANY_HANDS_WITNESS_HOLD";

/// Who is held, and how long at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hold {
    /// Until so many different callers have come; fewer than two hold nobody.
    pub callers: usize,
    /// A caller that waits so long while nothing happens lets all go on.
    pub limit: Duration,
    /// If not 0, the first call of all is held, until so many others have ended.
    pub ended: usize,
}

impl Hold {
    /// Holds nobody.
    pub const NOBODY: Hold = Hold {
        callers: 0,
        limit: Duration::ZERO,
        ended: 0,
    };

    /// As it stands in the environment.
    pub fn variable(self) -> String {
        let millis = self.limit.as_millis();
        format!("{} {millis} {}", self.callers, self.ended)
    }

    fn parse(text: &str) -> Option<Hold> {
        let mut numbers = text.split(' ').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten();
        Some(Hold {
            callers: next()? as usize,
            limit: Duration::from_millis(next()?),
            ended: next()? as usize,
        })
    }

    /// Whether the call numbered `call` of this process may go on, by the record so far.
    fn is_over(self, record: &str, call: u64) -> bool {
        let lines = |kind| record.lines().filter(move |line| line.starts_with(kind));
        let own = format!("S\t{}\t{call}\t", std::process::id());
        let is_first = lines("S\t")
            .next()
            .is_some_and(|line| line.starts_with(&own));
        let waits_for_ends = is_first && lines("E\t").count() < self.ended;
        callers(record) >= self.callers && !waits_for_ends
    }
}

const UNKNOWN: u8 = 0;
const OFF: u8 = 1;
const ON: u8 = 2;
static STATE: AtomicU8 = AtomicU8::new(UNKNOWN);
static RECORD: RwLock<Option<Arc<Record>>> = RwLock::new(None);

struct Record {
    path: PathBuf,
    file: File,
    hold: Hold,
}

/// Says that this thread now does `work` on `item`. Keep the guard as long as the work lasts.
#[must_use = "the work ends when the guard is dropped: bind it with `let _call = …`"]
pub fn enter(work: &'static str, item: &impl Debug) -> Call {
    match STATE.load(Ordering::Relaxed) {
        OFF => Call { record: None },
        _ => enter_recorded(work, item),
    }
}

/// One call of the work, until it is dropped.
#[derive(Debug)]
pub struct Call {
    record: Option<(Arc<Record>, u64)>,
}

impl Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.path.display())
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if let Some((record, call)) = self.record.take() {
            record.line(&format!("E\t{}\t{call}\t{}", std::process::id(), now()));
        }
    }
}

#[cold]
fn enter_recorded(work: &'static str, item: &impl Debug) -> Call {
    if STATE.load(Ordering::Acquire) == UNKNOWN {
        start_if_inherited();
    }
    let Some(record) = RECORD.read().unwrap_or_else(|p| p.into_inner()).clone() else {
        return Call { record: None };
    };
    static CALLS: AtomicU64 = AtomicU64::new(1);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    let item = format!("{item:?}").replace(['\t', '\n'], " ");
    let (pid, thread) = (std::process::id(), thread_number());
    let name = std::thread::current()
        .name()
        .unwrap_or("")
        .replace(['\t', '\n'], " ");
    record.line(&format!(
        "S\t{pid}\t{call}\t{}\t{thread}\t{name}\t{work}\t{item}",
        now()
    ));
    record.hold(call);
    Call {
        record: Some((record, call)),
    }
}

impl Record {
    fn open(path: &Path, hold: Hold) -> io::Result<Record> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Record {
            path: path.to_path_buf(),
            file,
            hold,
        })
    }

    /// A record that cannot be written must not change what the work does: the error is dropped.
    fn line(&self, line: &str) {
        let _ = (&self.file).write_all(format!("{line}\n").as_bytes());
    }

    /// Waits until what is waited for has come, or somebody has waited in vain.
    fn hold(&self, call: u64) {
        if self.hold.callers < 2 && self.hold.ended == 0 {
            return;
        }
        let (mut since, mut length) = (Instant::now(), 0);
        loop {
            let text = std::fs::read_to_string(&self.path).unwrap_or_default();
            if text.contains("\nG\n") || self.hold.is_over(&text, call) {
                return;
            }
            if text.len() > length {
                (since, length) = (Instant::now(), text.len());
            }
            if since.elapsed() > self.hold.limit {
                // A blank line first, so that the mark stands on a line of its own whatever came before.
                return self.line("\nG");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

fn callers(text: &str) -> usize {
    let started = text.lines().filter(|line| line.starts_with("S\t"));
    let caller = |line: &str| {
        let mut fields = line.split('\t');
        Some((fields.nth(1)?.to_string(), fields.nth(2)?.to_string()))
    };
    started.filter_map(caller).collect::<BTreeSet<_>>().len()
}

fn now() -> u128 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_nanos()
}

/// A small number for each thread of this process, in the order in which they first asked.
fn thread_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    thread_local! { static MINE: Cell<u64> = const { Cell::new(0) } }
    MINE.with(|mine| {
        if mine.get() == 0 {
            mine.set(NEXT.fetch_add(1, Ordering::Relaxed));
        }
        mine.get()
    })
}

fn start_if_inherited() {
    let hold = std::env::var(HOLD_VARIABLE)
        .ok()
        .and_then(|text| Hold::parse(&text))
        .unwrap_or(Hold::NOBODY);
    let inherited =
        std::env::var_os(PATH_VARIABLE).and_then(|path| Record::open(Path::new(&path), hold).ok());
    let mut record = RECORD.write().unwrap_or_else(|p| p.into_inner());
    if STATE.load(Ordering::Relaxed) == UNKNOWN {
        STATE.store(
            if inherited.is_some() { ON } else { OFF },
            Ordering::Release,
        );
        *record = inherited.map(Arc::new);
    }
}

/// Starts a record in the file at `path`; it ends with [`stop`]. Workers started from now on write to it too.
pub fn start(path: &Path, hold: Hold) -> io::Result<()> {
    let opened = Arc::new(Record::open(path, hold)?);
    *RECORD.write().unwrap_or_else(|p| p.into_inner()) = Some(opened);
    STATE.store(ON, Ordering::Release);
    Ok(())
}

/// Ends the record that [`start`] began.
pub fn stop() {
    STATE.store(OFF, Ordering::Release);
    *RECORD.write().unwrap_or_else(|p| p.into_inner()) = None;
}

/// What the record says so far; `None` in a normal run. So work can wait, under a check, for what must come first.
///
/// Which process was asked is not known here.
pub fn so_far() -> Option<Observed> {
    if STATE.load(Ordering::Relaxed) == UNKNOWN {
        start_if_inherited();
    }
    let record = RECORD.read().unwrap_or_else(|p| p.into_inner()).clone()?;
    Some(Observed::read(&record.path, 0))
}

/// What a worker needs in its environment to take part in this process's record. Empty in a normal run.
pub fn environment() -> Vec<(&'static str, std::ffi::OsString)> {
    if STATE.load(Ordering::Acquire) == UNKNOWN {
        start_if_inherited();
    }
    match &*RECORD.read().unwrap_or_else(|p| p.into_inner()) {
        None => Vec::new(),
        Some(record) => {
            vec![
                (PATH_VARIABLE, record.path.clone().into()),
                (HOLD_VARIABLE, record.hold.variable().into()),
            ]
        }
    }
}
