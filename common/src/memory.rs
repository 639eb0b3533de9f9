//! How much memory there is, so that too much is refused instead of being taken.

/// How much memory the system could still give, in bytes, swap included; `None` where it does not
/// tell. Linux would rather kill a process later than refuse it memory at once, so whoever wants
/// much asks first.
pub fn available() -> Option<u64> {
    let info = std::fs::read_to_string("/proc/meminfo").ok()?;
    let kib = |key: &str| -> Option<u64> {
        let line = info.lines().find_map(|line| line.strip_prefix(key))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    };
    Some((kib("MemAvailable:")? + kib("SwapFree:").unwrap_or(0)) << 10)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn there_is_some_memory_and_not_without_end() {
        let bytes = super::available().unwrap();
        assert!((1 << 20..1 << 50).contains(&bytes), "{bytes}");
    }
}
