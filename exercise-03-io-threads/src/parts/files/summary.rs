//! What one file holds.

use super::Outcome;

/// What one file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines; the last one may lack its line feed.
    pub lines: u64,
    /// Words: what stands between white space.
    pub words: u64,
    /// Bytes.
    pub bytes: u64,
    /// The length of the longest line, in characters.
    pub longest: u64,
    /// How often the word occurs that was asked for.
    pub found: u64,
    /// The smallest and the largest number, if all words are integers.
    pub range: Option<(i64, i64)>,
}

impl Summary {
    /// Sums up `bytes`, whatever they are: each byte sequence that is no UTF-8 counts as one
    /// character. `word` is looked for without regard to case and to punctuation around it.
    pub fn of(bytes: &[u8], word: Option<&str>) -> Summary {
        let text = String::from_utf8_lossy(bytes);
        let words = || text.split(is_space).filter(|word| !word.is_empty());
        let word = word.map(plain);
        let is_it = |found: &&str| word.as_ref().is_some_and(|word| plain(found) == *word);
        Summary {
            lines: text.lines().count() as u64,
            words: words().count() as u64,
            bytes: bytes.len() as u64,
            longest: text.lines().map(length).max().unwrap_or(0),
            found: words().filter(is_it).count() as u64,
            range: range(words()),
        }
    }

    /// The sums over all files that could be read; the longest line and the range of all of them.
    pub(super) fn total(outcomes: &[Outcome]) -> Summary {
        let mut total = Summary::default();
        for file in outcomes.iter().flatten() {
            total.lines += file.lines;
            total.words += file.words;
            total.bytes += file.bytes;
            total.longest = total.longest.max(file.longest);
            total.found += file.found;
            total.range = match (total.range, file.range) {
                (Some((min, max)), Some(range)) => Some((min.min(range.0), max.max(range.1))),
                (known, new) => known.or(new),
            };
        }
        total
    }
}

/// Minimum and maximum; `None` when there is nothing, or something that is no integer.
fn range<'a>(words: impl Iterator<Item = &'a str>) -> Option<(i64, i64)> {
    let numbers: Vec<i64> = words.map(|word| word.parse().ok()).collect::<Option<_>>()?;
    Some((*numbers.iter().min()?, *numbers.iter().max()?))
}

/// White space as C and Python's `bytes.split` have it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

fn length(line: &str) -> u64 {
    line.chars().count() as u64
}

/// A word in lower case, without the punctuation around it.
pub(super) fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}
