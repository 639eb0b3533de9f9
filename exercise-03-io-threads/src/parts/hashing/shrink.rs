//! What becomes of a file that shrinks while it is hashed: read in chunks, and mapped.
//!
//! Reading finds an end where there was none before. A mapping promises memory that is no longer
//! there: whoever looks at it gets SIGBUS, and the whole process dies. So each way is tried in a
//! process of its own, which is this program, started once more.

use super::Answers;
use super::notes::size;
use super::setup::USUAL_CHUNK;
use common::exercise::Run;
use std::fs::{File, OpenOptions};
use std::io::Seek;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

/// Which way the second process tries, and on which file: `chunks /tmp/…`.
const VARIABLE: &str = "MANY_HANDS_SHRINK";
/// Enough to be busy with for a while. It takes no room on the disk: nothing was ever written to it.
const BYTES: u64 = 2 << 30;
const BEFORE_IT_SHRINKS: Duration = Duration::from_millis(50);

/// Tries both ways, and tells what came of them.
pub fn demo(run: &mut Run) -> Result<(), String> {
    let size = size(BYTES);
    run.about(format!(
        "A file of {size} that loses all its bytes meanwhile"
    ));
    for (way, title) in [("chunks", "in chunks"), ("mapped", "mapped")] {
        run.progress(title);
        let told = told(way).map_err(|error| format!("--shrink: {error}"))?;
        run.note(format!("{title:<22} {told}"));
    }
    run.progress("");
    Ok(())
}

fn told(way: &str) -> std::io::Result<String> {
    let name = format!("many-hands-shrinks-{}", std::process::id());
    let path = std::env::temp_dir().join(name);
    let made = File::create(&path).and_then(|file| file.set_len(BYTES));
    let tried = made.and_then(|()| {
        Command::new(std::env::current_exe()?)
            .args(std::env::args_os().skip(1))
            .env(VARIABLE, format!("{way} {}", path.display()))
            .stdin(Stdio::null())
            .output()
    });
    let _ = std::fs::remove_file(&path);
    let output = tried?;
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(match said.trim() {
        "" => ended(output.status),
        said => said.to_string(),
    })
}

fn ended(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return match signal {
            libc::SIGBUS => "the process died of SIGBUS".to_string(),
            other => format!("the process died of signal {other}"),
        };
    }
    format!("not solved yet, or it panicked ({status})")
}

/// In the second process: tries its way, tells, and ends.
pub fn play_if_asked(answers: &Answers) {
    let asked = std::env::var(VARIABLE).unwrap_or_default();
    let Some((way, path)) = asked.split_once(' ') else {
        return;
    };
    // The shrinking file is a scratch file of the first process, never one of the learner's.
    let path = PathBuf::from(path);
    let Ok(mut file) = File::open(&path) else {
        std::process::exit(1);
    };
    let Ok(same) = file.try_clone() else {
        std::process::exit(1);
    };
    std::thread::spawn(move || shrink(same, &path));
    let outcome = match way {
        "chunks" => (answers.in_chunks)(&mut file, USUAL_CHUNK),
        _ => (answers.mapped)(&file),
    };
    println!(
        "{}",
        match outcome {
            Ok(_) => "a hash of what it read before the end: of no file that ever was".to_string(),
            Err(error) => format!("an error: {error}"),
        }
    );
    std::process::exit(0);
}

/// Waits until the other thread has begun, as far as the system tells: `same` stands where the
/// other stands, and mappings are listed by Linux.
fn shrink(mut same: File, path: &Path) {
    let name = path.display().to_string();
    for _ in 0..100 {
        std::thread::sleep(BEFORE_IT_SHRINKS);
        let has_read = same.stream_position().is_ok_and(|place| place > 0);
        let maps = std::fs::read_to_string("/proc/self/maps");
        if has_read || maps.map_or(true, |maps| maps.contains(&name)) {
            break;
        }
    }
    if let Ok(file) = OpenOptions::new().write(true).open(path) {
        let _ = file.set_len(0);
    }
}
