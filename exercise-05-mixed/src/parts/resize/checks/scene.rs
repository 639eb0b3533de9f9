//! What a check asks for: a few tiny pictures, each of a colour of its own, and who is to work on them.

use super::super::Stages;
use super::super::job::{Job, Outcome};
use super::super::make::png;
use super::super::save::save;
use super::super::settings::Settings;
use super::super::watch::{Gate, Watch};
use common::check::serve::FOLDER_VARIABLE;
use common::exercise::count;
use common::unsolved;
use image::{DynamicImage, Rgb, RgbImage};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::{self, Debug};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Made up anew from its seed by the judge and by the program: so no picture has to cross.
#[derive(Clone, Copy, Default)]
pub struct Scene {
    pub seed: u64,
    pub pictures: usize,
    pub workers: usize,
    pub room: usize,
    /// The picture that is no picture.
    pub broken: Option<usize>,
    /// The picture whose worker process dies.
    pub deadly: Option<usize>,
}

/// One outcome: the index that it bears, and whether it is a result or why not.
pub type Item = (usize, Result<(), String>);
/// The colour of each result, as it is on the disk; nothing where there is none.
pub type Colours = Vec<Option<[u8; 3]>>;
/// The outcomes in their order, the files, the most pictures in memory, and the panic that ended a thread.
pub type Came = (Vec<Item>, Colours, usize, Option<String>);

/// What is said of a picture that is none.
pub const NO_PICTURE: &str = "neither JPEG nor PNG, whatever its name says";

impl Scene {
    pub fn of(seed: u64, pictures: usize) -> Scene {
        Scene {
            seed,
            pictures,
            workers: 3,
            room: 3,
            ..Scene::default()
        }
    }

    pub fn stages(&self) -> Stages {
        Stages {
            readers: 2,
            workers: self.workers,
            writers: 1,
            room: self.room,
        }
    }

    /// No two pictures of a scene are of the same colour, nor nearly.
    pub fn colour(&self, index: usize) -> [u8; 3] {
        let n = (index as u64 + self.seed) % 125;
        [n % 5, n / 5 % 5, n / 25].map(|part| 20 + 50 * part as u8)
    }

    /// Runs `work` on the pictures, in the folder that the judge gave us and clears away afterwards.
    pub fn run(&self, gate: Gate, work: impl FnOnce(Vec<Job>) -> Vec<Outcome>) -> Came {
        let folder = std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from);
        let folder = folder.unwrap_or_else(std::env::temp_dir);
        let at_home = true;
        let (watch, jobs) = self.jobs(&folder, Gate { at_home, ..gate });
        let outcomes = work(jobs.clone());
        let items = outcomes.into_iter().map(item).collect();
        let colours = jobs.iter().map(|job| colour_of(&job.target)).collect();
        (items, colours, watch.most_in_memory(), panicked())
    }

    fn jobs(&self, folder: &Path, gate: Gate) -> (Arc<Watch>, Vec<Job>) {
        let settings = Settings {
            deadly: self.deadly,
            ..Settings::new(4)
        };
        let watch = Watch::new(save, gate);
        let job = |index| {
            let name = format!("picture-{index:02}.png");
            let content = match self.broken == Some(index) {
                true => b"this is no picture".to_vec(),
                false => png(&DynamicImage::from(RgbImage::from_pixel(
                    9,
                    7,
                    Rgb(self.colour(index)),
                ))),
            };
            let source = folder.join(&name);
            std::fs::write(&source, content).expect("the judge's folder is ours");
            Job {
                index,
                source,
                target: folder.join("small").join(&name),
                thumbnail: Some(folder.join("thumbnails").join(&name)),
                settings,
                watch: watch.clone(),
            }
        };
        let jobs = (0..self.pictures).map(job).collect();
        (watch, jobs)
    }
}

fn item(outcome: Outcome) -> Item {
    match outcome {
        Ok(done) => (done.index, Ok(())),
        Err(failure) => (failure.index, Err(failure.reason)),
    }
}

fn colour_of(path: &Path) -> Option<[u8; 3]> {
    let image = image::open(path).ok()?.into_rgb8();
    Some(image.get_pixel(image.width() / 2, image.height() / 2).0)
}

fn panicked() -> Option<String> {
    let todo = unsolved::take_panic()?;
    Some(format!(
        "panicked at {}:{}: {}",
        todo.file, todo.line, todo.message
    ))
}

/// As people write it.
impl Debug for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&count(self.pictures, "picture"))?;
        if let Some(broken) = self.broken {
            write!(f, " (picture {broken} is broken)")?;
        }
        if let Some(deadly) = self.deadly {
            write!(f, " (the worker of picture {deadly} dies)")?;
        }
        write!(f, ", {}", count(self.workers, "worker"))
    }
}

type Fields = (u64, [usize; 3], [Option<usize>; 2]);

/// Crosses as a tuple, by hand: deriving it would make every learner build serde's macros.
impl Serialize for Scene {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sizes = [self.pictures, self.workers, self.room];
        let fields: Fields = (self.seed, sizes, [self.broken, self.deadly]);
        fields.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Scene {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scene, D::Error> {
        let (seed, sizes, bad): Fields = Deserialize::deserialize(deserializer)?;
        let ([pictures, workers, room], [broken, deadly]) = (sizes, bad);
        Ok(Scene {
            seed,
            pictures,
            workers,
            room,
            broken,
            deadly,
        })
    }
}
