//! Skeletons in a small course of their own: cut, compared, written, and never written over
//! somebody's work.

use homework::course::{self, Exercise};
use homework::skeletons::{self, Skeleton};
use homework::{overwrite, rustfmt};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const REFERENCE: &str = "solutions/src/exercise_02_pool/primes.rs";
const ANSWER: &str = "exercise-02-pool/src/answers/primes.rs";
const MODULES: &str = "exercise-02-pool/src/answers/mod.rs";
const SOLVED: &str =
    "fn f() {\n    // BEGIN SOLUTION todo!(\"TODO(1)\")\n    1;\n    // END SOLUTION\n}\n";
const CUT: &str = "fn f() {\n    todo!(\"TODO(1)\")\n}\n";

/// A course with one exercise of one part.
struct Course(TempDir);

impl Course {
    fn new() -> Course {
        let course = Course(tempfile::tempdir().unwrap());
        course.put("exercise-02-pool/Cargo.toml", "");
        course.put(
            "solutions/src/exercise_02_pool/mod.rs",
            "//! Reference.\n\npub mod primes;\n",
        );
        course.put(REFERENCE, SOLVED);
        course
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn get(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn exercises(&self) -> Vec<Exercise> {
        course::exercises(self.root()).unwrap()
    }

    fn cut(&self) -> Vec<Skeleton> {
        skeletons::cut(self.root(), &self.exercises()).unwrap()
    }

    fn faults(&self) -> Vec<String> {
        skeletons::check(self.root(), &self.exercises(), &self.cut()).unwrap()
    }

    /// Writes what is cut now; the number of files that changed.
    fn write(&self) -> Result<usize, String> {
        let written = overwrite::write(self.root(), &self.cut(), false);
        written
            .map(|paths| paths.len())
            .map_err(|failure| failure.to_string())
    }

    fn commit(&self) {
        for arguments in [
            &["init", "-q"][..],
            &["add", "."],
            &[
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b",
                "commit",
                "-qm",
                "a",
            ],
        ] {
            let mut git = Command::new("git");
            git.arg("-C").arg(self.root()).args(arguments);
            git.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
            assert!(git.status().unwrap().success());
        }
    }
}

#[test]
fn skeletons_are_cut_with_the_list_of_their_modules() {
    let course = Course::new();
    assert_eq!(course.write(), Ok(2));
    assert_eq!(course.get(ANSWER), CUT);
    assert!(course.get(MODULES).ends_with("\npub mod primes;\n"));
    assert_eq!(course.faults(), Vec::<String>::new());
    assert_eq!(course.write(), Ok(0), "nothing is left to write");
}

#[test]
fn a_check_names_each_differing_file_and_its_first_differing_line() {
    let course = Course::new();
    course.write().unwrap();
    course.put(ANSWER, &CUT.replace("TODO(1)", "TODO(2)"));
    let faults = course.faults();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].contains(&format!("{ANSWER}:2 ")), "{}", faults[0]);
    assert!(faults[0].contains(REFERENCE), "{}", faults[0]);
    assert!(faults[0].contains("TODO(2)"), "{}", faults[0]);
}

#[test]
fn a_check_sees_a_missing_file_a_shorter_file_and_one_without_a_reference() {
    let course = Course::new();
    course.write().unwrap();
    course.put(ANSWER, "fn f() {\n");
    course.put("exercise-02-pool/src/answers/old.rs", "");
    fs::remove_file(course.root().join(MODULES)).unwrap();
    let faults = course.faults();
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].contains(&format!("{ANSWER}:2 ")), "{}", faults[0]);
    assert!(faults[1].contains("mod.rs is missing"), "{}", faults[1]);
    assert!(
        faults[2].contains("old.rs has no reference"),
        "{}",
        faults[2]
    );
}

#[test]
fn a_marker_error_names_the_file_and_the_line() {
    let course = Course::new();
    course.put(REFERENCE, "a\n// END SOLUTION\n");
    let failure = skeletons::cut(course.root(), &course.exercises()).unwrap_err();
    assert!(
        failure.to_string().starts_with(&format!("{REFERENCE}:2: ")),
        "{failure}"
    );
}

#[test]
fn an_answer_file_that_is_no_module_is_refused() {
    let course = Course::new();
    course.put("solutions/src/exercise_02_pool/sieve.rs", "");
    let failure = skeletons::cut(course.root(), &course.exercises()).unwrap_err();
    assert!(
        failure.to_string().contains("`pub mod sieve;`"),
        "{failure}"
    );
}

#[test]
fn a_replacement_that_rustfmt_would_write_otherwise_is_refused() {
    if !rustfmt::is_there() {
        return;
    }
    let course = Course::new();
    assert_eq!(skeletons::check_format(&course.cut()), Vec::<String>::new());
    course.put(REFERENCE, &SOLVED.replace("todo!(\"TODO(1)\")", "let a=1;"));
    let faults = skeletons::check_format(&course.cut());
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("let a = 1;"), "{}", faults[0]);
    course.put(REFERENCE, "fn f( {\n");
    let faults = skeletons::check_format(&course.cut());
    assert!(faults[0].contains("is no Rust"), "{}", faults[0]);
}

#[test]
fn an_answer_written_in_place_is_never_lost() {
    let course = Course::new();
    course.write().unwrap();
    course.commit();
    let mine = CUT.replace("todo!(\"TODO(1)\")", "my_own_answer();");
    course.put(ANSWER, &mine);
    course.put(REFERENCE, &SOLVED.replace("TODO(1)", "TODO(1): count"));
    let refusal = course.write().unwrap_err();
    assert!(refusal.contains(ANSWER), "{refusal}");
    assert!(refusal.contains("--force"), "{refusal}");
    assert_eq!(course.get(ANSWER), mine);

    overwrite::write(course.root(), &course.cut(), true).unwrap();
    assert!(course.get(ANSWER).contains("TODO(1): count"));
}

#[test]
fn one_edited_file_keeps_all_others_from_being_written() {
    let course = Course::new();
    course.put(ANSWER, "mine\n");
    course.write().unwrap_err();
    assert!(!course.root().join(MODULES).exists());
}

#[test]
fn an_author_may_edit_the_reference_and_cut_again_before_the_first_commit() {
    let course = Course::new();
    course.write().unwrap();
    course.put(REFERENCE, &SOLVED.replace("TODO(1)", "TODO(1): count"));
    assert_eq!(course.write(), Ok(1));
    assert!(course.get(ANSWER).contains("TODO(1): count"));
}

#[test]
fn a_committed_skeleton_is_replaced_by_what_is_cut_now() {
    let course = Course::new();
    course.put(ANSWER, "an older skeleton\n");
    course.commit();
    assert_eq!(course.write(), Ok(2));
    assert_eq!(course.get(ANSWER), CUT);
}
