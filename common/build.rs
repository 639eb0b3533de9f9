//! Hands the real optimisation level to the report, which warns when it is zero.

fn main() {
    let level = std::env::var("OPT_LEVEL").unwrap_or_default();
    println!("cargo:rustc-env=MANY_HANDS_OPT_LEVEL={level}");
    println!("cargo:rerun-if-changed=build.rs");
}
