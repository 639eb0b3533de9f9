//! Hints, one at a time: each call gives the next.

use super::text::wrapped;
use super::{Home, PartInfo};
use crate::source;
use std::path::PathBuf;

/// The next hint for `todo`, or for the first that is open; after the last one, the first again. An error: the part has
/// no such TODO.
pub fn next(home: &Home, part: &PartInfo, todo: Option<u8>) -> Result<String, String> {
    let places = source::todos(&home.file(part)).unwrap_or_default();
    let first_open = places
        .iter()
        .find(|place| place.open)
        .map(|place| place.todo);
    let Some(number) = todo.or(first_open) else {
        return Ok(format!(
            "All TODOs of {} are filled in. For a hint on one of them, name it: --hint 1\n",
            home.shown(part)
        ));
    };
    let Some(todo) = part.todos.iter().find(|todo| todo.number == number) else {
        let last = part.todos.len();
        let name = part.name;
        return Err(format!(
            "part '{name}' has no TODO({number}); its last is TODO({last})"
        ));
    };
    let place = places.iter().find(|place| place.todo == number);
    let at = place.map_or(home.shown(part), |place| {
        format!("{}:{}", home.shown(part), place.line)
    });
    let given = Given::load(home, part, number);
    let index = given.count % todo.hints.len();
    given.save(index + 1);
    let more = match index + 1 < todo.hints.len() {
        true => "The same command gives the next hint.".to_string(),
        false => match &home.reference {
            Some(run) => format!(
                "That was the last. The reference answer runs with: {run} {}",
                part.name
            ),
            None => "That was the last.".to_string(),
        },
    };
    let count = todo.hints.len();
    let hint = format!("hint {} of {count}: {}", index + 1, todo.hints[index]);
    let (what, hint) = (todo.what, broken(&hint));
    Ok(format!("TODO({number}) {what} · {at}\n{hint}\n\n{more}\n"))
}

/// Prose is broken at words; a line that begins with four spaces is code, and stays as it is.
fn broken(hint: &str) -> String {
    let lines = hint
        .lines()
        .flat_map(|line| match line.starts_with("    ") {
            true => vec![line.to_string()],
            false => wrapped(line, 78),
        });
    lines.collect::<Vec<_>>().join("\n")
}

/// How many hints of one TODO were given, in a small file beside the answers. A file that cannot be read or written
/// means that the first hint comes again, which harms nobody.
struct Given {
    file: PathBuf,
    key: String,
    count: usize,
}

impl Given {
    fn load(home: &Home, part: &PartInfo, todo: u8) -> Given {
        let file = home.folder.join(".hints");
        let key = format!("{} {todo}", part.name);
        let count = lines(&file)
            .into_iter()
            .find_map(|(k, count)| (k == key).then_some(count));
        Given {
            file,
            key,
            count: count.unwrap_or(0),
        }
    }

    fn save(&self, count: usize) {
        let mut all = lines(&self.file);
        all.retain(|(key, _)| *key != self.key);
        all.push((self.key.clone(), count));
        let text: String = all
            .iter()
            .map(|(key, count)| format!("{key} {count}\n"))
            .collect();
        let _ = std::fs::write(&self.file, text);
    }
}

fn lines(file: &PathBuf) -> Vec<(String, usize)> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = |line: &str| {
        let (key, count) = line.rsplit_once(' ')?;
        Some((key.to_string(), count.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}
