//! Makes folders of texts and numbers from a seed: the same seed, the same bytes, on every machine.

use super::{Error, prose};
use fastrand::Rng;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The seed of the files in `data/`.
pub const SEED: u64 = 9;
/// How many files `data/text` holds, and `data/numbers`.
pub const SHIPPED_FILES: usize = 40;
/// The average length of the files in `data/text`, roughly, in bytes.
pub const BYTES_PER_TEXT: usize = 6_500;
/// How many integers each file in `data/numbers` holds.
pub const NUMBERS_PER_FILE: usize = 1_000;

/// The most files that one call makes.
pub const MOST_FILES: usize = 1_000_000;
/// The largest average length of a text, in bytes.
pub const MOST_BYTES_PER_TEXT: usize = 1 << 24;
/// The most integers in one file.
pub const MOST_NUMBERS_PER_FILE: usize = 10_000_000;

/// Makes `files` texts of simple English prose in `dir`; the result is how many bytes that was in
/// all.
///
/// `size_hint` is the average length of a file in bytes, roughly: lengths differ by a factor of a
/// hundred, so that files are not equal shares of the work. One file in forty has words with
/// letters beyond ASCII. The first files of a larger set are those of a smaller one.
///
/// `dir` is made if need be and must be empty. When something goes wrong, the files made so far are
/// removed.
pub fn make_texts(dir: &Path, files: usize, seed: u64, size_hint: usize) -> Result<u64, Error> {
    within("bytes per file", size_hint, MOST_BYTES_PER_TEXT)?;
    make(dir, "text", files, seed, |rng, index| {
        // 2⁰ to 2⁷ times a share: doubling, not adding, is what makes some files tiny and few
        // large.
        let share = (size_hint as u64).div_ceil(32);
        let bytes = share * (1 << rng.u32(0..8)) * rng.u64(75..=125) / 100;
        prose::text(rng, bytes as usize, index % 40 == 7)
    })
}

/// Makes `files` files in `dir`, each of `per_file` integers from 10 to 999 999, one on a line; the
/// result is how many bytes that was in all. For the folder the same holds as in [`make_texts`].
pub fn make_numbers(dir: &Path, files: usize, per_file: usize, seed: u64) -> Result<u64, Error> {
    within("integers per file", per_file, MOST_NUMBERS_PER_FILE)?;
    make(dir, "numbers", files, seed, |rng, _| {
        let mut text = String::with_capacity(per_file * 7);
        for _ in 0..per_file {
            writeln!(text, "{}", rng.u32(10..=999_999)).expect("a string takes every write");
        }
        text
    })
}

fn make(
    dir: &Path,
    name: &str,
    files: usize,
    seed: u64,
    text: impl Fn(&mut Rng, usize) -> String,
) -> Result<u64, Error> {
    within("files", files, MOST_FILES)?;
    prepare(dir)?;
    let mut rng = Rng::with_seed(seed);
    let files = (1..=files).map(|index| {
        // Each file has a generator of its own: how much one draws does not change the next.
        (
            format!("{name}-{index:05}.txt"),
            text(&mut rng.fork(), index),
        )
    });
    write(dir, files)
}

/// Writes files into `dir` and into folders below it: name and text. How many bytes that was; or
/// nothing, if one cannot be written.
pub(super) fn write(
    dir: &Path,
    files: impl Iterator<Item = (String, String)>,
) -> Result<u64, Error> {
    let mut made: Vec<PathBuf> = Vec::new();
    let mut bytes = 0;
    for (name, text) in files {
        let path = dir.join(name);
        made.push(path.clone());
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        if let Err(source) = folder.and_then(|()| fs::write(&path, &text)) {
            made.iter().for_each(|path| drop(fs::remove_file(path)));
            let doing = "write";
            return Err(Error::Io {
                doing,
                path,
                source,
            });
        }
        bytes += text.len() as u64;
    }
    Ok(bytes)
}

pub(super) fn within(what: &'static str, asked: usize, most: usize) -> Result<(), Error> {
    if (1..=most).contains(&asked) {
        return Ok(());
    }
    Err(Error::OutOfRange { what, asked, most })
}

/// Sees to it that `dir` is there and empty.
pub(super) fn prepare(dir: &Path) -> Result<(), Error> {
    let path = dir.to_path_buf();
    match fs::read_dir(dir) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Error::NotEmpty(path)),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(dir).map_err(|source| {
                let doing = "create the folder";
                Error::Io {
                    doing,
                    path,
                    source,
                }
            })
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(Error::NotAFolder(path)),
        Err(source) => {
            let doing = "look into the folder";
            Err(Error::Io {
                doing,
                path,
                source,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_is_named_and_the_others_are_removed() {
        let dir = tempfile::tempdir().unwrap();
        let obstacle = dir.path().join("text-00003.txt");
        let error = make(dir.path(), "text", 5, SEED, |_, index| {
            if index == 3 {
                fs::create_dir(&obstacle).unwrap();
            }
            "a line\n".to_string()
        })
        .unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("text-00003.txt: cannot write"),
            "{message}"
        );
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "only the obstacle is left: {left:?}");
    }
}
