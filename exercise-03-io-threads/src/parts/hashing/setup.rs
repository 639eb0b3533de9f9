//! What the learner asked for: which files, and how to read them.

use super::disk::Disk;
use super::entry::{entries, total};
use super::list::is_hash;
use super::{Entry, tree};
use common::data::Skipped;
use common::exercise::{Choice, Run};
use std::fs::File;
use std::path::PathBuf;

/// The part's own options.
pub const CHOICES: [Choice; 7] = [
    Choice {
        name: "chunk",
        value: Some("BYTES"),
        help: "measure chunks of this size, too",
    },
    Choice {
        name: "cold",
        value: None,
        help: "let the system forget each file before it is read",
    },
    Choice {
        name: "mapped",
        value: None,
        help: "map files of --data, too: none of them may shrink",
    },
    Choice {
        name: "find",
        value: Some("HASH"),
        help: "only look for a file with this SHA-256",
    },
    Choice {
        name: "write",
        value: Some("FILE"),
        help: "write the hashes to FILE, as sha256sum does",
    },
    Choice {
        name: "verify",
        value: Some("FILE"),
        help: "check such a list, ours or sha256sum's",
    },
    Choice {
        name: "shrink",
        value: None,
        help: "see what becomes of a file that shrinks meanwhile",
    },
];

/// As much is read at a time where the size of the chunk is not the question.
pub const USUAL_CHUNK: usize = 64 << 10;
const MOST_CHUNK: usize = 1 << 30;

/// The files, and how to read them.
pub struct Setup {
    /// The folder as it is shown.
    pub folder: String,
    pub files: Vec<Entry>,
    pub skipped: Vec<Skipped>,
    pub bytes: u64,
    pub disk: Disk,
    /// A size of chunks to measure beside the usual ones.
    pub chunk: Option<usize>,
    /// Whether the files may be mapped: whoever shrinks one of them ends this program.
    pub mapped: bool,
    pub write: Option<PathBuf>,
}

impl Setup {
    pub fn of(run: &Run) -> Result<Setup, String> {
        let chunk = run.chosen("chunk").map(chunk).transpose()?;
        let (folder, path) = match run.data() {
            Some(path) => (path.display().to_string(), path.clone()),
            None => (
                "files made from a seed".to_string(),
                tree::tree(run.size(), run)?,
            ),
        };
        let (files, skipped) = entries(&path)?;
        Ok(Setup {
            folder,
            bytes: total(&files),
            files,
            skipped,
            disk: Disk::new(run.chosen("cold").is_some()),
            chunk,
            mapped: run.data().is_none() || run.chosen("mapped").is_some(),
            write: run.chosen("write").map(PathBuf::from),
        })
    }

    /// So that all steps find the same: every file in memory, or, for a cold start, none that has
    /// yet to be written to the disk.
    pub fn prepare(&self, run: &Run) {
        let what = match self.disk.cold {
            true => "waiting until all files are on the disk",
            false => "reading all files once, so that they are in memory",
        };
        run.progress(what);
        for file in &self.files {
            match self.disk.cold {
                true => {
                    let file = File::open(&file.path);
                    let _ = file.and_then(|file| file.sync_data());
                }
                false => drop(self.disk.checked(file, |mut file| {
                    std::io::copy(&mut file, &mut std::io::sink())?;
                    Ok(String::new())
                })),
            }
        }
        run.progress("");
    }
}

/// Each of these does one thing of its own.
const MODES: [&str; 3] = ["find", "verify", "shrink"];

/// Whether the options that were given go together.
pub fn agree(run: &Run) -> Result<(), String> {
    let modes = MODES.iter().filter(|mode| run.chosen(mode).is_some());
    let modes: Vec<String> = modes.map(|mode| format!("--{mode}")).collect();
    let Some(mode) = modes.first() else {
        return Ok(());
    };
    let others = ["chunk", "cold", "mapped", "write"];
    let others = others.iter().filter(|other| run.chosen(other).is_some());
    let mut others: Vec<String> = others.map(|other| format!("--{other}")).collect();
    others.extend(modes[1..].iter().cloned());
    if run.data().is_some() && mode != "--find" {
        others.push("--data".to_string());
    }
    others.retain(|other| mode != "--find" || other != "--cold");
    match others.first() {
        None => Ok(()),
        Some(other) => Err(format!(
            "{mode} and {other} do not go together: leave one out"
        )),
    }
}

fn chunk(text: &str) -> Result<usize, String> {
    match text.replace('_', "").parse() {
        Ok(bytes) if (1..=MOST_CHUNK).contains(&bytes) => Ok(bytes),
        _ => Err(format!(
            "--chunk takes a whole number of bytes from 1 to {MOST_CHUNK}, such as 8192, not '{text}'"
        )),
    }
}

/// A SHA-256 in lower case.
pub fn hash(text: &str) -> Result<String, String> {
    match is_hash(text.as_bytes()) {
        true => Ok(text.to_ascii_lowercase()),
        false => Err(format!(
            "--find takes a SHA-256, which is 64 hexadecimal digits as sha256sum prints them, not '{text}'"
        )),
    }
}
