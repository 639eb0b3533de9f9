//! A log record on its way from a worker to its parent, and the logger that sends it there.
//!
//! Records go as plain bytes, not through serde: a task may log while one of its values is being
//! written, and `ipc-channel` would put the handles of that value into the record's message.

use crate::process::worker::who::Who;
use ipc_channel::ipc::IpcBytesSender;
use log::{Level, LevelFilter, Log, Metadata};
use std::io::ErrorKind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What stands for the number of a task where there is none.
pub(crate) const NO_TASK: usize = usize::MAX;

/// What goes to the collector in the parent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Message {
    Record(Record),
    /// When the collector comes here, it has seen to all that was sent before.
    Mark(u64),
}

/// A log record, and who made it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub level: Level,
    pub target: String,
    pub module: Option<String>,
    pub file: Option<String>,
    pub line: Option<u32>,
    /// "[worker 3, pid 4711, task 7] what it says".
    pub text: String,
}

/// How a message stands in bytes: a level (0 is a mark) and a number, then the texts.
type Sent<T, O> = (usize, u64, T, O, O, T);

impl Message {
    fn to_bytes(&self) -> Vec<u8> {
        let sent: Sent<&str, Option<&str>> = match self {
            Message::Mark(number) => (0, *number, "", None, None, ""),
            Message::Record(record) => (
                record.level as usize,
                u64::from(record.line.unwrap_or(0)),
                &record.target,
                record.module.as_deref(),
                record.file.as_deref(),
                &record.text,
            ),
        };
        postcard::to_stdvec(&sent).expect("numbers and texts can always be written")
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Message> {
        let (level, number, target, module, file, text): Sent<String, Option<String>> =
            postcard::from_bytes(bytes).ok()?;
        if level == 0 {
            return Some(Message::Mark(number));
        }
        Some(Message::Record(Record {
            level: Level::iter().find(|&known| known as usize == level)?,
            target,
            module,
            file,
            // Lines are counted from 1.
            line: u32::try_from(number).ok().filter(|&line| line > 0),
            text,
        }))
    }

    /// Sends it, and waits while the collector has much to do. If there is no collector any more,
    /// this process will end in a moment: its parent is gone.
    pub fn send(&self, collector: &IpcBytesSender) {
        let bytes = self.to_bytes();
        while let Err(error) = collector.send(&bytes) {
            if error.kind() != ErrorKind::Interrupted {
                return;
            }
        }
    }
}

/// The logger of a worker.
struct Forward {
    parent: IpcBytesSender,
    /// "worker 3, pid 4711".
    name: String,
}

static FORWARD: OnceLock<Forward> = OnceLock::new();

/// The task that this worker is at.
static TASK: AtomicUsize = AtomicUsize::new(NO_TASK);

/// This worker is now at the task with this number.
pub(crate) fn now_at(task: usize) {
    TASK.store(task, Ordering::Relaxed);
}

/// From now on this worker's records go to `parent`, down to this level.
pub(crate) fn forward(parent: IpcBytesSender, who: &Who, level: LevelFilter) {
    let name = format!("{}, pid {}", who.name(), std::process::id());
    let forward = FORWARD.get_or_init(|| Forward { parent, name });
    if log::set_logger(forward).is_ok() {
        log::set_max_level(level);
    }
}

impl Log for Forward {
    fn enabled(&self, metadata: &Metadata) -> bool {
        metadata.level() <= log::max_level()
    }

    fn log(&self, record: &log::Record) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let task = match TASK.load(Ordering::Relaxed) {
            NO_TASK => String::new(),
            task => format!(", task {task}"),
        };
        let message = Message::Record(Record {
            level: record.level(),
            target: record.target().to_string(),
            module: record.module_path().map(str::to_string),
            file: record.file().map(str::to_string),
            line: record.line(),
            text: format!("[{}{task}] {}", self.name, record.args()),
        });
        message.send(&self.parent);
    }

    fn flush(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_cross_unharmed() {
        let record = |level| {
            Message::Record(Record {
                level,
                target: "a::b".to_string(),
                module: None,
                file: Some("src/main.rs".to_string()),
                line: Some(70_000),
                text: "two\nlines".to_string(),
            })
        };
        let records = Level::iter().map(record);
        for message in records.chain([Message::Mark(0), Message::Mark(u64::MAX)]) {
            assert_eq!(Message::from_bytes(&message.to_bytes()), Some(message));
        }
        assert_eq!(Message::from_bytes(&[1, 2, 3]), None);
    }
}
