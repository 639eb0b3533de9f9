//! The grader from end to end, on a small class: what each kind of submission gets.
#![cfg(unix)] // Elsewhere nobody but an administrator can make the link that one learner hands in.

mod class;

use class::{ANSWER, Answer, Class};
use common::check::Question;
use serde_json::Value;
use std::fs;

const POINTS: &str = "[02-pool.primes]\npoints = [2, 3, 3]\ntime_limit = 6\n";

/// An answer to TODO(2) that is right, but for a question to which it never answers.
const HANGS: &str = "while chunks.is_empty() { std::thread::park(); }
    let pool = ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
    pool.install(|| chunks.par_iter().cloned().map(primes::count).collect())";
const BACKWARDS: &str = "let pool = ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
    pool.install(|| chunks.par_iter().rev().cloned().map(primes::count).collect())";
const PRETENDS: &str = "println!(\"test result: ok\"); std::process::exit(0)";

fn class() -> Class {
    let class = Class::new();
    class.put("points.toml", POINTS);
    class.hand_in("ada", ANSWER, [Answer::Solved; 3]);
    let ben = [Answer::Solved, Answer::Is(BACKWARDS), Answer::Untouched];
    class.hand_in("ben", &format!("many-hands/{ANSWER}"), ben);
    class.hand_in("cleo", ANSWER, [Answer::Untouched; 3]);
    let dan = [Answer::Is("range"), Answer::Solved, Answer::Solved];
    class.hand_in("=dan, d", ANSWER, dan);
    let eve = [Answer::Solved, Answer::Is(HANGS), Answer::Is(PRETENDS)];
    class.hand_in("eve", ANSWER, eve);
    fs::create_dir(class.path("class/finn")).unwrap();
    class.put("class/mallory/Cargo.toml", "[workspace]\n");
    class.put("class/mallory/.cargo/config.toml", "[build]\n");
    class.put("class/mallory/exercise-02-pool/build.rs", "fn main() {}\n");
    class.link(
        &format!("class/mallory/{ANSWER}"),
        &format!("class/ada/{ANSWER}"),
    );
    class
}

#[test]
fn every_learner_gets_the_marks_that_the_answers_earn() {
    let class = class();
    let graded = class.grade(&[
        "--seed",
        "42",
        "--exercise",
        "2",
        "--part",
        "primes",
        "--jobs",
        "3",
    ]);
    assert!(graded.status.success(), "{graded:?}");
    let text = String::from_utf8(graded.stdout).unwrap();
    assert!(text.contains("7 submissions · 02-pool"), "{text}");
    assert!(text.contains("seed 42"), "{text}");
    let rows: Vec<&str> = text.lines().filter(|line| line.contains("/3 ")).collect();
    let starts = |row: usize, start: &str| assert!(rows[row].starts_with(start), "{text}");
    starts(
        0,
        "=dan, d   0/3      0/8      does not compile: mismatched types",
    );
    starts(1, "ada       3/3      8/8");
    starts(2, "ben       1/3      2/8      TODO(2): ");
    starts(3, "cleo      0/3      0/8      not started");
    starts(
        4,
        "eve       1/3      2/8      TODO(2): no answer within 6 s",
    );
    starts(5, "finn      0/3      0/8      primes.rs is missing");
    starts(
        6,
        "mallory   0/3      0/8      primes.rs was not taken: it is a link",
    );

    let checks = solutions::exercises()[1].questions()[0].1.len();
    let all = |verdict: &str| vec![verdict.to_string(); checks];
    let csv = class.read("report/class.csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "learner,02 primes solved of 3,02 primes points,points,of,remarks"
    );
    assert!(lines[1].starts_with("\"'=dan, d\",0,0,0,8,"), "{csv}");
    assert_eq!(lines[2], "ada,3,8,8,8,");
    assert_eq!(lines.len(), 8, "{csv}");

    assert_eq!(verdicts(&class.result("ada")), all("pass"));
    let ben = class.result("ben");
    assert_eq!(todos(&ben), ["pass 2", "wrong 0", "todo 0"]);
    let wrong = &ben["exercises"][0]["parts"][0]["todos"][1]["checks"][1];
    assert!(
        in_one_line(&wrong["message"]).contains("not in the order of the chunks"),
        "{wrong}"
    );
    assert_eq!(verdicts(&class.result("cleo")), all("todo"));
    assert_eq!(verdicts(&class.result("=dan, d")), all("compile_error"));
    let eve = class.result("eve");
    assert_eq!(todos(&eve), ["pass 2", "timeout 0", "exited 0"]);
    let late = verdicts(&eve)
        .iter()
        .filter(|verdict| *verdict == "timeout")
        .count();
    assert_eq!(late, 1, "only one question is never answered");
    assert_eq!(verdicts(&class.result("finn")), all("missing"));
    assert_eq!(verdicts(&class.result("mallory")), all("rejected"));

    // A learner reads what is wrong, and no folder of the instructor's.
    let dan = class.read("report/=dan, d/report.md");
    assert!(dan.contains(&format!("--> {ANSWER}:")), "{dan}");
    assert!(!dan.contains("/workspace/"), "{dan}");
    let mallory = class.read("report/mallory/report.md");
    for ignored in [
        ".cargo/config.toml (not in the handout)",
        "Cargo.toml (changed)",
        "exercise-02-pool/build.rs (not in the handout)",
    ] {
        assert!(mallory.contains(ignored), "{mallory}");
    }
    assert_eq!(class.result("ada")["ignored"], Value::Array(vec![]));

    // The inputs are those of the seed.
    let ada = class.result("ada");
    let check = &ada["exercises"][0]["parts"][0]["todos"][0]["checks"][0];
    let exercises = solutions::exercises();
    let pool = exercises
        .iter()
        .find(|exercise| exercise.id() == "02-pool")
        .unwrap();
    let is_it = |question: &&Question| question.name() == check["name"].as_str().unwrap();
    let questions = pool.questions().remove(0).1;
    let question = questions.iter().find(is_it).unwrap();
    assert_eq!(check["asked"].as_str(), Some(&*question.input(42)));
}

/// A message is broken into lines, wherever its words allow it.
fn in_one_line(message: &Value) -> String {
    let words: Vec<&str> = message.as_str().unwrap().split_whitespace().collect();
    words.join(" ")
}

/// The verdict of each check.
fn verdicts(result: &Value) -> Vec<String> {
    let todos = result["exercises"][0]["parts"][0]["todos"]
        .as_array()
        .unwrap();
    let checks = todos
        .iter()
        .flat_map(|todo| todo["checks"].as_array().unwrap());
    checks
        .map(|check| check["verdict"].as_str().unwrap().to_string())
        .collect()
}

/// Verdict and points of each TODO.
fn todos(result: &Value) -> Vec<String> {
    let todos = result["exercises"][0]["parts"][0]["todos"]
        .as_array()
        .unwrap();
    let todo = |todo: &Value| format!("{} {}", todo["verdict"].as_str().unwrap(), todo["points"]);
    todos.iter().map(todo).collect()
}

#[test]
fn a_lab_that_does_not_compile_costs_nobody_the_rest() {
    let class = Class::new();
    let reference = |part: &str| {
        let path = format!("solutions/src/exercise_01_serial/{part}.rs");
        fs::read_to_string(homework::course::root().join(path)).unwrap()
    };
    let put = |part: &str, text: &str| {
        let path = format!("class/ada/exercise-01-serial/src/answers/{part}.rs");
        class.put(&path, text);
    };
    put("primes", &reference("primes"));
    put(
        "clocks",
        &(reference("clocks") + "fn half() -> u64 { \"written\" }\n"),
    );
    let graded = class.grade(&["--exercise", "1"]);
    assert!(graded.status.success(), "{graded:?}");
    let ada = class.result("ada");
    let parts = ada["exercises"][0]["parts"].as_array().unwrap();
    let part = |name: &str| parts.iter().find(|part| part["part"] == name).unwrap();
    let verdicts = |name: &str| -> Vec<&Value> {
        let todos = part(name)["todos"].as_array().unwrap();
        todos.iter().map(|todo| &todo["verdict"]).collect()
    };
    assert_eq!(verdicts("primes"), ["pass"; 3], "{ada}");
    assert_eq!(verdicts("clocks"), ["compile_error"; 5], "{ada}");
    assert!(ada["max_points"].as_u64() > ada["points"].as_u64(), "{ada}");
    let remark = ada["remarks"][0].as_str().unwrap();
    assert_eq!(remark, "clocks: does not compile: mismatched types");
}

/// Ctrl-C while a program is asked that never answers. Linux shows who lives in `/proc`.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_grader_leaves_no_process() {
    let class = Class::new();
    let spins = Answer::Is("loop { std::hint::black_box(&range); }");
    class.hand_in("eve", ANSWER, [spins, Answer::Untouched, Answer::Untouched]);
    let mut grader = class.grader(&["--exercise", "2"]).spawn().unwrap();
    let scratch = class::work().join("scratch");
    let programs = || {
        let entries = fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.ok());
        let executables = entries.filter_map(|entry| fs::read_link(entry.path().join("exe")).ok());
        executables
            .filter(|path| path.starts_with(&scratch))
            .count()
    };
    class::wait_until("a program is asked", || programs() > 0);
    let pid = grader.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status();
    assert!(sent.unwrap().success());
    assert_eq!(grader.wait().unwrap().code(), Some(130));
    class::wait_until("no program is left", || programs() == 0);
}
