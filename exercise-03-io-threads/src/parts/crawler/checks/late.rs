//! What to think of when a crawl does not end.

/// For each TODO.
pub const ADVICE: [&str; 3] = [SERIAL, LEVELS, FRONTIER];

const SERIAL: &str = "It fetches the same pages again and again: remember what has been found.";

const LEVELS: &str = "Does the loop end when a level brings nothing new? Does a thread lock what \
                           it still holds (the head of a `while let`), or wait for a channel whose \
                           last sender is still alive?";

const FRONTIER: &str = "Somebody waits for ever. Who tells the threads that wait for more that there is \
                    nothing more? Count what is queued and what is in work, both: whoever brings \
                    that to zero has to wake all others (`notify_all`), or to send each of them an \
                    end. Does every way out of the loop count down? A thread that panics never \
                    does. Does a thread lock what it still holds (the head of a `while let`), or \
                    send into a full channel? A channel ends only when its last sender is gone, \
                    and the threads hold some.";
