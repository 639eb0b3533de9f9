//! Which part of the plane the picture shows, and how a row of it is computed.

use common::process;
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A window on the plane, cut into pixels. Each pixel stands for the point in its middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// How many pixels a row has.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// A point that has not escaped after so many iterations counts as one that never does.
    pub limit: u32,
    /// The point in the middle of the picture.
    pub centre: (f64, f64),
    /// How wide and how high a pixel is, on the plane.
    pub pixel: (f64, f64),
}

impl View {
    /// The x of the points in a column, from the left.
    pub fn x(&self, column: u32) -> f64 {
        let from_the_middle = f64::from(column) + 0.5 - f64::from(self.width) / 2.0;
        self.centre.0 + from_the_middle * self.pixel.0
    }

    /// The y of the points in a row, from the top.
    pub fn y(&self, row: u32) -> f64 {
        let from_the_middle = f64::from(self.height) / 2.0 - f64::from(row) - 0.5;
        self.centre.1 + from_the_middle * self.pixel.1
    }
}

/// Row `y` of the picture, point by point: the work that the answers run in parallel.
pub fn row(view: &View, y: u32) -> Vec<u32> {
    let _call = witness::enter("row", &y);
    // Only a check asks for a row that lies nowhere, in order to see what becomes of the error.
    let fails = process::current().is_worker && view.y(y).is_nan();
    assert!(!fails, "row {y} lies nowhere");
    row_of(view, y)
}

/// The same without a record of it.
pub(super) fn row_of(view: &View, y: u32) -> Vec<u32> {
    let cy = view.y(y);
    let point = |column| escape(view.x(column), cy, view.limit);
    (0..view.width).map(point).collect()
}

/// How often z² + c can be taken, from z = 0 on, until z is more than 2 away from 0: from there it
/// never comes back. Here z = x + iy and c = cx + icy.
fn escape(cx: f64, cy: f64, limit: u32) -> u32 {
    let (mut x, mut y, mut n) = (0.0, 0.0, 0);
    let (mut xx, mut yy) = (0.0, 0.0);
    while n < limit && xx + yy <= 4.0 {
        y = 2.0 * x * y + cy;
        x = xx - yy + cx;
        (xx, yy) = (x * x, y * y);
        n += 1;
    }
    n
}

/// A view as it travels. Numbers of the plane go as their bits, so that none is rounded on its way.
type Plain = (u32, u32, u32, [u64; 4]);

impl Serialize for View {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let reals = [self.centre.0, self.centre.1, self.pixel.0, self.pixel.1];
        let plain: Plain = (self.width, self.height, self.limit, reals.map(f64::to_bits));
        plain.serialize(to)
    }
}

impl<'de> Deserialize<'de> for View {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<View, D::Error> {
        let (width, height, limit, reals) = Plain::deserialize(from)?;
        let [x, y, dx, dy] = reals.map(f64::from_bits);
        Ok(View {
            width,
            height,
            limit,
            centre: (x, y),
            pixel: (dx, dy),
        })
    }
}
