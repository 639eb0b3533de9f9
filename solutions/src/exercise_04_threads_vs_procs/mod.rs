//! Reference answers of exercise 4.
