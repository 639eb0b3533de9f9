//! Simple English prose: sentences from a small grammar, in paragraphs, in lines of a width that
//! differs by file.

use super::words::Vocabulary;
use fastrand::Rng;

/// A text of about `bytes` bytes, and at least one sentence: a title, a blank line, paragraphs.
///
/// Only whole numbers are drawn, of fixed size: floating point and `usize` could differ between
/// machines.
pub fn text(rng: &mut Rng, bytes: usize, beyond_ascii: bool) -> String {
    let vocabulary = Vocabulary::new(beyond_ascii);
    let mut speaker = Speaker { rng, vocabulary };
    // One file in eight has each paragraph on a line of its own, as word processors write it.
    let width = match speaker.rng.u32(0..8) {
        0 => usize::MAX,
        n => 44 + 5 * n as usize,
    };
    let title = format!("{} and {}", speaker.person(), speaker.thing()).to_uppercase();
    let mut text = title + "\n";
    loop {
        let sentences = speaker.rng.u32(2..8);
        let mut paragraph = speaker.sentence();
        for _ in 1..sentences {
            if text.len() + paragraph.len() >= bytes {
                break;
            }
            paragraph = paragraph + " " + &speaker.sentence();
        }
        text.push('\n');
        wrap(&paragraph, width, &mut text);
        if text.len() >= bytes {
            return text;
        }
    }
}

/// Adds `paragraph` to `text`, in lines of at most `width` characters.
fn wrap(paragraph: &str, width: usize, text: &mut String) {
    let mut column = 0;
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            text.push('\n');
            column = 0;
        } else if column > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}

struct Speaker<'a> {
    rng: &'a mut Rng,
    vocabulary: Vocabulary,
}

impl Speaker<'_> {
    /// Words that come early in a list are said more often, as in any language.
    fn pick(&mut self, words: fn(&Vocabulary) -> &[&'static str]) -> &'static str {
        let words = words(&self.vocabulary);
        let count = words.len() as u32;
        let place = self.rng.u32(0..count).min(self.rng.u32(0..count));
        words[place as usize]
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(0..100) < percent
    }

    fn sentence(&mut self) -> String {
        if self.chance(10) {
            let speech = capitalised(&self.clause());
            return format!("\"{speech},\" said {}.", self.person());
        }
        let mut sentence = self.clause();
        if self.chance(30) {
            sentence = format!("{}, {sentence}", self.pick(|v| &v.times));
        }
        if self.chance(40) {
            sentence = format!("{sentence}, {} {}", self.pick(|v| &v.links), self.clause());
        }
        capitalised(&sentence) + "."
    }

    fn clause(&mut self) -> String {
        let mut clause = self.person();
        if self.chance(60) {
            clause = format!("{clause} {} {}", self.pick(|v| &v.deeds), self.thing());
        } else {
            clause = format!("{clause} {}", self.pick(|v| &v.moods));
        }
        if self.chance(45) {
            clause = format!("{clause} {}", self.pick(|v| &v.places));
        }
        clause
    }

    fn person(&mut self) -> String {
        let person = self.pick(|v| &v.people);
        self.described(person)
    }

    fn thing(&mut self) -> String {
        let thing = self.pick(|v| &v.things);
        self.described(thing)
    }

    fn described(&mut self, noun: &str) -> String {
        if self.chance(35) {
            format!("the {} {noun}", self.pick(|v| &v.kinds))
        } else {
            format!("the {noun}")
        }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
