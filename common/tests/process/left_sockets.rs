//! What a program leaves that is interrupted while its workers start, and who clears it away.

use super::support::{alone, program};
use common::process::Pool;
use std::os::unix::net::UnixListener;
use std::process::Command;

#[test]
fn sockets_that_an_interrupted_program_has_left_are_cleared_away() {
    alone(|| {
        let place = std::env::temp_dir();
        let listens = |folder: &str| {
            std::fs::create_dir(place.join(folder)).unwrap();
            let socket = place.join(folder).join("socket");
            (UnixListener::bind(&socket).unwrap(), socket)
        };
        // Nobody has listened at the old one for an hour, at the young one for a moment, and somebody
        // listens still at the third.
        let (dead, old) = listens(".tmpAAAAAA");
        let (gone, young) = listens(".tmpBBBBBB");
        let (_alive, used) = listens(".tmpCCCCCC");
        drop((dead, gone));
        for socket in [&old, &used] {
            let touch = ["-d", "1 hour ago"];
            let touched = Command::new("touch").args(touch).arg(socket).status();
            assert!(touched.unwrap().success());
        }
        let started = program("program_that_starts_a_worker").status();
        assert!(started.unwrap().success());
        assert!(!old.parent().unwrap().exists() && young.exists() && used.exists());
        for socket in [young, used] {
            std::fs::remove_dir_all(socket.parent().unwrap()).unwrap();
        }
    })
}

#[test]
#[ignore = "started by another test"]
fn program_that_starts_a_worker() {
    assert!(Pool::new(1).unwrap().apply(|()| (), ()).is_ok());
}
