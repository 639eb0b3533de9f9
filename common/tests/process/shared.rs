//! `Value` and `Array`: seen by all, never half, gone with the last handle.

use super::support::{alone, descriptors, limit_open_files, shared_memory};
use common::process::{Array, Element, Error, Pool, Value};
use ipc_channel::ipc;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::id;
use std::thread;

#[test]
fn a_value_is_what_was_last_set() {
    fn holds<T: Element + PartialEq>(values: [T; 3]) {
        let value = Value::new(values[0]).unwrap();
        assert_eq!(value.get(), values[0]);
        value.set(values[1]);
        assert_eq!(value.clone().swap(values[2]), values[1]);
        assert_eq!(value.update(|_| values[0]), values[2]);
        assert_eq!(value.get(), values[0]);
        let array = Array::from_slice(&values).unwrap();
        assert_eq!(array.to_vec(), values);
        array.set(1, values[2]);
        assert_eq!(array.update(1, |_| values[0]), values[2]);
        assert_eq!(
            array.iter().rev().collect::<Vec<T>>(),
            [values[2], values[0], values[0]]
        );
    }
    holds([u8::MAX, 0, 1]);
    holds([u16::MAX, 0, 1]);
    holds([u32::MAX, 0, 1]);
    holds([u64::MAX, 0, 1]);
    holds([usize::MAX, 0, 1]);
    holds([i8::MIN, -1, i8::MAX]);
    holds([i16::MIN, -1, i16::MAX]);
    holds([i32::MIN, -1, i32::MAX]);
    holds([i64::MIN, -1, i64::MAX]);
    holds([isize::MIN, -1, isize::MAX]);
    holds([f32::MIN, -0.5, f32::INFINITY]);
    holds([f64::MIN, -0.5, f64::INFINITY]);
    holds([true, false, true]);
}

#[test]
fn adding_begins_again_where_a_number_ends() {
    let value = Value::new(250u8).unwrap();
    assert_eq!((value.add(10), value.get()), (250, 4));
    let value = Value::new(-100i8).unwrap();
    assert_eq!((value.add(-100), value.get()), (-100, 56));
    let array = Array::<f64>::new(2).unwrap();
    assert_eq!(
        (array.add(1, 0.25), array.add(1, 0.5), array.get(1)),
        (0.0, 0.25, 0.75)
    );
}

#[test]
fn a_part_is_read_and_written_as_a_slice_would_be() {
    let array = Array::<u16>::new(5).unwrap();
    array.write(1, &[7, 8, 9]);
    assert_eq!(array.to_vec(), [0, 7, 8, 9, 0]);
    let mut part = [0; 2];
    array.read(2, &mut part);
    assert_eq!(part, [8, 9]);
    array.write(5, &[]);
    array.read(5, &mut []);
    assert_eq!(array.iter().len(), 5);
    assert!(Array::<u64>::new(0).unwrap().is_empty());
    assert_eq!(
        format!("{array:?} {:?}", Value::new(3).unwrap()),
        "Array { len: 5 } Value(3)"
    );
}

#[test]
fn out_of_range_panics_in_the_callers_name() {
    let array = Array::from_slice(&[1u32, 2, 3]).unwrap();
    let pool = Pool::new(0).unwrap();
    let cases: [fn(Array<u32>); 6] = [
        |a| _ = a.get(3),
        |a| a.set(7, 0),
        |a| _ = a.add(3, 1),
        |a| _ = a.update(3, |n| n),
        |a| a.read(2, &mut [0; 2]),
        |a| a.write(usize::MAX, &[0; 2]),
    ];
    let expected = [
        "index out of bounds: the len is 3 but the index is 3",
        "index out of bounds: the len is 3 but the index is 7",
        "index out of bounds: the len is 3 but the index is 3",
        "index out of bounds: the len is 3 but the index is 3",
        "range 2..4 out of bounds: the len is 3",
        "range 18446744073709551615..18446744073709551615 out of bounds: the len is 3",
    ];
    for (case, expected) in cases.into_iter().zip(expected) {
        let panic = catch_unwind(AssertUnwindSafe(|| case(array.clone()))).unwrap_err();
        assert_eq!(panic.downcast_ref::<String>().unwrap(), expected);
    }
    let failed = pool.apply(|a: Array<u32>| a.get(3), array).unwrap_err();
    assert!(
        failed.to_string().contains("tests/process/shared.rs"),
        "{failed}"
    );
}

#[test]
fn setting_after_getting_loses_updates_and_adding_does_not() {
    alone(|| {
        let (careless, careful, changed) = (
            Value::new(0u64).unwrap(),
            Value::new(0u64).unwrap(),
            Value::new(0.0).unwrap(),
        );
        let work = |(careless, careful, changed): (Value<u64>, Value<u64>, Value<f64>)| {
            for _ in 0..100_000 {
                let seen = careless.get();
                careful.add(1);
                careless.set(seen + 1);
                changed.update(|x: f64| x + 0.5);
            }
        };
        let pool = Pool::new(4).unwrap();
        loop {
            careless.set(0);
            careful.set(0);
            changed.set(0.0);
            let handles = (careless.clone(), careful.clone(), changed.clone());
            pool.map_chunked(work, vec![handles; 4], 1).unwrap();
            assert_eq!((careful.get(), changed.get()), (400_000, 200_000.0));
            // Workers that the system runs one after the other lose nothing: once more.
            if careless.get() < 400_000 {
                break;
            }
        }
    })
}

#[test]
fn arrays_leave_nothing() {
    alone(|| {
        let before = (descriptors(), shared_memory(id()));
        for n in 0..1000 {
            let array = Array::from_slice(&[n; 100]).unwrap();
            assert_eq!(array.clone().get(99), n);
        }
        let threads = (0..4).map(|_| {
            thread::spawn(|| (0..200).for_each(|n| assert_eq!(Value::new(n).unwrap().get(), n)))
        });
        threads
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        assert_eq!((descriptors(), shared_memory(id())), before);
    })
}

#[test]
fn the_same_memory_comes_back_to_threads_that_get_it_at_once() {
    alone(|| {
        let (sender, receiver) = ipc::channel::<Array<u64>>().unwrap();
        let count = 2000;
        thread::scope(|scope| {
            scope.spawn(|| {
                for n in 0..count {
                    let array = Array::from_slice(&[n]).unwrap();
                    (0..3).for_each(|_| sender.send(array.clone()).unwrap());
                }
            });
            let (take, queue) = std::sync::mpsc::channel::<Array<u64>>();
            scope.spawn(move || queue.into_iter().for_each(drop));
            for n in 0..count * 3 {
                let array = receiver.recv().unwrap();
                assert_eq!(array.get(0), n / 3);
                take.send(array).unwrap();
            }
        });
    })
}

#[test]
fn what_the_system_cannot_give_is_an_error() {
    alone(|| {
        fn refused<T: Element>(len: usize) {
            let error = Array::<T>::new(len).unwrap_err();
            assert!(matches!(error, Error::Refused(_)), "{error}");
        }
        refused::<u8>(usize::MAX / 2);
        refused::<u8>(usize::MAX);
        refused::<u64>(usize::MAX / 2);
        refused::<u64>(usize::MAX / 8);
        // There are addresses for 16 terabytes, but no memory.
        refused::<u8>(1 << 44);
        limit_open_files(descriptors() as u64 + 20);
        let mut values = Vec::new();
        let error = loop {
            match Value::new(values.len()) {
                Ok(value) => values.push(value),
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::Refused(_)), "{error}");
        let (sender, receiver) = loop {
            match ipc::channel::<Value<usize>>() {
                Ok(channel) => break channel,
                Err(_) => drop(values.pop()),
            }
        };
        while let Ok(value) = Value::new(values.len()) {
            values.push(value);
        }
        assert!(
            sender.send(values[0].clone()).is_err(),
            "no descriptor for the copy"
        );
        values.truncate(5);
        sender.send(values[3].clone()).unwrap();
        assert_eq!(receiver.recv().unwrap().get(), 3);
    })
}
