//! What the demo and the checks must know of a number.

use super::Sent;

/// A number that can be made up, compared and shown.
pub trait Compared: Sent {
    /// As `--numbers` has it.
    const NAME: &'static str;
    /// 10⁹ operations in a second, as people call them.
    const SPEED: &'static str;
    /// How many of them the report shows after the point.
    const DECIMALS: usize;
    /// What nobody likes to meet: NaN, or the largest integer.
    const ODD: Self;
    /// Some number of the usual size.
    fn random(random: &mut fastrand::Rng) -> Self;
    /// Any number at all: infinities, or so large that the sums wrap.
    fn odd(random: &mut fastrand::Rng) -> Self;
    /// Whether it is the same number, or nearer than `error` to it. NaN is the same as NaN, whatever its bits.
    fn agrees(self, other: Self, error: f64) -> bool;
    /// For norms, and for what is shown.
    fn to_f64(self) -> f64;
    /// As it crosses to a check, where NaN could not be written.
    fn to_bits(self) -> u64;
    /// Back again.
    fn from_bits(bits: u64) -> Self;
}

impl Compared for i64 {
    const NAME: &'static str = "i64";
    const SPEED: &'static str = "Gop/s";
    const DECIMALS: usize = 0;
    const ODD: i64 = i64::MAX;

    fn random(random: &mut fastrand::Rng) -> i64 {
        random.i64(-9..10)
    }

    fn odd(random: &mut fastrand::Rng) -> i64 {
        random.i64(..)
    }

    fn agrees(self, other: i64, _: f64) -> bool {
        self == other
    }

    fn to_f64(self) -> f64 {
        self as f64
    }

    fn to_bits(self) -> u64 {
        self as u64
    }

    fn from_bits(bits: u64) -> i64 {
        bits as i64
    }
}

impl Compared for f64 {
    const NAME: &'static str = "f64";
    const SPEED: &'static str = "GFLOP/s";
    const DECIMALS: usize = 3;
    const ODD: f64 = f64::NAN;

    fn random(random: &mut fastrand::Rng) -> f64 {
        2.0 * random.f64() - 1.0
    }

    fn odd(random: &mut fastrand::Rng) -> f64 {
        match random.u8(..16) {
            0 => f64::INFINITY,
            1 => f64::NEG_INFINITY,
            2..5 => 0.0,
            _ => f64::random(random),
        }
    }

    fn agrees(self, other: f64, error: f64) -> bool {
        self == other
            || self.is_nan() && other.is_nan()
            || (self - other).abs() <= error && error < f64::INFINITY
    }

    fn to_f64(self) -> f64 {
        self
    }

    fn to_bits(self) -> u64 {
        f64::to_bits(self)
    }

    fn from_bits(bits: u64) -> f64 {
        f64::from_bits(bits)
    }
}
