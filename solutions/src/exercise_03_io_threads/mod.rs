//! Reference answers of exercise 3.
