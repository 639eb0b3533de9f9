//! Where the answers of an exercise are, and which commands use them.

use super::{Kind, PartInfo};
use std::path::{Path, PathBuf};

/// Where the answers of an exercise are, and how to name the commands that use them.
#[derive(Clone, Debug)]
pub struct Home {
    /// As in `02-pool`.
    pub exercise: &'static str,
    pub(super) folder: PathBuf,
    shown: String,
    /// The command that runs the program.
    pub run: String,
    /// The command that checks the answers.
    pub check: String,
    /// The command that runs the reference answers, where they are at hand: a handout has none.
    pub reference: Option<String>,
}

impl Home {
    /// A learner's exercise, in the package at `manifest`.
    pub fn learner(exercise: &'static str, manifest: &str) -> Home {
        let package = format!("exercise-{exercise}");
        let manifest = today(manifest);
        Home {
            exercise,
            folder: manifest.join("src/answers"),
            shown: format!("{package}/src/answers"),
            run: format!("cargo run -p {package} --"),
            check: format!("cargo test -p {package} --"),
            reference: manifest
                .with_file_name("solutions")
                .is_dir()
                .then(|| format!("cargo run -p solutions -- {exercise}")),
        }
    }

    /// The reference answers, in the package at `manifest`.
    pub fn solutions(exercise: &'static str, manifest: &str) -> Home {
        let module = format!("src/exercise_{}", exercise.replace('-', "_"));
        Home {
            exercise,
            folder: today(manifest).join(&module),
            shown: format!("solutions/{module}"),
            run: format!("cargo run -p solutions -- {exercise}"),
            check: "cargo test -p solutions --".to_string(),
            reference: None,
        }
    }

    /// The lesson of a part, from the workspace's root: a lab has a page of its own.
    pub fn lesson(&self, part: &PartInfo) -> String {
        let page = match part.kind {
            Kind::Core { .. } => "README.md".to_string(),
            Kind::Lab { .. } => format!("lessons/{}.md", part.name),
        };
        format!("exercise-{}/{page}", self.exercise)
    }

    /// The answer file of a part.
    pub fn file(&self, part: &PartInfo) -> PathBuf {
        self.folder.join(format!("{}.rs", part.name))
    }

    /// The same, as it is shown: from the workspace's root.
    pub fn shown(&self, part: &PartInfo) -> String {
        format!("{}/{}.rs", self.shown, part.name)
    }
}

/// Where the package is that was at `manifest` when it was built: whoever copies the course's folder takes the built
/// programs along, and cargo sees no reason to build them anew. What it runs, it tells where the package is.
fn today(manifest: &str) -> PathBuf {
    let built = Path::new(manifest);
    let told = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let told = told.filter(|told| told.file_name() == built.file_name() && told.is_dir());
    told.unwrap_or_else(|| built.to_path_buf())
}

/// Where `program` is, which a package at `manifest` has built: see [`today`].
#[cfg(feature = "harness")]
pub(crate) fn program_today(program: &str, manifest: &str) -> PathBuf {
    let course = |package: &Path| package.parent().map(Path::to_path_buf);
    let (built, now) = (course(Path::new(manifest)), course(&today(manifest)));
    let program = Path::new(program);
    let moved = || Some(now?.join(program.strip_prefix(built?).ok()?));
    moved().unwrap_or_else(|| program.to_path_buf())
}
