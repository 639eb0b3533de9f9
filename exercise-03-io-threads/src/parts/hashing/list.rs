//! Lists of hashes in the format of `sha256sum`: written for it to check, and read from it.
//!
//! A line is the hash, a blank, a blank or a `*` (read as text or as binary, which is the same on
//! all systems but Windows), and the name. A name with a backslash, a line feed or a carriage
//! return is written with `\\`, `\n` and `\r` in place of them, and then the line begins with a
//! backslash.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// One line of a list: the hash that a file should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// In lower case.
    pub hash: String,
    /// As it stands in the list.
    pub path: PathBuf,
}

/// The line for one file, with the line feed. Names are bytes, and stay as they are.
pub fn list_line(hash: &str, path: &Path) -> Vec<u8> {
    let name = path.as_os_str().as_encoded_bytes();
    let mut line = Vec::with_capacity(hash.len() + name.len() + 4);
    if name.iter().any(|byte| escape(*byte).is_some()) {
        line.push(b'\\');
    }
    line.extend([hash.as_bytes(), b"  "].concat());
    for &byte in name {
        match escape(byte) {
            Some(letter) => line.extend([b'\\', letter]),
            None => line.push(byte),
        }
    }
    line.push(b'\n');
    line
}

/// The lines of a list. Blank ones and comments (`#`) do not count; of the others, those that are
/// no such lines are told by their number, from 1.
pub fn read_list(list: &[u8]) -> (Vec<Listed>, Vec<usize>) {
    let (mut listed, mut malformed) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(list.split(|&byte| byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() || line[0] == b'#' {
            continue;
        }
        match read_line(line) {
            Some(file) => listed.push(file),
            None => malformed.push(number),
        }
    }
    (listed, malformed)
}

/// Whether `text` is a SHA-256 in hexadecimal.
pub fn is_hash(text: &[u8]) -> bool {
    text.len() == 64 && text.iter().all(u8::is_ascii_hexdigit)
}

fn read_line(line: &[u8]) -> Option<Listed> {
    let (escaped, line) = match line.strip_prefix(b"\\") {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (hash, rest) = line.split_at_checked(64)?;
    let name = rest.strip_prefix(b"  ").or(rest.strip_prefix(b" *"))?;
    if !is_hash(hash) || name.is_empty() {
        return None;
    }
    let name = if escaped {
        unescaped(name)?
    } else {
        name.to_vec()
    };
    let hash = String::from_utf8(hash.to_ascii_lowercase()).ok()?;
    let path = PathBuf::from(native(name)?);
    Some(Listed { hash, path })
}

fn escape(byte: u8) -> Option<u8> {
    match byte {
        b'\\' => Some(b'\\'),
        b'\n' => Some(b'n'),
        b'\r' => Some(b'r'),
        _ => None,
    }
}

fn unescaped(name: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = name.iter();
    let mut plain = Vec::with_capacity(name.len());
    while let Some(&byte) = bytes.next() {
        plain.push(match byte {
            b'\\' => match bytes.next()? {
                b'\\' => b'\\',
                b'n' => b'\n',
                b'r' => b'\r',
                _ => return None,
            },
            byte => byte,
        });
    }
    Some(plain)
}

/// A name as this system has it. No file has a zero byte in its name.
fn native(name: Vec<u8>) -> Option<OsString> {
    if name.contains(&0) {
        return None;
    }
    #[cfg(unix)]
    return Some(std::os::unix::ffi::OsStringExt::from_vec(name));
    #[cfg(not(unix))]
    return String::from_utf8(name).ok().map(OsString::from);
}
