//! The TODOs of the part `hashing`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 4] = [
    Todo {
        number: 1,
        what: "hash chunk by chunk",
        hints: [
            "One buffer of `chunk` bytes, used again and again: fill it, hand what has come to the hasher, \
             and stop when nothing comes any more. How many bytes have come is what `read` tells, and it \
             may be fewer than there is room for, at any time, not only at the end.",
            "`source.read(&mut buffer)` gives `Ok(count)`. `hash.update(&buffer[..count])` takes them, \
             `into_hex` gives the hash. `Ok(0)` is the end. A signal may interrupt a read before it has \
             begun: `error.kind() == std::io::ErrorKind::Interrupted` means to read again.",
            "\
    let mut buffer = vec![0; chunk];
    let mut hash = Sha256::new();
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok(hash.into_hex()),
            Ok(count) => …
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => …
        }
    }",
        ],
    },
    Todo {
        number: 2,
        what: "hash a memory-mapped file",
        hints: [
            "A mapped file looks like a slice of bytes that is there all at once. The system reads a page \
             of it when somebody first looks there. So there is no loop to write, only a map to ask for, \
             which may fail, and a slice to hash.",
            "The crate memmap2 has `Mmap::map(file)`, which gives an `io::Result<Mmap>`; an `Mmap` goes \
             where a `&[u8]` goes. The call is `unsafe`, because nothing keeps others from changing the \
             file while you look at it. Write that down after `// SAFETY:`, on the line above.",
            "\
    // SAFETY: …
    let bytes = unsafe { memmap2::Mmap::map(file)? };
    let mut hash = Sha256::new();
    hash.update(&bytes);
An empty file needs nothing of its own: memmap2 gives an empty slice for it.",
        ],
    },
    Todo {
        number: 3,
        what: "hash all files on threads, the largest first",
        hints: [
            "Sort the places of the files, not the files: `order[0]` is the place of the largest one. All \
             threads share one number, the index of what is next in that order; taking is adding one. Each \
             thread keeps what it has found out, with the place, until all are done.",
            "`order.sort_by_key(|&i| std::cmp::Reverse(files[i].bytes))`. An `AtomicUsize` and its \
             `fetch_add(1, Ordering::Relaxed)` give every index to exactly one thread. \
             `std::thread::scope` lets threads borrow all of it; `join` gives back what a thread returns, \
             a `Vec<(usize, Outcome)>`. Then sort by place.",
            "\
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((i, hasher.hash(&files[i])));
        }
        done
    };
In the scope, spawn `work` as often as there are workers, collect the handles into a vector first, \
and join them then: an iterator that spawns and joins in one go would start one thread after the other.",
        ],
    },
    Todo {
        number: 4,
        what: "find a file by its hash",
        hints: [
            "As in TODO(3), with two ends: no file is left, or somebody has found it. The second has to \
             reach all threads, so it is something that they share and look at before each file. What \
             nobody sets stays empty, and that is the answer `None`: nobody needs to wait for news.",
            "`std::sync::OnceLock<usize>` is set once and can be looked at by everybody: `get().is_none()` \
             before each file, `set(place)` when found, `into_inner()` after the scope. An \
             `hasher.hash(file)` that is an error is not the file: `is_ok_and(|this| this == hash)`.",
            "\
    let (next, found) = (AtomicUsize::new(0), OnceLock::new());
    let work = || {
        while found.get().is_none() {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(place) else { break };
            …
        }
    };
And for those who would rather have it short: on a rayon pool of your own, `position_any` of a \
parallel iterator does all of this.",
        ],
    },
];
