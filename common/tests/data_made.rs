//! The files in `data/` come from the generator, and larger sets from the same.

use common::data::{self, Error};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of a folder by name.
fn contents(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn texts(files: usize, seed: u64) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    let bytes = data::make_texts(dir.path(), files, seed, data::BYTES_PER_TEXT).unwrap();
    let made = contents(dir.path());
    let total: u64 = made.values().map(|text| text.len() as u64).sum();
    assert_eq!(bytes, total);
    made
}

fn numbers(files: usize, seed: u64) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    data::make_numbers(dir.path(), files, data::NUMBERS_PER_FILE, seed).unwrap();
    contents(dir.path())
}

/// Which names differ: short enough to print, as the contents are not.
fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = a
        .keys()
        .chain(b.keys().filter(|name| !a.contains_key(*name)));
    names
        .filter(|name| a.get(*name) != b.get(*name))
        .cloned()
        .collect()
}

/// Every page of a site, by its path from the folder on.
fn pages(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut pages = BTreeMap::new();
    for path in data::files(dir).unwrap().files {
        let name = path.strip_prefix(dir).unwrap().display().to_string();
        pages.insert(name, fs::read(&path).unwrap());
    }
    pages
}

fn site(count: usize) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    data::make_site(dir.path(), count, data::SEED).unwrap();
    pages(dir.path())
}

const OTHER_BYTES: &str = "the generator makes other bytes than the committed ones. \
    After a change of fastrand or of the words, make the folder again as data/README.md says";

#[test]
fn the_shipped_texts_come_from_the_seed_byte_for_byte() {
    let shipped = contents(&data::find("text").unwrap());
    assert_eq!(shipped.len(), data::SHIPPED_FILES);
    let made = texts(data::SHIPPED_FILES, data::SEED);
    assert_eq!(differing(&shipped, &made), [""; 0], "{OTHER_BYTES}");
}

#[test]
fn the_shipped_numbers_come_from_the_seed_byte_for_byte() {
    let shipped = contents(&data::find("numbers").unwrap());
    assert_eq!(shipped.len(), data::SHIPPED_FILES);
    let made = numbers(data::SHIPPED_FILES, data::SEED);
    assert_eq!(differing(&shipped, &made), [""; 0], "{OTHER_BYTES}");
}

#[test]
fn the_shipped_site_comes_from_the_seed_byte_for_byte() {
    let shipped = pages(&data::find("site").unwrap());
    assert_eq!(shipped.len(), data::SHIPPED_PAGES);
    let made = site(data::SHIPPED_PAGES);
    assert_eq!(differing(&shipped, &made), [""; 0], "{OTHER_BYTES}");
}

#[test]
fn a_site_has_as_many_pages_as_were_asked_for() {
    for count in [1, 2, 3, 4, 5, 10, 500] {
        assert_eq!(site(count).len(), count);
    }
}

#[test]
fn another_seed_gives_other_files() {
    assert_eq!(differing(&texts(3, 1), &texts(3, 2)).len(), 3);
    assert_eq!(differing(&numbers(3, 1), &numbers(3, 2)).len(), 3);
}

#[test]
fn the_first_files_of_a_larger_set_are_those_of_a_smaller_one() {
    assert_eq!(differing(&texts(5, 1), &texts(6, 1)), ["text-00006.txt"]);
    assert_eq!(
        differing(&numbers(5, 1), &numbers(6, 1)),
        ["numbers-00006.txt"]
    );
}

#[test]
fn the_texts_are_utf8_of_very_different_lengths_and_one_in_forty_is_beyond_ascii() {
    let made = texts(80, data::SEED);
    let beyond: Vec<&String> = made
        .iter()
        .filter(|(_, t)| !t.is_ascii())
        .map(|(n, _)| n)
        .collect();
    assert_eq!(beyond, ["text-00007.txt", "text-00047.txt"]);
    for (name, text) in &made {
        assert!(std::str::from_utf8(text).is_ok(), "{name}");
        assert!(text.ends_with(b".\n"), "{name}");
    }
    let shortest = made.values().map(Vec::len).min().unwrap();
    let longest = made.values().map(Vec::len).max().unwrap();
    assert!(longest > 50 * shortest, "{shortest} to {longest} bytes");
}

#[test]
fn a_numbers_file_has_the_asked_count_of_integers_in_range() {
    for (name, text) in numbers(3, 4) {
        let text = String::from_utf8(text).unwrap();
        let numbers: Vec<u32> = text.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(numbers.len(), 1_000, "{name}");
        assert!(numbers.iter().all(|n| (10..=999_999).contains(n)), "{name}");
    }
}

#[test]
fn a_folder_that_holds_something_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mine"), "precious").unwrap();
    let error = data::make_texts(dir.path(), 2, 1, 100).unwrap_err();
    assert!(matches!(error, Error::NotEmpty(_)), "{error}");
    assert_eq!(contents(dir.path()).len(), 1);
}

#[test]
fn a_new_folder_is_made_with_those_above_it() {
    let dir = tempfile::tempdir().unwrap();
    let new = dir.path().join("a/b/c");
    data::make_numbers(&new, 2, 5, 1).unwrap();
    assert_eq!(contents(&new).len(), 2);
}

#[test]
fn a_file_where_a_folder_should_be_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = data::make_texts(file.path(), 2, 1, 100).unwrap_err();
    assert!(matches!(error, Error::NotAFolder(_)), "{error}");
}

#[test]
fn nothing_and_far_too_much_are_refused_with_the_limits_before_a_folder_is_made() {
    let dir = tempfile::tempdir().unwrap();
    let new = dir.path().join("new");
    let errors = [
        data::make_texts(&new, 0, 1, 100).unwrap_err(),
        data::make_texts(&new, usize::MAX, 1, 100).unwrap_err(),
        data::make_texts(&new, 1, 1, 0).unwrap_err(),
        data::make_texts(&new, 1, 1, usize::MAX).unwrap_err(),
        data::make_numbers(&new, 1, 0, 1).unwrap_err(),
        data::make_numbers(&new, 1, usize::MAX, 1).unwrap_err(),
    ];
    for error in errors {
        assert!(error.to_string().contains("must be from 1 to"), "{error}");
    }
    assert!(!new.exists());
}
