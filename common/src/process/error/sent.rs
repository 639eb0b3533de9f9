//! How an [`Error`] crosses to another process, so that a task may give back a `Result` with one
//! in it: a number that says which error it is, and its fields as bytes.

use super::Error;
use super::exit::Exit;
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

type Sent = (u8, Vec<u8>);

fn pack(kind: u8, fields: impl Serialize) -> postcard::Result<Sent> {
    Ok((kind, postcard::to_stdvec(&fields)?))
}

fn unpack<T: DeserializeOwned, E: serde::de::Error>((_, fields): &Sent) -> Result<T, E> {
    postcard::from_bytes(fields).map_err(E::custom)
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sent = match self {
            Error::Panicked {
                message,
                location,
                task,
                pid,
            } => pack(0, (message, location, task, pid)),
            Error::WorkerDied {
                worker,
                pid,
                status,
                task,
            } => pack(1, (worker, pid, status, task)),
            Error::TimedOut { limit, task, pid } => pack(2, (limit, task, pid)),
            Error::Codec { message, task } => pack(3, (message, task)),
            Error::ChildPanicked {
                name,
                pid,
                message,
                location,
            } => pack(4, (name, pid, message, location)),
            Error::ChildDied { name, pid, status } => pack(5, (name, pid, status)),
            Error::ChildCodec { name, pid, message } => pack(6, (name, pid, message)),
            Error::Start(why) => pack(7, why),
            Error::Refused(what) => pack(8, what),
            Error::Gone(who) => pack(9, who),
            Error::Unsendable(why) => pack(10, why),
            Error::QueueClosed => pack(11, ()),
            Error::Closed => pack(12, ()),
            Error::Cancelled => pack(13, ()),
            Error::Taken => pack(14, ()),
        };
        sent.map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Error {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Error, D::Error> {
        let sent = Sent::deserialize(deserializer)?;
        Ok(match sent.0 {
            0 => {
                let (message, location, task, pid) = unpack(&sent)?;
                Error::Panicked {
                    message,
                    location,
                    task,
                    pid,
                }
            }
            1 => {
                let (worker, pid, status, task) = unpack(&sent)?;
                Error::WorkerDied {
                    worker,
                    pid,
                    status,
                    task,
                }
            }
            2 => {
                let (limit, task, pid) = unpack(&sent)?;
                Error::TimedOut { limit, task, pid }
            }
            3 => {
                let (message, task) = unpack(&sent)?;
                Error::Codec { message, task }
            }
            4 => {
                let (name, pid, message, location) = unpack(&sent)?;
                Error::ChildPanicked {
                    name,
                    pid,
                    message,
                    location,
                }
            }
            5 => {
                let (name, pid, status) = unpack(&sent)?;
                Error::ChildDied { name, pid, status }
            }
            6 => {
                let (name, pid, message) = unpack(&sent)?;
                Error::ChildCodec { name, pid, message }
            }
            7 => Error::Start(unpack(&sent)?),
            8 => Error::Refused(unpack(&sent)?),
            9 => Error::Gone(unpack(&sent)?),
            10 => Error::Unsendable(unpack(&sent)?),
            11 => Error::QueueClosed,
            12 => Error::Closed,
            13 => Error::Cancelled,
            14 => Error::Taken,
            kind => return Err(D::Error::custom(format!("there is no error number {kind}"))),
        })
    }
}

impl Serialize for Exit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sent = match *self {
            Exit::Code(code) => (0_u8, code),
            Exit::Signal(signal) => (1, signal),
            Exit::Unknown => (2, 0),
        };
        sent.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Exit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Exit, D::Error> {
        match <(u8, i32)>::deserialize(deserializer)? {
            (0, code) => Ok(Exit::Code(code)),
            (1, signal) => Ok(Exit::Signal(signal)),
            (2, 0) => Ok(Exit::Unknown),
            (kind, _) => Err(D::Error::custom(format!("no process ends like {kind}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn every_error_arrives_as_it_was() {
        let text = |text: &str| text.to_string();
        let (message, location, name) = (text("no"), text("src/main.rs:1:2"), text("Ada"));
        let (task, worker, pid, limit) = (usize::MAX, 3, 4, Duration::from_millis(5));
        let exits = [Exit::Code(-1), Exit::Signal(9), Exit::Unknown];
        let died = exits.map(|status| Error::WorkerDied {
            worker,
            pid,
            status,
            task,
        });
        let status = Exit::Code(0);
        let others = [
            Error::Panicked {
                message: message.clone(),
                location: location.clone(),
                task,
                pid,
            },
            Error::TimedOut { limit, task, pid },
            Error::Codec {
                message: message.clone(),
                task,
            },
            Error::ChildPanicked {
                name: name.clone(),
                pid,
                message: message.clone(),
                location,
            },
            Error::ChildDied {
                name: name.clone(),
                pid,
                status,
            },
            Error::ChildCodec { name, pid, message },
            Error::Start(text("a")),
            Error::Refused(text("b")),
            Error::Gone(text("c")),
            Error::Unsendable(text("")),
            Error::QueueClosed,
            Error::Closed,
            Error::Cancelled,
            Error::Taken,
        ];
        for error in died.into_iter().chain(others) {
            let bytes = postcard::to_stdvec(&error).unwrap();
            assert_eq!(postcard::from_bytes(&bytes), Ok(error));
        }
        let strange = postcard::to_stdvec(&(15_u8, [0_u8; 0])).unwrap();
        assert!(postcard::from_bytes::<Error>(&strange).is_err());
    }
}
