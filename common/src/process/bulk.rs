//! Vectors of numbers go as they lie in memory. serde would write and read each number by itself,
//! which for 64 MiB takes half a second.
//!
//! That a value is such a vector is known when the code for it is made, so asking costs nothing.

use std::any::Any;

/// For each type of number: how to write a vector of it, and how to read one.
macro_rules! numbers {
    ($($number:ty)*) => {
        /// Appends `value`, if it is a vector of numbers; `false`: it is not.
        pub(super) fn write<T: 'static>(out: &mut Vec<u8>, value: &T) -> bool {
            let value: &dyn Any = value;
            $(if let Some(vector) = value.downcast_ref::<Vec<$number>>() {
                out.reserve(size_of_val(&vector[..]));
                out.extend(vector.iter().flat_map(|number| number.to_ne_bytes()));
                return true;
            })*
            false
        }

        /// Reads what [`write`] has written, if `T` is a vector of numbers.
        pub(super) fn read<T: 'static>(bytes: &[u8]) -> Option<T> {
            let mut value: Option<T> = None;
            let slot: &mut dyn Any = &mut value;
            $(if let Some(slot) = slot.downcast_mut::<Option<Vec<$number>>>() {
                let numbers = bytes.as_chunks::<{ size_of::<$number>() }>().0.iter();
                *slot = Some(numbers.map(|bytes| <$number>::from_ne_bytes(*bytes)).collect());
            })*
            value
        }
    };
}

numbers!(u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize f32 f64);
