//! Python's names, and what stands for them here.
//!
//! | Python | here |
//! | --- | --- |
//! | `Process(target=f, args=(a,)).start()` | [`spawn(f, a)`](super::spawn) → [`Child`](super::Child); it also brings back what `f` returns |
//! | `Process(…, name="A")` | [`named("A").spawn(f, a)`](super::named) |
//! | `process.join()`, `join(timeout)` | [`join`](super::Child::join), [`join_timeout`](super::Child::join_timeout) |
//! | `terminate()`, `kill()` | [`terminate`](super::Child::terminate), which asks; [`kill`](super::Child::kill) |
//! | `is_alive()`, `exitcode`, `pid`, `name` | [`is_alive`](super::Child::is_alive), [`exit`](super::Child::exit), [`pid`](super::Child::pid), [`name`](super::Child::name) |
//! | `signal.signal(SIGTERM, …)` in a child | [`outlive_terminate`](super::signal::outlive_terminate), [`asked_to_end`](super::signal::asked_to_end) |
//! | `daemon=True` | every child: none outlives its parent |
//! | `current_process()`, `active_children()` | [`current`](super::current), [`active_children`](super::active_children) |
//! | `Pool(4)`, `with Pool(4) as pool:` | [`Pool::new(4)`](super::Pool::new); dropping it does what the end of `with` does not: it waits |
//! | `Pool(initializer=f, initargs=(a,), maxtasksperchild=n)` | [`Pool::builder`](super::Pool::builder), [`initializer`](super::Builder::initializer), [`max_tasks_per_worker`](super::Builder::max_tasks_per_worker) |
//! | `map`, `map(…, chunksize)` | [`map`](super::Pool::map), [`map_chunked`](super::Pool::map_chunked); [`try_map`](super::Pool::try_map) keeps what went well beside what did not |
//! | `starmap` | [`map`](super::Pool::map) over tuples: `\|(a, b)\| …` |
//! | `imap`, `imap_unordered` | [`imap`](super::Pool::imap), [`imap_unordered`](super::Pool::imap_unordered); lazy, with a bounded [`window`](super::Builder::window) |
//! | `apply` | [`apply`](super::Pool::apply) |
//! | `apply_async` → `AsyncResult` | [`submit`](super::Pool::submit) → [`Task`](super::Task) |
//! | `get(timeout)`, `ready()`, `callback=` | [`get`](super::Task::get), [`get_timeout`](super::Task::get_timeout), [`is_done`](super::Task::is_done), [`on_done`](super::Task::on_done) |
//! | `pool.close()`, `join()`, `terminate()` | [`close`](super::Pool::close), [`join`](super::Pool::join), [`terminate`](super::Pool::terminate) |
//! | `ThreadPoolExecutor`, `ProcessPoolExecutor` | [`Executor::threads`](super::Executor::threads), [`Executor::processes`](super::Executor::processes): one type for both |
//! | `submit`, `map`, `shutdown` | [`submit`](super::Executor::submit), [`map`](super::Executor::map), [`shutdown`](super::Executor::shutdown) |
//! | `map(timeout=…)` | [`task_timeout`](super::Builder::task_timeout), which also stops the work |
//! | `as_completed`, `wait`, `future.cancel()` | [`as_completed`](super::as_completed), [`wait`](super::wait), [`wait_timeout`](super::wait_timeout), [`cancel`](super::Task::cancel) |
//! | `Lock` | [`Lock`](super::Lock); the system releases it when its holder dies, and the next one hears of it |
//! | `Queue(maxsize)`, `get`, `put` | [`Queue`](super::Queue) |
//! | `Pipe()`, `Pipe(duplex=False)` | [`duplex`](super::duplex), [`pipe`](super::pipe) |
//! | `Value`, `Array`, `shared_memory.SharedMemory` | [`Value`](super::Value), [`Array`](super::Array): each element is an atomic |
//! | `value.get_lock()` | a [`Lock`](super::Lock) beside it; often [`add`](super::Value::add) or [`update`](super::Value::update) is enough |
//! | `Event` | [`Event`](super::Event) |
//! | `Manager().dict()`, `.list()` | [`Manager::dict`](super::Manager::dict), [`Manager::list`](super::Manager::list), with an [`update`](super::Dict::update) that loses nothing |
//! | `log_to_stderr()`, `get_logger()` | [`log_to_stderr`](super::log_to_stderr), or any logger of the `log` crate: records of workers come to it |
//! | `cpu_count()` | [`std::thread::available_parallelism`], which knows of affinity and quotas |
//! | `if __name__ == "__main__":`, `set_start_method`, pickling | [nothing to do](super::how_a_worker_starts) |
//! | `joblib.Parallel(n_jobs=-1)`, `n_jobs=1` | the crate `rayon`; [`Pool::new(0)`](super::Pool::new) runs all in the calling thread |
//! | `joblib`'s loops over arrays, its memory-mapped arrays | parallel iterators of `rayon` over slices; an [`Array`](super::Array), or the crate `memmap2` for a file |
//! | `time.perf_counter()`, `time.process_time()` | [`Stopwatch`](crate::timing::Stopwatch), [`cpu_time`](crate::timing::cpu_time) |
//! | `timeit`, `cProfile` | [`time`](crate::timing::time) and [`median`](crate::timing::median), or the program hyperfine; perf and samply |
