//! Lab `resize` on folders of every kind: each picture is done right, or named with the reason why not.

use super::program::{Program, text};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAM: Program = Program("05-mixed resize --runs 1");

/// The report on a folder, with the results in `out`.
fn report(data: &Path, out: &Path, more: &[&str]) -> String {
    PROGRAM.report([&["--data", text(data), "--out", text(out)], more].concat())
}

fn shipped(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("it is a member").join("data/images").join(name)
}

/// Two folders: for originals, and for results.
fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let (data, out) = (dir.path().join("data"), dir.path().join("out"));
    fs::create_dir(&data).unwrap();
    (dir, data, out)
}

fn pixels(path: &Path) -> image::RgbaImage {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    image::load_from_memory(&bytes).unwrap().into_rgba8()
}

fn contents(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(contents(&path)),
            false => drop(all.insert(path.clone(), fs::read(&path).unwrap())),
        }
    }
    all
}

#[test]
fn bad_pictures_are_named_and_the_others_done_and_no_original_is_touched() {
    let (_dir, _, out) = folders();
    let odd = shipped("odd");
    let before = contents(&odd);
    let report = report(&odd, &out, &[]);
    for line in [
        "empty.jpg: the file is empty",
        "huge.png: 60000 × 60000 pixels: that is more than 100 megapixels",
        "truncated.jpg: truncated",
        "3 of 9 pictures failed",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
    assert_eq!(before, contents(&odd));
    // The PNG that was called .jpg bears its right name now.
    for name in [
        "16-bit.png",
        "a-png.png",
        "grey.jpg",
        "see-through.png",
        "tiny.png",
        "turned.jpg",
    ] {
        let result = pixels(&out.join("300x300").join(name));
        assert_eq!(result.dimensions(), (300, 300), "{name}");
        let thumbnail = pixels(&out.join("thumbnails-64x64").join(name));
        let (width, height) = thumbnail.dimensions();
        assert!(width.max(height) <= 64, "{name}");
    }
    // 24 × 16 is never enlarged, and proportions stay.
    let tiny = pixels(&out.join("thumbnails-64x64/tiny.png"));
    assert_eq!(tiny.dimensions(), (24, 16));
    assert_eq!(
        pixels(&out.join("thumbnails-64x64/turned.jpg")).dimensions(),
        (64, 43)
    );
    let see_through = pixels(&out.join("300x300/see-through.png"));
    assert_eq!(see_through.get_pixel(0, 0).0[3], 0);
    assert!(see_through.get_pixel(150, 150).0[3] > 250);
    // Nothing unfinished is left, and the sheet can be looked at.
    let left = fs::read_dir(&out).unwrap().count();
    assert_eq!(left, 3, "two folders and the contact sheet");
    assert!(pixels(&out.join("contact-sheet.png")).width() > 300);
}

#[test]
fn a_cmyk_jpeg_has_its_colours_and_a_turned_one_stands_upright() {
    let (_dir, data, out) = folders();
    fs::write(data.join("cmyk.jpg"), include_bytes!("resize_05/cmyk.jpg")).unwrap();
    fs::copy(shipped("odd/turned.jpg"), data.join("turned.jpg")).unwrap();
    report(&data, &out, &["--fit"]);
    // Pillow shows this one as 235, 51, 69.
    let [r, g, b, _] = pixels(&out.join("within-300x300/cmyk.jpg"))
        .get_pixel(8, 8)
        .0;
    assert!(
        r > 215 && (30..75).contains(&g) && (45..95).contains(&b),
        "{r} {g} {b}"
    );
    // The sky is above the hills, and it is the brighter of the two.
    let turned = pixels(&out.join("within-300x300/turned.jpg"));
    assert_eq!(turned.dimensions(), (300, 200));
    let light = |y| {
        turned.get_pixel(20, y).0[..3]
            .iter()
            .map(|&part| u32::from(part))
            .sum::<u32>()
    };
    assert!(light(60) > light(195), "{} {}", light(60), light(195));
}

#[test]
fn what_is_up_to_date_is_not_done_again() {
    let (_dir, data, out) = folders();
    for name in ["tiny.png", "grey.jpg"] {
        fs::copy(shipped("odd").join(name), data.join(name)).unwrap();
    }
    let first = report(&data, &out, &["--size", "20"]);
    assert!(first.contains("2 pictures: resize to 20 × 20"), "{first}");
    let again = report(&data, &out, &["--size", "20"]);
    assert!(again.contains("2 pictures up to date"), "{again}");
    let forced = report(&data, &out, &["--size", "20", "--force"]);
    assert!(forced.contains("2 pictures: resize"), "{forced}");
    let other = report(&data, &out, &["--size", "30"]);
    assert!(other.contains("2 pictures: resize to 30 × 30"), "{other}");
    // A new original, though an older one: its result is stale.
    fs::copy(shipped("odd/16-bit.png"), data.join("tiny.png")).unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let file = fs::File::options()
        .write(true)
        .open(data.join("tiny.png"))
        .unwrap();
    file.set_modified(old).unwrap();
    let changed = report(&data, &out, &["--size", "20"]);
    assert!(changed.contains("1 picture: resize"), "{changed}");
    assert!(
        changed.contains("1 picture more was up to date"),
        "{changed}"
    );
}

#[cfg(unix)]
#[test]
fn odd_names_and_odd_files_stop_nobody() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let (_dir, data, out) = folders();
    let name = std::ffi::OsStr::from_bytes(b"\xff\x1b[2J.png");
    fs::copy(shipped("odd/tiny.png"), data.join(name)).unwrap();
    fs::copy(shipped("odd/tiny.png"), data.join("a.png")).unwrap();
    // Its result would be called a.png, too.
    fs::copy(shipped("odd/tiny.png"), data.join("a.jpg")).unwrap();
    fs::write(data.join("notes.txt"), "no picture").unwrap();
    fs::write(data.join("b.jpg"), "GIF89a, and no more").unwrap();
    symlink("loop.png", data.join("loop.png")).unwrap();
    let made = Command::new("mkfifo")
        .arg(data.join("pipe.png"))
        .status()
        .unwrap();
    assert!(made.success());
    let report = report(&data, &out, &["--size", "20"]);
    assert!(out.join("20x20").join(name).is_file());
    for line in [
        "as that of",
        "it begins like GIF",
        "pipe.png: a FIFO",
        "loop.png: ",
        "1 other file in the folder is no picture.",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
    assert!(!report.contains('\x1b'), "{report}");
}

#[test]
fn results_never_go_among_the_originals() {
    let (dir, data, _) = folders();
    fs::copy(shipped("odd/tiny.png"), data.join("a.png")).unwrap();
    let inside = data.join("new/small");
    for out in [data.as_path(), inside.as_path(), dir.path()] {
        let complaint = PROGRAM.complaint(["--data", text(&data), "--out", text(out)]);
        assert!(
            complaint.contains("must not go into the folder of the originals"),
            "{complaint}"
        );
    }
    assert_eq!(contents(dir.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_among_the_results_does_not_lead_to_the_originals() {
    let (_dir, data, out) = folders();
    fs::copy(shipped("odd/tiny.png"), data.join("a.png")).unwrap();
    fs::create_dir(&out).unwrap();
    std::os::unix::fs::symlink(&data, out.join("20x20")).unwrap();
    let before = contents(&data);
    let report = report(&data, &out, &["--size", "20"]);
    assert!(
        report.contains("a link leads out of the folder of results"),
        "{report}"
    );
    assert_eq!(before, contents(&data));
}

#[test]
fn folders_and_values_that_make_no_sense_are_refused_by_name() {
    let (_dir, data, out) = folders();
    let file = data.join("file");
    fs::write(&file, "no picture").unwrap();
    let refused = |more: &[&str]| PROGRAM.complaint([&["--out", text(&out)], more].concat());
    let none = refused(&["--data", text(&data)]);
    assert!(none.contains("no JPEG and no PNG in it"), "{none}");
    assert!(refused(&["--data", text(&file)]).contains("this is not a folder"));
    assert!(refused(&["--size", "0"]).contains("from 1 to 4000"));
    for option in [
        "--room",
        "--readers",
        "--megapixels",
        "--thumbnails",
        "--make",
    ] {
        let complaint = refused(&["--data", text(&data), option, "x"]);
        assert!(
            complaint.contains(&format!("{option} takes a whole number")),
            "{complaint}"
        );
    }
    assert!(refused(&["--make", "3"]).contains("--make needs --data"));
    assert!(refused(&["--make", "3", "--data", text(&data)]).contains("not empty"));
    let on_a_file = PROGRAM.complaint(["--out", text(&file)]);
    assert!(on_a_file.contains("this is not a folder"), "{on_a_file}");
}

#[test]
fn every_number_of_workers_gives_the_same() {
    let (_dir, _, out) = folders();
    for workers in [
        &["--workers", "1"][..],
        &["--workers", "3"],
        &["--workers", "8"],
        &["--inline"],
    ] {
        let options = ["--force", "--size", "50", "--room", "1", "--json"];
        let document = report(&shipped("odd"), &out, &[workers, &options].concat());
        assert_eq!(
            document.matches("\"result\":\"6 of 9\"").count(),
            6,
            "{document}"
        );
    }
}

#[test]
fn the_samples_of_the_course_come_from_the_program() {
    let (_dir, data, _) = folders();
    let output = PROGRAM.run(["--make", "samples", "--data", text(&data)]);
    assert!(output.status.success());
    let own = |dir: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
        let below = |path: &Path| path.strip_prefix(dir).unwrap().to_path_buf();
        let files = contents(dir).into_iter();
        files.map(|(path, bytes)| (below(&path), bytes)).collect()
    };
    let (made, shipped) = (own(&data), own(&shipped("")));
    assert!(made.keys().eq(shipped.keys()));
    for (path, bytes) in made {
        assert!(shipped[&path] == bytes, "{} differs", path.display());
    }
}
