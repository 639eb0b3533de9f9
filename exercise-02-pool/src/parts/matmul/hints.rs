//! The TODOs of the part `matmul`, each with three hints.

use common::exercise::Todo;

pub const TODOS: [Todo; 4] = [
    Todo {
        number: 1,
        what: "the same sums in a better order",
        hints: [
            "In `matmul::naive` the innermost loop runs over k and finishes one sum after another. \
             Swap it with the loop over j: then no sum is finished before the end, and all sums of a \
             row grow together.",
            "Begin with `let mut c = Matrix::<N>::zeros(a.rows(), b.columns());`. For each i and k, `a.get(i, k)` is one \
             number; it is multiplied with all of `b.row(k)`, and each product goes to its place in \
             `c.row_mut(i)`. `zip` walks along both rows.",
            "\
Inside the loops over i and k:
    for (sum, &y) in c.row_mut(i).iter_mut().zip(b.row(k)) {
        *sum = sum.add_product(a.get(i, k), y);
    }",
        ],
    },
    Todo {
        number: 2,
        what: "rows on a pool of threads",
        hints: [
            "Each row is a piece of work of its own. You want a rayon pool with `workers` threads and, \
             inside of it, a parallel iterator over the numbers of the rows.",
            "`ThreadPoolBuilder::new().num_threads(workers)`, `build()`, then `install` with a closure. A \
             range of `usize` becomes parallel with `into_par_iter()`; `map` and `collect` keep the \
             order. All threads may read `a` and `b`: no copy, no lock.",
            "\
With `use rayon::prelude::*;` at the top of the file:
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().unwrap();
    pool.install(|| (0..a.rows()).into_par_iter().map(|i| matmul::row(a.row(i), b)).collect())",
        ],
    },
    Todo {
        number: 3,
        what: "rows in processes, in three ways",
        hints: [
            "A worker sees nothing of your memory: what it needs comes with the task, or with its \
             start, or lies in shared memory. These are the three functions. In each, the closure that \
             works captures nothing; say its argument's type, such as `|(row, b): (Vec<N>, Matrix<N>)|`.",
            "First: `Pool::new(workers)?.imap(work, tasks).collect()`, where a task is a pair. Second: \
             `Pool::builder().workers(workers).initializer(N::keep, b.clone()).build()?`, then \
             `imap_unordered`, and sort by the number of the row. Third: `Array::from_slice(b.numbers())?`, \
             `Array::new(length)?`; clones of the handles go with each task; `read`, `write` and `to_vec` \
             copy.",
            "\
First, a task:   (a.row(i).to_vec(), b.clone())
                 and its work:  matmul::row(&row, &b)
Second, a task:  (i, a.row(i).to_vec())
                 and its work:  (i, matmul::row(&row, &N::kept()))
Third, a task:   ([a.clone(), b.clone(), c.clone()], (inner, columns), block)
                 and its work:  let b = Matrix::new(inner, columns, b.to_vec());
                                let mut row = vec![N::ZERO; inner];
                                for i in block {
                                    a.read(i * inner, &mut row);
                                    c.write(i * columns, &matmul::row(&row, &b));
                                }
                 sent with      pool.map_chunked(work, tasks, 1)?",
        ],
    },
    Todo {
        number: 4,
        what: "blocks and four rows at a time",
        hints: [
            "Get it right first: for each row of `a` and `c`, for each k, add `x * b.row(k)`. Then ask what \
             is fetched how often. For each row of `a`, the whole of `b` goes through the cache; for each \
             product, a sum is read and written.",
            "Put a loop outside that takes 64 rows of `b` at a time (`(0..b.rows()).step_by(64)`), and go \
             through all rows of `a` with these. Inside, split the 64 numbers of the row with \
             `as_chunks::<4>()`: it gives arrays of four and a rest of less than four.",
            "\
For four numbers [x0, x1, x2, x3] of the row, at k:
    let n = c.len();
    let (b0, b1, b2, b3) = (&b.row(k)[..n], &b.row(k + 1)[..n], &b.row(k + 2)[..n], &b.row(k + 3)[..n]);
    for (j, sum) in c.iter_mut().enumerate() {
        *sum = sum.add_product(x0, b0[j]).add_product(x1, b1[j])
            .add_product(x2, b2[j]).add_product(x3, b3[j]);
    }
Cut to the same length n, the compiler sees that no index is out of range, and computes several j at once.",
        ],
    },
];
