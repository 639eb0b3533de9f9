//! What can be an element of shared memory: numbers and `bool`, each kept in an atomic.

use super::mapping::Atomic;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

/// What a [`Value`](crate::process::Value) or an [`Array`](crate::process::Array) can hold: `u8` to `u64`, `i8` to
/// `i64`, `usize`, `isize`, `f32`, `f64` and `bool`.
///
/// These have no part that could be half-written, and hold no address, which would mean nothing in
/// another process.
pub trait Element: Copy + Debug + Send + Sync + sealed::Kept + 'static {}

/// An [`Element`] that one can add to: all but `bool`.
pub trait Number: Element + sealed::Add {}

pub(super) use sealed::Bits;
use sealed::{Add, Kept};

/// Out of reach, so that nobody else implements them.
mod sealed {
    use super::{Atomic, Debug, Ordering};

    /// An atomic of the size of an element.
    #[allow(private_bounds)]
    pub trait Bits: Atomic + Debug {
        type Plain: Copy;
        fn load(&self, order: Ordering) -> Self::Plain;
        fn store(&self, bits: Self::Plain, order: Ordering);
        fn swap(&self, bits: Self::Plain) -> Self::Plain;
        fn add(&self, bits: Self::Plain) -> Self::Plain;
        fn replace(&self, old: Self::Plain, new: Self::Plain) -> Result<(), Self::Plain>;
    }

    /// An element as it is kept. Any bits are read as some element: other processes may write them.
    pub trait Kept: Sized {
        type Cell: Bits;
        fn pack(self) -> <Self::Cell as Bits>::Plain;
        fn unpack(bits: <Self::Cell as Bits>::Plain) -> Self;
    }

    /// An element that can be added to in one step.
    pub trait Add: Kept {
        fn add_to(self, cell: &Self::Cell) -> Self;
    }
}

/// Changes a cell to what `change` makes of it, however many others do so; returns what was there
/// before.
pub(super) fn update<T: Kept>(cell: &T::Cell, mut change: impl FnMut(T) -> T) -> T {
    let mut before = cell.load(Ordering::Acquire);
    loop {
        match cell.replace(before, change(T::unpack(before)).pack()) {
            Ok(()) => return T::unpack(before),
            Err(now) => before = now,
        }
    }
}

macro_rules! bits {
    ($($atomic:ident: $plain:ident),*) => { $(
        impl Bits for $atomic {
            type Plain = $plain;
            #[inline]
            fn load(&self, order: Ordering) -> $plain {
                $atomic::load(self, order)
            }
            #[inline]
            fn store(&self, bits: $plain, order: Ordering) {
                $atomic::store(self, bits, order);
            }
            #[inline]
            fn swap(&self, bits: $plain) -> $plain {
                $atomic::swap(self, bits, Ordering::AcqRel)
            }
            #[inline]
            fn add(&self, bits: $plain) -> $plain {
                self.fetch_add(bits, Ordering::AcqRel)
            }
            #[inline]
            fn replace(&self, old: $plain, new: $plain) -> Result<(), $plain> {
                let (ok, failed) = (Ordering::AcqRel, Ordering::Acquire);
                self.compare_exchange_weak(old, new, ok, failed).map(drop)
            }
        }
    )* };
}

bits!(AtomicU8: u8, AtomicU16: u16, AtomicU32: u32, AtomicU64: u64);

macro_rules! element {
    ($type:ty, $atomic:ty, $pack:expr, $unpack:expr) => {
        impl Element for $type {}
        impl Kept for $type {
            type Cell = $atomic;
            #[inline]
            fn pack(self) -> <$atomic as Bits>::Plain {
                ($pack)(self)
            }
            #[inline]
            fn unpack(bits: <$atomic as Bits>::Plain) -> $type {
                ($unpack)(bits)
            }
        }
    };
}

macro_rules! integers {
    ($($type:ident in $atomic:ident: $plain:ident),*) => { $(
        element!($type, $atomic, |n| n as $plain, |bits| bits as $type);
        impl Number for $type {}
        impl Add for $type {
            // Two's complement: signed or not, to add is the same.
            #[inline]
            fn add_to(self, cell: &$atomic) -> $type {
                Bits::add(cell, self as $plain) as $type
            }
        }
    )* };
}

integers!(
    u8 in AtomicU8: u8, u16 in AtomicU16: u16, u32 in AtomicU32: u32, u64 in AtomicU64: u64,
    i8 in AtomicU8: u8, i16 in AtomicU16: u16, i32 in AtomicU32: u32, i64 in AtomicU64: u64,
    usize in AtomicU64: u64, isize in AtomicU64: u64
);

macro_rules! floats {
    ($($type:ident in $atomic:ident),*) => { $(
        element!($type, $atomic, $type::to_bits, $type::from_bits);
        impl Number for $type {}
        impl Add for $type {
            #[inline]
            fn add_to(self, cell: &$atomic) -> $type {
                update(cell, |n: $type| n + self)
            }
        }
    )* };
}

floats!(f32 in AtomicU32, f64 in AtomicU64);
element!(bool, AtomicU8, u8::from, |bits| bits != 0);
