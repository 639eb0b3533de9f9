//! What is cut out of a reference answer, and which markers are refused.

use homework::skeleton::{MarkerError, cut};

#[test]
fn a_region_becomes_the_text_after_its_marker() {
    let reference = "\
fn count(n: u64) -> u64 {
    // TODO(1): count.
    // BEGIN SOLUTION todo!(\"TODO(1): count to {n}\")
    let mut sum = 0;
    sum + n
    // END SOLUTION
}
";
    let skeleton = "\
fn count(n: u64) -> u64 {
    // TODO(1): count.
    todo!(\"TODO(1): count to {n}\")
}
";
    assert_eq!(cut(reference).unwrap(), skeleton);
}

#[test]
fn a_replacement_of_several_lines_keeps_its_own_indentation() {
    let reference = "\
{
    // BEGIN SOLUTION todo!(
    // BEGIN SOLUTION     \"a long sentence\"
    // BEGIN SOLUTION )
    1
    // END SOLUTION
}
";
    let skeleton = "\
{
    todo!(
        \"a long sentence\"
    )
}
";
    assert_eq!(cut(reference).unwrap(), skeleton);
}

#[test]
fn text_without_markers_is_its_own_skeleton() {
    assert_eq!(cut("a\n\nb\n").unwrap(), "a\n\nb\n");
    assert_eq!(cut("").unwrap(), "");
}

/// `region` stands for a region without a replacement.
fn without(reference: &str) -> String {
    let region = "// BEGIN SOLUTION\nuse rayon::prelude::*;\n// END SOLUTION\n";
    cut(&reference.replace("region\n", region)).unwrap()
}

#[test]
fn a_region_that_just_goes_leaves_no_doubled_blank_line() {
    assert_eq!(without("a\nregion\nb\n"), "a\nb\n");
    assert_eq!(without("a\n\nregion\n\nb\n"), "a\n\nb\n");
    assert_eq!(without("a\n\nregion\nb\n"), "a\n\nb\n");
    assert_eq!(without("a\nregion\n\nb\n"), "a\n\nb\n");
    assert_eq!(without("a\n\nregion\n\nregion\n\nb\n"), "a\n\nb\n");
}

#[test]
fn a_region_that_just_goes_leaves_no_blank_line_at_an_edge() {
    assert_eq!(without("region\n\nb\n"), "b\n");
    assert_eq!(without("a\n\nregion\n"), "a\n");
    assert_eq!(
        without("fn f() {\nregion\n\n    a\n}\n"),
        "fn f() {\n    a\n}\n"
    );
    assert_eq!(
        without("fn f() {\n    a\n\nregion\n}\n"),
        "fn f() {\n    a\n}\n"
    );
}

#[test]
fn line_ends_of_windows_are_understood() {
    let reference = "// BEGIN SOLUTION todo!()\r\n1\r\n// END SOLUTION\r\n";
    assert_eq!(cut(reference).unwrap(), "todo!()\n");
}

fn refused(reference: &str) -> (usize, &'static str) {
    let MarkerError { line, problem } = cut(reference).unwrap_err();
    (line, problem)
}

#[test]
fn an_unclosed_region_is_refused_at_the_line_where_it_begins() {
    let (line, problem) = refused("a\n// BEGIN SOLUTION\nb\nc\n");
    assert_eq!(line, 2);
    assert!(problem.contains("never closed"), "{problem}");
}

#[test]
fn a_nested_region_is_refused_at_the_inner_marker() {
    for nested in [
        "// BEGIN SOLUTION\n// BEGIN SOLUTION todo!()\na\n// END SOLUTION\n",
        "// BEGIN SOLUTION todo!()\n// BEGIN SOLUTION\na\n// END SOLUTION\n",
    ] {
        let (line, problem) = refused(nested);
        assert_eq!(line, 2);
        assert!(problem.contains("inside another"), "{problem}");
    }
    assert_eq!(
        refused("// BEGIN SOLUTION todo!()\na\n// BEGIN SOLUTION todo!()\nb\n").0,
        3
    );
}

#[test]
fn a_stray_end_is_refused() {
    let (line, problem) = refused("a\nb\n// END SOLUTION\n");
    assert_eq!(line, 3);
    assert!(problem.contains("never began"), "{problem}");
}

#[test]
fn a_marker_that_would_be_overlooked_is_refused() {
    for line in [
        "let a = 1; // BEGIN SOLUTION",
        "// BEGIN SOLUTIONS",
        "//BEGIN SOLUTION",
        "/* END SOLUTION */",
        "// END SOLUTION of TODO(1)",
    ] {
        let (number, problem) = refused(&format!("a\n{line}\n"));
        assert_eq!(number, 2);
        assert!(problem.contains("line of its own"), "{line}: {problem}");
    }
}
