//! How large the caches of this machine are, where the system says so: Linux does.

use std::fs;
use std::path::Path;

/// The data caches that the first core sees: level and KiB, nearest first. Empty where nobody
/// knows.
pub fn caches() -> Vec<(u64, u64)> {
    let Ok(entries) = fs::read_dir("/sys/devices/system/cpu/cpu0/cache") else {
        return Vec::new();
    };
    let mut caches: Vec<(u64, u64)> = entries
        .flatten()
        .filter_map(|entry| cache(&entry.path()))
        .collect();
    caches.sort_unstable();
    caches
}

fn cache(folder: &Path) -> Option<(u64, u64)> {
    let field = |name| fs::read_to_string(folder.join(name)).ok();
    let holds_data = field("type")?.trim() != "Instruction";
    let level = field("level")?.trim().parse().ok()?;
    let kib = field("size")?.trim().strip_suffix('K')?.parse().ok()?;
    holds_data.then_some((level, kib))
}
