//! SHA-256, piece by piece.

use sha2::Digest;

/// SHA-256 of what comes piece by piece. Where the pieces are cut makes no difference.
#[derive(Clone, Debug, Default)]
pub struct Sha256(sha2::Sha256);

impl Sha256 {
    /// Nothing has come yet.
    pub fn new() -> Sha256 {
        Sha256::default()
    }

    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The hash of all pieces, as 64 digits of lower-case hexadecimal.
    pub fn into_hex(self) -> String {
        let bytes = self.0.finalize();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
