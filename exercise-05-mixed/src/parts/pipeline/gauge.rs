//! Counts what is under way in a pipeline: how busy its stages are, and how many files are in memory.

use std::time::Duration;

/// Something that happened to one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody starts to read it.
    ReadStarts,
    /// It could not be read.
    ReadFails,
    /// Its text is in memory, and waits for somebody to compute with it.
    Loaded,
    /// Somebody starts to compute with it.
    ComputeStarts,
    /// That is done, and its text no longer in memory.
    Computed,
    /// Its text was thrown away unused.
    Dropped,
}

/// What is under way, and what has been. At first, nothing is.
#[derive(Clone, Debug, Default)]
pub struct Gauge {
    last: Duration,
    reading: usize,
    waiting: usize,
    computing: usize,
    figures: Figures,
}

/// What a gauge has counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many files were read, well or in vain.
    pub read: usize,
    /// From the start to the last event.
    pub time: Duration,
    /// How long all readers together were reading.
    pub reading: Duration,
    /// How long all workers together were computing.
    pub computing: Duration,
    /// How long all texts together waited: in the channel, and in the hands of readers that found it full.
    pub waiting: Duration,
    /// How many readers were reading at the same time, at most.
    pub most_reading: usize,
    /// How many texts waited at the same time, at most.
    pub most_waiting: usize,
    /// How many workers were computing at the same time, at most.
    pub most_computing: usize,
    /// How many texts were in memory at most: waiting and being computed with.
    pub most_in_memory: usize,
}

impl Gauge {
    /// Takes note of `event`, at `now` since the start. Events come in order.
    pub fn note(&mut self, now: Duration, event: Event) {
        let passed = now.saturating_sub(self.last);
        self.last = now;
        let figures = &mut self.figures;
        figures.time = now;
        figures.reading += passed * self.reading as u32;
        figures.computing += passed * self.computing as u32;
        figures.waiting += passed * self.waiting as u32;
        let counters = [&mut self.reading, &mut self.waiting, &mut self.computing];
        for (counter, change) in counters.into_iter().zip(event.changes()) {
            *counter = counter.saturating_add_signed(change);
        }
        figures.read += usize::from(matches!(event, Event::Loaded | Event::ReadFails));
        figures.most_reading = figures.most_reading.max(self.reading);
        figures.most_waiting = figures.most_waiting.max(self.waiting);
        figures.most_computing = figures.most_computing.max(self.computing);
        figures.most_in_memory = figures.most_in_memory.max(self.waiting + self.computing);
    }

    /// What was counted so far.
    pub fn figures(&self) -> Figures {
        self.figures
    }
}

impl Event {
    /// How many more there are now: being read, waiting, being computed with.
    fn changes(self) -> [isize; 3] {
        match self {
            Event::ReadStarts => [1, 0, 0],
            Event::ReadFails => [-1, 0, 0],
            Event::Loaded => [-1, 1, 0],
            Event::ComputeStarts => [0, -1, 1],
            Event::Computed => [0, 0, -1],
            Event::Dropped => [0, -1, 0],
        }
    }
}
