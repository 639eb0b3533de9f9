//! What the system keeps of files in memory, so that the next reader need not wait for the disk.

use std::fs::File;

/// Lets the system forget what it keeps of `file`, so that the next read waits for the disk. What
/// has not been written to the disk yet stays: see [`File::sync_data`].
///
/// `false`: it does not forget, or this system has no such wish. `true` is no promise: files that
/// live in memory alone (tmpfs) stay there, and the disk may have a memory of its own.
pub fn forget(file: &File) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return crate::sys::forget_cached(file);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    return std::mem::size_of_val(file) == 0;
}

/// How many bytes a disk had to deliver for this process so far; `None` where the system does not
/// count them.
pub fn bytes_from_disk() -> Option<u64> {
    let counts = std::fs::read_to_string("/proc/self/io").ok()?;
    let line = counts.lines().find_map(|l| l.strip_prefix("read_bytes:"))?;
    line.trim().parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_file_can_be_forgotten_and_is_still_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        std::fs::write(&path, "kept").unwrap();
        let file = File::open(&path).unwrap();
        file.sync_data().unwrap();
        assert!(forget(&file));
        assert_eq!(std::fs::read(&path).unwrap(), b"kept");
        assert!(bytes_from_disk().is_some());
    }
}
