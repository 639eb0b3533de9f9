//! Wrong ways to save a file.

use exercise_05_mixed::parts::resize::Fill;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

pub fn in_place(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    File::create(target).and_then(|mut file| fill(&mut file))
}

/// A name that no other has.
fn aside(target: &Path) -> std::path::PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    target.with_file_name(format!(".new-{}-{number}", std::process::id()))
}

pub fn removed_first(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let _ = fs::remove_file(target);
    let aside = aside(target);
    File::create(&aside).and_then(|mut file| fill(&mut file))?;
    fs::rename(&aside, target)
}

/// What fails at the end costs the old file, and for a moment there is none.
pub fn removed_late(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = aside(target);
    let filled = File::create(&aside).and_then(|mut file| fill(&mut file));
    let saved = filled.and_then(|()| {
        let _ = fs::remove_file(target);
        fs::rename(&aside, target)
    });
    if saved.is_err() {
        let _ = fs::remove_file(&aside);
    }
    saved
}

/// Each process begins to count anew.
pub fn by_number(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    through(
        &target.with_file_name(format!(".new-{number}")),
        target,
        fill,
    )
}

pub fn left_when_not_renamed(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = aside(target);
    let filled = File::create(&aside).and_then(|mut file| fill(&mut file));
    if filled.is_err() {
        let _ = fs::remove_file(&aside);
    }
    filled.and_then(|()| fs::rename(&aside, target))
}

/// One at a time, whatever folder they save into.
pub fn locked(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock();
    by_pid(target, fill)
}

/// An error of `fill` ends the thread.
pub fn unwrapped_fill(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = aside(target);
    fill(&mut File::create(&aside).unwrap()).unwrap();
    fs::rename(&aside, target)
}

pub fn in_temp(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let aside = folder.path().join("unfinished");
    File::create(&aside).and_then(|mut file| fill(&mut file))?;
    fs::rename(&aside, target)
}

pub fn fixed_name(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = target.with_file_name("unfinished");
    through(&aside, target, fill)
}

pub fn by_pid(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = target.with_file_name(format!(".new-{}", std::process::id()));
    through(&aside, target, fill)
}

fn through(aside: &Path, target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let filled = File::create(aside).and_then(|mut file| fill(&mut file));
    let saved = filled.and_then(|()| fs::rename(aside, target));
    if saved.is_err() {
        let _ = fs::remove_file(aside);
    }
    saved
}

pub fn left_behind(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = aside(target);
    let mut file = File::create(&aside)?;
    fill(&mut file)?;
    fs::rename(&aside, target)
}

pub fn error_hidden(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = aside(target);
    match through(&aside, target, fill) {
        Ok(()) => Ok(()),
        Err(_) => Ok(()),
    }
}

/// A copy is written in place, too.
pub fn copied(target: &Path, fill: Fill<'_>) -> io::Result<()> {
    let aside = aside(target);
    let filled = File::create(&aside).and_then(|mut file| fill(&mut file));
    let saved = filled.and_then(|()| fs::copy(&aside, target).map(drop));
    let _ = fs::remove_file(&aside);
    saved
}
