//! SHA-256, piece by piece: by the crate `sha2`, or by `ring` with the feature of that name.
//!
//! On a processor with instructions for SHA-256 both are equally fast. On one without, `ring` has vector code in
//! assembler and `sha2` has none. `ring` needs a C compiler, so it is the choice of who asks for it.

#[cfg(feature = "ring")]
use ring::digest::{Context, SHA256};
#[cfg(not(feature = "ring"))]
use sha2::Digest;

/// SHA-256 of what comes piece by piece. Where the pieces are cut makes no difference.
#[derive(Clone)]
pub struct Sha256(Hasher);

#[cfg(feature = "ring")]
type Hasher = Context;
#[cfg(not(feature = "ring"))]
type Hasher = sha2::Sha256;

impl Default for Sha256 {
    fn default() -> Sha256 {
        #[cfg(feature = "ring")]
        let hasher = Context::new(&SHA256);
        #[cfg(not(feature = "ring"))]
        let hasher = Hasher::new();
        Sha256(hasher)
    }
}

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
        #[cfg(feature = "ring")]
        let bytes = self.0.finish();
        #[cfg(not(feature = "ring"))]
        let bytes = self.0.finalize();
        let bytes: &[u8] = bytes.as_ref();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
