//! Asks a server for pages, over HTTP, with limits: no server keeps a thread for ever.

use super::site::{Reply, is_html};
use super::{Failure, Url};
use std::io::ErrorKind;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Response;

/// More bytes than this, and a page is given up.
pub const MOST_BYTES: u64 = 10_000_000;

/// Asks one server. Threads share it, and it keeps a connection for each of them.
pub struct Client {
    agent: Agent,
    origin: String,
}

impl Client {
    /// Asks the server at `origin`, such as `http://127.0.0.1:8080`. A page has to be there within
    /// `time_limit`, the last byte included. As many connections as `workers` are kept open.
    pub fn new(origin: String, time_limit: Duration, workers: usize) -> Client {
        let agent = Agent::config_builder()
            .timeout_global(Some(time_limit))
            .http_status_as_error(false)
            // A redirect may lead away from the site, so it is for us to judge.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(workers)
            .max_idle_connections_per_host(workers)
            .proxy(None)
            .build()
            .new_agent();
        Client { agent, origin }
    }

    /// The site's scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Makes one request.
    pub fn get(&self, url: &Url) -> Result<Reply, Failure> {
        let address = format!("{}{url}", self.origin);
        let mut response = self.agent.get(address).call().map_err(failure)?;
        let status = response.status().as_u16();
        match status {
            300..400 => match header(&response, "location") {
                Some(to) => Ok(Reply::Moved(to)),
                None => Err(Failure::Status(status)),
            },
            200..300 => {
                let kind = header(&response, "content-type").unwrap_or_default();
                let body = response.body_mut();
                let body = match is_html(&kind) {
                    true if body.content_length().is_some_and(|n| n > MOST_BYTES) => {
                        return Err(Failure::TooLarge(MOST_BYTES));
                    }
                    true => body.with_config().limit(MOST_BYTES).read_to_vec(),
                    // Nobody looks for links in it.
                    false => Ok(Vec::new()),
                };
                Ok(Reply::Found(kind, body.map_err(failure)?))
            }
            _ => Err(Failure::Status(status)),
        }
    }
}

fn header<B>(response: &Response<B>, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn failure(error: ureq::Error) -> Failure {
    match error {
        ureq::Error::Timeout(_) => Failure::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => Failure::TooLarge(MOST_BYTES),
        ureq::Error::Protocol(_) => Failure::NotHttp,
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
                Failure::Cut
            }
            ErrorKind::TimedOut => Failure::TimedOut,
            _ => Failure::Other(error.to_string()),
        },
        error => Failure::Other(error.to_string()),
    }
}
