//! What the learner asked for: which files, how slow a disk, which word.

use super::Reader;
use super::summary::plain;
use common::data::{self, Listing};
use common::exercise::Run;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The files, and how to read them.
pub struct Input {
    /// The folder as it is shown.
    pub folder: String,
    /// Its path.
    pub path: PathBuf,
    /// What is in it.
    pub listing: Listing,
    /// How long each file takes to come.
    pub latency: Duration,
    /// The word to count.
    pub word: Option<String>,
    /// Reads them so.
    pub reader: Reader,
}

impl Input {
    /// Takes the options of `run` at their word. An error names the value and the fix.
    pub fn of(run: &Run) -> Result<Input, String> {
        let latency = run.latency()?;
        let word = run.chosen("word").map(one_word).transpose()?;
        let said = |error: data::Error| error.to_string();
        let (folder, path) = match run.data() {
            Some(path) => (path.display().to_string(), path.clone()),
            None => ("data/text".to_string(), data::find("text").map_err(said)?),
        };
        let listing = data::files(&path).map_err(said)?;
        let reader = Reader::new(latency, word.clone());
        Ok(Input {
            folder,
            path,
            listing,
            latency,
            word,
            reader,
        })
    }

    /// A file's name as it is shown: from the folder on.
    pub fn shown(&self, file: &Path) -> String {
        let name = file.strip_prefix(&self.path).unwrap_or(file);
        name.display().to_string()
    }
}

fn one_word(text: &str) -> Result<String, String> {
    let word = plain(text);
    match word.is_empty() || word.contains(char::is_whitespace) {
        true => Err(format!("--word takes one word, such as fire, not '{text}'")),
        false => Ok(word),
    }
}
