//! Makes a folder to hash: one huge file, some large ones and many small ones, the same each time.

use common::exercise::Run;
use fastrand::Rng;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How much is made when nothing is said, in MiB.
pub const USUAL_MIB: u64 = 192;
const SEED: u64 = 3;
const SMALL_FILES: u64 = 1_000;
const FILES_IN_A_FOLDER: u64 = 100;
const LARGE_FILES: u64 = 6;

/// The folder of so many MiB, which is made unless an earlier run has left it.
///
/// It lies beside this program, on a disk where there is room for programs, and `cargo clean` takes
/// it away; where that cannot be written to, it lies among the system's temporary files.
pub fn tree(mib: u64, run: &Run) -> Result<PathBuf, String> {
    let beside = std::env::current_exe().ok();
    let beside = beside.and_then(|exe| Some(exe.parent()?.to_path_buf()));
    let homes: Vec<PathBuf> = beside.into_iter().chain([std::env::temp_dir()]).collect();
    let name = format!("many-hands-files-{mib}-mib");
    let there = homes.iter().map(|home| home.join(&name));
    if let Some(folder) = there.into_iter().find(|folder| folder.is_dir()) {
        return Ok(folder);
    }
    run.progress(&format!("making files of {mib} MiB in all, once"));
    let mut failure = String::new();
    for home in homes {
        let (folder, aside) = (
            home.join(&name),
            home.join(format!("{name}.{}", std::process::id())),
        );
        // Complete, or not there: a run that is stopped half-way leaves nothing by that name.
        let made = make(&aside, mib << 20).and_then(|()| fs::rename(&aside, &folder));
        run.progress("");
        match made {
            Ok(()) => return Ok(folder),
            // Another run was quicker.
            Err(_) if folder.is_dir() => {
                let _ = fs::remove_dir_all(&aside);
                return Ok(folder);
            }
            Err(error) => {
                let _ = fs::remove_dir_all(&aside);
                failure = failed(&folder, mib, &error);
                if matches!(error.kind(), ErrorKind::StorageFull) {
                    break;
                }
            }
        }
    }
    Err(failure)
}

fn failed(folder: &Path, mib: u64, error: &io::Error) -> String {
    format!(
        "{}: cannot make files of {mib} MiB in all: {error}. Give a smaller --size, or --data with a folder of yours.",
        folder.display()
    )
}

/// A half in small files, 3/8 in one huge one, the rest in large ones. In the order of their names
/// the huge one is the last.
fn make(folder: &Path, bytes: u64) -> io::Result<()> {
    let mut random = Rng::with_seed(SEED);
    let average = bytes / 2 / SMALL_FILES;
    for i in 0..SMALL_FILES {
        let folder = folder.join(format!("small-{:02}", i / FILES_IN_A_FOLDER));
        fs::create_dir_all(&folder)?;
        // The first is empty, and two neighbours have an average file together.
        let share = average * (i % 20) * 2 / 19;
        write(
            &folder.join(format!("file-{i:04}")),
            share,
            &mut random.fork(),
        )?;
    }
    let huge = bytes * 3 / 8;
    let large = (bytes - bytes / 2 - huge) / LARGE_FILES;
    for i in 0..LARGE_FILES {
        let path = folder.join(format!("the-large-{i}"));
        write(&path, large, &mut random.fork())?;
    }
    write(&folder.join("the-one-huge"), huge, &mut random.fork())
}

fn write(path: &Path, bytes: u64, random: &mut Rng) -> io::Result<()> {
    let mut file = File::create(path)?;
    let mut piece = vec![0; bytes.min(1 << 18) as usize];
    let mut left = bytes;
    while left > 0 {
        let count = left.min(piece.len() as u64) as usize;
        random.fill(&mut piece[..count]);
        file.write_all(&piece[..count])?;
        left -= count as u64;
    }
    Ok(())
}
