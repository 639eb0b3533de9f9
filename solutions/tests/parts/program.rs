//! The reference program on one part, run for its report or for its complaint.

use std::path::Path;
use std::process::{Command, Output};

/// The program, with the arguments that every run of a file of tests begins with.
pub struct Program(pub &'static str);

impl Program {
    /// Ready to run.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_solutions"));
        command.args(self.0.split_whitespace());
        command
    }

    /// Whatever comes out.
    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Output {
        let mut command = self.command();
        command
            .args(arguments)
            .output()
            .expect("the program starts")
    }

    /// What it printed, if it ended with exit code 0.
    pub fn report<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{printed}{errors}");
        printed
    }

    /// What it complained of, if it ended with exit code 2.
    pub fn complaint<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        errors
    }
}

/// A path that is an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a temporary folder has a plain name")
}
