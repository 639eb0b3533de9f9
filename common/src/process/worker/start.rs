//! Starts a worker: this executable once more, with a variable that tells it whom to call.

use super::before_main;
use super::function;
use super::os_process::{OsProcess, within};
use super::who::{Asked, Who};
use crate::panics;
use crate::process::call::place::Place;
use crate::process::error::Error;
use crate::process::error::exit::Exit;
use crate::process::logging::collector;
use ipc_channel::IpcError;
use ipc_channel::ipc::{IpcBytesSender, IpcOneShotServer, IpcSender, IpcSharedMemory};
use ipc_channel::ipc::{OpaqueIpcReceiver, OpaqueIpcSender};
use log::LevelFilter;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Set in a worker's environment, and there only until it has looked: what it is asked to be.
pub(crate) const VARIABLE: &str = "MANY_HANDS_WORKER";

/// How often to start a worker that is killed before it can say hello.
const MOST_STARTS: usize = 10;
/// How long the end of a connected worker may take to be heard.
const HEARD: Duration = Duration::from_millis(50);

/// The first message of a worker: its ends of the channels.
pub(crate) enum Hello {
    Alive {
        fingerprint: i64,
        jobs: OpaqueIpcSender,
        replies: OpaqueIpcReceiver,
        lifeline: IpcSender<()>,
        place: IpcSharedMemory,
        cpu: Duration,
    },
    /// Sent in its place when it has died before it could say anything.
    Dead,
}

/// A worker that has said hello.
pub(crate) struct Connection {
    /// `None` once it was told that no more will come.
    pub jobs: Option<OpaqueIpcSender>,
    /// Taken out only while somebody receives from it: then it has the type of what is expected.
    pub replies: Option<OpaqueIpcReceiver>,
    pub place: Place,
    /// The worker ends when this is dropped, and so when this process ends.
    _lifeline: IpcSender<()>,
}

/// Starts a worker, and waits at most `limit` for its hello.
pub(crate) fn start(who: &Who, limit: Duration) -> Result<(OsProcess, Connection), Error> {
    before_main::keep();
    if std::env::var_os(VARIABLE).is_some() {
        let why = "this process is a worker itself, but nothing ran before `main`; \
                   call `process::init()` on the first line of `main`";
        return Err(Error::Start(why.to_string()));
    }
    let mut starts = 0;
    loop {
        starts += 1;
        // ipc-channel panics when there are no descriptors left.
        match panics::catch(|| try_start(who, limit)) {
            Ok(Ok(Ok(started))) => return Ok(started),
            // Somebody kills workers, and this one was too young to have a task. So nobody need
            // know.
            Ok(Ok(Err(Exit::Signal(_)))) if starts < MOST_STARTS => {}
            Ok(Ok(Err(exit))) => {
                return Err(Error::Start(format!("it {exit} before it could answer")));
            }
            Ok(Err(why)) => return Err(Error::Start(why)),
            Err(panic) => return Err(Error::Start(panic.message)),
        }
    }
}

/// A worker that has said hello, or how it ended before that, or why there is none.
fn try_start(who: &Who, limit: Duration) -> Result<Result<(OsProcess, Connection), Exit>, String> {
    #[cfg(unix)]
    super::left_sockets::sweep();
    let server = IpcOneShotServer::<Hello>::new();
    let (server, name) = server.map_err(|e| format!("no channel to it ({e})"))?;
    let log = collector::for_worker()?;
    let asked = Asked {
        who: who.clone(),
        log: log.as_ref().map_or(LevelFilter::Off, |(_, level)| *level),
        server: name.clone(),
    };
    let mut child = spawn(&asked)?;
    let hello = wait_for_hello(server, name, &mut child, limit)?;
    let Hello::Alive {
        fingerprint,
        jobs,
        replies,
        lifeline,
        place,
        cpu,
    } = hello
    else {
        return Ok(Err(child.kill()));
    };
    if fingerprint != function::fingerprint() as i64 {
        return Err("it runs another executable; was it rebuilt meanwhile?".to_string());
    }
    if let Some((log, _)) = log {
        // It waits for this before anything else. If it is dead, its first call will tell.
        let _ = jobs.clone().to::<IpcBytesSender>().send(log);
    }
    child.has_used(cpu);
    let connection = Connection {
        jobs: Some(jobs),
        replies: Some(replies),
        place: Place::over(place),
        _lifeline: lifeline,
    };
    Ok(Ok((child, connection)))
}

fn spawn(asked: &Asked) -> Result<OsProcess, String> {
    let program = executable().map_err(|e| format!("which executable is this? {e}"))?;
    let mut command = Command::new(&program);
    command
        .env(VARIABLE, asked.to_text())
        .envs(crate::witness::environment())
        .stdin(Stdio::null());
    #[cfg(unix)]
    if let Some(name) = std::env::args_os().next() {
        std::os::unix::process::CommandExt::arg0(&mut command, name);
    }
    let child = command
        .spawn()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    Ok(OsProcess::new(child))
}

/// On Linux this path means the running file itself, even when it was deleted or built anew
/// meanwhile.
fn executable() -> std::io::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        return Ok(running);
    }
    std::env::current_exe()
}

/// `accept` never returns when the worker dies before it connects. So it waits in a thread of its
/// own, while we watch the worker; when that ends, we call in its place.
fn wait_for_hello(
    server: IpcOneShotServer<Hello>,
    name: String,
    child: &mut OsProcess,
    limit: Duration,
) -> Result<Hello, String> {
    let (sender, accepted) = mpsc::channel();
    let accept = move || {
        #[cfg(unix)]
        crate::sys::block_signals();
        // It panics when the hello's handles find no room here. Then the sender is dropped, which
        // says enough.
        let _ = panics::catch(|| {
            let hello = server.accept().map(|(_, hello)| hello);
            let _ = sender.send(hello);
        });
    };
    let helper = std::thread::Builder::new().spawn(accept);
    helper.map_err(|e| format!("no thread to wait for it ({e})"))?;
    let (start, mut pause) = (Instant::now(), Duration::from_millis(2));
    loop {
        match accepted.recv_timeout(pause) {
            Ok(Ok(hello)) => return Ok(hello),
            // Its end is heard a moment before it has ended.
            Ok(Err(_)) if within(HEARD, || child.ended().is_some()) => return Ok(Hello::Dead),
            Ok(Err(error)) => return Err(format!("it did not say hello ({error})")),
            Err(RecvTimeoutError::Disconnected) => return Err("waiting for it failed".to_string()),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let late = start.elapsed() > limit;
        if late {
            child.kill();
        }
        if child.ended().is_some() {
            release(&accepted, &name);
            return match late {
                true => Err(format!(
                    "it had not answered after {limit:?}, so it was killed"
                )),
                false => Ok(Hello::Dead),
            };
        }
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

/// Makes `accept` return, now that the worker is gone, and waits until its thread has closed all that
/// it had open.
///
/// Had the worker connected, then `accept` hears its end, and the server goes. To call a server that
/// has gone costs a descriptor (`connect` of ipc-channel 0.23 does not close it), so we listen first,
/// then look, and call no more than once.
fn release(accepted: &Receiver<Result<Hello, IpcError>>, name: &str) {
    let mut called = false;
    let mut patience = 20;
    while matches!(accepted.recv_timeout(HEARD), Err(RecvTimeoutError::Timeout)) {
        if !called && still_there(name) {
            let caller = IpcSender::connect(name.to_string());
            called = caller.is_ok_and(|caller| caller.send(Hello::Dead).is_ok());
        } else if patience == 0 {
            // Somebody has taken away its file. Its thread stays, and does no harm.
            return;
        } else {
            patience -= 1;
        }
    }
    // What it sent is here; its own end follows at once.
    let _ = accepted.recv();
}

/// Whether the server waits. Where its name is no path, we cannot tell.
fn still_there(name: &str) -> bool {
    cfg!(any(windows, target_vendor = "apple")) || Path::new(name).exists()
}

/// Removes the server of a parent that is gone. Usually the parent has done so as soon as it had heard us.
pub(super) fn clear(name: &str) {
    let socket = Path::new(name);
    // Where a server's name is no path, there is nothing to remove.
    if socket.is_absolute()
        && std::fs::remove_file(socket).is_ok()
        && let Some(folder) = socket.parent()
    {
        let _ = std::fs::remove_dir(folder);
    }
}

impl Serialize for Hello {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Hello::Dead => None,
            Hello::Alive {
                fingerprint,
                jobs,
                replies,
                lifeline,
                place,
                cpu,
            } => Some((fingerprint, jobs, replies, lifeline, place, cpu)),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Hello {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Hello, D::Error> {
        let alive: Option<_> = Deserialize::deserialize(deserializer)?;
        Ok(alive.map_or(
            Hello::Dead,
            |(fingerprint, jobs, replies, lifeline, place, cpu)| Hello::Alive {
                fingerprint,
                jobs,
                replies,
                lifeline,
                place,
                cpu,
            },
        ))
    }
}
