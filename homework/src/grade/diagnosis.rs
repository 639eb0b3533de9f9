//! What the compiler said, and whose fault it is.

use std::path::Path;

/// The compiler's first error, with the lines that explain it, if the learner is to blame for it.
///
/// An error with a place in a source file is: all other files are ours, and have just been
/// compiled. So is a function that the linker misses. What is left, such as a full disk or a
/// compiler that was killed, must not cost a learner a point.
pub fn learners_error(printed: &str) -> Option<String> {
    let is_error = |line: &str| line.starts_with("error: ") || line.starts_with("error[");
    let lines = printed.lines().skip_while(|line| !is_error(line));
    let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).take(30).collect();
    let has_place = lines
        .iter()
        .any(|line| line.trim_start().starts_with("--> "));
    let error = lines.join("\n");
    let is_unlinked = error.starts_with("error: linking with ") && error.contains("undefined");
    (has_place || is_unlinked).then_some(error)
}

/// The file that an error names first.
pub fn place(error: &str) -> Option<&Path> {
    let mut places = error
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> "));
    let (path, _) = places.next()?.split_once(':')?;
    Some(Path::new(path))
}

/// `text` without the folders of this machine, which tell a learner nothing: paths begin at the
/// workspace, or at the package that was loaded.
pub fn shorten(workspace: &Path, text: &str) -> String {
    const REGISTRY: &str = "/registry/src/";
    let text = text.replace(&format!("{}/", workspace.display()), "");
    let mut short = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(REGISTRY) {
        let start = before.rfind([' ', '\n', '`']).map_or(0, |at| at + 1);
        short.push_str(&before[..start]);
        // After it stands the registry's name, then the package.
        rest = after.split_once('/').map_or(after, |(_, package)| package);
    }
    short + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_told_with_its_place() {
        let printed = "   Compiling a v0.1.0\nerror[E0308]: mismatched types\n \
                       --> exercise-02-pool/src/answers/primes.rs:3:5\n  |\n3 |     range\n\n\
                       error[E0425]: cannot find value `x`\n --> b.rs:1:1\n\n\
                       error: could not compile `a` (bin \"a\") due to 2 previous errors\n";
        let error = learners_error(printed).unwrap();
        assert!(
            error.starts_with("error[E0308]") && error.ends_with("range"),
            "{error}"
        );
        let file = "exercise-02-pool/src/answers/primes.rs";
        assert_eq!(place(&error), Some(Path::new(file)));
    }

    #[test]
    fn what_no_learner_can_help_is_no_error_of_theirs() {
        for printed in [
            "",
            "error: could not compile `a` (bin \"a\")\n\nCaused by:\n  (signal: 9, SIGKILL: kill)",
            "error: failed to write b.o: No space left on device (os error 28)\n\n",
            "error: linking with `cc` failed\n  = note: final link failed: No space left\n\n",
            "error: the lock file needs to be updated but --locked was passed",
        ] {
            assert_eq!(learners_error(printed), None, "{printed}");
        }
    }

    #[test]
    fn a_place_that_a_learner_writes_into_the_source_excuses_nothing() {
        let printed =
            "error: expected one of `;`\n --> a.rs:1:1\n1 | (signal: 9, SIGKILL: kill)\n\n";
        assert!(learners_error(printed).is_some());
    }

    #[test]
    fn paths_begin_at_the_workspace_or_at_the_package() {
        let text = "--> /w/s/a.rs:1:1\n ::: /root/.cargo/registry/src/index-1/rayon-1/src/b.rs:2";
        let short = "--> a.rs:1:1\n ::: rayon-1/src/b.rs:2";
        assert_eq!(shorten(Path::new("/w/s"), text), short);
    }
}
