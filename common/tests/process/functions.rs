//! Which functions find their way to a worker: all that have a type of their own.

use common::process::{Payload, Pool, spawn};

/// The next three are the same to the machine, so the compiler may keep one copy of the code.
fn first_twin(n: u64) -> u64 {
    n.wrapping_mul(3) ^ 5
}

fn second_twin(n: u64) -> u64 {
    n.wrapping_mul(3) ^ 5
}

fn signed_twin(n: i64) -> i64 {
    n.wrapping_mul(3) ^ 5
}

fn same<T>(value: T) -> T {
    value
}

fn size<T>(_: T) -> usize {
    size_of::<T>()
}

trait Shape {
    fn area(self) -> u32;
}

impl Shape for (u32, u32) {
    fn area(self) -> u32 {
        self.0 * self.1
    }
}

impl Shape for u32 {
    fn area(self) -> u32 {
        self * self
    }
}

#[test]
fn functions_with_the_same_code_keep_their_types() {
    let pool = Pool::new(2).unwrap();
    let numbers = [0, 1, 1 << 40];
    let expected = numbers.map(first_twin);
    assert_eq!(pool.map(first_twin, numbers).unwrap(), expected);
    assert_eq!(pool.map(second_twin, numbers).unwrap(), expected);
    let signed = numbers.map(|n| -(n as i64));
    assert_eq!(
        pool.map(signed_twin, signed).unwrap(),
        signed.map(signed_twin)
    );
}

#[test]
fn each_instance_of_a_generic_function_is_one_of_its_own() {
    fn crosses<T: Payload + Clone + PartialEq + std::fmt::Debug>(pool: &Pool, value: T) {
        assert_eq!(pool.apply(same, value.clone()), Ok(value.clone()));
        assert_eq!(pool.apply(size, value), Ok(size_of::<T>()));
    }
    let pool = Pool::new(2).unwrap();
    crosses(&pool, 5_u8);
    crosses(&pool, 5_u16);
    crosses(&pool, -5_i128);
    crosses(&pool, "text".to_string());
    crosses(&pool, (1.5_f64, Some('x'), vec![true, false]));
    crosses(&pool, [1_u32; 32]);
    assert_eq!(pool.apply(Shape::area, (3_u32, 4_u32)), Ok(12));
    assert_eq!(pool.apply(Shape::area, 5_u32), Ok(25));
}

#[test]
fn functions_of_the_standard_library_and_of_other_crates_will_do() {
    let pool = Pool::new(2).unwrap();
    assert_eq!(
        pool.map(u64::count_ones, [0, 7, u64::MAX]),
        Ok(vec![0, 3, 64])
    );
    assert_eq!(
        pool.apply(String::into_bytes, "ab".to_string()),
        Ok(vec![97, 98])
    );
    assert_eq!(pool.apply(drop::<Vec<u8>>, vec![1, 2, 3]), Ok(()));
    assert_eq!(pool.apply(Some, 5), Ok(Some(5)));
    assert_eq!(pool.apply(common::primes::count_primes, 0..100), Ok(25));
    assert_eq!(pool.apply(fastrand::u64, 7..8), Ok(7));
    assert_eq!(spawn(f64::sqrt, 16.0).unwrap().join(), Ok(4.0));
    assert_eq!(spawn(std::convert::identity, 'x').unwrap().join(), Ok('x'));
}
