//! How jobs and outcomes cross to another process. By hand: deriving it would make every learner build serde's macros.

use super::job::{Done, Failure, Job};
use super::settings::Settings;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A path as bytes: serde's own way refuses names that are not UTF-8.
fn bytes(path: &Path) -> Vec<u8> {
    path.as_os_str().as_encoded_bytes().to_vec()
}

#[cfg(unix)]
fn path(bytes: Vec<u8>) -> PathBuf {
    let name: OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    name.into()
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> PathBuf {
    OsString::from(String::from_utf8_lossy(&bytes).into_owned()).into()
}

type Numbers = (u32, bool, u32, u64, bool, Option<usize>);
type Paths = (Vec<u8>, Vec<u8>, Option<Vec<u8>>);

impl Serialize for Job {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Settings {
            side,
            fit,
            thumbnail,
            most_pixels,
            naive,
            deadly,
        } = self.settings;
        let numbers: Numbers = (side, fit, thumbnail, most_pixels, naive, deadly);
        let thumbnail = self.thumbnail.as_deref().map(bytes);
        let paths: Paths = (bytes(&self.source), bytes(&self.target), thumbnail);
        (self.index, paths, numbers).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Job {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Job, D::Error> {
        let (index, paths, numbers): (usize, Paths, Numbers) =
            Deserialize::deserialize(deserializer)?;
        let (side, fit, thumbnail, most_pixels, naive, deadly) = numbers;
        Ok(Job {
            index,
            source: path(paths.0),
            target: path(paths.1),
            thumbnail: paths.2.map(path),
            settings: Settings {
                side,
                fit,
                thumbnail,
                most_pixels,
                naive,
                deadly,
            },
            watch: Default::default(),
        })
    }
}

impl Serialize for Done {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.index, self.bytes, self.size, self.hash).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Done {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Done, D::Error> {
        let (index, bytes, size, hash) = Deserialize::deserialize(deserializer)?;
        Ok(Done {
            index,
            bytes,
            size,
            hash,
        })
    }
}

impl Serialize for Failure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.index, bytes(&self.path), &self.reason).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Failure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Failure, D::Error> {
        let (index, bytes, reason) = Deserialize::deserialize(deserializer)?;
        Ok(Failure {
            index,
            path: path(bytes),
            reason,
        })
    }
}
