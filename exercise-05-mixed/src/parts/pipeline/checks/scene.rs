//! What a check asks for: a number of files, some of them bad, and the shape of the pipeline.

use super::super::setting::{Setting, jobs};
use super::super::work::{Job, fnv1a};
use common::check::serve::FOLDER_VARIABLE;
use common::exercise::count;
use crossbeam::channel::Receiver;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::{self, Debug};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Made up anew from its seed by the judge and by the program: so no file has to cross.
#[derive(Clone, Copy, Default)]
pub struct Scene {
    pub seed: u64,
    pub files: usize,
    pub readers: usize,
    pub capacity: usize,
    pub workers: usize,
    /// The file that is not there.
    pub missing: Option<usize>,
    /// The file whose computation panics.
    pub panics: Option<usize>,
}

impl Scene {
    /// Three readers, room for four, two workers.
    pub fn of(seed: u64, files: usize) -> Scene {
        Scene {
            seed,
            files,
            readers: 3,
            capacity: 4,
            workers: 2,
            ..Scene::default()
        }
    }

    pub fn content(&self, index: usize) -> Vec<u8> {
        let mut random = fastrand::Rng::with_seed(self.seed ^ (index as u64) << 32);
        let length = random.usize(20..2_000);
        (0..length).map(|_| random.u8(..)).collect()
    }

    /// The fingerprint of a file that is not bad.
    pub fn hash(&self, index: usize) -> u64 {
        fnv1a(&self.content(index), 1)
    }

    /// Writes the files into the folder that the judge gave us, and clears away afterwards.
    pub fn jobs(&self) -> (Receiver<Job>, Arc<Setting>) {
        let folder = std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from);
        let folder = folder.unwrap_or_else(std::env::temp_dir);
        let path = |index| folder.join(format!("file-{index:02}"));
        for index in (0..self.files).filter(|index| Some(*index) != self.missing) {
            std::fs::write(path(index), self.content(index)).expect("the judge's folder is ours");
        }
        let paths: Vec<PathBuf> = (0..self.files).map(path).collect();
        let mut setting = Setting::new(Duration::ZERO, 1);
        setting.panics = self.panics;
        let setting = Arc::new(setting);
        (jobs(&paths, &setting), setting)
    }
}

/// As people write it.
impl Debug for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (readers, workers) = (count(self.readers, "reader"), count(self.workers, "worker"));
        // What is bad comes first: the end is cut off where a line is too long.
        f.write_str(&count(self.files, "file"))?;
        match (self.missing, self.panics) {
            (Some(missing), Some(panics)) => {
                write!(f, " (file {missing} missing, file {panics} panics)")?;
            }
            (Some(missing), None) => write!(f, " (file {missing} is missing)")?,
            (None, Some(panics)) => write!(f, " (file {panics} panics)")?,
            (None, None) => {}
        }
        write!(f, ", {readers}, {workers}, room for {}", self.capacity)
    }
}

type Fields = (u64, [usize; 4], [Option<usize>; 2]);

/// Crosses as a tuple, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Scene {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sizes = [self.files, self.readers, self.capacity, self.workers];
        let fields: Fields = (self.seed, sizes, [self.missing, self.panics]);
        fields.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Scene {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scene, D::Error> {
        let (seed, sizes, bad): Fields = Deserialize::deserialize(deserializer)?;
        let ([files, readers, capacity, workers], [missing, panics]) = (sizes, bad);
        Ok(Scene {
            seed,
            files,
            readers,
            capacity,
            workers,
            missing,
            panics,
        })
    }
}
