//! Whose line a panic is: a sum that overflows says where in the standard library, which helps nobody.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;

/// Where a panic comes from: its own place, or the first place in a crate of the workspace that led to it.
pub(crate) fn place(info: &PanicHookInfo) -> (String, u32) {
    let Some(place) = info.location() else {
        return Default::default();
    };
    let own = || in_workspace(&Backtrace::force_capture().to_string());
    match is_foreign(place.file()).then(own).flatten() {
        Some(place) => place,
        None => (place.file().to_string(), place.line()),
    }
}

/// The same as it is shown: "src/main.rs:12:5", or without the column if it is not the panic's own place.
#[cfg(feature = "process")]
pub(crate) fn shown(info: &PanicHookInfo) -> String {
    match info.location() {
        Some(own) if !is_foreign(own.file()) => own.to_string(),
        Some(_) => {
            let (file, line) = place(info);
            format!("{file}:{line}")
        }
        None => String::new(),
    }
}

/// Of the standard library, or of a crate from a registry.
fn is_foreign(file: &str) -> bool {
    let file = file.replace('\\', "/");
    file.starts_with("/rustc/") || file.contains("/registry/src/") || file.contains("/library/")
}

/// The first frame of a backtrace that stands in an exercise or in the reference answers.
fn in_workspace(backtrace: &str) -> Option<(String, u32)> {
    let places = backtrace
        .lines()
        .filter_map(|line| line.trim().strip_prefix("at "));
    places.filter(|place| !is_foreign(place)).find_map(|place| {
        let mut parts = place.rsplitn(3, ':');
        let (_column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
        // A path that begins with a point is relative to where the program runs.
        let file = std::path::absolute(file).ok()?;
        let file = file.to_str()?.replace('\\', "/");
        let names: Vec<&str> = file.split('/').collect();
        let package = names.windows(2).rposition(|pair| {
            pair[1] == "src" && (pair[0].starts_with("exercise-") || pair[0] == "solutions")
        })?;
        Some((names[package..].join("/"), line.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_frame_of_ones_own_is_to_blame() {
        let backtrace = "\
   3: core::time::Duration::sub
             at /rustc/5980/library/core/src/time.rs:1201:31
   4: common::panics::catch
             at ./common/src/panics.rs:30:5
   5: exercise_01_serial::answers::clocks::spread
             at ./exercise-01-serial/src/answers/clocks.rs:62:44
   6: exercise_01_serial::parts::clocks::demo
             at /home/me/course/exercise-01-serial/src/parts/clocks/demo.rs:10:1";
        let place = ("exercise-01-serial/src/answers/clocks.rs".to_string(), 62);
        assert_eq!(in_workspace(backtrace), Some(place));
        assert_eq!(
            in_workspace("   0: main\n             at ./a/b.rs:1:1"),
            None
        );
    }
}
