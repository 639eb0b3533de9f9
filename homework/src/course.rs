//! The course's folder and the exercises in it.

use crate::failure::{Failure, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the course that this program was built from.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// One numbered exercise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exercise {
    /// The package, which is also its folder: `exercise-02-pool`.
    pub package: String,
}

impl Exercise {
    /// The short name that people and reports use: `02-pool`.
    pub fn name(&self) -> &str {
        self.package.trim_start_matches("exercise-")
    }

    /// The folder of its reference answers, relative to the course.
    pub fn reference(&self) -> PathBuf {
        Path::new("solutions/src").join(self.package.replace('-', "_"))
    }

    /// The folder of its answer files, relative to the course.
    pub fn answers(&self) -> PathBuf {
        Path::new(&self.package).join("src/answers")
    }

    /// Is this the exercise that a person means by `02`, `2`, `02-pool` or `exercise-02-pool`?
    fn is_called(&self, word: &str) -> bool {
        let number = self.name().split('-').next().unwrap_or_default();
        let same_number = match (number.parse::<u32>(), word.parse::<u32>()) {
            (Ok(number), Ok(word)) => number == word,
            _ => false,
        };
        same_number || word == self.name() || word == self.package
    }
}

/// All exercises of the course in `root`, in order.
pub fn exercises(root: &Path) -> Result<Vec<Exercise>> {
    let entries = fs::read_dir(root).map_err(|e| Failure::at(root, "list", &e))?;
    let mut exercises: Vec<Exercise> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("exercise-"))
        .filter(|name| root.join(name).join("Cargo.toml").is_file())
        .map(|package| Exercise { package })
        .collect();
    exercises.sort();
    Ok(exercises)
}

/// The exercises that `words` name, in the order of the course; all of them when there are no
/// words.
pub fn chosen(root: &Path, words: &[String]) -> Result<Vec<Exercise>> {
    let all = exercises(root)?;
    if let Some(unknown) = words.iter().find(|w| !all.iter().any(|e| e.is_called(w))) {
        let names: Vec<&str> = all.iter().map(Exercise::name).collect();
        let names = names.join(", ");
        return Err(Failure::new(format!(
            "there is no exercise {unknown:?}; there are {names}"
        )));
    }
    let wanted = |e: &Exercise| words.is_empty() || words.iter().any(|w| e.is_called(w));
    Ok(all.into_iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| w.to_string()).collect()
    }

    #[test]
    fn an_exercise_answers_to_its_number_and_its_names() {
        for word in ["2", "02", "02-pool", "exercise-02-pool"] {
            let chosen = chosen(&root(), &words(&[word])).unwrap();
            assert_eq!(chosen.len(), 1, "{word}");
            assert_eq!(chosen[0].package, "exercise-02-pool");
        }
    }

    #[test]
    fn chosen_exercises_come_once_and_in_the_order_of_the_course() {
        let chosen = chosen(&root(), &words(&["3", "02", "03-io-threads"])).unwrap();
        let names: Vec<&str> = chosen.iter().map(Exercise::name).collect();
        assert_eq!(names, ["02-pool", "03-io-threads"]);
    }

    #[test]
    fn no_words_choose_all_five() {
        assert_eq!(chosen(&root(), &[]).unwrap().len(), 5);
    }

    #[test]
    fn an_unknown_exercise_is_refused_with_the_known_ones() {
        let failure = chosen(&root(), &words(&["6"])).unwrap_err().to_string();
        assert!(
            failure.contains("\"6\"") && failure.contains("05-mixed"),
            "{failure}"
        );
    }
}
