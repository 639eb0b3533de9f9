//! Which locks were held during the calls of some work, as the record has it.

use common::check::Verdict;
use common::witness::Seen;
use std::collections::BTreeMap;

/// The locks that a thread held, each with the number of its taking.
pub type Keys = BTreeMap<String, u64>;

/// Reads "name#taking name#taking".
pub fn keys(held: &str) -> Keys {
    let locks = held.split(' ');
    let lock = |lock: &str| {
        let (name, taking) = lock.split_once('#')?;
        Some((name.to_string(), taking.parse().ok()?))
    };
    locks.filter_map(lock).collect()
}

/// The locks that were held in each of these calls: only such a lock excludes.
pub fn common_to(calls: &[(&Seen, Keys)]) -> Vec<String> {
    let Some((_, first)) = calls.first() else {
        return Vec::new();
    };
    let everywhere = |name: &&String| calls.iter().all(|(_, keys)| keys.contains_key(*name));
    first.keys().filter(everywhere).cloned().collect()
}

/// Whether one and the same lock was held in all of these calls.
pub fn one_lock(work: &str, calls: &[(&Seen, Keys)]) -> Verdict {
    let expected = format!("each call of `{work}` made by whoever holds the one `Lock`");
    let without = calls.iter().filter(|(_, keys)| keys.is_empty()).count();
    if without > 0 {
        return Verdict::wrong(
            expected,
            format!(
                "{without} of {} calls while no `Lock` was held",
                calls.len()
            ),
            "Nobody is kept from coming between. A guard that is bound to `_`, or not at all, is dropped \
             at once, and `None` from `try_lock` or `lock_timeout` is none: `lock` waits. A `Mutex` will \
             not do: each process has its own, also of a `static`. Take a `common::process::Lock`, and keep its guard in a variable.",
        );
    }
    if !calls.is_empty() && common_to(calls).is_empty() {
        return Verdict::wrong(
            expected,
            "different processes that held different locks".to_string(),
            "A lock that each child makes anew, or that each is given for itself, excludes nobody. Make \
             one before the children start, and send each a clone of it.",
        );
    }
    Verdict::Pass
}
