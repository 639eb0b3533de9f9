//! Looks for a file by its hash: for one that is there, and for one that nobody has.

use super::demo::under_way;
use super::outcomes::Outcomes;
use super::setup::{Setup, USUAL_CHUNK};
use super::{Answers, Hasher};
use common::exercise::{Run, Steps};
use std::cell::Cell;

pub const SERIAL: &str = "find, serial";
pub const FIND: &str = "find";
pub const NOBODY: &str = "find what nobody has";
/// No file that anybody knows of has this hash.
const NOBODY_HAS_IT: [char; 64] = ['0'; 64];

/// Whether a file was found, and if so, whether it has the hash.
type Found = Option<bool>;

/// Looks for a file in the middle of the list, then for one that is not there.
pub fn both(answers: &Answers, setup: &Setup, outcomes: Option<&Outcomes>, run: &mut Run) {
    let outcomes = outcomes.map_or(&[][..], |outcomes| &outcomes.0);
    let known = outcomes.iter().skip(outcomes.len() / 2).flatten().next();
    let Some(hash) = known.or(outcomes.iter().flatten().next()) else {
        return;
    };
    let place = Cell::new(None);
    run.measure(steps(answers, setup, hash, run.workers(), &place));
    let hasher = &Hasher::new(|file| setup.disk.hash(file, USUAL_CHUNK));
    let workers = run.workers();
    let mut nobody = Steps::new(show);
    nobody.expect(None);
    let hash = String::from_iter(NOBODY_HAS_IT);
    nobody
        .add(NOBODY, move || {
            let find = || (answers.find)(&setup.files, &hash, hasher, workers);
            Ok(under_way(NOBODY, setup, find).map(|_| false))
        })
        .todo(4)
        .workers(workers);
    run.measure(nobody);
}

/// Looks for the one that was asked for, and names it.
pub fn only(answers: &Answers, setup: &Setup, hash: &str, run: &mut Run) -> Result<(), String> {
    let place = Cell::new(None);
    run.measure(steps(answers, setup, hash, run.workers(), &place));
    run.note(match place.get() {
        Some(place) => format!("{}  {}", hash, setup.files[place].path.display()),
        None => format!("{hash}: no file in {} has it", setup.folder),
    });
    super::notes::not_hashed(run, setup, None);
    Ok(())
}

/// One after another, and TODO(4). What was found last is left in `place`.
fn steps<'a>(
    answers: &'a Answers,
    setup: &'a Setup,
    hash: &'a str,
    workers: usize,
    place: &'a Cell<Option<usize>>,
) -> Steps<'a, Found> {
    let of = |file: &_| setup.disk.hash(file, USUAL_CHUNK);
    let has_it = move |file: &_| of(file).is_ok_and(|found| found == hash);
    // A file may be there twice: any of them will do, so the one that was found is asked again.
    let found = move |found: Option<usize>| {
        place.set(found.filter(|&i| i < setup.files.len()).or(place.get()));
        found.map(|i| setup.files.get(i).is_some_and(has_it))
    };
    let mut steps = Steps::new(show);
    if setup.disk.cold {
        steps.waits();
    }
    steps.baseline(SERIAL, move || {
        let serial = || setup.files.iter().position(has_it);
        Ok(found(under_way(SERIAL, setup, serial)))
    });
    steps
        .add(FIND, move || {
            let hasher = Hasher::new(of);
            let find = || (answers.find)(&setup.files, hash, &hasher, workers);
            Ok(found(under_way(FIND, setup, find)))
        })
        .todo(4)
        .workers(workers);
    steps
}

fn show(found: &Found) -> String {
    match found {
        Some(true) => "found",
        Some(false) => "wrong file",
        None => "not there",
    }
    .to_string()
}
