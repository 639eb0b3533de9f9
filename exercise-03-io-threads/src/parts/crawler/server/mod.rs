//! A small HTTP server on this machine, slow on purpose: the pages of a folder, each after a while.
//!
//! A thread for each connection, so that it is never the server that visitors wait for. Real servers
//! do better; this one also hangs, lies and hangs up on request, which they do not.

mod content;
mod trouble;

pub use content::{Answer, Content};
pub use trouble::TROUBLE;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// A server that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

/// A connection that says nothing for so long is closed.
const IDLE: Duration = Duration::from_secs(30);
/// No request of ours is longer, with all its headers.
const MOST_REQUEST: u64 = 64 << 10;
/// The length of a page that nobody wants whole.
const HUGE: u64 = 100_000_000;

impl Server {
    /// Starts to serve `content`, on a free port of this machine that no other machine can reach.
    pub fn start(content: Arc<Content>) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let accept = move || {
            while !stopped.load(Ordering::Acquire) {
                let Ok((stream, _)) = listener.accept() else {
                    // Too many open files, as a rule: some will be closed.
                    thread::sleep(Duration::from_millis(5));
                    continue;
                };
                let content = content.clone();
                // Without a thread, the stream is dropped, and the client sees it closed.
                let _ = thread::Builder::new().spawn(move || serve(&stream, &content));
            }
        };
        let thread = Some(thread::Builder::new().spawn(accept)?);
        Ok(Server {
            address,
            stop,
            thread,
        })
    }

    /// Scheme, host and port: what a client begins its addresses with.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        // The thread waits for a connection: here is one.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers one request after another, until the client has had enough.
fn serve(stream: &TcpStream, content: &Content) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    stream.set_read_timeout(Some(IDLE)).ok()?;
    let mut reader = BufReader::new(stream);
    loop {
        let path = request(&mut reader)?;
        thread::sleep(content.delay(&path));
        respond(stream, content.answer(&path)).ok()?;
    }
}

/// The path of the next request; `None`: there is none.
fn request(reader: &mut impl BufRead) -> Option<String> {
    let mut lines = reader.take(MOST_REQUEST);
    let mut first = String::new();
    lines.read_line(&mut first).ok()?;
    let mut header = String::new();
    while lines.read_line(&mut header).ok()? > 2 {
        header.clear();
    }
    let path = first.split(' ').nth(1)?;
    Some(path.to_string())
}

fn respond(mut stream: &TcpStream, answer: Answer) -> io::Result<()> {
    let head = |status: &str, kind: &str, length: u64| {
        let (kind, length) = (
            format!("Content-Type: {kind}\r\n"),
            format!("Content-Length: {length}\r\n"),
        );
        format!("HTTP/1.1 {status}\r\n{kind}{length}\r\n").into_bytes()
    };
    match answer {
        Answer::Text(kind, mut text) => {
            let mut all = head("200 OK", kind, text.len() as u64);
            all.append(&mut text);
            stream.write_all(&all)
        }
        Answer::File(kind, file, length) => {
            stream.write_all(&head("200 OK", kind, length))?;
            match io::copy(&mut file.take(length), &mut stream)? {
                all if all == length => Ok(()),
                // The file has become shorter meanwhile.
                _ => Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        Answer::Moved(to) => {
            let head = format!("HTTP/1.1 301 Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
            stream.write_all(head.as_bytes())
        }
        Answer::Status(status) => {
            let text = format!("<p>{status}, not what you wanted</p>\n");
            let mut all = head(&format!("{status} Sorry"), "text/html", text.len() as u64);
            all.extend(text.bytes());
            stream.write_all(&all)
        }
        Answer::Nothing => loop {
            // Until the client gives up: then there is nothing more to read.
            if stream.read(&mut [0; 512])? == 0 {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
        },
        Answer::Half => {
            let text = b"<p>This page ends in the middle of a sen";
            stream.write_all(&head("200 OK", "text/html", 2 * text.len() as u64))?;
            stream.write_all(text)?;
            Err(io::ErrorKind::ConnectionAborted.into())
        }
        Answer::Huge { says_so } => {
            match says_so {
                true => stream.write_all(&head("200 OK", "text/html", HUGE))?,
                false => stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?,
            }
            let page = [b' '; 100_000];
            (0..HUGE / 100_000).try_for_each(|_| stream.write_all(&page))?;
            Err(io::ErrorKind::ConnectionAborted.into())
        }
        Answer::Garbage => {
            stream.write_all(b"220 you have reached a mail server\r\n\r\n")?;
            Err(io::ErrorKind::ConnectionAborted.into())
        }
        Answer::HangUp => Err(io::ErrorKind::ConnectionAborted.into()),
    }
}
