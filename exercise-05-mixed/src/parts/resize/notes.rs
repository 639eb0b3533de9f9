//! What the report says under the table.

use super::demo::{NAIVE, PIPELINE, SERIAL, THREADS};
use super::options::Setup;
use super::results::Results;
use common::exercise::{Measured, Run, busy_lines, count, visible};
use common::timing::ratio;
use std::path::{Path, PathBuf};

/// How many failures are named, and how many things that were skipped.
const NAMED: usize = 12;

pub fn about(setup: &Setup) -> String {
    let side = setup.settings.side;
    let how = if setup.settings.fit {
        "fit within"
    } else {
        "resize to"
    };
    let pictures = count(setup.plan.pictures.len(), "picture");
    format!(
        "{pictures}: {how} {side} × {side} pixels{}",
        match setup.settings.thumbnail {
            0 => String::new(),
            thumbnail => format!(", thumbnails within {thumbnail} × {thumbnail}"),
        }
    )
}

pub fn made(run: &mut Run, files: usize, bytes: u64, folder: &Path) {
    let megabytes = bytes as f64 / 1e6;
    run.about(format!("Make {}", count(files, "picture")));
    run.note(format!(
        "{}, {megabytes:.1} MB, in {}",
        count(files, "picture"),
        folder.display()
    ));
    run.note("Now run the part on them: the same --data without --make.");
}

pub fn nothing_to_do(run: &mut Run, setup: &Setup) {
    run.note(format!(
        "{} up to date in {}: nothing to do. --force does them again.",
        count(setup.up_to_date, "picture"),
        setup.out.folder.display()
    ));
    skipped(run, setup);
}

/// What the other resampler costs, and who did the work.
pub fn speed(run: &mut Run, setup: &Setup, measured: &Measured<Results>) {
    // Of pictures that all fail there is no speed to tell.
    let serial = measured.result(SERIAL);
    if serial.is_some_and(|results| results.outcomes.iter().all(Result::is_err)) {
        return;
    }
    let median = |step| measured.median(step).map(|elapsed| elapsed.wall);
    if let (Some(naive), Some(serial)) = (median(NAIVE), median(SERIAL)) {
        run.note(format!(
            "With the resampler of `image` it takes {:.1} × as long: {} a picture, not {}.",
            ratio(naive, serial),
            milliseconds(naive, setup),
            milliseconds(serial, setup)
        ));
    }
    if let Some(observed) = measured.observed(THREADS) {
        busy_lines("busy: threads", observed)
            .into_iter()
            .for_each(|line| run.note(line));
    }
}

fn milliseconds(time: std::time::Duration, setup: &Setup) -> String {
    let each = time.as_secs_f64() * 1e3 / setup.plan.pictures.len().max(1) as f64;
    format!("{each:.1} ms")
}

/// How many pictures were in memory.
pub fn memory(run: &mut Run, setup: &Setup, most: &dyn Fn(&str) -> Option<usize>) {
    let mut title = "pictures in memory";
    for step in [SERIAL, THREADS, PIPELINE] {
        let Some(most) = most(step) else { continue };
        let s = &setup.stages;
        let allowed = match step {
            PIPELINE => format!(
                "; {} + {} + {} + {} + {} = {} are allowed",
                s.readers,
                s.room,
                s.workers,
                s.room,
                s.writers,
                s.limit()
            ),
            _ => String::new(),
        };
        run.note(format!("{title:<22} {step:<14} {most:>3} at most{allowed}"));
        title = "";
    }
}

/// Where the results are, what became of pictures that failed, and of what is no picture.
pub fn results(
    run: &mut Run,
    setup: &Setup,
    results: &Results,
    published: Result<(), String>,
    sheet: Result<PathBuf, String>,
) {
    run.note("");
    let (folder, settings) = (&setup.out.folder, &setup.settings);
    let thumbnails = match settings.thumbnail {
        0 => String::new(),
        _ => format!(" and {}", settings.thumbnail_folder()),
    };
    run.note(format!("results        {}", folder.display()));
    run.note(format!(
        "               in {}{thumbnails}",
        settings.folder()
    ));
    if setup.up_to_date > 0 {
        let before = count(setup.up_to_date, "picture");
        let were = if setup.up_to_date == 1 { "was" } else { "were" };
        run.note(format!(
            "               {before} more {were} up to date (--force does them again)"
        ));
    }
    match sheet {
        Ok(path) => run.note(format!("contact sheet  {}", path.display())),
        Err(error) => run.note(format!("no contact sheet: {error}")),
    }
    if let Err(error) = published {
        run.note(format!("Not every result could be moved there: {error}"));
    }
    let failures: Vec<String> = results
        .outcomes
        .iter()
        .filter_map(|outcome| outcome.as_ref().err())
        .map(|failure| {
            let path = failure.path.strip_prefix(&setup.folder);
            let path = path.unwrap_or(&failure.path).display();
            format!("{path}: {}", failure.reason)
        })
        .collect();
    let all = count(results.outcomes.len(), "picture");
    let others = match failures.len() == results.outcomes.len() {
        true => "",
        false => "; the others are all there",
    };
    let title = format!("{} of {all} failed{others}:", failures.len());
    list(run, &title, &failures);
    if failures.len() > NAMED {
        let path = folder.join("failed-pictures.txt");
        let lines: String = failures.iter().map(|line| visible(line) + "\n").collect();
        run.note(match std::fs::write(&path, lines) {
            Ok(()) => format!("  All of them: {}", path.display()),
            Err(error) => format!("  {}: {error}", path.display()),
        });
    }
    skipped(run, setup);
}

fn skipped(run: &mut Run, setup: &Setup) {
    list(run, "Skipped:", &setup.plan.skipped);
    if setup.plan.others > 0 {
        run.note("");
        run.note(format!(
            "{} in the folder {}.",
            count(setup.plan.others, "other file"),
            match setup.plan.others {
                1 => "is no picture",
                _ => "are no pictures",
            }
        ));
    }
}

fn list(run: &mut Run, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    run.note("");
    run.note(title);
    lines
        .iter()
        .take(NAMED)
        .for_each(|line| run.note(format!("  {}", visible(line))));
    if lines.len() > NAMED {
        run.note(format!("  … and {} more", lines.len() - NAMED));
    }
}
