//! The process toolkit, from outside. One program for all these files: each would take seconds to link.
#![cfg(feature = "process")]

mod functions;
mod pool;

#[cfg(target_os = "linux")]
mod children;
#[cfg(target_os = "linux")]
mod data;
#[cfg(target_os = "linux")]
mod event;
#[cfg(target_os = "linux")]
mod failures;
#[cfg(target_os = "linux")]
mod handles;
#[cfg(target_os = "linux")]
mod left_sockets;
#[cfg(target_os = "linux")]
mod life;
#[cfg(target_os = "linux")]
mod lock;
#[cfg(target_os = "linux")]
mod lock_files;
#[cfg(target_os = "linux")]
mod log;
#[cfg(target_os = "linux")]
mod manager;
#[cfg(target_os = "linux")]
mod output;
#[cfg(target_os = "linux")]
mod pipe;
#[cfg(target_os = "linux")]
mod queue;
#[cfg(target_os = "linux")]
mod queue_deaths;
#[cfg(target_os = "linux")]
mod queue_ends;
#[cfg(target_os = "linux")]
mod races;
#[cfg(target_os = "linux")]
mod shared;
#[cfg(target_os = "linux")]
mod signals;
#[cfg(target_os = "linux")]
mod spawn;
#[cfg(target_os = "linux")]
mod start;
#[cfg(target_os = "linux")]
mod support;
#[cfg(target_os = "linux")]
mod time;
#[cfg(target_os = "linux")]
mod turns;
