//! What is done to the counter: in two steps, and as a rule that others can apply in one.

use super::gate;
use common::process::Value;
use common::witness;

/// One more, in two steps: what Python's `counter.value += 1` does. Between them, another process may
/// read the same number, and then one of both updates is lost.
pub fn increment(counter: &Value<i32>) {
    let _call = witness::enter("increment", &format_args!(""));
    let n = counter.get();
    gate::between();
    counter.set(n.saturating_add(1));
}

/// What comes after `n`: one more, but the largest number stays as it is.
pub fn next(n: i32) -> i32 {
    let _call = witness::enter("next", &n);
    gate::between();
    n.saturating_add(1)
}
