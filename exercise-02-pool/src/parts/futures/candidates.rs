//! The numbers among which TODO(2) searches.

use std::fmt;

/// An iterator that may go on for ever. It counts what is drawn from it.
pub struct Candidates {
    numbers: Box<dyn Iterator<Item = u64>>,
    drawn: usize,
    most: usize,
}

impl Candidates {
    /// Gives out `numbers`. Nobody needs more than `most` of them: whoever asks for more hears so, by
    /// a panic, before memory runs out.
    pub fn new(numbers: impl Iterator<Item = u64> + 'static, most: usize) -> Candidates {
        Candidates {
            numbers: Box::new(numbers),
            drawn: 0,
            most,
        }
    }

    /// How many were drawn so far.
    pub fn drawn(&self) -> usize {
        self.drawn
    }
}

impl Iterator for Candidates {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let most = self.most;
        assert!(
            self.drawn < most,
            "{most} candidates drawn, and there are always more. Are they collected, or handed in \
             without a bound, before the first result is looked at?"
        );
        let number = self.numbers.next();
        self.drawn += usize::from(number.is_some());
        number
    }
}

impl fmt::Debug for Candidates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Candidates ({} drawn)", self.drawn)
    }
}
