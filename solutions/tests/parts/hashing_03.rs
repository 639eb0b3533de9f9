//! Exercise 3, lab `hashing`, on odd folders and odd lists, and beside `sha256sum` where that is installed.

use super::program::Program;
use exercise_03_io_threads::parts::hashing::{Listed, list_line, read_list};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Program("03-io-threads hashing --runs 1").command();
    command
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

/// What the program printed, if it ended with this exit code.
fn printed(arguments: &[&str], folder: &Path, code: i32) -> String {
    let output = run(arguments, folder);
    let errors = String::from_utf8_lossy(&output.stderr);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &errors;
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    text
}

/// A folder `files` of odd names, in a temporary one.
fn odd() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("files");
    fs::create_dir_all(files.join("deep er")).unwrap();
    fs::write(files.join("empty"), "").unwrap();
    fs::write(files.join("abc"), "abc").unwrap();
    fs::write(files.join("deep er/ two  blanks "), "x").unwrap();
    fs::write(files.join("seven"), vec![7; 70_001]).unwrap();
    #[cfg(unix)]
    for name in [
        &b"back\\slash"[..],
        b"line\nfeed",
        b"\xff\xfe",
        b"tab\t\x1b[2J",
    ] {
        use std::os::unix::ffi::OsStrExt;
        fs::write(files.join(std::ffi::OsStr::from_bytes(name)), name).unwrap();
    }
    dir
}

fn is_installed(program: &str) -> bool {
    let version = Command::new(program).arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

#[test]
fn a_line_is_what_sha256sum_writes() {
    let line = |name: &str| String::from_utf8(list_line(EMPTY, Path::new(name))).unwrap();
    assert_eq!(line("a b"), format!("{EMPTY}  a b\n"));
    assert_eq!(line("a\\b\nc\rd"), format!("\\{EMPTY}  a\\\\b\\nc\\rd\n"));
}

#[test]
fn lists_are_read_whoever_wrote_them() {
    let upper = ABC.to_uppercase();
    let list = format!(
        "# a comment\n{EMPTY}  text\n{upper} *binary\r\n\n\\{ABC}  a\\\\b\\nc\n{ABC}   blank and *"
    );
    let (listed, malformed) = read_list(list.as_bytes());
    let expected = [
        (EMPTY, "text"),
        (ABC, "binary"),
        (ABC, "a\\b\nc"),
        (ABC, " blank and *"),
    ];
    let expected: Vec<Listed> = expected
        .into_iter()
        .map(|(hash, path)| Listed {
            hash: hash.to_string(),
            path: PathBuf::from(path),
        })
        .collect();
    assert_eq!(listed, expected);
    assert_eq!(malformed, Vec::<usize>::new());
}

#[test]
fn lines_that_are_none_are_told_by_their_number() {
    let short = &ABC[1..];
    let lines = [
        format!("{ABC}  right"),
        "nonsense".to_string(),
        format!("{short}  short"),
        format!("g{short}  no hexadecimal digit"),
        format!("{ABC} one blank"),
        format!("{ABC}  "),
        ABC.to_string(),
        format!("\\{ABC}  unknown \\t escape"),
        format!("\\{ABC}  ends in \\"),
        format!("{ABC}  zero \0 byte"),
    ];
    let (listed, malformed) = read_list(lines.join("\n").as_bytes());
    assert_eq!(listed.len(), 1);
    assert_eq!(malformed, (2..=10).collect::<Vec<_>>());
}

#[test]
fn our_list_is_accepted_by_us_and_by_sha256sum() {
    let dir = odd();
    let text = printed(&["--data", "files", "--write", "sums"], dir.path(), 0);
    assert!(text.contains("hashes written to sums"), "{text}");
    assert!(!text.contains('\x1b'), "{text}");
    let text = printed(&["--verify", "sums"], dir.path(), 0);
    assert!(text.contains("files: all OK"), "{text}");
    if !is_installed("sha256sum") {
        return eprintln!("sha256sum is not installed: half of this test is left out");
    }
    let mut theirs = Command::new("sha256sum");
    let output = theirs
        .args(["--strict", "-c", "sums"])
        .current_dir(dir.path());
    let output = output.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[cfg(unix)]
#[test]
fn the_list_of_sha256sum_is_accepted_by_us() {
    if !is_installed("sha256sum") {
        return eprintln!("sha256sum is not installed: this test is left out");
    }
    let dir = odd();
    for mode in ["--text", "--binary"] {
        let script = format!("find files -type f -exec sha256sum {mode} {{}} + > sums");
        let mut shell = Command::new("sh");
        let made = shell.args(["-c", &script]).current_dir(dir.path()).status();
        assert!(made.unwrap().success());
        let text = printed(&["--verify", "sums"], dir.path(), 0);
        assert!(text.contains("8 files: all OK"), "{text}");
    }
}

#[test]
fn what_does_not_match_is_named_and_ends_with_exit_code_1() {
    let dir = odd();
    let list = format!("{ABC}  files/abc\n{ABC}  files/empty\n{ABC}  files/gone\nnonsense\n");
    fs::write(dir.path().join("sums"), list).unwrap();
    let text = printed(&["--verify", "sums"], dir.path(), 1);
    for part in [
        "1 OK, 3 not",
        "files/empty: another hash than in the list",
        "files/gone: ",
        "line 4 of sums is no line of such a list",
    ] {
        assert!(text.contains(part), "no \"{part}\" in {text}");
    }
}

#[test]
fn a_list_that_is_none_is_refused_by_name() {
    let dir = odd();
    let refused = |list: &str| printed(&["--verify", list], dir.path(), 2);
    assert!(refused("gone").contains("--verify gone: "));
    assert!(refused("files").contains("--verify files: this is no regular file"));
    assert!(refused("files/abc").contains("no line in it is a hash and a name"));
    assert!(refused("files/empty").contains("no line in it is a hash and a name"));
}

#[test]
fn all_ways_agree_whatever_the_number_of_workers() {
    let dir = odd();
    let with = |more: &[&str]| {
        let arguments = [
            &["--data", "files", "--mapped", "--chunk", "7", "--json"],
            more,
        ]
        .concat();
        let text = printed(&arguments, dir.path(), 0);
        assert!(!text.contains("\"status\":\"wrong\""), "{text}");
        let result = text.split("\"result\":\"").nth(1).unwrap();
        result.split('"').next().unwrap().to_string()
    };
    let one = with(&["--workers", "1"]);
    assert_eq!(one.len(), 8);
    for more in [["--workers", "2"], ["--workers", "3"], ["--workers", "64"]] {
        assert_eq!(with(&more), one);
    }
    assert_eq!(with(&["--inline"]), one);
    assert_eq!(with(&["--cold"]), one);
}

#[test]
fn a_file_is_found_by_its_hash_or_it_is_said_that_there_is_none() {
    let dir = odd();
    let upper = ABC.to_uppercase();
    let text = printed(&["--data", "files", "--find", &upper], dir.path(), 0);
    let place = Path::new("files").join("abc");
    assert!(
        text.contains(&format!("{ABC}  {}", place.display())),
        "{text}"
    );
    let nobody = ABC.replace('b', "c");
    let text = printed(&["--data", "files", "--find", &nobody], dir.path(), 0);
    assert!(text.contains("no file in files has it"), "{text}");
}

#[test]
fn values_that_make_no_sense_are_refused() {
    let dir = odd();
    for (arguments, says) in [
        (["--chunk", "0"], "--chunk takes a whole number of bytes"),
        (["--chunk", "1073741825"], "from 1 to 1073741824"),
        (["--find", "abc"], "64 hexadecimal digits"),
        (["--size", "0"], "from 1 to 65536"),
        (["--data", "gone"], "there is no such folder"),
        (["--data", "files/abc"], "this is not a folder"),
        (["--write", "gone/sums"], "cannot write it"),
    ] {
        let mut all = arguments.to_vec();
        if !arguments.contains(&"--data") && !arguments.contains(&"--size") {
            all.extend(["--data", "files"]);
        }
        let text = printed(&all, dir.path(), 2);
        assert!(text.contains(says), "{text}");
    }
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let dir = odd();
    for arguments in [
        ["--verify", "sums", "--data", "files"],
        ["--verify", "sums", "--find", ABC],
        ["--find", ABC, "--write", "sums"],
    ] {
        let text = printed(&arguments, dir.path(), 2);
        assert!(text.contains("do not go together"), "{text}");
    }
    printed(&["--find", ABC, "--data", "files", "--cold"], dir.path(), 0);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_the_rest_is_hashed() {
    let dir = odd();
    let files = dir.path().join("files");
    std::os::unix::fs::symlink("loop", files.join("loop")).unwrap();
    std::os::unix::fs::symlink("../files", files.join("circle")).unwrap();
    std::os::unix::fs::symlink("nowhere", files.join("dead")).unwrap();
    let made = Command::new("mkfifo").arg(files.join("pipe")).status();
    assert!(made.unwrap().success());
    let text = printed(&["--data", "files"], dir.path(), 0);
    for part in [
        "Hash 8 files",
        "skipped pipe: a FIFO",
        "skipped loop: ",
        "skipped circle: a link to a folder",
        "skipped dead: a link to nothing",
    ] {
        assert!(text.contains(part), "no \"{part}\" in {text}");
    }
}

#[test]
fn a_file_that_changes_meanwhile_is_named_and_no_step_is_wrong() {
    let dir = odd();
    let (path, over) = (dir.path().join("files/abc"), AtomicBool::new(false));
    let named = thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                // One moment it is long, the next it is cut.
                let _ = fs::write(&path, vec![0; 100_000]);
                thread::yield_now();
            }
        });
        let named = (0..20).any(|_| {
            let output = run(&["--data", "files"], dir.path());
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(output.status.code(), Some(0), "{text}");
            text.contains("abc: ") && text.contains("meanwhile")
        });
        over.store(true, Ordering::Relaxed);
        named
    });
    assert!(named);
}

#[cfg(target_os = "linux")]
#[test]
fn a_mapped_file_that_shrinks_ends_its_process_and_a_file_that_is_read_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let text = printed(&["--shrink"], dir.path(), 0);
    assert!(
        text.contains("mapped                 the process died of SIGBUS"),
        "{text}"
    );
    assert!(
        text.contains("in chunks              a hash of what it read"),
        "{text}"
    );
}
