//! The table of a sweep: one step after the other, with growing worker counts.

use super::cores;
use super::report::SweepRow;
use super::text::{count, push_line, seconds};
use std::fmt::Write;

/// Efficiency and serial fraction are about cores: they are left out where the work `waits`.
pub fn sweep(out: &mut String, rows: &[SweepRow], waits: bool) {
    let mut steps: Vec<&str> = Vec::new();
    rows.iter().for_each(|row| {
        if !steps.contains(&row.step.as_str()) {
            steps.push(&row.step);
        }
    });
    for step in steps {
        let _ = writeln!(out, "  {step}");
        let _ = write!(out, "  {:>9} {:>16} {:>9}", "workers", "wall", "speedup");
        let about_cores = "  efficiency   serial fraction (Karp–Flatt)";
        push_line(out, if waits { "" } else { about_cores });
        for row in rows.iter().filter(|row| row.step == step) {
            let wall = match row.half_spread.is_zero() {
                true => seconds(row.wall), // One run has no spread.
                false => format!("{} ±{}", seconds(row.wall), seconds(row.half_spread)),
            };
            let number = |n: Option<f64>| n.map(|n| format!("{n:.2}")).unwrap_or_default();
            let fraction = match row.karp_flatt {
                _ if waits => String::new(),
                _ if row.workers > cores() => format!("beyond {}", count(cores(), "core")),
                Some(e) if e < 0.0 => "below noise".to_string(),
                Some(e) if e > 1.0 => "slower than serial".to_string(),
                Some(e) => format!("{:.1} %", e * 100.0),
                None => String::new(),
            };
            let line = format!(
                "  {:>9} {wall:>16} {:>9} {:>11}   {fraction}",
                row.workers,
                number(row.speedup),
                number(row.efficiency)
            );
            push_line(out, &line);
        }
        out.push('\n');
    }
}
