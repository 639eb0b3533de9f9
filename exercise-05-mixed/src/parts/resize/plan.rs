//! Which files of a folder are pictures, and what their results are called.

use super::settings::Settings;
use common::data;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The pictures of a folder.
pub struct Plan {
    /// In the order of their paths.
    pub pictures: Vec<Planned>,
    /// What cannot be done, and why.
    pub skipped: Vec<String>,
    /// How many files are no pictures and do not claim to be.
    pub others: usize,
}

/// One of them.
pub struct Planned {
    pub source: PathBuf,
    /// The path of its results, below the folder that they go into.
    pub name: PathBuf,
}

/// Looks through `folder` and all folders below it.
pub fn plan(folder: &Path) -> Result<Plan, String> {
    let listing = data::files(folder).map_err(|error| error.to_string())?;
    let mut plan = Plan {
        pictures: Vec::new(),
        skipped: listing.skipped.iter().map(ToString::to_string).collect(),
        others: 0,
    };
    let mut taken: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for source in listing.files {
        let Some(ending) = ending(&source) else {
            plan.others += 1;
            continue;
        };
        let below = source.strip_prefix(folder).unwrap_or(&source);
        let name = ending.map_or(below.to_path_buf(), |right| below.with_extension(right));
        if let Some(first) = taken.get(&key(&name)) {
            plan.skipped.push(format!(
                "{}: its result would be called {}, as that of {}. Rename one of them",
                source.display(),
                name.display(),
                first.display()
            ));
            continue;
        }
        taken.insert(key(&name), source.clone());
        plan.pictures.push(Planned { source, name });
    }
    match plan.pictures.is_empty() {
        true => Err(format!(
            "{}: no JPEG and no PNG in it. Name a folder with pictures.",
            folder.display()
        )),
        false => Ok(plan),
    }
}

/// Some systems take `A.jpg` and `a.jpg` for the same file.
fn key(name: &Path) -> PathBuf {
    match cfg!(any(windows, target_os = "macos")) {
        true => name.to_string_lossy().to_lowercase().into(),
        false => name.to_path_buf(),
    }
}

/// Whether it is a picture, or bears the name of one; and its right ending, where the name has a wrong one.
fn ending(path: &Path) -> Option<Option<&'static str>> {
    let named = path.extension().and_then(|ending| ending.to_str());
    let named = named.map(str::to_lowercase).unwrap_or_default();
    let is_jpeg = matches!(named.as_str(), "jpg" | "jpeg");
    let is_png = named == "png";
    let mut first = [0; 8];
    let read = File::open(path).and_then(|mut file| file.read(&mut first));
    match &first[..read.unwrap_or(0)] {
        [0xff, 0xd8, 0xff, ..] => Some((!is_jpeg).then_some("jpg")),
        b"\x89PNG\r\n\x1a\n" => Some((!is_png).then_some("png")),
        _ if is_jpeg || is_png => Some(None),
        _ => None,
    }
}

impl Planned {
    /// Where its result and its thumbnail go, below `root`.
    pub fn targets(&self, root: &Path, settings: &Settings) -> (PathBuf, Option<PathBuf>) {
        let target = root.join(settings.folder()).join(&self.name);
        let thumbnails = root.join(settings.thumbnail_folder());
        let thumbnail = (settings.thumbnail > 0).then(|| thumbnails.join(&self.name));
        (target, thumbnail)
    }

    /// Whether its results are there, made from the original as it is now: they bear its time.
    pub fn is_up_to_date(&self, root: &Path, settings: &Settings) -> bool {
        let Some(time) = modified(&self.source) else {
            return false;
        };
        let (target, thumbnail) = self.targets(root, settings);
        let mut results = [Some(target), thumbnail].into_iter().flatten();
        results.all(|path| modified(&path) == Some(time))
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|found| found.modified()).ok()
}
