//! Multiplies two N × N matrices of f64 with matrixmultiply: `bench-matmul N`, and the variable MATMUL_NUM_THREADS says on
//! how many threads. Prints the seconds of a second run, after one to warm up.

use std::time::Instant;

fn main() {
    let n: usize = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .expect("bench-matmul N");
    let number = |i: usize| (i * 7919 % 1009) as f64 / 1009.0 - 0.5;
    let a: Vec<f64> = (0..n * n).map(number).collect();
    let b: Vec<f64> = (1..=n * n).map(number).collect();
    let mut wall_s = 0.0;
    for _ in 0..2 {
        let start = Instant::now();
        let mut c = vec![0.0; n * n];
        let (step, to) = (n as isize, c.as_mut_ptr());
        // SAFETY: three matrices of n × n numbers, row by row; nobody else has a reference to c.
        unsafe {
            matrixmultiply::dgemm(
                n,
                n,
                n,
                1.0,
                a.as_ptr(),
                step,
                1,
                b.as_ptr(),
                step,
                1,
                0.0,
                to,
                step,
                1,
            );
        }
        wall_s = start.elapsed().as_secs_f64();
        std::hint::black_box(c);
    }
    println!("{{\"wall_s\": {wall_s}}}");
}
