//! Makes a site: pages that link to each other, as people write them by hand.

use super::make::{MOST_FILES, prepare, within, write};
use super::{Error, prose};
use fastrand::Rng;
use std::path::Path;

/// How many pages `data/site` has.
pub const SHIPPED_PAGES: usize = 60;
/// The average length of the text on a page, roughly, in bytes.
const TEXT: usize = 900;
/// Each section has a tour of so many pages, each of which is linked from the one before alone.
const TOUR: usize = 3;

/// The names of sections.
const NAMES: [&str; 12] = [
    "river", "garden", "harbour", "mill", "market", "forest", "school", "station", "bakery",
    "library", "island", "meadow",
];

/// Makes `pages` HTML pages in `dir`; the result is how many bytes that was in all.
///
/// The first page links to some sections, each section to its pages, and these to each other, to and
/// fro and across sections. A page in twenty has a link to a page that is not there. For the folder
/// the same holds as in [`make_texts`](super::make_texts).
pub fn make_site(dir: &Path, pages: usize, seed: u64) -> Result<u64, Error> {
    within("pages", pages, MOST_FILES)?;
    prepare(dir)?;
    let plan = Plan::of(pages);
    let mut rng = Rng::with_seed(seed);
    let files = (0..pages).map(|page| {
        // Each page has a generator of its own: how much one draws does not change the next.
        (plan.file(page), plan.html(page, &mut rng.fork()))
    });
    write(dir, files)
}

/// Which pages there are: 0 is the first one, the next ones are those of the sections.
struct Plan {
    pages: usize,
    sections: usize,
}

impl Plan {
    fn of(pages: usize) -> Plan {
        let sections = pages.saturating_sub(1).isqrt();
        Plan { pages, sections }
    }

    fn section(&self, page: usize) -> usize {
        (page - 1) % self.sections.max(1)
    }

    /// Its number in its section; 0 is the page that stands for the section.
    fn number(&self, page: usize) -> usize {
        (page - 1) / self.sections.max(1)
    }

    fn folder(&self, section: usize) -> String {
        let name = NAMES[section % NAMES.len()];
        match section / NAMES.len() {
            0 => name.to_string(),
            round => format!("{name}-{}", round + 1),
        }
    }

    fn file(&self, page: usize) -> String {
        match page {
            0 => "index.html".to_string(),
            page => {
                let folder = self.folder(self.section(page));
                match self.number(page) {
                    0 => format!("{folder}/index.html"),
                    number => format!("{folder}/page-{number:02}.html"),
                }
            }
        }
    }

    /// The pages of a section, without the one that stands for it.
    fn inside(&self, section: usize) -> impl Iterator<Item = usize> {
        (1 + section..self.pages)
            .step_by(self.sections.max(1))
            .skip(1)
    }

    /// Whether only the page before links to this one.
    fn on_tour(&self, page: usize) -> bool {
        page > 0
            && self
                .inside(self.section(page))
                .skip(2)
                .take(TOUR)
                .any(|p| p == page)
    }

    fn html(&self, page: usize, rng: &mut Rng) -> String {
        let text = {
            let quarters = rng.u32(1..=7) as usize;
            prose::text(rng, TEXT / 4 * quarters, false)
        };
        let (title, text) = text.split_once('\n').unwrap_or((&text, ""));
        let paragraphs: Vec<&str> = text.trim().split("\n\n").collect();
        let links: Vec<String> = match page {
            0 => self.contents(),
            page => self.links(page, rng),
        };
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>{title}</title>\n</head>\n<body id=\"top\">\n<h1>{title}</h1>\n\
             <p>{}</p>\n<ul>\n<li>{}</li>\n</ul>\n\
             <p><a href=\"#top\">To the top</a></p>\n</body>\n</html>\n",
            paragraphs.join("</p>\n<p>"),
            links.join("</li>\n<li>")
        )
    }

    /// The links of the first page.
    fn contents(&self) -> Vec<String> {
        let sections = (0..self.sections).map(|section| {
            let folder = self.folder(section);
            link(&format!("{folder}/"), &format!("The {folder}"))
        });
        sections
            .chain([link("mailto:office@town.example", "Write to us")])
            .collect()
    }

    /// The links of every other page: written in all the ways there are.
    fn links(&self, page: usize, rng: &mut Rng) -> Vec<String> {
        let section = self.section(page);
        let mut links = vec![link("/", "The first page")];
        match self.number(page) {
            0 => {
                for inside in self.inside(section).filter(|&p| !self.on_tour(p)) {
                    let number = self.number(inside);
                    links.push(link(
                        &format!("page-{number:02}.html"),
                        &format!("Page {number}"),
                    ));
                }
            }
            number => {
                links.push(link("./", &format!("The {}", self.folder(section))));
                if page + self.sections < self.pages {
                    links.push(link(
                        &format!("page-{:02}.html", number + 1),
                        "The next page",
                    ));
                }
            }
        }
        let other = rng.u32(1..self.pages as u32) as usize;
        if !self.on_tour(other) {
            let file = self.file(other);
            let address = file.strip_suffix("index.html").unwrap_or(&file);
            links.push(link(&format!("../{address}"), "Elsewhere"));
        }
        if page % 20 == 13 {
            let lost = format!("lost-{:02}.html", page % 100);
            links.push(link(&lost, "A page that was never written"));
        }
        match page % 9 {
            1 => links.push(link("https://town.example/", "The town")),
            4 => links.push(link("tel:+1-555-0100", "Call us")),
            7 => links.push(link("javascript:print()", "Print this page")),
            _ => {}
        }
        links
    }
}

fn link(to: &str, text: &str) -> String {
    format!("<a href=\"{to}\">{text}</a>")
}
