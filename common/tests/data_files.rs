//! What `data::files` lists, what it skips with a reason, and that it waits for nothing.
#![cfg(feature = "files")]

use common::data::{self, Error, Listing};
use std::fs;
use std::path::{Path, PathBuf};

fn folder_with(names: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in names {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }
    dir
}

fn names(listing: &Listing, dir: &Path) -> Vec<PathBuf> {
    let below = |path: &PathBuf| path.strip_prefix(dir).unwrap().to_path_buf();
    listing.files.iter().map(below).collect()
}

/// Name and reason of each thing skipped.
fn skipped(listing: &Listing, dir: &Path) -> Vec<String> {
    let all = listing.skipped.iter().map(|skipped| skipped.to_string());
    let top = format!("{}/", dir.display());
    all.map(|line| line.replace(&top, "")).collect()
}

#[test]
fn files_come_sorted_from_all_folders_below() {
    let dir = folder_with(&["b.txt", "a/z.txt", "a/b/c.txt", "c", "a.txt", ".hidden"]);
    fs::create_dir(dir.path().join("empty folder")).unwrap();
    fs::write(dir.path().join("empty file"), "").unwrap();
    let listing = data::files(dir.path()).unwrap();
    let expected = [
        ".hidden",
        "a/b/c.txt",
        "a/z.txt",
        "a.txt",
        "b.txt",
        "c",
        "empty file",
    ];
    assert_eq!(names(&listing, dir.path()), expected.map(PathBuf::from));
    assert_eq!(listing.skipped, []);
}

#[test]
fn the_shipped_texts_are_listed() {
    let listing = data::files(&data::find("text").unwrap()).unwrap();
    assert_eq!(listing.files.len(), data::SHIPPED_FILES);
    assert_eq!(listing.skipped, []);
}

#[test]
fn no_folder_a_file_and_an_empty_folder_are_errors_that_say_what_to_do() {
    let dir = folder_with(&["file"]);
    let missing = data::files(&dir.path().join("missing")).unwrap_err();
    assert!(
        missing
            .to_string()
            .contains("missing: there is no such folder"),
        "{missing}"
    );
    let file = data::files(&dir.path().join("file")).unwrap_err();
    assert!(
        file.to_string().contains("file: this is not a folder"),
        "{file}"
    );
    let below = data::files(&dir.path().join("file/below")).unwrap_err();
    assert!(matches!(below, Error::Io { .. }), "{below}");
    let empty = folder_with(&[]);
    let empty = data::files(empty.path()).unwrap_err();
    assert!(
        empty.to_string().contains("no file to read in it. Name"),
        "{empty}"
    );
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    fn make_fifo(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn what_is_no_regular_file_is_skipped_with_its_kind() {
        let dir = folder_with(&["file"]);
        make_fifo(&dir.path().join("fifo"));
        symlink("fifo", dir.path().join("link to fifo")).unwrap();
        symlink("/dev/null", dir.path().join("null")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).unwrap();
        let listing = data::files(dir.path()).unwrap();
        assert_eq!(names(&listing, dir.path()), [PathBuf::from("file")]);
        assert_eq!(
            skipped(&listing, dir.path()),
            [
                "fifo: a FIFO",
                "link to fifo: a FIFO",
                "null: a device",
                "socket: a socket"
            ]
        );
    }

    #[test]
    fn a_folder_with_nothing_but_a_fifo_has_no_files_and_says_what_is_there() {
        let dir = folder_with(&[]);
        make_fifo(&dir.path().join("fifo"));
        let error = data::files(dir.path()).unwrap_err().to_string();
        assert!(
            error.contains("no file to read in it (skipped: "),
            "{error}"
        );
        assert!(error.contains("fifo: a FIFO)"), "{error}");
    }

    #[test]
    fn links_to_files_count_and_links_that_lead_nowhere_or_round_are_skipped() {
        let dir = folder_with(&["inner/file"]);
        let outside = folder_with(&["elsewhere"]);
        symlink("file", dir.path().join("inner/again")).unwrap();
        symlink(outside.path().join("elsewhere"), dir.path().join("outside")).unwrap();
        symlink("..", dir.path().join("inner/up")).unwrap();
        symlink("self", dir.path().join("self")).unwrap();
        symlink("gone", dir.path().join("nothing")).unwrap();
        let listing = data::files(dir.path()).unwrap();
        let expected = ["inner/again", "inner/file", "outside"].map(PathBuf::from);
        assert_eq!(names(&listing, dir.path()), expected);
        let skipped = skipped(&listing, dir.path());
        assert_eq!(
            skipped[0],
            "inner/up: a link to a folder: such links are not followed"
        );
        assert_eq!(skipped[1], "nothing: a link to nothing");
        assert!(skipped[2].starts_with("self: "), "{skipped:?}");
        assert_eq!(skipped.len(), 3);
    }

    #[test]
    fn the_folder_itself_may_be_a_link() {
        let dir = folder_with(&["folder/file"]);
        let link = dir.path().join("link");
        symlink("folder", &link).unwrap();
        assert_eq!(data::files(&link).unwrap().files, [link.join("file")]);
    }

    // Not every file system takes such names: macOS and Windows do not.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf8_is_kept() {
        use std::os::unix::ffi::OsStrExt;
        let dir = folder_with(&[]);
        let path = dir.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
        fs::write(&path, "coffee").unwrap();
        let listing = data::files(dir.path()).unwrap();
        assert_eq!(listing.files, [path]);
        assert!(
            listing.files[0]
                .display()
                .to_string()
                .ends_with("caf\u{fffd}.txt")
        );
    }

    #[test]
    fn what_may_not_be_read_is_skipped_and_the_rest_is_listed() {
        let dir = folder_with(&["secret", "closed/inside", "open"]);
        let set = |name: &str, mode| {
            fs::set_permissions(dir.path().join(name), PermissionsExt::from_mode(mode)).unwrap()
        };
        set("secret", 0o000);
        set("closed", 0o000);
        let root = fs::read_dir(dir.path().join("closed")).is_ok();
        let listing = data::files(dir.path());
        set("closed", 0o700);
        let listing = listing.unwrap();
        // The superuser may read everything, so there is nothing to skip.
        if root {
            assert_eq!(listing.files.len(), 3);
            return;
        }
        assert_eq!(names(&listing, dir.path()), [PathBuf::from("open")]);
        assert_eq!(
            skipped(&listing, dir.path()),
            [
                "closed: no permission to read it",
                "secret: no permission to read it"
            ]
        );
    }

    #[test]
    fn a_folder_that_may_not_be_read_is_an_error() {
        let dir = folder_with(&["file"]);
        fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o000)).unwrap();
        let root = fs::read_dir(dir.path()).is_ok();
        let listed = data::files(dir.path());
        fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o700)).unwrap();
        match listed {
            Ok(listing) => assert!(root, "{listing:?}"),
            Err(error) => assert!(
                error.to_string().contains("cannot read the folder"),
                "{error}"
            ),
        }
    }
}
