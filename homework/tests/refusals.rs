//! What the grader refuses before it builds anything, and what it does not take from a submission.

use homework::grade::submission::{self, Found};
use homework::grade::{Order, grade};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ANSWER: &str = "exercise-02-pool/src/answers/primes.rs";

struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// What the grader says when it refuses to grade `submissions` into `out`.
    fn refusal(&self, submissions: &str, out: &str, change: impl Fn(&mut Order)) -> String {
        let mut order = Order {
            submissions: self.0.path().join(submissions),
            out: self.0.path().join(out),
            exercises: Vec::new(),
            parts: Vec::new(),
            seed: None,
            jobs: 1,
            points: None,
            work: Some(self.0.path().join("work")),
        };
        change(&mut order);
        let refusal = grade(&order).err().expect("it is refused").to_string();
        assert!(
            !self.0.path().join("work").exists(),
            "refused too late: {refusal}"
        );
        refusal
    }
}

fn class() -> Folder {
    let folder = Folder::new();
    folder.put(&format!("class/ada/{ANSWER}"), b"");
    folder
}

#[test]
fn a_folder_without_submissions_is_refused() {
    let folder = Folder::new();
    let refusal = folder.refusal("class", "out", |_| {});
    assert!(refusal.contains("class: No such file"), "{refusal}");
    folder.put("class/ada.zip", b"");
    let refusal = folder.refusal("class", "out", |_| {});
    assert!(refusal.contains("a folder for each learner"), "{refusal}");
    assert!(refusal.contains("unpacked"), "{refusal}");
}

#[test]
fn the_workspace_of_one_learner_is_not_a_class() {
    let refusal = class().refusal("class/ada", "out", |_| {});
    assert!(refusal.contains("a folder of its own"), "{refusal}");
}

#[test]
fn a_report_never_covers_another_and_never_lies_among_the_submissions() {
    let folder = class();
    folder.put("out/class.csv", b"precious");
    let refusal = folder.refusal("class", "out", |_| {});
    assert!(refusal.contains("is not empty"), "{refusal}");
    let refusal = folder.refusal("class", "class/report", |_| {});
    assert!(refusal.contains("among the submissions"), "{refusal}");
    assert!(!folder.0.path().join("class/report").exists());
}

#[test]
fn an_unknown_exercise_is_refused_with_the_known_ones() {
    let refusal = class().refusal("class", "out", |order| order.exercises = vec!["9".into()]);
    assert!(refusal.contains("02-pool"), "{refusal}");
}

#[test]
fn an_unknown_part_is_refused_with_the_known_ones() {
    let refusal = class().refusal("class", "out", |order| order.parts = vec!["prims".into()]);
    assert!(
        refusal.contains("\"prims\"") && refusal.contains("primes"),
        "{refusal}"
    );
}

#[test]
fn points_that_fit_no_todo_are_refused_with_their_place() {
    for (text, said) in [
        (
            "[02-pool.primes]\npoints = [1, 2]",
            "a list of 3 whole numbers",
        ),
        (
            "[02-pool.primes]\npoints = [1, 2, -3]",
            "a list of 3 whole numbers",
        ),
        ("[02-pool.primes]\ntime_limit = 1", "6 to 3600"),
        ("[02-pool.primes]\ntime = 7", "points and time_limit"),
        (
            "[02-pool.prims]\npoints = []",
            "[02-pool.prims]: there is no such part",
        ),
        ("[02-pol.primes]\npoints = []", "there are"),
        ("[02-pool\n", "points.toml"),
    ] {
        let folder = class();
        folder.put("points.toml", text.as_bytes());
        let path = folder.0.path().join("points.toml");
        let refusal = folder.refusal("class", "out", |order| order.points = Some(path.clone()));
        assert!(
            refusal.contains("points.toml") && refusal.contains(said),
            "{refusal}"
        );
    }
    let refusal = class().refusal("class", "out", |order| {
        order.points = Some("no.toml".into())
    });
    assert!(refusal.contains("cannot read no.toml"), "{refusal}");
}

fn found(folder: &Folder) -> Found {
    submission::find(folder.0.path(), Path::new(ANSWER))
}

fn rejected(folder: &Folder) -> String {
    match found(folder) {
        Found::Rejected(why) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_is_text_of_at_most_a_mebibyte() {
    let folder = Folder::new();
    assert_eq!(found(&folder), Found::Missing);
    let mut text = vec![b' '; 1024 * 1024];
    folder.put(ANSWER, &text);
    assert!(matches!(found(&folder), Found::Text(_)));
    text.push(b' ');
    folder.put(ANSWER, &text);
    assert!(rejected(&folder).contains("longer than 1 MiB"));
    folder.put(ANSWER, &[0xff]);
    assert!(rejected(&folder).contains("UTF-8"));
}

#[test]
fn an_answer_is_a_file_below_folders() {
    let folder = Folder::new();
    folder.put(&format!("{ANSWER}/mod.rs"), b"");
    assert!(rejected(&folder).contains("not a regular file"));
    let folder = Folder::new();
    folder.put("exercise-02-pool/src", b"");
    assert_eq!(found(&folder), Found::Missing);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_no_pipe_is_opened() {
    let folder = Folder::new();
    folder.put("elsewhere/primes.rs", b"stolen");
    folder.put("exercise-02-pool/src/lib.rs", b"");
    let answers = folder.0.path().join("exercise-02-pool/src/answers");
    std::os::unix::fs::symlink(folder.0.path().join("elsewhere"), &answers).unwrap();
    assert_eq!(rejected(&folder), "exercise-02-pool/src/answers is a link");

    fs::remove_file(&answers).unwrap();
    fs::create_dir(&answers).unwrap();
    let pipe = answers.join("primes.rs");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    assert!(rejected(&folder).contains("not a regular file"));
}
