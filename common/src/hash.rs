//! SHA-256 of a file, in two ways: the whole file in memory, or one chunk after another.
//!
//! Both give the same 64 hexadecimal digits. They differ in memory: the first takes as much as the
//! file is long, on every thread that does it at the same time; the second takes one chunk. A third
//! way, a memory-mapped file, is left to exercise 03's lab `hashing`.

mod sha256;

pub use sha256::Sha256;

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How many bytes [`buffered`] is usually asked to read at a time.
pub const CHUNK: usize = 8192;

/// A file that could not be hashed.
#[derive(Debug)]
pub struct Error {
    /// Which file.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// The SHA-256 of the file at `path` in lower-case hexadecimal, by way of the whole file in memory.
///
/// A FIFO is read until its writer closes it, which may be never: see
/// [`data::files`](mod@crate::data) for a list of files that are files.
pub fn whole(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|source| of(path, source))?;
    let mut hasher = Sha256::new();
    hasher.update(&bytes);
    Ok(hasher.into_hex())
}

/// The SHA-256 of the file at `path` in lower-case hexadecimal, read `chunk` bytes at a time.
///
/// The chunk is all the memory that this takes. A chunk of 0 bytes is an error.
pub fn buffered(path: &Path, chunk: usize) -> Result<String, Error> {
    if chunk == 0 {
        let nothing = io::Error::new(ErrorKind::InvalidInput, "cannot read it 0 bytes at a time");
        return Err(of(path, nothing));
    }
    let file = File::open(path).map_err(|source| of(path, source))?;
    from(file, chunk).map_err(|source| of(path, source))
}

/// The SHA-256 of all that `source` gives, read `chunk` bytes at a time, at least 1.
pub fn from(mut source: impl Read, chunk: usize) -> io::Result<String> {
    let mut buffer = vec![0; chunk];
    let mut hasher = Sha256::new();
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok(hasher.into_hex()),
            Ok(count) => hasher.update(&buffer[..count]),
            // A signal came first: nothing was read, and nothing is wrong.
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn of(path: &Path, source: io::Error) -> Error {
    let path = path.to_path_buf();
    Error { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST's examples for FIPS 180-4: the message as a piece and how often it is repeated.
    const VECTORS: [(&str, usize, &str); 4] = [
        (
            "",
            0,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            "abc",
            1,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            "a",
            1_000_000,
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        ),
    ];

    #[test]
    fn the_standard_vectors_come_out_both_ways_with_any_chunk() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("message");
        for (piece, times, expected) in VECTORS {
            fs::write(&path, piece.repeat(times)).unwrap();
            assert_eq!(whole(&path).unwrap(), expected);
            for chunk in [1_000, 4_095, CHUNK, 1 << 21] {
                assert_eq!(buffered(&path, chunk).unwrap(), expected, "chunk {chunk}");
            }
        }
        fs::write(&path, "abc").unwrap();
        assert_eq!(buffered(&path, 1).unwrap(), VECTORS[1].2);
    }

    #[test]
    fn errors_name_the_path() {
        let dir = tempfile::tempdir().unwrap();
        let missing = dir.path().join("missing");
        for error in [
            whole(&missing).unwrap_err(),
            buffered(&missing, CHUNK).unwrap_err(),
        ] {
            assert_eq!(error.source.kind(), ErrorKind::NotFound);
            assert!(
                error
                    .to_string()
                    .starts_with(&missing.display().to_string())
            );
        }
        assert!(whole(dir.path()).is_err(), "a folder has no hash");
        assert!(buffered(dir.path(), CHUNK).is_err(), "a folder has no hash");
    }

    #[test]
    fn a_chunk_of_nothing_is_an_error_and_not_the_hash_of_nothing() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = buffered(file.path(), 0).unwrap_err();
        assert!(error.to_string().contains("0 bytes at a time"), "{error}");
    }
}
