//! The inputs that ship with the course in `data/`, and larger ones made from a seed.
//!
//! [`find`] says where `data/text` and its neighbours are; [`make_texts`], [`make_numbers`] and [`make_site`] make
//! more of the same; `files` (feature `files`) lists a folder, ours or yours, without ever waiting
//! for a file that is none.

mod error;
#[cfg(feature = "files")]
mod files;
mod make;
mod prose;
mod site;
mod words;

use std::path::{Path, PathBuf};

pub use error::Error;
#[cfg(feature = "files")]
pub use files::{Listing, Skipped, files};
pub use make::{
    BYTES_PER_TEXT, MOST_BYTES_PER_TEXT, MOST_FILES, MOST_NUMBERS_PER_FILE, NUMBERS_PER_FILE, SEED,
    SHIPPED_FILES, make_numbers, make_texts,
};
pub use site::{SHIPPED_PAGES, make_site};

/// The path of `data/NAME`, for example `find("text")` or `find("python/primes.py")`.
///
/// Looks in the workspace that this program was built from, then in the current folder and upwards
/// from there. The error names every place that was tried.
pub fn find(name: &str) -> Result<PathBuf, Error> {
    let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let here = std::env::current_dir().unwrap_or_default();
    find_below(built_from.into_iter().chain(here.ancestors()), name)
}

fn find_below<'a>(roots: impl Iterator<Item = &'a Path>, name: &str) -> Result<PathBuf, Error> {
    let mut tried = Vec::new();
    for root in roots {
        let path = root.join("data").join(name);
        if path.exists() {
            return Ok(path);
        }
        if !tried.contains(&path) {
            tried.push(path);
        }
    }
    let name = name.to_string();
    Err(Error::NotShipped { name, tried })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_folders_are_found() {
        assert!(find("text").unwrap().is_dir());
        assert!(find("numbers").unwrap().is_dir());
    }

    #[test]
    fn the_nearest_folder_upwards_wins() {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("a/b");
        std::fs::create_dir_all(outer.path().join("data/text")).unwrap();
        std::fs::create_dir_all(outer.path().join("a/data/text")).unwrap();
        std::fs::create_dir_all(&inner).unwrap();
        let found = find_below(inner.ancestors(), "text").unwrap();
        assert_eq!(found, outer.path().join("a/data/text"));
    }

    #[test]
    fn what_is_nowhere_is_an_error_that_names_every_place_once() {
        let places = [
            Path::new("/nowhere"),
            Path::new("/nobody"),
            Path::new("/nowhere"),
        ];
        let error = find_below(places.into_iter(), "text").unwrap_err();
        assert_eq!(
            error.to_string(),
            "data/text was not found. Tried /nowhere/data/text, /nobody/data/text. \
             Start the program inside the folder of the course."
        );
    }
}
