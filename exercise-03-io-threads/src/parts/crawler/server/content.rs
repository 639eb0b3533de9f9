//! What the server has to offer: the files of a folder, and trouble if it is asked for.

use super::trouble::{self, TROUBLE};
use crate::parts::crawler::site::Reply;
use crate::parts::crawler::{Failure, MOST_BYTES, is_html};
use percent_encoding::percent_decode_str;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// A folder that is served as a site, and how slowly.
pub struct Content {
    /// Its files are the pages; `index.html` stands for its folder.
    pub folder: PathBuf,
    /// How long each page takes to come.
    pub latency: Duration,
    /// One page in eight takes five times as long.
    pub uneven: bool,
    /// There are also pages that hang, lie or never end, linked from the first page.
    pub trouble: bool,
}

/// What the server does about a request.
pub enum Answer {
    /// Sends this: content type and text.
    Text(&'static str, Vec<u8>),
    /// Sends this: content type, file and length.
    File(&'static str, File, u64),
    /// Sends the client elsewhere.
    Moved(String),
    /// Refuses.
    Status(u16),
    /// Sends nothing and waits.
    Nothing,
    /// Sends half of what it has promised.
    Half,
    /// Sends 100 MB, and says so beforehand or does not.
    Huge {
        /// Whether the header has the length.
        says_so: bool,
    },
    /// Sends something that is no HTTP.
    Garbage,
    /// Closes the connection.
    HangUp,
}

impl Content {
    /// How long the page at `path` takes to come.
    pub fn delay(&self, path: &str) -> Duration {
        match self.uneven && is_slow(path) {
            true => 5 * self.latency,
            false => self.latency,
        }
    }

    /// What is there at `path`, as it stands in a request.
    pub fn answer(&self, path: &str) -> Answer {
        let path = path.split('?').next().unwrap_or_default();
        if self.trouble && path.starts_with(TROUBLE) {
            return trouble::answer(path);
        }
        let mut answer = self.file(path).unwrap_or_else(Answer::Status);
        if let (true, "/", Answer::File(kind, file, _)) = (self.trouble, path, &mut answer) {
            let mut text = Vec::new();
            let _ = file.read_to_end(&mut text);
            text.extend(format!("<p><a href=\"{TROUBLE}\">Trouble</a></p>\n").bytes());
            answer = Answer::Text(kind, text);
        }
        answer
    }

    /// The file at `path`, or a status.
    fn file(&self, path: &str) -> Result<Answer, u16> {
        let inside = percent_decode_str(path.trim_start_matches('/')).decode_utf8();
        let inside = inside.map_err(|_| 404_u16)?.replace('\\', "/");
        let inside = Path::new(&inside);
        // `..` does not get here in a right address, and must not lead out of the folder.
        if !inside
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return Err(404);
        }
        let mut file = self.folder.join(inside);
        if file.is_dir() {
            if !path.ends_with('/') {
                return Ok(Answer::Moved(format!("{path}/")));
            }
            file.push("index.html");
        }
        let found = fs::metadata(&file).map_err(|_| 404_u16)?;
        // To open a FIFO would be to wait for whoever writes to it.
        if !found.is_file() {
            return Err(404);
        }
        match File::open(&file) {
            Ok(open) => Ok(Answer::File(kind(&file), open, found.len())),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(403),
            Err(_) => Err(500),
        }
    }

    /// What a client would come to know of the page at `path`, without a network and without
    /// waiting.
    pub fn reply(&self, path: &str) -> Result<Reply, Failure> {
        match self.answer(path) {
            Answer::Text(kind, text) => Ok(Reply::Found(kind.to_string(), text)),
            Answer::File(kind, _, length) if is_html(kind) && length > MOST_BYTES => {
                Err(Failure::TooLarge(MOST_BYTES))
            }
            Answer::File(kind, mut file, _) => {
                let mut text = Vec::new();
                if is_html(kind) {
                    let read = file.read_to_end(&mut text);
                    read.map_err(|error| Failure::Other(error.to_string()))?;
                }
                Ok(Reply::Found(kind.to_string(), text))
            }
            Answer::Moved(to) => Ok(Reply::Moved(to)),
            Answer::Status(status) => Err(Failure::Status(status)),
            Answer::Nothing => Err(Failure::TimedOut),
            Answer::Half | Answer::HangUp => Err(Failure::Cut),
            Answer::Huge { .. } => Err(Failure::TooLarge(MOST_BYTES)),
            Answer::Garbage => Err(Failure::NotHttp),
        }
    }
}

/// One path in eight, always the same.
fn is_slow(path: &str) -> bool {
    // FNV-1a: short, and good enough to spread paths.
    let hash = |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    path.bytes().fold(0x811c_9dc5, hash) % 8 == 0
}

/// The content type, by the name.
fn kind(file: &Path) -> &'static str {
    let extension = file.extension().and_then(|e| e.to_str()).unwrap_or("");
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "xhtml" => "application/xhtml+xml",
        "css" => "text/css",
        "js" => "text/javascript",
        "txt" | "md" => "text/plain",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
