//! The parts beyond their checks: what they rest on, odd input, and options that make no sense.

mod program;

mod crawler_03;
mod debugging_04;
mod files_03;
mod hashing_03;
#[cfg(target_os = "linux")]
mod locks_04;
mod mandelbrot_02;
mod matmul_02;
mod maze_05;
mod pipeline_05;
#[cfg(target_os = "linux")]
mod processes_04;
mod queue_04;
mod resize_05;
#[cfg(target_os = "linux")]
mod shared_04;
mod sieve_02;
