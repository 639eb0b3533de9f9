//! The parts beyond their checks: what they rest on, odd input, and options that make no sense.

mod program;
#[cfg(target_os = "linux")]
mod system;

mod crawler_03;
mod debugging_04;
mod files_03;
mod hashing_03;
mod mandelbrot_02;
mod matmul_02;
mod maze_05;
mod pipeline_05;
mod resize_05;
mod sieve_02;

// What needs signals, and a look at processes.
#[cfg(target_os = "linux")]
mod locks_04;
#[cfg(target_os = "linux")]
mod manager_04;
#[cfg(target_os = "linux")]
mod processes_04;
#[cfg(target_os = "linux")]
mod queue_04;
#[cfg(target_os = "linux")]
mod shared_04;
#[cfg(target_os = "linux")]
mod usage;
