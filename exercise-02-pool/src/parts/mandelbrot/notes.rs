//! What the report says below its table: who waited, and where the picture is.

use super::colours;
use super::options::Setup;
use super::{Rows, View};
use common::exercise::{Measured, Run, busy_lines, grouped, seconds};
use common::timing::ratio;
use common::witness::Observed;
use std::rc::Rc;
use std::time::Duration;

fn longest(observed: &Observed) -> Duration {
    observed
        .busy()
        .first()
        .map_or(Duration::ZERO, |(_, time)| *time)
}

/// How long the workers of a step waited for the slowest, all together.
fn waited(observed: &Observed) -> Duration {
    let busy = observed.busy();
    busy.iter().map(|(_, time)| longest(observed) - *time).sum()
}

/// Who was busy for how long.
pub fn busy(run: &mut Run, title: &str, observed: Option<&Observed>) {
    for line in observed
        .into_iter()
        .flat_map(|seen| busy_lines(title, seen))
    {
        run.note(line);
    }
}

/// By how much the even split is worse than dynamic rows; `prefix` stands before the names of these
/// steps.
pub fn compared(run: &mut Run, prefix: &str, measured: &Measured<Rc<Rows>>) {
    let [even, dynamic] = ["even split", "dynamic rows"].map(|step| format!("{prefix}{step}"));
    let walls = measured.median(&even).zip(measured.median(&dynamic));
    let (Some((slow, fast)), Some(seen)) = (walls, measured.observed(&even)) else {
        return;
    };
    let waited = waited(seen);
    let share = 100.0 * ratio(waited, longest(seen) * seen.busy().len() as u32);
    run.note(format!(
        "{even}: {:.2} × dynamic rows; {share:.0} % of it waiting, {} in all.",
        ratio(slow.wall, fast.wall),
        seconds(waited),
    ));
}

/// Says so when several points at once gain nothing.
pub fn lanes(run: &mut Run, measured: &Measured<Rc<Rows>>) {
    let [serial, several] = ["serial", "several at once"].map(|step| measured.median(step));
    let gain = serial.zip(several).map(|(a, b)| ratio(a.wall, b.wall));
    if gain.is_some_and(|gain| gain < 1.2) {
        run.note("several at once: no faster than one by one. Does the inner loop go over points, all the");
        run.note("way to its end, without a `break`?");
    }
}

/// Where a result differs from the serial one.
pub fn difference(right: &Rows, wrong: &Rows) -> String {
    if wrong.len() != right.len() {
        return format!("{} rows, not {}", wrong.len(), right.len());
    }
    let Some(y) = (0..right.len()).find(|&y| wrong[y] != right[y]) else {
        return "the same".into();
    };
    if let Some(other) = right.iter().position(|row| *row == wrong[y]) {
        return format!("row {other} stands where row {y} should be: an order of arrival?");
    }
    if wrong[y].len() != right[y].len() {
        return format!(
            "row {y} has {} pixels, not {}",
            wrong[y].len(),
            right[y].len()
        );
    }
    let x = (0..right[y].len()).find(|&x| wrong[y][x] != right[y][x]);
    let x = x.unwrap_or_default();
    format!(
        "row {y}, pixel {x}: {} iterations, not {}",
        wrong[y][x], right[y][x]
    )
}

/// Says what is unusual about the view.
pub fn oddities(run: &mut Run, view: &View) {
    if view.width == 0 || view.height == 0 {
        run.note("No pixels: nothing to compute, and no picture, which needs one at least.");
        return;
    }
    if view.limit == 0 {
        run.note("0 iterations: no point can escape, so all of them are black.");
    }
    // The numbers next to the farthest corner are this far apart.
    let spacing = |middle: f64, across: f64| {
        let far = middle.abs() + across / 2.0;
        far.next_up() - far
    };
    let (dx, dy) = view.pixel;
    let x = spacing(view.centre.0, dx * f64::from(view.width));
    let y = spacing(view.centre.1, dy * f64::from(view.height));
    if dx < x || dy < y {
        let (pixel, number) = if dx < x { (dx, x) } else { (dy, y) };
        run.note(format!(
            "Pixels are {pixel:.1e} apart, but f64 only knows numbers {number:.1e} apart here:"
        ));
        run.note("neighbours are the same point, and the picture is made of blocks.");
    }
}

/// Writes the picture and tells where.
pub fn picture(run: &mut Run, setup: &Setup, rows: &Rows) -> Result<(), String> {
    let View { width, height, .. } = setup.view;
    if width == 0 || height == 0 {
        return Ok(());
    }
    let bytes = colours::write(&setup.out, &setup.view, setup.palette, rows)
        .map_err(|error| error.to_string())?;
    let kb = (bytes as f64 / 1000.0).ceil() as u64;
    let here = std::env::current_dir().unwrap_or_default();
    let shown = setup.out.strip_prefix(here).unwrap_or(&setup.out);
    run.note(format!(
        "The picture: {} ({} × {}, {} kB)",
        shown.display(),
        grouped(width.into()),
        grouped(height.into()),
        grouped(kb)
    ));
    Ok(())
}
