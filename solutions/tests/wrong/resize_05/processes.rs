//! Wrong ways to resize in processes.

use super::{SOLVED, backwards, numbered};
use common::process::Pool;
use exercise_05_mixed::parts::resize::{Job, Outcome, resize};

pub fn on_threads(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    (SOLVED.on_threads)(jobs, pool.workers().max(1))
}

pub fn one_by_one(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let one = |job: &Job| pool.apply(|job: Job| resize(&job), job.clone());
    let each = jobs.iter().map(|job| (job, one(job)));
    each.map(|(job, result)| result.unwrap_or_else(|error| Err(job.failed(error))))
        .collect()
}

pub fn mapped(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let all = pool.map(|job: Job| resize(&job), jobs.to_vec());
    all.unwrap_or_else(|error| vec![Err(jobs[0].failed(error))])
}

pub fn pool_errors_dropped(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let results = pool.try_map(|job: Job| resize(&job), jobs.to_vec());
    numbered(jobs, results.into_iter().map(Result::ok))
}

/// The reason is lost on the way.
pub fn reason_lost(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let results = pool.try_map(|job: Job| resize(&job), jobs.to_vec());
    let each = jobs.iter().zip(results);
    each.map(|(job, result)| result.unwrap_or_else(|_| Err(job.failed("bad"))))
        .collect()
}

pub fn wrong_job(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let results = pool.try_map(|job: Job| resize(&job), jobs.to_vec());
    let each = results.into_iter();
    each.map(|result| result.unwrap_or_else(|error| Err(jobs[0].failed(error))))
        .collect()
}

/// What ends a worker is done here instead.
pub fn again_at_home(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let results = pool.try_map(|job: Job| resize(&job), jobs.to_vec());
    let each = jobs.iter().zip(results);
    each.map(|(job, result)| result.unwrap_or_else(|_| resize(job)))
        .collect()
}

pub fn own_pool_of_this_size(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let own = Pool::new(pool.workers()).expect("processes can be started");
    (SOLVED.on_processes)(jobs, &own)
}

pub fn own_pool(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    let own = Pool::new(2 * pool.workers() + 1).expect("processes can be started");
    (SOLVED.on_processes)(jobs, &own)
}

pub fn unordered(jobs: &[Job], pool: &Pool) -> Vec<Outcome> {
    backwards((SOLVED.on_processes)(jobs, pool))
}
