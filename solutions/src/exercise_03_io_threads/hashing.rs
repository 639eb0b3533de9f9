//! Hash every file of a folder: chunk by chunk, memory-mapped, on all cores; and find a file by its
//! hash.
//!
//! SHA-256 is computed from the first byte to the last, each step from the one before. So one file
//! is work for one core, however large it is, and what can be shared out is whole files. Most
//! folders hold thousands of small ones and a few huge ones, and whoever comes to a huge one last
//! keeps all others waiting: the order decides.
//!
//! The first two TODOs are about how bytes get from a file to `hashing::Sha256`, which takes them
//! piece by piece (`Sha256::new`, `update`, `into_hex`). For the other two, `hasher.hash(file)` does
//! the work on one file and gives its `Outcome`, a hash in hexadecimal or an error that names the
//! file; how it reads is none of their business.
//!
//! The second one needs `unsafe`, the only line in this course that you write with it; everywhere
//! else it is denied. The question is not how to write it, but what you promise with it, and whether
//! the promise is yours to give.
//!
//! To find out on the way: from which size on do larger chunks stop to matter? When does a mapped
//! file lose? What does the order of the files cost? And how do threads learn that the search is
//! over, or that there was nothing to find? The lesson in `lessons/hashing.md` leads through the
//! four TODOs.

// BEGIN SOLUTION
use ::exercise_03_io_threads::parts::hashing::Sha256;
// END SOLUTION
use ::exercise_03_io_threads::parts::hashing::{self, Entry, Hasher, Outcome, Source};
// BEGIN SOLUTION
use std::cmp::Reverse;
// END SOLUTION
use std::fs::File;
use std::io;
// BEGIN SOLUTION
use std::io::ErrorKind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
// END SOLUTION

// TODO(1): the SHA-256 of all bytes of `source` in hexadecimal. Never ask it for more than `chunk`
// bytes at a time, which is at least 1, so that no file is too large for the memory. A `read` may
// give fewer bytes than there is room for, and 0 only at the end. An error of kind `Interrupted`
// means: once more. Any other is the outcome.
fn in_chunks(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    // BEGIN SOLUTION todo!("TODO(1): hash {source:?} by chunks of {chunk} bytes")
    let mut buffer = vec![0; chunk];
    let mut hash = Sha256::new();
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok(hash.into_hex()),
            Ok(count) => hash.update(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    // END SOLUTION
}

// TODO(2): the same for a file that is mapped into memory (`memmap2::Mmap::map`) instead of being
// read. A file that cannot be mapped gives an error. Say in a comment `// SAFETY: …` what you rely
// on.
#[allow(unsafe_code)]
fn mapped(file: &File) -> io::Result<String> {
    // BEGIN SOLUTION todo!("TODO(2): map {file:?}")
    // SAFETY: none that we can give alone. Nobody may shrink or change the file while it is mapped,
    // and all we can do is to map only files of which we know that nobody does.
    let bytes = unsafe { memmap2::Mmap::map(file)? };
    let mut hash = Sha256::new();
    hash.update(&bytes);
    Ok(hash.into_hex())
    // END SOLUTION
}

// TODO(3): call `hasher.hash` on every file, on `workers` threads that share one index: whoever is
// free takes the next file, the largest (`file.bytes`) first. One outcome for each file, in the
// order of `files`.
fn on_threads(files: &[Entry], hasher: &Hasher, workers: usize) -> Vec<Outcome> {
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     "TODO(3): {hasher:?}, {} files, {workers} threads",
    // BEGIN SOLUTION     files.len()
    // BEGIN SOLUTION )
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&i| Reverse(files[i].bytes));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((i, hasher.hash(&files[i])));
        }
        done
    };
    let mut outcomes: Vec<(usize, Outcome)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let done = threads.into_iter().map(|thread| thread.join());
        done.flat_map(|done| done.expect("hashing gives errors, no panics"))
            .collect()
    });
    outcomes.sort_unstable_by_key(|&(i, _)| i);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
    // END SOLUTION
}

// TODO(4): the place in `files` of a file whose hash is `hash`, on `workers` threads; `None` if
// there is none. Any of several will do, and any order; as they are listed is good. Once one is
// found, no thread begins another file. A file that cannot be hashed is not the one, and the search
// goes on.
fn find(files: &[Entry], hash: &str, hasher: &Hasher, workers: usize) -> Option<usize> {
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     "TODO(4): {hash}: {hasher:?}, {} files, {workers} threads",
    // BEGIN SOLUTION     files.len()
    // BEGIN SOLUTION )
    let (next, found) = (AtomicUsize::new(0), OnceLock::new());
    let work = || {
        while found.get().is_none() {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(place) else { break };
            if hasher.hash(file).is_ok_and(|this| this == hash) {
                let _ = found.set(place); // Another thread may have been quicker.
            }
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    found.into_inner()
    // END SOLUTION
}

/// What the exercise runs and checks.
pub const ANSWERS: hashing::Answers = hashing::Answers {
    in_chunks,
    mapped,
    on_threads,
    find,
};
