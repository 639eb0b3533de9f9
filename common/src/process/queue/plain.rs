//! Which types surely hold no handles.
//!
//! Handles (senders, receivers, shared memory) cross only beside the bytes of a message. Bytes
//! without them can be kept, passed on and sent again by somebody who does not know what they are.
//! A type that is made of the standard library's plain types alone has none, and its name shows
//! that.

/// What may stand in the name of such a type.
const PLAIN: &[&str] = &[
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "f32",
    "f64",
    "bool",
    "char",
    "alloc::string::String",
    "alloc::vec::Vec",
    "alloc::boxed::Box",
    "str",
    "core::option::Option",
    "core::result::Result",
    "core::time::Duration",
    "core::ops::range::Range",
    "core::ops::range::RangeInclusive",
    "alloc::collections::vec_deque::VecDeque",
    "alloc::collections::btree::map::BTreeMap",
    "alloc::collections::btree::set::BTreeSet",
    "std::collections::hash::map::HashMap",
    "std::collections::hash::set::HashSet",
    "std::hash::random::RandomState",
    "std::path::PathBuf",
    "std::time::SystemTime",
];

/// Whether `T` is made of such types alone. What it does not know, it takes for something else.
pub(super) fn is_plain<T>() -> bool {
    let name = std::any::type_name::<T>();
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut words = name.split(|c| !word(c));
    words.all(|word| word.is_empty() || PLAIN.contains(&word) || word.parse::<usize>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::is_plain;
    use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
    use std::ops::{Range, RangeInclusive};
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};

    struct String;

    #[test]
    fn types_of_the_standard_library_are_plain() {
        type Map = HashMap<std::string::String, Option<Vec<f64>>>;
        assert!(is_plain::<u64>());
        assert!(is_plain::<((), (u8, [i32; 3]), Box<str>, bool, char)>());
        assert!(is_plain::<
            Result<Map, BTreeMap<Duration, VecDeque<SystemTime>>>,
        >());
        assert!(is_plain::<(
            Range<usize>,
            RangeInclusive<i8>,
            PathBuf,
            HashSet<u16>
        )>());
    }

    #[test]
    fn all_others_may_hold_handles() {
        assert!(!is_plain::<String>());
        assert!(!is_plain::<Vec<Option<String>>>());
        assert!(!is_plain::<ipc_channel::ipc::IpcSender<u8>>());
        assert!(!is_plain::<(u8, ipc_channel::ipc::IpcSharedMemory)>());
        assert!(!is_plain::<fn(u64) -> u64>());
        assert!(!is_plain::<Box<dyn Send>>());
    }
}
