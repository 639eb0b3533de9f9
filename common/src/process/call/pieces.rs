//! How values stand in a message: one after another, each with its length before it, so that one
//! that cannot be written or read fails alone.

use super::bulk;
use crate::panics::{self, Panic};
use postcard::ser_flavors::Flavor;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Appends a piece for each of `items`. `then` hears of each one whether it could be written; if
/// not, nothing of it is there.
///
/// Nothing is caught for each single item, which would cost more than a small one takes to write.
pub(crate) fn push_each<T>(
    out: &mut Vec<u8>,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Vec<u8>, T) -> postcard::Result<()>,
    mut then: impl FnMut(&mut Vec<u8>, Result<(), String>),
) {
    let mut items = items.into_iter();
    let mut start = out.len();
    loop {
        let caught = panics::catch(|| {
            for item in items.by_ref() {
                start = out.len();
                out.extend([0; LENGTH]);
                let written = write(out, item).map_err(|e| format!("it cannot be written ({e})"));
                match written {
                    Ok(()) => {
                        let length = (out.len() - start - LENGTH) as u64;
                        out[start..start + LENGTH].copy_from_slice(&length.to_le_bytes());
                    }
                    Err(_) => out.truncate(start),
                }
                then(out, written);
            }
        });
        let Err(Panic { location, message }) = caught else {
            return;
        };
        out.truncate(start);
        then(
            out,
            Err(format!("writing it panicked at {location}: {message}")),
        );
    }
}

/// What stands before each piece: its length, in so many bytes.
pub(crate) const LENGTH: usize = size_of::<u64>();

/// The pieces that [`push_each`] has written.
pub(crate) fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = bytes.split_first_chunk()?;
        let (piece, rest) = rest.split_at_checked(u64::from_le_bytes(*length) as usize)?;
        bytes = rest;
        Some(piece)
    })
}

/// Reads each of `pieces`.
pub(crate) fn pull_each<'a, T>(
    pieces: impl IntoIterator<Item = &'a [u8]>,
    mut read: impl FnMut(&'a [u8]) -> postcard::Result<T>,
) -> Vec<Result<T, String>> {
    let mut pieces = pieces.into_iter();
    let mut values = Vec::new();
    loop {
        let caught = panics::catch(|| {
            for piece in pieces.by_ref() {
                values.push(read(piece).map_err(|e| format!("it cannot be read ({e})")));
            }
        });
        let Err(Panic { location, message }) = caught else {
            return values;
        };
        values.push(Err(format!("reading it panicked at {location}: {message}")));
    }
}

/// Appends one value.
pub(crate) fn write<T: Serialize + 'static>(out: &mut Vec<u8>, value: &T) -> postcard::Result<()> {
    bulk::write(out, value).unwrap_or_else(|| write_plain(out, value))
}

/// Appends one value, of whatever type.
pub(crate) fn write_plain<T: Serialize>(out: &mut Vec<u8>, value: &T) -> postcard::Result<()> {
    postcard::serialize_with_flavor(value, End(out))
}

/// Reads what [`write`] has written.
pub(crate) fn read<T: DeserializeOwned + 'static>(piece: &[u8]) -> postcard::Result<T> {
    bulk::read(piece).unwrap_or_else(|| postcard::from_bytes(piece))
}

/// Where postcard writes: the end of a buffer. (Its own ways are a call for each byte, or a buffer
/// for each value.)
struct End<'a>(&'a mut Vec<u8>);

impl Flavor for End<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}
