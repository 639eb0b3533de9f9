//! Reads an answer file for its TODOs: where they stand, and which are still open.

use std::io;
use std::path::Path;

/// One TODO of an answer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number.
    pub todo: u8,
    /// Where it stands, from 1: at its `todo!` while it is open, else at the comment that asks for it.
    pub line: usize,
    /// Whether its `todo!` is still there.
    pub open: bool,
}

/// The TODOs of the file at `path`, by number.
pub fn todos(path: &Path) -> io::Result<Vec<Place>> {
    Ok(todos_in(&std::fs::read_to_string(path)?))
}

/// The same for the text of an answer file.
pub fn todos_in(text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut note = |found: Place| match places.iter_mut().find(|place| place.todo == found.todo) {
        Some(place) if found.open && !place.open => *place = found,
        Some(_) => {}
        None => places.push(found),
    };
    // A formatter may put the text of a `todo!` on a line of its own: then the macro's line counts.
    let mut macro_line = None;
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim_start();
        if text.starts_with("//") {
            // Elsewhere a comment only speaks of a TODO.
            let asks = text.starts_with("// TODO(");
            let todo = numbers(text).next().filter(|_| asks);
            todo.into_iter().for_each(|todo| {
                note(Place {
                    todo,
                    line,
                    open: false,
                })
            });
            continue;
        }
        if text.contains("todo!(") || text.contains("unimplemented!(") {
            macro_line = Some(line);
        }
        if let Some(line) = macro_line {
            numbers(text).for_each(|todo| {
                note(Place {
                    todo,
                    line,
                    open: true,
                })
            });
        }
        if text.contains(')') {
            macro_line = None;
        }
    }
    places.sort_by_key(|place| place.todo);
    places
}

fn numbers(text: &str) -> impl Iterator<Item = u8> {
    text.split("TODO(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_todo_stands_at_its_macro_and_a_solved_one_at_its_comment() {
        let text = "\
// TODO(1): split.
fn split() {
    todo!(\"TODO(1): split it\")
}
// TODO(2): count.
fn count() -> u64 {
    7
}
fn join() {
    todo!(
        \"TODO(3): {}\",
        x.len()
    )
}";
        let place = |todo, line, open| Place { todo, line, open };
        assert_eq!(
            todos_in(text),
            [place(1, 3, true), place(2, 5, false), place(3, 10, true)]
        );
    }

    #[test]
    fn what_a_page_says_of_a_todo_is_not_its_place() {
        let text =
            "//! TODO(1) is the first.\n// As in TODO(1), but\n// TODO(1): count.\nfn count() {}";
        let place = Place {
            todo: 1,
            line: 3,
            open: false,
        };
        assert_eq!(todos_in(text), [place]);
    }

    #[test]
    fn a_todo_that_was_commented_out_is_not_open() {
        let text = "// TODO(1): a\n// todo!(\"TODO(1)\")\nfine()";
        assert_eq!(
            todos_in(text),
            [Place {
                todo: 1,
                line: 1,
                open: false
            }]
        );
    }
}
