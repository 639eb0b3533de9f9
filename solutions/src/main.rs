//! Runs the reference answers of one exercise: `cargo run -p solutions -- 02-pool [PART] [OPTIONS]`.

use common::check::serve;
use common::exercise::Home;
use std::process::ExitCode;

fn main() -> ExitCode {
    common::process::init();
    let exercises = solutions::exercises();
    if let Some(request) = serve::requested() {
        let asked = exercises.iter().find(|e| e.id() == request.exercise);
        return asked.map_or(ExitCode::FAILURE, |exercise| exercise.serve(&request));
    }
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let name = arguments
        .first()
        .map(|name| name.to_string_lossy().into_owned());
    match exercises.iter().find(|e| Some(e.id()) == name.as_deref()) {
        Some(exercise) => {
            arguments.remove(0);
            let home = Home::solutions(exercise.id(), env!("CARGO_MANIFEST_DIR"));
            exercise.run(&home, arguments)
        }
        None => {
            match name {
                Some(name) => eprintln!("error: there is no exercise '{name}'. Choose one:"),
                None => eprintln!("Which exercise?"),
            }
            for exercise in &exercises {
                eprintln!(
                    "  cargo run -p solutions -- {:<20} {}",
                    exercise.id(),
                    exercise.title()
                );
            }
            ExitCode::from(2)
        }
    }
}
