//! What the learner asked for: which site, how slow, from which page on.

use super::client::Client;
use super::server::{Answer, Content, Server};
use super::survey::Survey;
use super::{Site, Url};
use common::data;
use common::exercise::{Run, milliseconds};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Each worker has a connection open, and the server has its other end.
const MOST_WORKERS: usize = 256;
/// How long to wait for a page when nothing is said.
const USUAL_TIMEOUT: Duration = Duration::from_secs(2);
const MOST_MILLISECONDS: u64 = 60_000;

/// The site, served, and what is known of it beforehand.
pub struct Input {
    /// The folder as it is shown.
    pub folder: String,
    /// What is served.
    pub content: Arc<Content>,
    /// Where the server is.
    pub origin: String,
    /// The first page.
    pub start: Url,
    /// All its pages.
    pub survey: Survey,
    /// How to get them.
    pub site: Site,
    /// Serves them as long as this lives.
    _server: Server,
}

impl Input {
    /// Takes the options of `run` at their word, and starts the server. An error names the value
    /// and the fix.
    pub fn of(run: &Run) -> Result<Input, String> {
        let workers = run.workers();
        if workers > MOST_WORKERS {
            return Err(format!(
                "--workers {workers}: a crawl has at most {MOST_WORKERS} here, because each needs two open connections"
            ));
        }
        let latency = run.latency()?;
        let timeout = match run.chosen("timeout") {
            Some(text) => milliseconds("--timeout", text, 1..=MOST_MILLISECONDS, 500)?,
            None => USUAL_TIMEOUT + 5 * latency,
        };
        let uneven = run.chosen("uneven").is_some();
        must_be_long_enough(timeout, if uneven { 5 * latency } else { latency })?;
        let (folder, path) = match run.data() {
            Some(path) => (path.display().to_string(), path.clone()),
            None => {
                let path = data::find("site").map_err(|error| error.to_string())?;
                ("data/site".to_string(), path)
            }
        };
        must_be_a_folder(&path)?;
        let content = Arc::new(Content {
            folder: path,
            latency,
            uneven,
            trouble: run.chosen("trouble").is_some(),
        });
        let server = Server::start(content.clone())
            .map_err(|error| format!("cannot start a server on 127.0.0.1: {error}"))?;
        let origin = server.origin();
        let start = first_page(run.chosen("start").unwrap_or("/"), &content, &folder)?;
        run.progress("looking for the pages");
        let most = run.size() as usize;
        let survey = Survey::of(&content, &origin, &start, most);
        run.progress("");
        let known = survey.cut.then(|| HashSet::from_iter(survey.urls()));
        let client = Client::new(origin.clone(), timeout, workers);
        Ok(Input {
            folder,
            content,
            origin,
            start,
            survey,
            site: Site::new(client, known),
            _server: server,
        })
    }
}

/// With less time than a page takes, none comes.
fn must_be_long_enough(timeout: Duration, longest: Duration) -> Result<(), String> {
    if timeout > longest {
        return Ok(());
    }
    let (timeout, longest) = (timeout.as_millis(), longest.as_millis());
    Err(format!(
        "--timeout {timeout}: pages take up to {longest} ms here, and none of those would come in time. Allow more, such as --timeout {}, or take a smaller --latency.",
        longest + 500
    ))
}

fn must_be_a_folder(path: &Path) -> Result<(), String> {
    let shown = path.display();
    match path.read_dir() {
        Ok(mut entries) => match entries.next() {
            Some(_) => Ok(()),
            None => Err(format!(
                "{shown}: this folder is empty. Name a folder with HTML files."
            )),
        },
        Err(error) => Err(format!(
            "{shown}: cannot be served: {error}. Name a folder with HTML files."
        )),
    }
}

/// The address of the first page, if there is one.
fn first_page(path: &str, content: &Content, folder: &str) -> Result<Url, String> {
    let wanted = || format!("--start takes the path of a page, such as /index.html, not '{path}'");
    if !path.starts_with('/') {
        return Err(wanted());
    }
    let start = Url::new("/").join("http://site", path).ok_or_else(wanted)?;
    match content.answer(start.as_str()) {
        Answer::Status(_) if path == "/" => Err(format!(
            "{folder}: there is no index.html in it. Name the first page: --start /PAGE.html"
        )),
        Answer::Status(_) => Err(format!(
            "--start {path}: there is no such page in {folder}. Name one that is there."
        )),
        _ => Ok(start),
    }
}
