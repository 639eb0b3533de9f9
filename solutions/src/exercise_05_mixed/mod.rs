//! Reference answers of exercise 5.
