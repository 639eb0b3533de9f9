//! What can go wrong with a folder of data. Each message names the path and what to do about it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Why there is no data.
#[derive(Debug)]
pub enum Error {
    /// A part of `data/` that ships with the course is nowhere to be found.
    NotShipped {
        /// What was looked for, below `data/`.
        name: String,
        /// Every place that was tried.
        tried: Vec<PathBuf>,
    },
    /// There is nothing of this name.
    NoSuchFolder(PathBuf),
    /// It is a file, or something else that is no folder.
    NotAFolder(PathBuf),
    /// The folder holds no file that can be read.
    NoFiles {
        /// The folder.
        path: PathBuf,
        /// What lies in it instead, as text: "pipe: a FIFO".
        skipped: Vec<String>,
    },
    /// Files were to be made in a folder that holds something already.
    NotEmpty(PathBuf),
    /// More was asked for than anyone can mean, or nothing at all.
    OutOfRange {
        /// What was asked for: "files", "bytes per file".
        what: &'static str,
        /// How much of it.
        asked: usize,
        /// The most that is allowed; the least is 1.
        most: usize,
    },
    /// The system refused.
    Io {
        /// What was tried: "read", "write", "create the folder".
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotShipped { name, tried } => {
                let tried: Vec<String> = tried.iter().map(|p| p.display().to_string()).collect();
                let tried = tried.join(", ");
                write!(
                    f,
                    "data/{name} was not found. Tried {tried}. Start the program inside the folder of the course."
                )
            }
            Error::NoSuchFolder(path) => write!(
                f,
                "{}: there is no such folder. Check the spelling.",
                path.display()
            ),
            Error::NotAFolder(path) => write!(
                f,
                "{}: this is not a folder. Name the folder that holds the files.",
                path.display()
            ),
            Error::NoFiles { path, skipped } => {
                write!(f, "{}: no file to read in it", path.display())?;
                if !skipped.is_empty() {
                    let shown = skipped.len().min(3);
                    write!(f, " (skipped: {}", skipped[..shown].join("; "))?;
                    if skipped.len() > shown {
                        write!(f, "; {} more", skipped.len() - shown)?;
                    }
                    write!(f, ")")?;
                }
                write!(f, ". Name a folder with files.")
            }
            Error::NotEmpty(path) => write!(
                f,
                "{}: this folder is not empty. Name a new one, or empty it first; nothing was changed.",
                path.display()
            ),
            Error::OutOfRange { what, asked, most } => {
                write!(f, "{asked} {what}: this must be from 1 to {most}.")
            }
            Error::Io {
                doing,
                path,
                source,
            } => {
                let fix = match source.kind() {
                    ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                        " Choose another folder, or ask its owner for permission."
                    }
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                        " Free some space, choose another disk, or ask for less."
                    }
                    _ => "",
                };
                write!(f, "{}: cannot {doing}: {source}.{fix}", path.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
