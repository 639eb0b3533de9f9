//! What the part says about a crawl, in words.

use super::demo::{FLAT, FRONTIER, LEVELS, SERIAL};
use super::input::Input;
use super::{Crawled, Failure, Url};
use common::exercise::{Measured, Run, count, grouped, seconds, visible};
use std::collections::BTreeMap;
use std::time::Duration;

/// A serial run longer than this is announced.
const LONG: Duration = Duration::from_secs(20);
/// How many addresses are shown of each kind.
const SHOWN: usize = 12;

/// One line on what is done.
pub fn about(input: &Input) -> String {
    let pages = count(input.survey.pages.len(), "page");
    let uneven = if input.content.uneven {
        ", some five times that"
    } else {
        ""
    };
    match input.content.latency {
        Duration::ZERO => format!("Crawl {pages} of {}, without latency", input.folder),
        latency => format!(
            "Crawl {pages} of {}, {} ms each{uneven}",
            input.folder,
            latency.as_millis()
        ),
    }
}

/// Says beforehand, aside from the report, when the serial step will take long.
pub fn warn_of_a_long_wait(input: &Input, runs: u32) {
    let pages = input.survey.pages.keys();
    let serial = pages.map(|url| input.content.delay(url.as_str())).sum();
    if serial > LONG {
        eprintln!(
            "One page after another will take {} a run, {} in all: --runs 1, a smaller --size or --latency makes it shorter.",
            seconds(serial),
            count(runs as usize, "run")
        );
    }
}

/// A step's result, short.
pub fn result(crawled: &Crawled) -> String {
    let failed = crawled.values().filter(|outcome| outcome.is_err()).count();
    format!("{}, {failed} bad", grouped(crawled.len() as u64))
}

/// A step's name with its own number of workers.
pub fn with_few(step: &str, workers: usize) -> String {
    format!("{step}: {workers}")
}

/// How two crawls differ.
pub fn difference(right: &Crawled, wrong: &Crawled) -> String {
    let missing: Vec<&Url> = right
        .keys()
        .filter(|url| !wrong.contains_key(*url))
        .collect();
    let added: Vec<&Url> = wrong
        .keys()
        .filter(|url| !right.contains_key(*url))
        .collect();
    let other = right
        .iter()
        .find(|(url, outcome)| wrong.get(*url).is_some_and(|wrong| wrong != *outcome));
    match (missing.first(), added.first(), other) {
        (Some(url), ..) => format!("{} missing, such as {url}", count(missing.len(), "page")),
        (_, Some(url), _) => format!("{} too many, such as {url}", count(added.len(), "page")),
        (_, _, Some((url, _))) => format!("{url} has another outcome"),
        _ => "the same pages".to_string(),
    }
}

/// Pages a second, and what the latency allows.
pub fn speed(run: &mut Run, input: &Input, measured: &Measured<Crawled>) {
    let pages = input.survey.pages.len();
    for step in [SERIAL, LEVELS, FRONTIER, FLAT] {
        let Some(median) = measured.median(step) else {
            continue;
        };
        let speed = (pages as f64 / median.wall.as_secs_f64()).round();
        let at_once = measured.observed(step).filter(|_| step != SERIAL);
        let at_once = at_once.map_or(String::new(), |seen| {
            format!(", at most {} at once", seen.most_at_once())
        });
        run.note(format!(
            "{step:<22} {:>7} pages a second{at_once}",
            grouped(speed as u64)
        ));
    }
    let levels: Vec<String> = input.survey.levels.iter().map(usize::to_string).collect();
    let far = levels.len() - 1;
    run.note(format!(
        "Pages by their distance from {}: {} (the last are {} away)",
        input.start,
        shortened(levels.join(", ")),
        count(far, "click")
    ));
    if !input.content.uneven && !input.content.trouble && !input.content.latency.is_zero() {
        limit(run, input, pages);
    }
}

/// The least time that a crawl can take.
fn limit(run: &mut Run, input: &Input, pages: usize) {
    let (latency, workers) = (input.content.latency, run.workers());
    let rounds = pages.div_ceil(workers).max(input.survey.levels.len());
    let barriers: usize = input
        .survey
        .levels
        .iter()
        .map(|n| n.div_ceil(workers))
        .sum();
    run.note(format!(
        "By latency alone, {workers} workers need {} at least; level by level, {}.",
        seconds(latency * rounds as u32),
        seconds(latency * barriers as u32)
    ));
}

/// Broken links, with the pages that they are on, and what else is special.
pub fn found(run: &mut Run, input: &Input, crawled: Option<&Crawled>) {
    let Some(crawled) = crawled else { return };
    let bad = failed(crawled);
    run.note("");
    run.note(match bad.len() {
        0 => "No broken links.".to_string(),
        n => format!("{}:", count(n, "broken link")),
    });
    for (url, failure, on) in bad.iter().take(SHOWN) {
        let more = match on.len() {
            0 => "the first page".to_string(),
            1 => format!("on {}", on[0]),
            n => format!("on {} and {} more", on[0], n - 1),
        };
        run.note(visible(&format!("  {url}: {failure}; {more}")));
    }
    more(run, bad.len());
    let noted = crawled.iter().filter_map(|(url, outcome)| {
        let note = outcome.as_ref().ok()?.note.as_ref()?;
        Some(format!("  {url}: {note}"))
    });
    let noted: Vec<String> = noted.collect();
    if !noted.is_empty() {
        run.note(format!("{} of another kind:", count(noted.len(), "page")));
        noted
            .iter()
            .take(SHOWN)
            .for_each(|line| run.note(visible(line)));
        more(run, noted.len());
    }
    let left_out: usize = crawled.values().flatten().map(|page| page.left_out).sum();
    if left_out > 0 {
        run.note(format!(
            "{} left out: to other sites, mailto:, tel:, javascript:, #",
            count(left_out, "link")
        ));
    }
    if input.survey.cut {
        run.note(format!(
            "The site has more pages; the nearest {} were taken (--size).",
            grouped(crawled.len() as u64)
        ));
    }
}

fn more(run: &mut Run, all: usize) {
    if all > SHOWN {
        run.note(format!("  and {} more", grouped((all - SHOWN) as u64)));
    }
}

/// What failed, why, and on which pages the links to it are.
fn failed(crawled: &Crawled) -> Vec<(&Url, &Failure, Vec<&Url>)> {
    let mut on: BTreeMap<&Url, Vec<&Url>> = BTreeMap::new();
    for (url, outcome) in crawled {
        for link in outcome.iter().flat_map(|page| &page.links) {
            on.entry(link).or_default().push(url);
        }
    }
    let failed = crawled.iter().filter_map(|(url, outcome)| {
        let failure = outcome.as_ref().err()?;
        Some((url, failure, on.remove(url).unwrap_or_default()))
    });
    failed.collect()
}

/// What fits on a line.
fn shortened(text: String) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
