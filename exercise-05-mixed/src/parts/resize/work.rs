//! What is done with one picture: read it, make it smaller, write the results.

use super::codec;
use super::job::{Done, Failure, Job, Outcome};
use super::watch::{InMemory, Stage};
use crate::parts::pipeline::fnv1a;
use common::witness;
use std::any::Any;
use std::fs::File;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::SystemTime;

/// A picture that was read. Its file is in memory until the results are written, or it is dropped.
pub struct Picture {
    job: Job,
    content: Vec<u8>,
    modified: Option<SystemTime>,
    in_memory: InMemory,
}

/// A picture that was made smaller, and waits to be written.
pub struct Small {
    job: Job,
    bytes: u64,
    size: (u32, u32),
    result: Vec<u8>,
    thumbnail: Option<Vec<u8>>,
    modified: Option<SystemTime>,
    _in_memory: InMemory,
}

/// What reading gives.
pub type Loaded = Result<Picture, Failure>;
/// What making it smaller gives.
pub type Shrunk = Result<Small, Failure>;

/// The whole work on one picture, one stage after the other.
pub fn resize(job: &Job) -> Outcome {
    let _call = witness::enter("resize", &job.index);
    read(job.clone()).and_then(shrink).and_then(write)
}

/// Reads the file. What goes wrong is a value.
pub fn read(job: Job) -> Loaded {
    let _call = witness::enter("read", &job.index);
    job.watch.hold(Stage::Read);
    // Taken before there is anything in memory, so that the count is never too low.
    let in_memory = InMemory::new(&job.watch);
    match content(&job) {
        Ok((content, modified)) => Ok(Picture {
            job,
            content,
            modified,
            in_memory,
        }),
        Err(reason) => Err(ended(&job, reason)),
    }
}

/// Decodes the picture, resizes and encodes it, and its thumbnail. A panic on the way is caught: it is a failure of this
/// picture, and no more.
pub fn shrink(picture: Picture) -> Shrunk {
    let Picture {
        job,
        content,
        modified,
        in_memory,
    } = picture;
    let _call = witness::enter("shrink", &job.index);
    job.watch.hold(Stage::Shrink);
    if job.settings.deadly == Some(job.index) {
        if job.watch.may_die() {
            std::process::abort();
        }
        return Err(ended(&job, "it would have ended the program".to_string()));
    }
    // Nothing that a panic could have left half-done is looked at again.
    let small = catch_unwind(AssertUnwindSafe(|| codec::shrink(&content, &job.settings)));
    match small {
        Ok(Ok(small)) => Ok(Small {
            bytes: content.len() as u64,
            size: small.size,
            result: small.result,
            thumbnail: small.thumbnail,
            modified,
            job,
            _in_memory: in_memory,
        }),
        Ok(Err(reason)) => Err(ended(&job, reason)),
        Err(panic) => Err(ended(
            &job,
            format!("the decoder panicked: {}", said(&*panic)),
        )),
    }
}

/// Writes the results, each whole or not at all.
pub fn write(small: Small) -> Outcome {
    let job = &small.job;
    let _call = witness::enter("write", &job.index);
    job.watch.hold(Stage::Write);
    let mut hash = fnv1a(&small.result, 1);
    let saved = save(job, &job.target, &small.result, small.modified).and_then(|()| {
        match (&job.thumbnail, &small.thumbnail) {
            (Some(path), Some(thumbnail)) => {
                hash ^= fnv1a(thumbnail, 1).rotate_left(1);
                save(job, path, thumbnail, small.modified)
            }
            _ => Ok(()),
        }
    });
    let (index, bytes, size) = (job.index, small.bytes, small.size);
    match saved {
        Ok(()) => {
            job.watch.ended.fetch_add(1, Ordering::Relaxed);
            Ok(Done {
                index,
                bytes,
                size,
                hash,
            })
        }
        Err(error) => Err(ended(job, format!("cannot write the result: {error}"))),
    }
}

/// The hash of results that are on the disk, as [`write`] would have it.
pub fn hash_on_disk(job: &Job) -> io::Result<u64> {
    let mut hash = fnv1a(&std::fs::read(&job.target)?, 1);
    if let Some(path) = &job.thumbnail {
        hash ^= fnv1a(&std::fs::read(path)?, 1).rotate_left(1);
    }
    Ok(hash)
}

/// The result bears the time of its original: that is how a later run knows that it is up to date.
fn save(job: &Job, path: &Path, bytes: &[u8], modified: Option<SystemTime>) -> io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    (job.watch.save)(path, &mut |file| {
        file.write_all(bytes)?;
        modified.map_or(Ok(()), |time| file.set_modified(time))
    })
}

fn content(job: &Job) -> Result<(Vec<u8>, Option<SystemTime>), String> {
    let told = |error: io::Error| format!("cannot read it: {error}");
    let file = File::open(&job.source).map_err(told)?;
    let found = file.metadata().map_err(told)?;
    // No picture within the limit is larger: eight bytes to a pixel, and room for what is no pixel.
    let most = 8 * job.settings.most_pixels + (16 << 20);
    if found.len() > most {
        let (megabytes, most) = (found.len() / 1_000_000, most / 1_000_000);
        return Err(format!(
            "{megabytes} MB are more than the {most} MB that a picture may have (--megapixels)"
        ));
    }
    let mut content = Vec::with_capacity(found.len() as usize);
    file.take(most).read_to_end(&mut content).map_err(told)?;
    Ok((content, found.modified().ok()))
}

fn ended(job: &Job, reason: String) -> Failure {
    job.watch.ended.fetch_add(1, Ordering::Relaxed);
    job.failed(reason)
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let string = || panic.downcast_ref::<String>().map(String::as_str);
    let text = panic.downcast_ref::<&str>().copied().or_else(string);
    text.unwrap_or("without a word")
}
