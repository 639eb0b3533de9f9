//! A workspace of freshly cut skeletons, in which learners' programs are built.

use crate::course::Exercise;
use crate::failure::{Failure, Result};
use crate::skeletons::{self, Skeleton};
use crate::{files, handout};
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A handout made afresh, and a folder where cargo keeps what it has built, also from one run to
/// the next. Nobody else works in it meanwhile.
#[derive(Debug)]
pub struct Workspace {
    /// The handout.
    pub root: PathBuf,
    /// Cargo's folder.
    pub target: PathBuf,
    /// An empty folder for what is needed only now.
    pub scratch: PathBuf,
    /// The skeletons in the handout.
    pub skeletons: Vec<Skeleton>,
    _lock: File,
}

impl Workspace {
    /// Makes the handout of `exercises` in `folder`, in the place of an older one.
    pub fn fresh(course: &Path, exercises: &[Exercise], folder: &Path) -> Result<Workspace> {
        fs::create_dir_all(folder).map_err(|e| Failure::at(folder, "make the folder", &e))?;
        // Cargo and the programs run elsewhere, so the paths must hold from anywhere.
        let folder = &fs::canonicalize(folder).map_err(|e| Failure::at(folder, "open", &e))?;
        let lock = lock(&folder.join("lock"))?;
        let (root, scratch) = (folder.join("workspace"), folder.join("scratch"));
        for path in [&root, &scratch] {
            match fs::remove_dir_all(path) {
                Err(e) if e.kind() != ErrorKind::NotFound => {
                    return Err(Failure::at(path, "remove", &e));
                }
                _ => {}
            }
        }
        fs::create_dir(&scratch).map_err(|e| Failure::at(&scratch, "make the folder", &e))?;
        handout::write(course, exercises, &root)?;
        Ok(Workspace {
            root,
            scratch,
            target: folder.join("build"),
            skeletons: skeletons::cut(course, exercises)?,
            _lock: lock,
        })
    }

    /// `cargo COMMAND` in the handout, with the lockfile as it is and without a network. What the
    /// instructor's environment asks of cargo is not asked of learners' programs.
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo
            .current_dir(&self.root)
            .args([command, "--offline", "--locked"])
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_TERM_PROGRESS_WHEN", "never");
        for variable in [
            "CARGO_BUILD_TARGET",
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTFLAGS",
            "RUST_BACKTRACE",
        ] {
            cargo.env_remove(variable);
        }
        cargo
    }

    /// Where cargo puts the program of `exercise`.
    pub fn program(&self, exercise: &Exercise) -> PathBuf {
        let name = format!("{}{}", exercise.package, std::env::consts::EXE_SUFFIX);
        self.target.join("debug").join(name)
    }

    /// The answer files of `exercise` as the handout has them, one for each part.
    pub fn answers(&self, exercise: &Exercise) -> impl Iterator<Item = &Skeleton> {
        let folder = exercise.answers();
        self.skeletons.iter().filter(move |skeleton| {
            skeleton.path.starts_with(&folder) && !skeleton.path.ends_with("mod.rs")
        })
    }

    /// Writes a file of the handout.
    pub fn put(&self, path: &Path, text: &str) -> Result<()> {
        files::write(&self.root.join(path), text)
    }
}

/// Waits until nobody else works here. The system lets go of the lock when this process ends,
/// however it ends.
fn lock(path: &Path) -> Result<File> {
    let failed = |e: std::io::Error| Failure::at(path, "lock", &e);
    let file = File::create(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::Error(e)) => return Err(failed(e)),
        Err(TryLockError::WouldBlock) => {}
    }
    eprintln!("waiting for another run that holds {}", path.display());
    loop {
        match file.lock() {
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            locked => return locked.map(|()| file).map_err(failed),
        }
    }
}
