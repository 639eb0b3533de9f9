//! Handles to shared memory on their way: to workers, in crowds, beside what cannot cross, and back.

use super::support::{alone, kill, shared_memory};
use common::process::{Array, Error, Executor, Pool, spawn};
use std::process::id;
use std::sync::OnceLock;

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
        let back = spawn(raise, array.clone()).unwrap().join().unwrap();
        assert_eq!(back.to_vec(), [9, 7, 8]);
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
