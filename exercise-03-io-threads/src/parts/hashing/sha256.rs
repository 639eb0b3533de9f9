//! SHA-256 as the answers use it, with a count of what it has taken.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many bytes all hashers of this process have taken so far.
static TAKEN: AtomicU64 = AtomicU64::new(0);

/// SHA-256 of what comes piece by piece. Where the pieces are cut makes no difference.
#[derive(Clone, Default)]
pub struct Sha256(common::hash::Sha256);

impl Sha256 {
    /// Nothing has come yet.
    pub fn new() -> Sha256 {
        Sha256::default()
    }

    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        TAKEN.fetch_add(piece.len() as u64, Ordering::Relaxed);
        self.0.update(piece);
    }

    /// The hash of all pieces, as 64 digits of lower-case hexadecimal.
    pub fn into_hex(self) -> String {
        self.0.into_hex()
    }
}

/// How many bytes were taken so far: a check sees from it who keeps what has been read.
#[cfg(feature = "checks")]
pub fn taken() -> u64 {
    TAKEN.load(Ordering::Relaxed)
}
