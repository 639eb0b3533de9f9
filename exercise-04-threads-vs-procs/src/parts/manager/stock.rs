//! A stock that is sold from, and the orders for it.

use super::gate;
use common::witness;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many pieces there are of something. It does what it is told: below zero, more was sold than there was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stock(i64);

impl Stock {
    /// So many pieces.
    pub fn new(pieces: i64) -> Stock {
        Stock(pieces)
    }

    /// How many are left.
    pub fn left(&self) -> i64 {
        let _call = witness::enter("left", &self.0);
        self.0
    }

    /// Takes what is ordered, whether it is there or not.
    pub fn take(&mut self, order: &Order) {
        let _call = witness::enter("take", order);
        gate::meet("take");
        self.0 -= order.pieces;
    }
}

/// An order for some pieces: all of them, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number, which is its own.
    pub number: u64,
    /// How many are wanted.
    pub pieces: i64,
}

/// Crosses as a number, by hand, like the others.
impl Serialize for Stock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Stock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Stock, D::Error> {
        i64::deserialize(deserializer).map(Stock)
    }
}

/// Crosses as a pair. A check may have something to say about when that is.
impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        gate::before_sending(self);
        (self.number, self.pieces).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Order, D::Error> {
        let (number, pieces) = Deserialize::deserialize(deserializer)?;
        let order = Order { number, pieces };
        gate::order_arrives(&order);
        Ok(order)
    }
}
