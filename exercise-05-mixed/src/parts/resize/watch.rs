//! What is counted while pictures are worked on, and how checks hold the stages.

use super::save::{Save, save};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// The stages of the work on one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Read,
    Shrink,
    Write,
}

/// Shared by the jobs of one run.
pub struct Watch {
    /// How results are saved.
    pub save: Save,
    /// How many pictures are through, well or not.
    pub ended: AtomicUsize,
    in_memory: AtomicUsize,
    most_in_memory: AtomicUsize,
    gate: Gate,
    /// The writers have waited long enough.
    open: AtomicBool,
}

/// How a check holds the stages. In a run they go through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gate {
    /// Each stage waits until so many are in it at the same time, or has waited in vain.
    pub meet: [usize; 3],
    /// Nothing is written until more pictures than this are in memory, or no more come.
    pub crowd: Option<usize>,
    /// This is the process that asks: what ends a worker shall not end it. It does not cross to others.
    pub at_home: bool,
}

/// How long to wait for those who should come.
const LONG: Duration = Duration::from_secs(5);
/// How long to wait for those who should not.
const SHORT: Duration = Duration::from_millis(400);

/// Who is in each stage, and whether enough have met there.
static MET: (Mutex<[(usize, bool); 3]>, Condvar) = (Mutex::new([(0, false); 3]), Condvar::new());

impl Watch {
    pub fn new(save: Save, gate: Gate) -> Arc<Watch> {
        Arc::new(Watch {
            save,
            ended: AtomicUsize::new(0),
            in_memory: AtomicUsize::new(0),
            most_in_memory: AtomicUsize::new(0),
            gate,
            open: AtomicBool::new(false),
        })
    }

    /// How many pictures were in memory at the same time, at most.
    pub fn most_in_memory(&self) -> usize {
        self.most_in_memory.load(Ordering::Relaxed)
    }

    /// Whether this is a worker, which may die.
    pub fn may_die(&self) -> bool {
        !self.gate.at_home
    }

    /// Waits as the check wants it. The process of a check answers one question, so one place to meet will do.
    pub fn hold(&self, stage: Stage) {
        let wanted = self.gate.meet[stage as usize];
        if wanted > 1 {
            meet(stage as usize, wanted);
        }
        if let (Stage::Write, Some(crowd)) = (stage, self.gate.crowd) {
            self.until_crowded(crowd);
        }
    }
}

impl Watch {
    /// Waits until more than `crowd` pictures are in memory, or no more come. Once: then everybody goes through.
    fn until_crowded(&self, crowd: usize) {
        let (mut most, mut since) = (0, Instant::now());
        while !self.open.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(1));
            if self.most_in_memory() > most {
                (most, since) = (self.most_in_memory(), Instant::now());
            }
            if most > crowd || since.elapsed() > SHORT {
                self.open.store(true, Ordering::Relaxed);
            }
        }
    }
}

fn meet(stage: usize, wanted: usize) {
    let mut met = MET.0.lock().expect("nobody panics in here");
    met[stage].0 += 1;
    met[stage].1 |= met[stage].0 >= wanted;
    MET.1.notify_all();
    let waits = |met: &mut [(usize, bool); 3]| !met[stage].1;
    let (mut met, _) = MET
        .1
        .wait_timeout_while(met, LONG, waits)
        .expect("nobody panics in here");
    // Whoever has waited in vain lets the others go on.
    met[stage].0 -= 1;
    if !met[stage].1 {
        // Then it is clear what is wrong, and the other stages need not wait in vain, too.
        met.iter_mut().for_each(|stage| stage.1 = true);
    }
    MET.1.notify_all();
}

impl Default for Watch {
    fn default() -> Watch {
        Arc::into_inner(Watch::new(save, Gate::default())).expect("nobody else has it yet")
    }
}

/// A picture that is in memory, from its being read until its results are written, or it is given up.
pub struct InMemory(Arc<Watch>);

impl InMemory {
    pub fn new(watch: &Arc<Watch>) -> InMemory {
        let now = watch.in_memory.fetch_add(1, Ordering::Relaxed) + 1;
        watch.most_in_memory.fetch_max(now, Ordering::Relaxed);
        InMemory(watch.clone())
    }
}

impl Drop for InMemory {
    fn drop(&mut self) {
        self.0.in_memory.fetch_sub(1, Ordering::Relaxed);
    }
}
