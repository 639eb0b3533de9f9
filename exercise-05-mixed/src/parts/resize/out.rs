//! The folder that results go into: never one with originals in it.

use super::job::Job;
use common::picture;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The folder that results go into.
pub struct Out {
    /// With no links in its path.
    pub folder: PathBuf,
}

/// The beginning of a folder's name that a run works in; the number of its process follows.
const UNFINISHED: &str = ".unfinished-";

impl Out {
    /// The folder `asked` for, or one of our own. It is made if need be.
    pub fn prepare(asked: Option<&str>, source: &Path) -> Result<Out, String> {
        let folder = asked.map_or_else(|| picture::default_path("resize"), PathBuf::from);
        let source = source
            .canonicalize()
            .map_err(|error| format!("{}: {error}", source.display()))?;
        apart(&source, &resolved(&folder))?;
        let cannot = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                format!("--out {}: this is not a folder", folder.display())
            }
            _ => format!(
                "--out {}: cannot make this folder: {error}. Choose another one.",
                folder.display()
            ),
        };
        fs::create_dir_all(&folder).map_err(cannot)?;
        let folder = folder.canonicalize().map_err(cannot)?;
        apart(&source, &folder)?;
        sweep(&folder);
        Ok(Out { folder })
    }

    /// A folder for the results of one run of one step: it goes when it is dropped.
    pub fn scratch(&self) -> Result<TempDir, String> {
        let prefix = format!("{UNFINISHED}{}-", std::process::id());
        TempDir::with_prefix_in(prefix, &self.folder).map_err(|error| {
            format!(
                "--out {}: cannot write in this folder: {error}. Choose another one.",
                self.folder.display()
            )
        })
    }

    /// Moves the results of `job` to where they belong.
    pub fn publish(&self, job: &Job, scratch: &Path) -> Result<(), String> {
        let paths = [Some(&job.target), job.thumbnail.as_ref()];
        for path in paths.into_iter().flatten() {
            let name = path.strip_prefix(scratch).map_err(|e| e.to_string())?;
            let place = self.folder.join(name);
            let moved = self.inside(&place).and_then(|()| fs::rename(path, &place));
            moved.map_err(|error| format!("{}: {error}", place.display()))?;
        }
        Ok(())
    }

    /// Makes the folder of `place`. It must lie in ours, wherever links may lead: the originals may be at their end.
    fn inside(&self, place: &Path) -> io::Result<()> {
        let folder = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        match folder.canonicalize()?.starts_with(&self.folder) {
            true => Ok(()),
            false => Err(io::Error::other(
                "a link leads out of the folder of results",
            )),
        }
    }
}

/// Results among the originals would be taken for originals in the next run, or overwrite them.
fn apart(source: &Path, out: &Path) -> Result<(), String> {
    match out.starts_with(source) || source.starts_with(out) {
        true => Err(format!(
            "--out {}: results must not go into the folder of the originals ({}), nor one of the two lie in the \
             other. Choose another folder.",
            out.display(),
            source.display()
        )),
        false => Ok(()),
    }
}

/// `path` without links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for above in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), absolute.strip_prefix(above)) {
            return if rest == Path::new("") {
                real
            } else {
                real.join(rest)
            };
        }
    }
    absolute
}

/// Removes what a run has left behind that was killed.
fn sweep(folder: &Path) {
    let is_left = |name: &str| {
        let rest = name.strip_prefix(UNFINISHED)?;
        let process: u32 = rest.split('-').next()?.parse().ok()?;
        // Without /proc nobody knows; then it stays.
        let gone = Path::new("/proc/self").exists()
            && !Path::new("/proc").join(process.to_string()).exists();
        gone.then_some(())
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().and_then(is_left).is_some() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
