//! The tray: a ring of words in shared memory, on which a client puts short items and from which
//! the hub takes them.
//!
//! To put an item there costs no system call. The client has to send word only while the bell is
//! silent: it is silenced by the hub when somebody waits for items, and rings from the next item
//! on. So while items come fast, one message tells of many of them, and none waits for others. An
//! item counts when the client has moved the end behind it; if it dies before that, there is no
//! item, and nothing is locked.
//!
//! Each item has the time at which it was put, so that the hub can bring those of several trays
//! into one order.

use std::sync::atomic::{AtomicU64, Ordering};

/// Where things stand among the words.
const TAKEN: usize = 0;
const PUT: usize = 1;
const BELL: usize = 2;
const ITEMS: usize = 3;

/// A tray, seen from either side. One side puts, the other one takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tray<'a> {
    /// How many words were ever taken.
    taken: &'a AtomicU64,
    /// How many words were ever put.
    put: &'a AtomicU64,
    /// 0 while it is silent.
    bell: &'a AtomicU64,
    /// For each item: how many bytes it has, when it was put, and those bytes.
    words: &'a [AtomicU64],
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// It is there, and the bell was silent: send word.
    Rings,
    /// It is there, and will be seen.
    Done,
    /// There is no room for it at the moment.
    Full,
    /// There is never room for it.
    TooLong,
}

const WORD: usize = size_of::<u64>();
/// The words of an item beside its bytes.
const HEAD: u64 = 2;

impl<'a> Tray<'a> {
    pub fn over(words: &'a [AtomicU64]) -> Tray<'a> {
        Tray {
            taken: &words[TAKEN],
            put: &words[PUT],
            bell: &words[BELL],
            words: &words[ITEMS..],
        }
    }

    /// The word at a place that was counted from the beginning of time.
    fn word(&self, place: u64) -> &'a AtomicU64 {
        &self.words[(place % self.words.len() as u64) as usize]
    }

    /// Puts an item.
    pub fn put(&self, item: &[u8]) -> Put {
        let (put, length) = (self.put.load(Ordering::Relaxed), words_of(item.len()));
        let used = put.wrapping_sub(self.taken.load(Ordering::Acquire));
        let all = self.words.len() as u64;
        if length > all / 4 {
            return Put::TooLong;
        }
        if used + length > all {
            return Put::Full;
        }
        self.word(put).store(item.len() as u64, Ordering::Relaxed);
        self.word(put + 1).store(now(), Ordering::Relaxed);
        for (place, bytes) in (put + HEAD..).zip(item.chunks(WORD)) {
            let mut word = [0; WORD];
            word[..bytes.len()].copy_from_slice(bytes);
            self.word(place)
                .store(u64::from_le_bytes(word), Ordering::Relaxed);
        }
        // First the item, then the bell: who silences the bell and then looks, sees the item.
        self.put.store(put + length, Ordering::SeqCst);
        match self.bell.load(Ordering::SeqCst) == 0 && self.bell.swap(1, Ordering::SeqCst) == 0 {
            true => Put::Rings,
            false => Put::Done,
        }
    }

    /// From now on, word is to be sent of the next item.
    pub fn silence(&self) {
        self.bell.store(0, Ordering::SeqCst);
    }

    /// Takes the items that were put by that time, each with its own time.
    pub fn take(&self, until: u64, mut each: impl FnMut(u64, Box<[u8]>)) {
        let put = self.put.load(Ordering::SeqCst);
        let mut taken = self.taken.load(Ordering::Relaxed);
        while taken < put {
            let bytes = self.word(taken).load(Ordering::Relaxed) as usize;
            let time = self.word(taken + 1).load(Ordering::Relaxed);
            let length = words_of(bytes);
            // What the other side says is checked: whatever it writes, this ends.
            if length > (put - taken).min(self.words.len() as u64) {
                taken = put;
                break;
            }
            if time > until {
                break;
            }
            let words = (taken + HEAD..taken + length).map(|place| self.word(place));
            let item = words.flat_map(|word| word.load(Ordering::Relaxed).to_le_bytes());
            each(time, item.take(bytes).collect());
            taken += length;
        }
        self.taken.store(taken, Ordering::Release);
    }
}

/// How many words an item of so many bytes takes.
fn words_of(bytes: usize) -> u64 {
    HEAD + bytes.div_ceil(WORD) as u64
}

/// The time on the clock that all processes share, in nanoseconds.
pub(crate) fn now() -> u64 {
    #[cfg(unix)]
    return crate::sys::monotonic().as_nanos() as u64;
    #[cfg(not(unix))]
    return std::time::SystemTime::UNIX_EPOCH
        .elapsed()
        .map_or(0, |now| now.as_nanos() as u64);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(items: usize) -> Vec<AtomicU64> {
        (0..ITEMS + items).map(|_| AtomicU64::new(0)).collect()
    }

    fn take(tray: Tray, until: u64) -> Vec<Vec<u8>> {
        let mut items = Vec::new();
        tray.take(until, |_, item| items.push(item.into_vec()));
        items
    }

    #[test]
    fn items_go_round_the_ring_in_order() {
        let words = words(37);
        let tray = Tray::over(&words);
        for n in 0..1000_usize {
            let item = |length| vec![n as u8; length];
            let lengths = [n % 9, 3 * n % 17, n % 2];
            for length in lengths {
                assert_ne!(tray.put(&item(length)), Put::Full);
            }
            assert_eq!(take(tray, u64::MAX), lengths.map(item));
        }
    }

    #[test]
    fn what_does_not_fit_is_not_there() {
        let words = words(16);
        let tray = Tray::over(&words);
        assert_eq!(tray.put(&[1; 17]), Put::TooLong);
        assert_eq!(tray.put(&[1; 16]), Put::Rings);
        for n in 2..=4 {
            assert_eq!(tray.put(&[n; 16]), Put::Done);
        }
        assert_eq!(tray.put(&[]), Put::Full);
        assert_eq!(take(tray, u64::MAX), [1, 2, 3, 4].map(|n| vec![n; 16]));
        tray.silence();
        assert_eq!(tray.put(&[]), Put::Rings);
    }

    #[test]
    fn what_was_put_later_waits() {
        let words = words(64);
        let tray = Tray::over(&words);
        tray.put(b"early");
        let then = now();
        while now() == then {}
        tray.put(b"late");
        assert_eq!(take(tray, then), [b"early"]);
        assert_eq!(take(tray, now()), [b"late"]);
    }

    #[test]
    fn nonsense_does_no_harm() {
        let words = words(16);
        let tray = Tray::over(&words);
        tray.put.store(9, Ordering::Relaxed);
        tray.words[0].store(u64::MAX, Ordering::Relaxed);
        assert_eq!(take(tray, u64::MAX), Vec::<Vec<u8>>::new());
        tray.taken.store(u64::MAX, Ordering::Relaxed);
        assert_eq!(take(tray, u64::MAX), Vec::<Vec<u8>>::new());
    }
}
