//! `Value` and `Array`: seen by all, never half, gone with the last handle.
#![cfg(all(feature = "process", target_os = "linux"))]

mod support;

use common::process::{Array, Element, Error, Executor, Pool, Value};
use ipc_channel::ipc;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::id;
use std::sync::OnceLock;
use std::thread;
use support::{alone, descriptors, kill, limit_open_files, shared_memory};

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
        failed.to_string().contains("tests/process_shared.rs"),
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

/// Adds one to each element, and sends the handle back.
fn raise(array: Array<u64>) -> Array<u64> {
    (0..array.len()).for_each(|i| _ = array.add(i, 1));
    array
}

#[test]
fn a_handle_goes_to_workers_and_to_their_workers_and_back() {
    alone(|| {
        let array = Array::from_slice(&[1, 2, 3]).unwrap();
        for executor in [
            Executor::processes(2),
            Executor::threads(2),
            Executor::processes(0),
        ] {
            let back = executor
                .unwrap()
                .submit(raise, array.clone())
                .get()
                .unwrap();
            back.add(0, 1);
        }
        assert_eq!(array.to_vec(), [7, 5, 6]);
        let nested = |array| Pool::new(1).unwrap().apply(raise, array).unwrap();
        let back = Pool::new(1).unwrap().apply(nested, array.clone()).unwrap();
        assert_eq!(back.to_vec(), [8, 6, 7]);
        // Made by a worker that is gone.
        let made = |n: u64| Array::from_slice(&[n, n]).unwrap();
        let made = Pool::new(1).unwrap().map(made, 0..10).unwrap();
        assert!((0..).zip(&made).all(|(n, array)| array.to_vec() == [n, n]));
    })
}

#[test]
fn the_owner_may_end_first() {
    alone(|| {
        let owner = Pool::new(1).unwrap();
        let make = |()| (id(), Array::from_slice(&[5u64; 1000]).unwrap());
        let (pid, array) = owner.apply(make, ()).unwrap();
        kill(pid, libc::SIGKILL);
        drop(owner);
        let pool = Pool::new(2).unwrap();
        pool.map_chunked(raise, vec![array.clone(); 4], 1).unwrap();
        assert!(array.iter().all(|n| n == 9));
    })
}

#[test]
fn a_chunk_may_hold_the_same_handle_often_or_many_different_ones() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let array = Array::<u64>::new(1).unwrap();
        let add = |(array, n): (Array<u64>, u64)| {
            array.add(0, n);
            array
        };
        for (count, chunk) in [(65, 65), (20_000, 20_000), (20_000, 1000)] {
            let items: Vec<_> = (0..count).map(|n| (array.clone(), n)).collect();
            let back = pool.map_chunked(add, items, chunk).unwrap();
            assert_eq!(array.to_vec(), [count * (count - 1) / 2]);
            back[back.len() / 2].set(0, 0);
        }
        let arrays: Vec<_> = (0..65).map(|n| Array::from_slice(&[n]).unwrap()).collect();
        let items: Vec<_> = arrays.iter().cloned().zip(100..).collect();
        assert_eq!(pool.map_chunked(add, items, 65).unwrap().len(), 65);
        assert!(
            (0..65)
                .zip(arrays)
                .all(|(n, array)| array.get(0) == n + n + 100)
        );
    })
}

/// Cannot be written, or cannot be read.
#[derive(Clone)]
struct Never(bool);

impl serde::Serialize for Never {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            true => serializer.serialize_unit(),
            false => Err(serde::ser::Error::custom("never")),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Never {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Never, D::Error> {
        Err(serde::de::Error::custom("never"))
    }
}

#[test]
fn a_handle_beside_something_that_cannot_cross_is_not_lost_for_others() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        for written in [false, true] {
            let array = Array::<u64>::new(1).unwrap();
            let item = |bad: bool| (array.clone(), bad.then_some(Never(written)));
            let work = |(array, _): (Array<u64>, Option<Never>)| array.add(0, 1);
            let items = [true, false, true, false].map(item);
            let tasks = items.map(|item| pool.submit(work, item));
            let done = tasks.map(|task| task.get().is_ok());
            assert_eq!(done, [false, true, false, true]);
            let chunk = pool.map_chunked(work, [true, false, true, false].map(item), 4);
            assert!(
                matches!(chunk, Err(Error::Codec { task: 0, .. })),
                "{chunk:?}"
            );
            assert_eq!(array.get(0), 4);
        }
    })
}

#[test]
fn a_result_that_cannot_be_read_takes_no_memory_from_the_next() {
    alone(|| {
        static SAME: OnceLock<Array<u64>> = OnceLock::new();
        let pool = Pool::new(1).unwrap();
        let give = |n: u64| {
            let array = SAME.get_or_init(|| Array::from_slice(&[5]).unwrap());
            (array.clone(), (n == 0).then_some(Never(true)))
        };
        // Chunks of five: the first result of each attaches the array, and then fails.
        let results = pool.try_map(give, (0..20).map(|n| n % 5));
        let read: Vec<u64> = results.iter().flatten().map(|(a, _)| a.get(0)).collect();
        assert_eq!(read, [5; 16]);
    })
}

#[test]
fn a_worker_attaches_an_array_once() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let array = Array::<u8>::new(1 << 20).unwrap();
        let sum = |array: Array<u8>| {
            let touched = touched_memory();
            (touched, array.iter().map(u64::from).sum())
        };
        let mut last: (u64, u64) = pool.apply(sum, array.clone()).unwrap();
        assert!(last.0 < 512, "{last:?}");
        for _ in 0..20 {
            last = pool.apply(sum, array.clone()).unwrap();
            assert!(last.0 >= 1024, "{last:?}");
        }
    })
}

/// How much of its shared memory this process has touched since it was mapped, in KiB.
fn touched_memory() -> u64 {
    let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
    let mut lines = maps.lines();
    let mut total = 0;
    while lines.by_ref().any(|line| line.contains("memfd:")) {
        let rss = lines.by_ref().find_map(|line| line.strip_prefix("Rss:"));
        let kib = rss.unwrap().trim().strip_suffix(" kB").unwrap();
        total += kib.parse::<u64>().unwrap();
    }
    total
}

#[test]
fn what_a_worker_keeps_is_bounded() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let mappings = |_: Array<u64>| shared_memory(id());
        let before = pool.apply(|()| shared_memory(id()), ()).unwrap();
        for _ in 0..100 {
            let array = Array::new(10).unwrap();
            let now = pool.apply(mappings, array).unwrap();
            // The sixteen, and the one that is just coming in.
            assert!(now <= before + 17, "{before} {now}");
        }
        // Large ones sooner: 100 MiB fit twice.
        for _ in 0..5 {
            let array = Array::new(100 << 17).unwrap();
            pool.apply(mappings, array).unwrap();
        }
        assert_eq!(pool.apply(|()| shared_memory(id()), ()), Ok(before + 2));
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
