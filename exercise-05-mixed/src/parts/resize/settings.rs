//! What is to be made of every picture.

/// What is to be made of every picture. It travels with each job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The result has so many pixels on a side.
    pub side: u32,
    /// It keeps its proportions and fits within the square, and is never enlarged.
    pub fit: bool,
    /// A thumbnail fits within a square of so many pixels; 0: there is none.
    pub thumbnail: u32,
    /// A picture of more pixels is refused before any memory is taken for it.
    pub most_pixels: u64,
    /// With the crate `image`'s own resampler, for comparison.
    pub naive: bool,
    /// The picture whose worker dies, in a check.
    pub deadly: Option<usize>,
}

/// More than any camera's, and 400 MB when there are four bytes to a pixel.
pub const MOST_PIXELS: u64 = 100_000_000;

impl Settings {
    /// Results of `side` × `side` pixels, with thumbnails.
    pub const fn new(side: u32) -> Settings {
        Settings {
            side,
            fit: false,
            thumbnail: 64,
            most_pixels: MOST_PIXELS,
            naive: false,
            deadly: None,
        }
    }

    /// How large the result of a picture of this size is.
    pub fn size(&self, of: (u32, u32)) -> (u32, u32) {
        match self.fit {
            true => within(self.side, of),
            false => (self.side, self.side),
        }
    }

    /// How large its thumbnail is.
    pub fn thumbnail_size(&self, of: (u32, u32)) -> (u32, u32) {
        within(self.thumbnail, of)
    }

    /// The folder that results go into: other settings, another folder, so that nothing stale is taken for new.
    pub fn folder(&self) -> String {
        let fit = if self.fit { "within-" } else { "" };
        format!("{fit}{0}x{0}", self.side)
    }

    /// The folder that thumbnails go into.
    pub fn thumbnail_folder(&self) -> String {
        format!("thumbnails-{0}x{0}", self.thumbnail)
    }
}

/// The largest size of the same proportions within a square, no larger than it was, and at least one pixel wide and high.
fn within(side: u32, (width, height): (u32, u32)) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= side {
        return (width, height);
    }
    let scaled = |length: u32| {
        let rounded = u64::from(length) * u64::from(side) + u64::from(longest) / 2;
        ((rounded / u64::from(longest)) as u32).max(1)
    };
    (scaled(width), scaled(height))
}
