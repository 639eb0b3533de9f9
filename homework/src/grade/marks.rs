//! What came of a submission: verdicts, and the points that follow from them.

use crate::grade::submission::Submission;
use common::check::Judged;

/// Everything that is known of one learner.
pub struct Marks {
    /// What was handed in.
    pub submission: Submission,
    /// The exercises that were graded.
    pub exercises: Vec<ExerciseMarks>,
}

/// One exercise.
pub struct ExerciseMarks {
    /// As in `02-pool`.
    pub exercise: String,
    /// Why there is no program to ask, if there is none.
    pub unbuilt: Option<String>,
    /// Its parts.
    pub parts: Vec<PartMarks>,
}

/// One part.
pub struct PartMarks {
    /// As in `primes`.
    pub part: String,
    /// Whether it counts: a lab that nobody has started does not.
    pub started: bool,
    /// Its TODOs.
    pub todos: Vec<TodoMarks>,
}

/// One TODO.
pub struct TodoMarks {
    /// Its number.
    pub number: u8,
    /// What it is worth.
    pub worth: u32,
    /// Its checks, at least one.
    pub checks: Vec<CheckMarks>,
}

/// One check.
pub struct CheckMarks {
    /// `todo_2_keeps_the_order_of_the_chunks`.
    pub name: String,
    /// What the check alone is worth.
    pub worth: u32,
    /// `pass`, `wrong`, `todo`, `panic`, `timeout`, `crash`, `exited`, `output_limit`, `serial`,
    /// `compile_error`, `missing`, `rejected`, or `grader_error`.
    pub verdict: &'static str,
    /// Why, in several lines.
    pub message: String,
    /// Why, in one.
    pub remark: String,
    /// What the judge knows, if the program was asked.
    pub judged: Option<Judged>,
}

impl TodoMarks {
    /// Whether all checks pass.
    pub fn is_solved(&self) -> bool {
        self.checks.iter().all(|check| check.verdict == "pass")
    }

    /// The points: all or none. `None` where the grader could not do its work: that is no zero.
    pub fn earned(&self) -> Option<u32> {
        let failed = self
            .checks
            .iter()
            .any(|check| check.verdict == "grader_error");
        (!failed).then_some(if self.is_solved() { self.worth } else { 0 })
    }

    /// The verdict on the TODO: the first of its checks that does not pass.
    pub fn first_complaint(&self) -> Option<&CheckMarks> {
        self.checks.iter().find(|check| check.verdict != "pass")
    }
}

impl PartMarks {
    /// How many TODOs are solved.
    pub fn solved(&self) -> usize {
        self.todos.iter().filter(|todo| todo.is_solved()).count()
    }
}

impl Marks {
    /// Every TODO that counts.
    pub fn todos(&self) -> impl Iterator<Item = &TodoMarks> {
        let started = self.parts().filter(|part| part.started);
        started.flat_map(|part| &part.todos)
    }

    /// Every part.
    pub fn parts(&self) -> impl Iterator<Item = &PartMarks> {
        self.exercises.iter().flat_map(|exercise| &exercise.parts)
    }

    /// The points; `None` when those of a TODO are not known.
    pub fn earned(&self) -> Option<u32> {
        self.todos().map(TodoMarks::earned).sum()
    }

    /// The most that could be earned.
    pub fn worth(&self) -> u32 {
        self.todos().map(|todo| todo.worth).sum()
    }

    /// A remark on each part that is not solved, or on each exercise that has no program: what an
    /// instructor wants to read at a glance. What was tried comes first, then what is missing, then
    /// what was not started.
    pub fn remarks(&self) -> Vec<String> {
        let several = self.exercises.len() > 1;
        let mut remarks: Vec<(Gravity, String)> = Vec::new();
        for exercise in &self.exercises {
            let found = match &exercise.unbuilt {
                Some(reason) => vec![(Gravity::Tried, reason.clone())],
                None => exercise.remarks(),
            };
            remarks.extend(found.into_iter().map(|(gravity, text)| match several {
                true => (gravity, format!("{}: {text}", exercise.exercise)),
                false => (gravity, text),
            }));
        }
        remarks.sort_by_key(|(gravity, _)| *gravity);
        remarks.into_iter().map(|(_, text)| text).collect()
    }
}

impl ExerciseMarks {
    /// A remark on each part that is not solved; with the part's name where there are several.
    fn remarks(&self) -> Vec<(Gravity, String)> {
        let several = self.parts.len() > 1;
        let started = self.parts.iter().filter(|part| part.started);
        let remarks = started.filter_map(|part| Some((&part.part, remark(part)?)));
        let named = remarks.map(|(part, (gravity, text))| {
            // A file that is missing or was not taken bears the part's name.
            match several && !text.starts_with(&format!("{part}.rs")) {
                true => (gravity, format!("{part}: {text}")),
                false => (gravity, text),
            }
        });
        named.collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gravity {
    Tried,
    Missing,
    NotStarted,
}

fn remark(part: &PartMarks) -> Option<(Gravity, String)> {
    let complaints = part.todos.iter();
    let mut complaints: Vec<(&TodoMarks, &CheckMarks)> = complaints
        .filter_map(|todo| Some((todo, todo.first_complaint()?)))
        .collect();
    let is_open = |check: &CheckMarks| check.verdict == "todo";
    if complaints.len() == part.todos.len() && complaints.iter().all(|(_, check)| is_open(check)) {
        return Some((Gravity::NotStarted, "not started".to_string()));
    }
    // A TODO that was tried tells more than one that is still open.
    complaints.sort_by_key(|(_, check)| is_open(check));
    let (todo, check) = complaints.first()?;
    Some(match check.verdict {
        "missing" => (Gravity::Missing, check.remark.clone()),
        "rejected" | "compile_error" => (Gravity::Tried, check.remark.clone()),
        _ => (
            Gravity::Tried,
            format!("TODO({}): {}", todo.number, check.remark),
        ),
    })
}
