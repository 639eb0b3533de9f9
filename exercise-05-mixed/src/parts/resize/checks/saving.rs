//! Judges TODO(4), saving a file. What a power cut would leave shows without one: whoever looks while the file is being
//! written must see the old content.

use super::super::Answers;
use super::together;
use common::check::serve::FOLDER_VARIABLE;
use common::check::{Check, Verdict};
use common::witness::Observed;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What was seen, and where: the content of a file, an error, a number of files.
pub type Log = BTreeMap<String, String>;

pub fn checks() -> Vec<Check<Answers>> {
    let all = vec![
        Check::new(4, "the_file_has_its_content", seed, saved, |_, log, _| {
            expect(
                log,
                &[("new file", "new", NOTHING), ("result", "Ok", RESULT)],
            )
        }),
        Check::new(
            4,
            "an_old_file_stays_until_there_is_a_new_one",
            seed,
            replaced,
            in_one_step,
        )
        .points(2),
        Check::new(
            4,
            "what_fails_leaves_everything_as_it_was",
            seed,
            failed,
            nothing_changed,
        )
        .points(2),
        Check::new(
            4,
            "a_rename_that_fails_costs_nothing",
            seed,
            not_renamed,
            |_, log, _| {
                let gone = match log.get("afterwards").map(String::as_str) {
                    Some("no file") => GONE,
                    _ => IN_PLACE,
                };
                expect(
                    log,
                    &[
                        ("afterwards", "old", gone),
                        ("result", "an error", HIDDEN),
                        ("the folder of that name", "is there", GONE),
                        ("files left", "0", LEFT),
                        ("result with a folder", "an error", HIDDEN),
                    ],
                )
                .asked("save where the rename must fail: the unfinished file is gone, or a folder has the name")
            },
        )
        .points(2),
        Check::new(
            4,
            "others_may_read_it_as_any_new_file",
            seed,
            permissions,
            |_, log, _| {
                let plain = log.get("a new file").cloned().unwrap_or_default();
                expect(log, &[("the saved file", &plain, PERMISSIONS)])
            },
        ),
    ];
    let own = all.into_iter().map(|check| {
        let words = |_: &u64| "save to picture.jpg, in a folder that is there".to_string();
        check.panicked(UNWRAPPED).in_words(words)
    });
    own.chain(together::checks()).collect()
}

const NOTHING: &str = "What `fill` writes has to be there, whole, when `save` returns.";
pub const RESULT: &str = "`save` returns `Ok(())` when all went well.";
const IN_PLACE: &str = "The file was written in place: whoever opens it meanwhile, or after a crash, finds half of it. Write \
                        to another name in the same folder, and rename at last.";
const GONE: &str = "For a moment there is no file of this name. A rename replaces the old one in a single step: do not remove \
                    it before.";
const ELSEWHERE: &str = "Nothing new is in the folder while `fill` writes. A rename cannot cross from one disk to another: the \
                         unfinished file belongs into the same folder.";
pub const LEFT: &str = "An unfinished file is left lying about. Remove it when something fails, also when the rename does.";
pub const UNWRAPPED: &str = "Is an error unwrapped? What goes wrong is the caller's to know: give it back (`?`) instead of \
                             `unwrap`, and leave nothing behind.";
const HIDDEN: &str = "The error of `fill` is what the caller needs to know: hand it on.";
const PERMISSIONS: &str = "Temporary files are for their owner alone, and the rename keeps that. `File::create` gives the \
                           permissions that everybody expects.";

fn seed(seed: u64) -> u64 {
    seed
}

pub fn folder() -> PathBuf {
    let given = std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from);
    let folder = given.unwrap_or_else(std::env::temp_dir).join("results");
    fs::create_dir_all(&folder).expect("the judge's folder is ours");
    folder
}

pub fn text(path: &Path) -> String {
    match fs::read_to_string(path) {
        Ok(text) => text,
        Err(_) => "no file".to_string(),
    }
}

pub fn files(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

pub fn told(result: io::Result<()>) -> String {
    match result {
        Ok(()) => "Ok".to_string(),
        Err(error) => error.to_string(),
    }
}

pub fn log(entries: impl IntoIterator<Item = (&'static str, String)>) -> Log {
    let own = |(what, saw): (&str, String)| (what.to_string(), saw);
    entries.into_iter().map(own).collect()
}

fn saved(answers: &Answers, _: u64) -> Log {
    let target = folder().join("picture.jpg");
    let result = (answers.save)(&target, &mut |file| file.write_all(b"new"));
    log([("new file", text(&target)), ("result", told(result))])
}

/// A second name of the old file shows whether that one was written to.
fn replaced(answers: &Answers, _: u64) -> Log {
    let folder = folder();
    let (target, second) = (folder.join("picture.jpg"), folder.join("second"));
    fs::write(&target, "old").expect("the judge's folder is ours");
    let linked = fs::hard_link(&target, &second).is_ok();
    let before = files(&folder);
    let (mut meanwhile, mut there) = (String::new(), 0);
    let result = (answers.save)(&target, &mut |file| {
        file.write_all(b"half")?;
        meanwhile = text(&target);
        there = files(&folder);
        file.write_all(b" and half")
    });
    let old = if linked {
        text(&second)
    } else {
        "old".to_string()
    };
    log([
        ("meanwhile", meanwhile),
        (
            "unfinished files meanwhile",
            there.saturating_sub(before).to_string(),
        ),
        ("the old file, by another name", old),
        ("afterwards", text(&target)),
        (
            "files left",
            files(&folder).saturating_sub(before).to_string(),
        ),
        ("result", told(result)),
    ])
}

fn in_one_step(_: &u64, log: &Log, _: &Observed) -> Verdict {
    let meanwhile = match log.get("meanwhile").map(String::as_str) {
        Some("no file") => GONE,
        _ => IN_PLACE,
    };
    expect(
        log,
        &[
            ("meanwhile", "old", meanwhile),
            ("unfinished files meanwhile", "1", ELSEWHERE),
            ("the old file, by another name", "old", IN_PLACE),
            ("afterwards", "half and half", NOTHING),
            ("files left", "0", LEFT),
            ("result", "Ok", RESULT),
        ],
    )
}

fn failed(answers: &Answers, _: u64) -> Log {
    let folder = folder();
    let target = folder.join("picture.jpg");
    fs::write(&target, "old").expect("the judge's folder is ours");
    let result = (answers.save)(&target, &mut |file: &mut File| {
        file.write_all(b"half")?;
        Err(io::Error::other("the disk is full"))
    });
    log([
        ("afterwards", text(&target)),
        ("files in the folder", files(&folder).to_string()),
        ("result", told(result)),
    ])
}

fn nothing_changed(_: &u64, log: &Log, _: &Observed) -> Verdict {
    expect(
        log,
        &[
            ("result", "the disk is full", HIDDEN),
            ("afterwards", "old", IN_PLACE),
            ("files in the folder", "1", LEFT),
        ],
    )
}

/// Somebody has cleared away the unfinished file, so there is nothing to rename. Whoever removes the old file first has
/// now lost both. And then a folder with something in it, which no file can replace.
fn not_renamed(answers: &Answers, _: u64) -> Log {
    let folder = folder();
    let target = folder.join("picture.jpg");
    fs::write(&target, "old").expect("the judge's folder is ours");
    let result = (answers.save)(&target, &mut |file: &mut File| {
        file.write_all(b"new")?;
        for entry in fs::read_dir(&folder)?.flatten() {
            if entry.path() != target {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    });
    let taken = folder.join("a folder");
    let inside = taken.join("a file");
    let written = fs::create_dir(&taken).and_then(|()| fs::write(&inside, "there"));
    written.expect("the judge's folder is ours");
    let before = files(&folder);
    let refused = (answers.save)(&taken, &mut |file| file.write_all(b"new"));
    let failed = |result: io::Result<()>| match result {
        Ok(()) => "Ok".to_string(),
        Err(_) => "an error".to_string(),
    };
    let there = if inside.is_file() {
        "is there"
    } else {
        "is gone"
    };
    log([
        ("afterwards", text(&target)),
        ("result", failed(result)),
        ("the folder of that name", there.to_string()),
        (
            "files left",
            files(&folder).saturating_sub(before).to_string(),
        ),
        ("result with a folder", failed(refused)),
    ])
}

fn permissions(answers: &Answers, _: u64) -> Log {
    let folder = folder();
    let (plain, target) = (folder.join("plain"), folder.join("picture.jpg"));
    File::create(&plain).expect("the judge's folder is ours");
    let _ = (answers.save)(&target, &mut |file| file.write_all(b"new"));
    log([
        ("a new file", mode(&plain)),
        ("the saved file", mode(&target)),
    ])
}

#[cfg(unix)]
fn mode(path: &Path) -> String {
    use std::os::unix::fs::PermissionsExt;
    let mode = path
        .metadata()
        .map(|found| found.permissions().mode() & 0o777);
    mode.map_or("no file".to_string(), |mode| format!("mode {mode:o}"))
}

#[cfg(not(unix))]
fn mode(path: &Path) -> String {
    let there = if path.exists() { "a file" } else { "no file" };
    there.to_string()
}

/// The first thing that is not as expected, with what that means.
pub fn expect(log: &Log, wanted: &[(&str, &str, &str)]) -> Verdict {
    for (what, expected, so) in wanted {
        let saw = log.get(*what).map_or("", String::as_str);
        if saw != *expected {
            let quoted = |text: &str| format!("{what}: {text}");
            return Verdict::wrong(quoted(expected), quoted(saw), *so)
                .asked("save to picture.jpg, in a folder that is there");
        }
    }
    Verdict::Pass
}
