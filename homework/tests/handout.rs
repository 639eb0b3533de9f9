//! What a handout holds, and what it must not, on a small course of its own. Nothing is built.

use homework::course;
use homework::handout::{self, Handout};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use walkdir::WalkDir;

const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = [
    "common",
    "exercise-01-serial",
    "exercise-02-pool",
    "solutions",
    "homework",
]
default-members = ["common", "solutions"]
"#;

const LOCKFILE: &str = r#"version = 4

[[package]]
name = "common"
version = "0.0.0"

[[package]]
name = "solutions"
version = "0.0.0"
"#;

const FILES: [(&str, &str); 18] = [
    ("Cargo.toml", MANIFEST),
    ("Cargo.lock", LOCKFILE),
    ("LICENSE", "MIT"),
    (
        "README.md",
        "# Course\n\n<!-- BEGIN INSTRUCTORS -->\nsecret\n<!-- END INSTRUCTORS -->\n",
    ),
    ("INSTRUCTORS.md", "secret"),
    (".ci/run", "secret"),
    (".github/workflows/ci.yml", "secret"),
    (".vscode/settings.json", "{}"),
    ("data/text/a.txt", "a"),
    ("common/src/lib.rs", ""),
    ("exercise-01-serial/src/main.rs", "fn main() {}"),
    (
        "exercise-01-serial/src/answers/primes.rs",
        "secret: an instructor solved it in place",
    ),
    ("exercise-02-pool/src/main.rs", "fn main() {}"),
    (
        "exercise-02-pool/lessons/sieve.md",
        "# Lab\n\n<!-- BEGIN INSTRUCTORS -->\nsecret\n<!-- END INSTRUCTORS -->\n",
    ),
    ("homework/src/main.rs", "secret"),
    (
        "solutions/src/exercise_01_serial/mod.rs",
        "pub mod primes;\n",
    ),
    (
        "solutions/src/exercise_01_serial/primes.rs",
        "// BEGIN SOLUTION todo!()\nsecret\n// END SOLUTION\n",
    ),
    ("solutions/src/exercise_02_pool/mod.rs", ""),
];

const PACKAGES: [&str; 5] = [
    "common",
    "exercise-01-serial",
    "exercise-02-pool",
    "homework",
    "solutions",
];

/// The small course, and a folder beside it for what is made of it.
struct Course(TempDir);

impl Course {
    fn new() -> Course {
        let course = Course(tempfile::tempdir().unwrap());
        for (path, text) in FILES {
            course.put(path, text);
        }
        for package in PACKAGES {
            course.put(
                &format!("{package}/Cargo.toml"),
                &format!("[package]\nname = \"{package}\"\nedition = \"2024\"\n"),
            );
        }
        course
    }

    fn root(&self) -> std::path::PathBuf {
        self.0.path().join("course")
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn hand_out(&self, words: &[&str], to: &str) -> Result<Handout, String> {
        let words: Vec<String> = words.iter().map(|word| word.to_string()).collect();
        let exercises = course::chosen(&self.root(), &words).unwrap();
        handout::write(&self.root(), &exercises, &self.0.path().join(to)).map_err(|e| e.to_string())
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.root()).args(arguments);
        git.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
        assert!(git.status().unwrap().success());
    }

    /// The files of a handout, sorted, with `/` between folders.
    fn files(&self, handout: &str) -> Vec<String> {
        let folder = self.0.path().join(handout);
        let files = WalkDir::new(&folder).into_iter().map(Result::unwrap);
        let mut names: Vec<String> = files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().strip_prefix(&folder).unwrap();
                name.to_str().unwrap().replace('\\', "/")
            })
            .collect();
        names.sort();
        names
    }
}

fn texts(folder: &Path) -> String {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect()
}

const WHOLE: [&str; 16] = [
    ".vscode/settings.json",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "common/Cargo.toml",
    "common/src/lib.rs",
    "data/text/a.txt",
    "exercise-01-serial/Cargo.toml",
    "exercise-01-serial/src/answers/mod.rs",
    "exercise-01-serial/src/answers/primes.rs",
    "exercise-01-serial/src/main.rs",
    "exercise-02-pool/Cargo.toml",
    "exercise-02-pool/lessons/sieve.md",
    "exercise-02-pool/src/answers/mod.rs",
    "exercise-02-pool/src/main.rs",
];

#[test]
fn a_handout_holds_what_learners_need_and_nothing_of_the_instructors() {
    let course = Course::new();
    let handout = course.hand_out(&[], "out").unwrap();
    assert_eq!(course.files("out"), WHOLE);
    assert_eq!(handout.files, WHOLE.len());
    let texts = texts(&course.0.path().join("out"));
    assert!(texts.contains("todo!()"));
    for word in ["secret", "SOLUTION", "solutions", "homework"] {
        assert!(!texts.contains(word), "{word} in the handout");
    }
}

#[test]
fn a_handout_of_one_exercise_leaves_the_others_out_of_manifest_and_lockfile() {
    let course = Course::new();
    course.hand_out(&["2"], "out").unwrap();
    let files = course.files("out");
    assert!(files.iter().any(|f| f == "exercise-02-pool/src/main.rs"));
    let texts = texts(&course.0.path().join("out"));
    assert!(!files.iter().any(|f| f.contains("serial")) && !texts.contains("serial"));
}

#[test]
fn only_what_git_tracks_is_handed_out() {
    let course = Course::new();
    course.put(".gitignore", "/target\n");
    course.git(&["init", "-q"]);
    course.git(&["add", "."]);
    course.put("target/debug/junk", "");
    course.put("common/target/junk", "");
    course.put("common/src/scratch.rs", "");
    course.put("homework/src/scratch.rs", "");
    let handout = course.hand_out(&[], "out").unwrap();
    let mut whole: Vec<&str> = WHOLE.to_vec();
    whole.insert(0, ".gitignore");
    assert_eq!(course.files("out"), whole);
    let left_out: Vec<&str> = handout
        .left_out
        .iter()
        .map(|p| p.to_str().unwrap())
        .collect();
    assert_eq!(left_out, ["common/src/scratch.rs", "common/target/junk"]);
}

#[test]
fn without_git_builds_and_backups_stay_out() {
    let course = Course::new();
    course.put("common/target/junk", "");
    course.put("common/src/lib.rs.bk", "");
    course.put("exercise-02-pool/src/main.rs~", "");
    course.hand_out(&[], "out").unwrap();
    assert_eq!(course.files("out"), WHOLE);
}

#[test]
fn a_folder_in_use_is_refused_and_an_empty_one_is_filled() {
    let course = Course::new();
    let out = course.0.path().join("out");
    fs::create_dir(&out).unwrap();
    course.hand_out(&[], "out").unwrap();
    let refusal = course.hand_out(&[], "out").unwrap_err();
    assert!(refusal.contains(out.to_str().unwrap()), "{refusal}");
    assert!(refusal.contains("not there yet"), "{refusal}");
}

#[test]
fn a_handout_that_cannot_be_made_leaves_nothing_behind() {
    let course = Course::new();
    course.put("README.md", "<!-- BEGIN INSTRUCTORS -->\n");
    let failure = course.hand_out(&[], "out").unwrap_err();
    assert!(failure.contains("README.md"), "{failure}");
    let left: Vec<_> = fs::read_dir(course.0.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
