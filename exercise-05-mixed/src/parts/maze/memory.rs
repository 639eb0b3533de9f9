//! How much memory a maze takes, and whether there is as much.

/// Bytes for each cell: to make the maze and to search it once.
const ONCE: u64 = 8;
/// And for each solver: its own copy of the maze if it is a process, what it has seen, its path.
const EACH: u64 = 4;

/// What is taken to be free where the system does not say.
const UNKNOWN: u64 = 4_000_000_000;

/// How large a maze can be here.
pub struct Room {
    workers: u64,
    free: u64,
}

impl Room {
    /// With as much memory as is free now.
    pub fn now(workers: usize) -> Room {
        Room::of(workers, common::memory::available().unwrap_or(UNKNOWN))
    }

    /// With `free` bytes of memory.
    fn of(workers: usize, free: u64) -> Room {
        Room {
            workers: workers as u64,
            free,
        }
    }

    /// The most cells that a maze may have.
    pub fn cells(&self) -> u64 {
        self.free / (ONCE + EACH * self.workers)
    }

    /// An error that names the figures, if a maze of so many cells does not fit.
    pub fn check(&self, width: u64, height: u64) -> Result<(), String> {
        let cells = width.saturating_mul(height);
        if cells <= self.cells() {
            return Ok(());
        }
        let needed = cells.saturating_mul(ONCE + EACH * self.workers);
        let side = self.cells().isqrt();
        Err(format!(
            "a maze of {width} × {height} cells takes {:.1} GB with {} workers, and {:.1} GB are free: one of {side} × {side} \
             would fit",
            gigabytes(needed),
            self.workers,
            gigabytes(self.free)
        ))
    }
}

fn gigabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e9
}
