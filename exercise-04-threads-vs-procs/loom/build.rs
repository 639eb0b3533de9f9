//! Says to this package alone that loom is there. As a flag for the whole build it would build all crates anew.

fn main() {
    println!("cargo::rustc-cfg=loom");
}
