//! The table: medians, ratios, and the goals beside them.

/// In which unit a row is shown. Everything is measured in seconds for one.
#[derive(Clone, Copy)]
pub enum Unit {
    Nanos,
    Micros,
    Millis,
    PerSecond,
}

impl Unit {
    fn show(self, seconds: f64) -> String {
        match self {
            Unit::Nanos => format!("{:.2} ns", seconds * 1e9),
            Unit::Micros => format!("{:.2} µs", seconds * 1e6),
            Unit::Millis => format!("{:.2} ms", seconds * 1e3),
            Unit::PerSecond if seconds < 1e-6 => format!("{:.2} M/s", 1e-6 / seconds),
            Unit::PerSecond => format!("{:.1} k/s", 1e-3 / seconds),
        }
    }
}

/// What we want to reach.
pub enum Goal {
    /// At most so many times what this contender takes.
    AtMost(&'static str, f64),
    /// At least so many times faster than this contender.
    Faster(&'static str, f64),
    /// At most so many seconds.
    Seconds(f64),
}

/// One thing that all contenders do.
pub struct Row {
    name: &'static str,
    unit: Unit,
    contenders: Vec<(&'static str, Vec<f64>)>,
}

impl Row {
    pub fn new(name: &'static str, unit: Unit) -> Row {
        let contenders = Vec::new();
        Row {
            name,
            unit,
            contenders,
        }
    }

    pub fn add(&mut self, contender: &'static str, seconds: Option<f64>) {
        let Some(seconds) = seconds else { return };
        match self
            .contenders
            .iter_mut()
            .find(|(name, _)| *name == contender)
        {
            Some((_, all)) => all.push(seconds),
            None => self.contenders.push((contender, vec![seconds])),
        }
    }

    fn median(&self, contender: &str) -> Option<f64> {
        let (_, all) = self
            .contenders
            .iter()
            .find(|(name, _)| *name == contender)?;
        let mut all = all.clone();
        all.sort_by(f64::total_cmp);
        Some(all[all.len() / 2])
    }

    pub fn print(&self, goals: &[Goal]) {
        println!("{}", self.name);
        let ours = self.median(self.contenders[0].0).unwrap_or(f64::NAN);
        for (name, all) in &self.contenders {
            let median = self.median(name).unwrap_or(f64::NAN);
            let least = all.iter().copied().fold(f64::INFINITY, f64::min);
            let most = all.iter().copied().fold(0.0, f64::max);
            let range = format!("({} … {})", self.unit.show(least), self.unit.show(most));
            let verdict = goals
                .iter()
                .find_map(|goal| verdict(goal, name, ours, median));
            println!(
                "  {name:<28} {:>12}   {range:<28} {}",
                self.unit.show(median),
                verdict.unwrap_or_default()
            );
        }
        for goal in goals {
            if let Goal::Seconds(limit) = goal {
                let limit_shown = self.unit.show(*limit);
                println!(
                    "  {:<28} {limit_shown:>12}   {}",
                    "goal",
                    met(ours <= *limit)
                );
            }
        }
        println!();
    }
}

fn verdict(goal: &Goal, name: &str, ours: f64, theirs: f64) -> Option<String> {
    match goal {
        Goal::AtMost(of, ratio) if *of == name => Some(format!(
            "ours takes {:.2} × as long; goal ≤ {ratio} ×: {}",
            ours / theirs,
            met(ours / theirs <= *ratio)
        )),
        Goal::Faster(than, ratio) if *than == name => Some(format!(
            "ours is {:.2} × as fast; goal ≥ {ratio} ×: {}",
            theirs / ours,
            met(theirs / ours >= *ratio)
        )),
        _ => None,
    }
}

fn met(yes: bool) -> &'static str {
    if yes { "met" } else { "MISSED" }
}
