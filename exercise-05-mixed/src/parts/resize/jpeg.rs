//! Whether a JPEG file has come to its end: a decoder shows half a picture and says nothing.

/// An error if the file ends in the middle of the picture.
///
/// Goes from marker to marker (ITU-T T.81, annex B): segments tell their length, and what follows a scan's header goes on
/// to the next marker that is neither a stuffed byte nor a restart.
pub fn complete(content: &[u8]) -> Result<(), String> {
    let mut rest = content.get(2..).unwrap_or_default();
    loop {
        rest = skip_to_marker(rest);
        let [0xff, marker, after @ ..] = rest else {
            return Err("truncated: the file ends in the middle of the picture".to_string());
        };
        rest = match *marker {
            END => return Ok(()),
            // These have no length.
            0x01 | 0xd0..=0xd8 => after,
            _ => {
                let length = after.get(..2).map_or(usize::MAX, |bytes| {
                    usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))
                });
                after.get(length..).unwrap_or_default()
            }
        };
    }
}

const END: u8 = 0xd9;

/// What comes before a marker is a scan, or padding.
fn skip_to_marker(bytes: &[u8]) -> &[u8] {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xff | 0xd0..=0xd7);
    let at = bytes.windows(2).position(is_marker);
    at.map_or(&[], |at| &bytes[at..])
}
