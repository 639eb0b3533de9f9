//! When a report does not trust its own figures, and why.

use super::options::cores;
use super::report::Report;
use std::time::Duration;

impl Report {
    /// Adds the warnings that follow from the figures themselves.
    pub(super) fn judge_figures(&mut self) {
        if cores() == 1 && !self.waits {
            self.warnings
                .push("one core: CPU-bound work cannot be faster in parallel here.".into());
        }
        if Report::opt_level() == "0" {
            self.warnings.push(
                "an unoptimised build: these times say nothing (see [profile.dev] in Cargo.toml)."
                    .into(),
            );
        }
        self.warn_of_a_crowd();
        let unsteady = self.rows.iter().filter(|row| {
            row.spread() > 0.20
                && row
                    .median()
                    .is_some_and(|m| m.wall > Duration::from_millis(20))
        });
        let spreads: Vec<f64> = unsteady.clone().map(|row| row.spread() * 100.0).collect();
        let names: Vec<&str> = unsteady.map(|row| row.name.as_str()).collect();
        let most = spreads.iter().copied().fold(0.0, f64::max);
        if !names.is_empty() {
            let names = names.join("; ");
            self.warnings.push(format!(
                "the runs differ by up to {most:.0} % ({names}). Is the machine busy?"
            ));
        }
    }

    /// One thread that only computes is on a core all the time, unless others want the cores, too.
    fn warn_of_a_crowd(&mut self) {
        if self.waits || self.rows.iter().all(|row| row.efficiency.is_none()) {
            return;
        }
        let alone = self.rows.iter().filter(|row| row.workers == 1);
        let medians = alone.filter_map(|row| Some((row, row.median()?)));
        let starved = medians
            .filter(|(_, median)| median.wall > Duration::from_millis(20) && median.busy() < 0.8);
        if let Some((row, median)) = starved.min_by(|(_, a), (_, b)| a.busy().total_cmp(&b.busy()))
        {
            let (name, share) = (&row.name, median.busy() * 100.0);
            self.warnings.push(format!(
                "{name}: one thread that computes had a core for {share:.0} % of its time. Is the machine busy?"
            ));
        }
    }
}
