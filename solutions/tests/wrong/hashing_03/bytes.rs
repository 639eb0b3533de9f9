//! Wrong answers to TODO(1) and TODO(2): how bytes get from a file to the hasher.

use super::{SOLVED, Wrong, wrong};
use exercise_03_io_threads::parts::hashing::{Answers, HashChunks, HashMapped, Sha256, Source};
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

pub fn wrong_answers() -> Vec<Wrong> {
    let chunks = |name, says, in_chunks: HashChunks| {
        let answers = Answers {
            in_chunks,
            ..SOLVED
        };
        wrong(1, name, says, answers)
    };
    let map = |name, says, mapped: HashMapped| wrong(2, name, says, Answers { mapped, ..SOLVED });
    vec![
        chunks(
            "the whole buffer each time",
            "The last chunk is mostly shorter",
            whole_buffer,
        ),
        chunks(
            "a short read taken for the end",
            "only `Ok(0)` is the end",
            short_is_the_end,
        ),
        chunks("read_exact", "Do all bytes go to the hasher", exact),
        chunks("the whole file at once", "larger than the memory", at_once),
        chunks(
            "chunks of its own size",
            "is what is to be measured",
            copied,
        ),
        chunks("interrupted for good", "read again", interrupted),
        chunks("the error is the end", "hash of no file", error_is_the_end),
        chunks("the error is unwrapped", "panicked at", unwrapped),
        chunks("only the last chunk", "Do all bytes go", last_chunk),
        chunks("upper case", "in lower case", upper_case),
        map("read in disguise", "was read, not mapped", read),
        map("chunks in disguise", "was read, not mapped", read_in_chunks),
        chunks("8192, whatever is asked", "not a fixed number", |s, _| {
            (SOLVED.in_chunks)(s, 8192)
        }),
        chunks("8192 at most", "is what is to be measured", |s, chunk| {
            (SOLVED.in_chunks)(s, chunk.min(8192))
        }),
        chunks("all chunks kept", "use its buffer again", kept),
        map(
            "reads what it cannot map",
            "not to be read instead",
            |file| (SOLVED.mapped)(file).or_else(|_| read(file)),
        ),
        map("the first MiB", "all of them and no more", |file| {
            first(file, 1 << 20)
        }),
        map("no empty files", "An empty file has a hash", no_empty_files),
        map("whole pages", "not where the page does", whole_pages),
        map("the first page", "all of them and no more", first_page),
        map("the error is unwrapped", "panicked at", map_unwrapped),
        map("an error is an empty file", "Hand it on with `?`", no_error),
    ]
}

fn hash(bytes: &[u8]) -> io::Result<String> {
    let mut hash = Sha256::new();
    hash.update(bytes);
    Ok(hash.into_hex())
}

fn whole_buffer(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    let (mut buffer, mut hash) = (vec![0; chunk], Sha256::new());
    while read_again(source, &mut buffer)? > 0 {
        hash.update(&buffer);
    }
    Ok(hash.into_hex())
}

fn read_again(source: &mut dyn Source, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

fn short_is_the_end(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    let (mut buffer, mut hash) = (vec![0; chunk], Sha256::new());
    loop {
        let count = read_again(source, &mut buffer)?;
        hash.update(&buffer[..count]);
        if count < chunk {
            return Ok(hash.into_hex());
        }
    }
}

fn exact(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    let (mut buffer, mut hash) = (vec![0; chunk], Sha256::new());
    while source.read_exact(&mut buffer).is_ok() {
        hash.update(&buffer);
    }
    Ok(hash.into_hex())
}

fn at_once(source: &mut dyn Source, _: usize) -> io::Result<String> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    hash(&bytes)
}

fn copied(source: &mut dyn Source, _: usize) -> io::Result<String> {
    let mut source = BufReader::with_capacity(1_000, source);
    let mut hash = Sha256::new();
    loop {
        let piece = match source.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            piece => piece?,
        };
        let count = piece.len();
        if count == 0 {
            return Ok(hash.into_hex());
        }
        hash.update(piece);
        source.consume(count);
    }
}

fn interrupted(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    let (mut buffer, mut hash) = (vec![0; chunk], Sha256::new());
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok(hash.into_hex()),
            count => hash.update(&buffer[..count]),
        }
    }
}

fn error_is_the_end(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    let (mut buffer, mut hash) = (vec![0; chunk], Sha256::new());
    while let Ok(count) = read_again(source, &mut buffer)
        && count > 0
    {
        hash.update(&buffer[..count]);
    }
    Ok(hash.into_hex())
}

fn unwrapped(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    Ok((SOLVED.in_chunks)(source, chunk).unwrap())
}

fn last_chunk(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    let (mut buffer, mut last) = (vec![0; chunk], hash(&[]));
    loop {
        match read_again(source, &mut buffer)? {
            0 => return last,
            count => last = hash(&buffer[..count]),
        }
    }
}

fn upper_case(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    Ok((SOLVED.in_chunks)(source, chunk)?.to_uppercase())
}

fn read(mut file: &File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    hash(&bytes)
}

fn read_in_chunks(file: &File) -> io::Result<String> {
    (SOLVED.in_chunks)(&mut &*file, 8192)
}

fn no_empty_files(file: &File) -> io::Result<String> {
    match file.metadata()?.len() {
        0 => Err(io::Error::other("there is nothing to map")),
        _ => (SOLVED.mapped)(file),
    }
}

/// What a mapping of whole pages would hold, without looking beyond the end of the file.
fn whole_pages(file: &File) -> io::Result<String> {
    let mut bytes = std::fs::read(format!("/proc/self/fd/{}", descriptor(file)))?;
    bytes.resize(bytes.len().next_multiple_of(4096), 0);
    hash(&bytes)
}

fn first_page(file: &File) -> io::Result<String> {
    first(file, 4096)
}

fn first(file: &File, most: usize) -> io::Result<String> {
    let bytes = std::fs::read(format!("/proc/self/fd/{}", descriptor(file)))?;
    hash(&bytes[..bytes.len().min(most)])
}

fn kept(source: &mut dyn Source, chunk: usize) -> io::Result<String> {
    let (mut buffer, mut all) = (vec![0; chunk], Vec::new());
    loop {
        match read_again(source, &mut buffer)? {
            0 => return hash(&all),
            count => all.extend(&buffer[..count]),
        }
    }
}

fn descriptor(file: &File) -> i32 {
    std::os::fd::AsRawFd::as_raw_fd(file)
}

fn map_unwrapped(file: &File) -> io::Result<String> {
    Ok((SOLVED.mapped)(file).unwrap())
}

fn no_error(file: &File) -> io::Result<String> {
    (SOLVED.mapped)(file).or_else(|_| hash(&[]))
}
