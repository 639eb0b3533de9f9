//! The limit: two processes and a socket pair, with nothing in between. Unix only.

use super::ours::LARGE;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// Asks a child of this executable to play a part.
const PART: &str = "MANY_HANDS_BENCH_PART";

/// If this process is such a child, does its part and ends.
pub fn play_a_part_if_asked() {
    match std::env::var(PART).as_deref() {
        Ok("echo") => echo(8),
        Ok("large") => echo(LARGE),
        Ok("idle") => {}
        _ => return,
    }
    std::process::exit(0);
}

fn child(part: &str, stdin: Stdio) -> Child {
    let program = std::env::current_exe().expect("this executable has a path");
    let mut command = Command::new(program);
    command.env(PART, part).stdin(stdin);
    command.spawn().expect("a child starts")
}

/// Sends back whatever comes on standard input, `size` bytes at a time.
fn echo(size: usize) {
    let socket = std::io::stdin().as_fd().try_clone_to_owned();
    let mut socket = UnixStream::from(socket.expect("standard input is open"));
    let mut buffer = vec![0; size];
    while socket.read_exact(&mut buffer).is_ok() {
        socket.write_all(&buffer).expect("the parent listens");
    }
}

/// A child that echoes, and the socket to it.
fn echoing(part: &str) -> (Child, UnixStream) {
    let (ours, theirs) = UnixStream::pair().expect("a socket pair");
    let child = child(part, Stdio::from(OwnedFd::from(theirs)));
    (child, ours)
}

fn turn(socket: &mut UnixStream, buffer: &mut [u8]) {
    socket.write_all(buffer).expect("the child listens");
    socket.read_exact(buffer).expect("the child answers");
}

pub fn ping_pong() -> Option<f64> {
    let (mut child, mut socket) = echoing("echo");
    let (mut buffer, count) = ([0; 8], 5000);
    (0..100).for_each(|_| turn(&mut socket, &mut buffer));
    let start = Instant::now();
    (0..count).for_each(|_| turn(&mut socket, &mut buffer));
    let seconds = start.elapsed().as_secs_f64();
    drop(socket);
    child.wait().expect("the child ends");
    Some(seconds / f64::from(count))
}

pub fn large() -> Option<f64> {
    let (mut child, mut socket) = echoing("large");
    let mut buffer = vec![7; LARGE];
    let start = Instant::now();
    turn(&mut socket, &mut buffer);
    let seconds = start.elapsed().as_secs_f64();
    drop(socket);
    child.wait().expect("the child ends");
    Some(seconds)
}

/// Eight processes that run this executable and end at once.
pub fn eight_processes() -> Option<f64> {
    let start = Instant::now();
    let children: Vec<Child> = (0..8).map(|_| child("idle", Stdio::null())).collect();
    for mut child in children {
        child.wait().expect("the child ends");
    }
    Some(start.elapsed().as_secs_f64())
}
