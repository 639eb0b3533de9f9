//! Exercise 3, part `crawler`: addresses, pages, servers that misbehave, and folders of every kind.

use super::program::{Program, text};
use exercise_03_io_threads::parts::crawler::{
    Client, Content, Failure, MOST_REDIRECTS, Outcome, Page, Server, Site, Survey, TROUBLE, Url,
};
use solutions::exercise_03_io_threads::crawler::ANSWERS;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

const PROGRAM: Program = Program("03-io-threads crawler --runs 1 --latency 1");

/// The report on a folder.
fn report(folder: &Path, more: &[&str]) -> String {
    PROGRAM.report([&["--data", text(folder)], more].concat())
}

const ORIGIN: &str = "http://127.0.0.1:8080";

fn joined(page: &str, href: &str) -> Option<String> {
    let url = Url::new(page).join(ORIGIN, href);
    url.map(|url| url.to_string())
}

#[test]
fn links_within_the_site_are_resolved_and_cleaned_up() {
    let cases = [
        ("b.html", "/a/b.html"),
        ("./b.html#part", "/a/b.html"),
        ("../b.html", "/b.html"),
        ("../../../b.html", "/b.html"),
        ("/", "/"),
        ("..", "/"),
        ("?page=2", "/a/page.html?page=2"),
        ("b.html?q=1#x", "/a/b.html?q=1"),
        ("http://127.0.0.1:8080", "/"),
        ("http://127.0.0.1:8080?x", "/?x"),
        ("HTTP://127.0.0.1:8080/b/../c", "/c"),
        ("//127.0.0.1:8080/b", "/b"),
        ("  b.html\n", "/a/b.html"),
        ("b\n.html", "/a/b.html"),
        ("b c.html", "/a/b%20c.html"),
        ("b%20c.html", "/a/b%20c.html"),
        ("ü.html", "/a/%C3%BC.html"),
        ("..\\b.html", "/b.html"),
    ];
    for (href, expected) in cases {
        let found = joined("/a/page.html", href);
        assert_eq!(found.as_deref(), Some(expected), "{href:?}");
    }
}

#[test]
fn what_leads_elsewhere_is_left_out() {
    for href in [
        "",
        "#",
        "#top",
        "mailto:a@b.example",
        "MAILTO:a@b.example",
        "tel:123",
        "javascript:void(0)",
        "data:text/html,x",
        "ftp://127.0.0.1:8080/",
        "https://127.0.0.1:8080/",
        "http://127.0.0.1:80801/",
        "http://127.0.0.1/",
        "http://127.0.0.1:8080.example/",
        "http://someone@127.0.0.1:8080/",
        "//other.example/",
        "http://[::1/",
        "http:",
    ] {
        assert_eq!(joined("/a/page.html", href), None, "{href:?}");
    }
}

fn links(html: &str) -> Vec<String> {
    let page = Page::parse(ORIGIN, &Url::new("/a/page.html"), html.as_bytes());
    page.links.iter().map(Url::to_string).collect()
}

#[test]
fn links_are_found_in_html_as_people_write_it() {
    assert_eq!(
        links("<A HREF=b>x<a\nhref='c'>y<area href=\"d\">"),
        ["/a/b", "/a/c", "/a/d"]
    );
    assert_eq!(links("<a href=b?x&amp;y=1>"), ["/a/b?x&y=1"]);
    assert_eq!(links("<a href=b><a href=b#x><a href=./b>"), ["/a/b"]);
    assert_eq!(
        links("<!-- <a href=b> --><script>'<a href=c>'</script><a href=d"),
        [""; 0]
    );
    assert_eq!(
        links("<style><a href=b></style><textarea><a href=c></textarea>"),
        [""; 0]
    );
    assert_eq!(links("<base href=/x/><base href=/y/><a href=b>"), ["/x/b"]);
    assert_eq!(
        links("<base href=http://other.example/><a href=b>"),
        [""; 0]
    );
    assert_eq!(links("<link href=b.css><p href=c>"), [""; 0]);
    assert_eq!(links("\0<\u{fffd}<a <a href=b>"), ["/a/b"]);
}

fn trouble() -> (Content, Url) {
    let content = Content {
        folder: ".".into(),
        latency: Duration::ZERO,
        uneven: false,
        trouble: true,
    };
    (content, Url::new(TROUBLE))
}

fn outcome(name: &str) -> Outcome {
    let (content, _) = trouble();
    let server = Server::start(Arc::new(content)).unwrap();
    let client = Client::new(server.origin(), Duration::from_secs(2), 1);
    Site::new(client, None).fetch(&Url::new(format!("{TROUBLE}{name}")))
}

#[test]
fn every_kind_of_trouble_is_an_outcome() {
    let failures = [
        ("missing.html", Failure::Status(404)),
        ("error.html", Failure::Status(500)),
        ("hang.html", Failure::TimedOut),
        ("huge.html", Failure::TooLarge(10_000_000)),
        ("endless.html", Failure::TooLarge(10_000_000)),
        ("half.html", Failure::Cut),
        ("hang-up.html", Failure::Cut),
        ("garbage.html", Failure::NotHttp),
        ("round.html", Failure::Redirects),
    ];
    for (name, failure) in failures {
        assert_eq!(outcome(name), Err(failure), "{name}");
    }
    let notes = [
        (
            "away.html",
            "moved to another site: http://another.example/",
        ),
        ("moved.html", "moved to /trouble/ring-1.html"),
        ("picture.html", "image/png, no HTML"),
    ];
    for (name, note) in notes {
        assert_eq!(outcome(name).unwrap().note.as_deref(), Some(note));
    }
    assert_eq!(outcome("binary.html"), Ok(Page::default()));
    assert_eq!(outcome("empty.html"), Ok(Page::default()));
    let broken = outcome("broken.html").unwrap().links;
    assert_eq!(broken[0], Url::new("/trouble/found.html"));
    assert_eq!(MOST_REDIRECTS, 5);
}

#[test]
fn every_number_of_workers_finds_the_same_in_every_way() {
    let (content, start) = trouble();
    let content = Arc::new(content);
    let server = Server::start(content.clone()).unwrap();
    let survey = Survey::of(&content, &server.origin(), &start, usize::MAX);
    let same = &|workers| {
        let client = Client::new(server.origin(), Duration::from_secs(2), workers);
        let site = Site::new(client, None);
        assert_eq!((ANSWERS.continuously)(&start, &site, workers), survey.pages);
        let levels = (ANSWERS.level_by_level)(&start, &site, workers);
        let sizes: Vec<usize> = levels.iter().map(|level| level.len()).collect();
        assert_eq!(sizes, survey.levels);
        let all: Vec<_> = levels.into_iter().flatten().collect();
        assert!(
            all.iter()
                .all(|(url, outcome)| survey.pages[url] == *outcome)
        );
    };
    // One page never comes, so each of them waits; they may as well wait at the same time.
    std::thread::scope(|scope| {
        [1, 2, 3, 8].map(|workers| drop(scope.spawn(move || same(workers))))
    });
}

#[cfg(unix)]
#[test]
fn a_folder_with_odd_files_is_crawled_and_each_is_a_row() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    let html = "<a href=pipe>a</a><a href=loop>b</a><a href=folder>c</a><a href='empty.html'>d</a>\
                <a href='%1b[2J'>e</a><a href='../../etc/passwd'>f</a><a href='%2e%2e/x'>g</a>\
                <a href='text.txt'>h</a><a href='%ff.html'>i</a>";
    fs::write(path("index.html"), html).unwrap();
    fs::write(path("empty.html"), "").unwrap();
    fs::write(path("text.txt"), "<a href=nowhere>").unwrap();
    fs::create_dir(path("folder")).unwrap();
    fs::write(path("folder/index.html"), "<a href=deep.html>x").unwrap();
    symlink("loop", path("loop")).unwrap();
    let made = Command::new("mkfifo").arg(path("pipe")).status().unwrap();
    assert!(made.success());

    let report = report(dir.path(), &[]);
    for row in [
        "/pipe: 404",
        "/loop: 404",
        "/%1b[2J: 404",
        "/etc/passwd: 404",
        "/folder/deep.html: 404, not found; on /folder",
        "/folder: moved to /folder/",
        "/text.txt: text/plain, no HTML",
    ] {
        assert!(report.contains(row), "{row} is missing in {report}");
    }
    assert!(
        !report.contains("nowhere") && !report.contains('\x1b'),
        "{report}"
    );
}

#[test]
fn a_larger_site_is_cut_at_the_size() {
    let dir = tempfile::tempdir().unwrap();
    let links = (0..50).map(|n| format!("<a href={n}.html>{n}</a>"));
    fs::write(dir.path().join("index.html"), links.collect::<String>()).unwrap();
    for size in [1, 2, 7, 50] {
        let text = report(dir.path(), &["--size", &size.to_string()]);
        assert!(text.contains(&format!("Crawl {size} page")), "{text}");
        assert!(text.contains("The site has more pages"), "{text}");
    }
    let text = report(dir.path(), &["--size", "51"]);
    assert!(!text.contains("The site has more pages"), "{text}");
}

#[test]
fn a_page_that_came_too_late_is_not_taken_for_a_mistake() {
    let dir = tempfile::tempdir().unwrap();
    // Nobody can send, receive and parse so much in a millisecond.
    let html = format!("<a href=b.html>b</a>{}", " ".repeat(9_900_000));
    fs::write(dir.path().join("index.html"), html).unwrap();
    fs::write(dir.path().join("b.html"), "<a href=/>a</a>").unwrap();
    let more = [
        "--latency",
        "0",
        "--timeout",
        "1",
        "--data",
        text(dir.path()),
    ];
    let output = PROGRAM.run(more);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(
        shown.contains("came too late: a larger --timeout"),
        "{shown}"
    );
    assert!(!shown.contains("not right yet"), "{shown}");
}

#[test]
fn folders_and_values_that_make_no_sense_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let data = |path: &Path| PROGRAM.complaint(["--data", path.to_str().unwrap()]);
    assert!(data(&dir.path().join("none")).contains("none: cannot be served: No such file"));
    assert!(data(&file).contains("file: cannot be served"));
    assert!(data(dir.path()).contains("no index.html in it. Name the first page: --start"));
    fs::remove_file(&file).unwrap();
    assert!(data(dir.path()).contains("this folder is empty"));
    assert!(
        PROGRAM
            .complaint(["--workers", "257"])
            .contains("at most 256 here")
    );
    for timeout in ["0", "x", "-1", "60001", "1.5"] {
        let complaint = PROGRAM.complaint(["--timeout", timeout]);
        assert!(
            complaint.contains(&format!("not '{timeout}'")),
            "{complaint}"
        );
    }
    let complaint = PROGRAM.complaint(["--latency", "40", "--uneven", "--timeout", "200"]);
    assert!(
        complaint.contains("Allow more, such as --timeout 700"),
        "{complaint}"
    );
    assert!(
        PROGRAM
            .complaint(["--start", "index.html"])
            .contains("the path of a page")
    );
    assert!(
        PROGRAM
            .complaint(["--start", "/none.html"])
            .contains("there is no such page")
    );
}
