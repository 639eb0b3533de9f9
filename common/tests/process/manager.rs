//! Managers: atomic changes, and what is left when somebody dies.

use super::support::{alone, children_of, kill, lives, until};
use common::process::{Dict, Error, List, Manager, Pool, Queue, Shared};
use std::process::id;
use std::time::Duration;

fn add(old: Option<u64>, n: u64) -> Option<u64> {
    Some(old.unwrap_or(0) + n)
}

#[test]
fn updates_from_many_processes_are_never_lost() {
    alone(|| {
        let manager = Manager::new().unwrap();
        let (counts, sums) = (
            manager.dict::<String, u64>().unwrap(),
            manager.list().unwrap(),
        );
        sums.extend([0_u64, 0]).unwrap();
        let pool = Pool::new(3).unwrap();
        let count = |(counts, sums): (Dict<String, u64>, List<u64>)| {
            for n in 0..500 {
                counts.update(["even", "odd"][n % 2], add, 1).unwrap();
                sums.update(n % 2, |sum, n| sum + n, n as u64).unwrap();
            }
        };
        pool.map(count, (0..3).map(|_| (counts.clone(), sums.clone())))
            .unwrap();
        let both = |n| vec![("even".to_string(), n), ("odd".to_string(), n)];
        assert_eq!(counts.items(), Ok(both(750)));
        assert_eq!(sums.to_vec(), Ok(vec![3 * 62_250, 3 * 62_500]));
    })
}

#[test]
fn a_dict_and_a_list_do_what_their_names_say() {
    alone(|| {
        let manager = Manager::new().unwrap();
        let dict = manager.dict::<u8, String>().unwrap();
        assert_eq!(dict.insert(2, "two".into()), Ok(None));
        assert_eq!(dict.insert(1, "one".into()), Ok(None));
        assert_eq!(dict.insert(2, "zwei".into()), Ok(Some("two".into())));
        assert_eq!((dict.len(), dict.keys()), (Ok(2), Ok(vec![1, 2])));
        assert_eq!(
            (dict.get(&2), dict.get(&3)),
            (Ok(Some("zwei".into())), Ok(None))
        );
        assert_eq!(dict.remove(&2), Ok(Some("zwei".into())));
        assert_eq!(
            (dict.contains_key(&2), dict.contains_key(&1)),
            (Ok(false), Ok(true))
        );
        dict.clear().unwrap();
        assert_eq!(dict.is_empty(), Ok(true));
        let list = manager.list::<Vec<u8>>().unwrap();
        assert_eq!(list.pop(), Ok(None));
        list.push(vec![1; 100_000]).unwrap();
        list.push(vec![2]).unwrap();
        assert_eq!(list.set(1, vec![3]), Ok(Some(vec![2])));
        assert_eq!(list.set(2, vec![3]), Ok(None));
        assert_eq!(list.get(0), Ok(Some(vec![1; 100_000])));
        assert_eq!(list.pop(), Ok(Some(vec![3])));
        assert_eq!((list.len(), list.is_empty()), (Ok(1), Ok(false)));
        list.clear().unwrap();
        assert_eq!(list.update(0, |item, ()| item, ()), Ok(None));
    })
}

#[test]
fn handles_travel_also_as_values() {
    alone(|| {
        let manager = Manager::new().unwrap();
        let queues = manager.share(Vec::<Queue<u32>>::new()).unwrap();
        let queue = Queue::unbounded().unwrap();
        queues
            .call(
                |queues, queue: Queue<u32>| queues.push(queue),
                queue.clone(),
            )
            .unwrap();
        let put = |queues: Shared<Vec<Queue<u32>>>| {
            let queue = queues.call(|queues, ()| queues[0].clone(), ()).unwrap();
            queue.put(id()).unwrap();
        };
        let pool = Pool::new(1).unwrap();
        pool.apply(put, queues).unwrap();
        assert_eq!(queue.get(), Ok(pool.worker_pids()[0]));
    })
}

#[test]
fn a_panic_in_an_update_is_an_error_and_the_old_value_stays() {
    alone(|| {
        let manager = Manager::new().unwrap();
        let dict = manager.dict::<String, u64>().unwrap();
        let list = manager.list::<u64>().unwrap();
        dict.insert("a".to_string(), 7).unwrap();
        list.push(8).unwrap();
        let failed = dict.update("a", |_, ()| panic!("not this one"), ());
        let Err(Error::Panicked {
            message,
            location,
            pid,
            ..
        }) = failed
        else {
            panic!("{failed:?}");
        };
        assert_eq!((message.as_str(), pid), ("not this one", manager.pid()));
        assert!(
            location.starts_with("common/tests/process/manager.rs:"),
            "{location}"
        );
        let failed = list.update(0, |_, ()| panic!("nor this"), ());
        assert!(matches!(failed, Err(Error::Panicked { .. })));
        assert_eq!((dict.get("a"), list.get(0)), (Ok(Some(7)), Ok(Some(8))));
        assert_eq!(dict.update("a", add, 1), Ok(Some(8)));
    })
}

#[test]
fn what_cannot_cross_is_an_error() {
    alone(|| {
        let manager = Manager::new().unwrap();
        // A sequence whose length nobody knows: this format cannot write it.
        struct Endless;
        impl serde::Serialize for Endless {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                serde::ser::SerializeSeq::end(s.serialize_seq(None)?)
            }
        }
        impl<'de> serde::Deserialize<'de> for Endless {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Endless, D::Error> {
                <()>::deserialize(d).map(|()| Endless)
            }
        }
        let state = manager.share(1_u8).unwrap();
        let failed = state.call(|_, _: Endless| (), Endless);
        assert!(matches!(failed, Err(Error::Unsendable(_))), "{failed:?}");
        let failed = state.call(|_, ()| Endless, ()).map(|_| ());
        assert!(matches!(failed, Err(Error::Unsendable(_))), "{failed:?}");
        assert_eq!(state.call(|n, ()| *n, ()), Ok(1));
    })
}

#[test]
fn when_the_manager_is_killed_everybody_hears_of_it() {
    alone(|| {
        let pool = Pool::new(2).unwrap();
        for _ in 0..5 {
            let manager = Manager::new().unwrap();
            let state = manager.share(0_u64).unwrap();
            let told = Queue::unbounded().unwrap();
            let wait = |(state, told): (Shared<u64>, Queue<()>)| {
                told.put(()).unwrap();
                let forever = |_: &mut u64, ()| std::thread::sleep(Duration::from_secs(60));
                let error = state.call(forever, ()).unwrap_err();
                (
                    error.to_string(),
                    state.call(|n, ()| *n, ()).unwrap_err().to_string(),
                )
            };
            let waiting = [(); 2].map(|()| pool.submit(wait, (state.clone(), told.clone())));
            told.get().unwrap();
            told.get().unwrap();
            kill(manager.pid(), libc::SIGKILL);
            let name = format!("the manager (pid {}) is gone", manager.pid());
            for task in waiting {
                let (first, second) = task.get().unwrap();
                assert!(
                    first.contains(&name) && second.contains(&name),
                    "{first}; {second}"
                );
            }
            let error = state.call(|n, ()| *n, ()).unwrap_err();
            assert!(
                matches!(&error, Error::Gone(why) if why.contains(&name)),
                "{error}"
            );
            assert!(matches!(manager.dict::<u8, u8>(), Err(Error::Gone(_))));
        }
    })
}

#[test]
fn it_ends_with_the_last_handle_of_its_creator() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let manager = Manager::new().unwrap();
        let pid = manager.pid();
        let list = manager.list::<u8>().unwrap();
        drop(manager);
        list.push(1).unwrap();
        let (told, go) = (Queue::unbounded().unwrap(), Queue::unbounded().unwrap());
        let hold = |(told, go): (Queue<usize>, Queue<Option<List<u8>>>)| {
            let list = go.get().unwrap().unwrap();
            told.put(list.len().unwrap()).unwrap();
            go.get().unwrap();
            list.len().is_err()
        };
        let holder = pool.submit(hold, (told.clone(), go.clone()));
        go.put(Some(list.clone())).unwrap();
        assert_eq!(told.get(), Ok(1));
        drop(list);
        assert!(!lives(pid));
        go.put(None).unwrap();
        assert_eq!(holder.get(), Ok(true));
    })
}

#[test]
fn it_ends_with_the_process_that_started_it() {
    alone(|| {
        let pool = Pool::new(1).unwrap();
        let told = Queue::unbounded().unwrap();
        let start = |told: Queue<(u32, u32)>| {
            let manager = Manager::new().unwrap();
            told.put((id(), manager.pid())).unwrap();
            std::thread::sleep(Duration::from_secs(60));
        };
        let task = pool.submit(start, told.clone());
        let (worker, manager) = told.get().unwrap();
        assert!(lives(manager) && children_of(worker).contains(&manager));
        kill(worker, libc::SIGKILL);
        assert!(task.get().is_err());
        until(|| !lives(manager));
    })
}
