//! Every link of a page of the course to another of its files leads somewhere.

use std::path::Path;
use walkdir::{DirEntry, WalkDir};

#[test]
fn no_page_links_to_a_file_that_is_not_there() {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let ours = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name == "target" || name.starts_with('.'))
    };
    let pages: Vec<_> = WalkDir::new(course)
        .into_iter()
        .filter_entry(ours)
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    let mut links = 0;
    let mut broken = Vec::new();
    for page in &pages {
        let text = std::fs::read_to_string(page).unwrap();
        for after in text.split("](").skip(1) {
            let link = after.split([')', '#']).next().unwrap();
            if link.is_empty() || link.contains("://") {
                continue;
            }
            links += 1;
            if !page.parent().unwrap().join(link).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(links > 50, "only {links} links in {} pages", pages.len());
}
