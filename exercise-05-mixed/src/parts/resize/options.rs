//! The part's own options, checked, and the pictures to work on.

use super::Stages;
use super::job::Job;
use super::make::make;
use super::out::Out;
use super::plan::{Plan, Planned, plan};
use super::settings::Settings;
use super::watch::Watch;
use common::exercise::Run;
use common::{data, memory};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to run.
pub struct Setup {
    pub settings: Settings,
    pub stages: Stages,
    pub workers: usize,
    pub inline: bool,
    pub folder: PathBuf,
    /// The pictures that there is something to do for.
    pub plan: Plan,
    pub up_to_date: usize,
    pub out: Out,
}

/// What was asked for.
pub enum Asked {
    /// To make pictures; how many bytes they have, and where they are.
    Made(usize, u64, PathBuf),
    /// To work on pictures.
    Work(Box<Setup>),
}

impl Setup {
    pub fn of(run: &Run) -> Result<Asked, String> {
        if let Some(made) = made(run)? {
            return Ok(made);
        }
        let settings = settings(run)?;
        let stages = Stages {
            readers: number(run, "readers", 1, 1024)?.unwrap_or(if run.inline() { 1 } else { 2 })
                as usize,
            workers: run.workers(),
            writers: 1,
            room: number(run, "room", 0, 100_000)?.unwrap_or(4) as usize,
        };
        let folder = match run.data() {
            Some(folder) if folder.as_os_str().is_empty() => {
                return Err("--data takes the name of a folder, and here is none".to_string());
            }
            Some(folder) => folder.clone(),
            None => data::find("images").map_err(|error| error.to_string())?,
        };
        run.progress("looking for pictures");
        let mut plan = plan(&folder)?;
        let out = Out::prepare(run.chosen("out"), &folder)?;
        let all = plan.pictures.len();
        // Without --out this is a measurement, and there is always something to measure.
        if run.chosen("out").is_some() && run.chosen("force").is_none() {
            let is_due = |picture: &Planned| !picture.is_up_to_date(&out.folder, &settings);
            plan.pictures.retain(is_due);
        }
        Ok(Asked::Work(Box::new(Setup {
            settings,
            stages,
            workers: run.workers(),
            inline: run.inline(),
            folder,
            up_to_date: all - plan.pictures.len(),
            plan,
            out,
        })))
    }

    /// The pictures as jobs, their results below `root`.
    pub fn jobs(&self, root: &Path, naive: bool, watch: &Arc<Watch>) -> Vec<Job> {
        let settings = Settings {
            naive,
            ..self.settings
        };
        let job = |(index, picture): (usize, &Planned)| {
            let (target, thumbnail) = picture.targets(root, &settings);
            Job {
                index,
                source: picture.source.clone(),
                target,
                thumbnail,
                settings,
                watch: watch.clone(),
            }
        };
        self.plan.pictures.iter().enumerate().map(job).collect()
    }
}

fn settings(run: &Run) -> Result<Settings, String> {
    let mut settings = Settings::new(run.size() as u32);
    settings.fit = run.chosen("fit").is_some();
    if let Some(side) = number(run, "thumbnails", 0, 1_000)? {
        settings.thumbnail = side as u32;
    }
    if let Some(most) = number(run, "megapixels", 1, 10_000)? {
        settings.most_pixels = most * 1_000_000;
    } else if let Some(bytes) = memory::available() {
        // The file, its pixels, and what the decoder needs: sixteen bytes a pixel, in every worker at the same time.
        let fits = bytes / 16 / run.workers() as u64;
        settings.most_pixels = settings.most_pixels.min(fits.max(1_000_000));
    }
    Ok(settings)
}

fn made(run: &Run) -> Result<Option<Asked>, String> {
    let Some(text) = run.chosen("make") else {
        return Ok(None);
    };
    let Some(folder) = run.data() else {
        return Err("--make needs --data DIR, a new folder for the pictures".to_string());
    };
    // Those of the course: see data/README.md.
    let count = match text {
        "samples" => None,
        _ => number(run, "make", 1, 100_000)?.map(|count| count as usize),
    };
    run.progress("making pictures");
    let (files, bytes) = make(folder, count)?;
    Ok(Some(Asked::Made(files, bytes, folder.clone())))
}

fn number(run: &Run, option: &str, min: u64, max: u64) -> Result<Option<u64>, String> {
    let Some(text) = run.chosen(option) else {
        return Ok(None);
    };
    match text.replace('_', "").parse() {
        Ok(number) if (min..=max).contains(&number) => Ok(Some(number)),
        _ => Err(format!(
            "--{option} takes a whole number from {min} to {max}, not '{text}'"
        )),
    }
}
