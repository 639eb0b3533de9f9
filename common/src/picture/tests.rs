//! What is written can be read again, and what cannot be written leaves nothing behind.

use super::*;
use png::ColorType;
use std::io::Write;

const PALETTE: [Colour; 3] = [[0, 0, 0], [255, 255, 255], [10, 20, 30]];

fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// The colours of the pixels, as any other program reads them.
fn read(path: &Path) -> (u32, u32, Vec<u8>) {
    let file = io::BufReader::new(fs::File::open(path).unwrap());
    let mut decoder = png::Decoder::new(file);
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!(info.color_type, ColorType::Rgb);
    (info.width, info.height, bytes)
}

#[test]
fn pixels_come_back_as_they_went() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.png");
    for (width, height) in [(1, 1), (1, 7), (7, 1), (333, 50)] {
        let at = |x: u32, y: u32| ((x * 7 + y * 13) % 3) as u8;
        let row = |y| (0..width).map(|x| at(x, y)).collect::<Vec<u8>>();
        let colours = |y| row(y).iter().flat_map(|&n| PALETTE[n as usize]).collect();
        let expected: Vec<u8> = (0..height).flat_map::<Vec<u8>, _>(colours).collect();

        let size = (width, height);
        let bytes = write(&path, size, Pixels::Palette(&PALETTE), (0..height).map(row)).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().len(), bytes);
        assert_eq!(read(&path), (width, height, expected.clone()));

        let rows = (0..height).map(colours);
        write(&path, size, Pixels::Rgb, rows).unwrap();
        assert_eq!(read(&path), (width, height, expected));
    }
    assert_eq!(names(dir.path()), [path]);
}

#[cfg(unix)]
#[test]
fn a_picture_is_for_all_to_read_as_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let (picture, other) = (dir.path().join("a.png"), dir.path().join("b"));
    write(&picture, (1, 1), Pixels::Rgb, [[1, 2, 3]]).unwrap();
    fs::write(&other, "").unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&picture), mode(&other));
}

#[test]
fn what_is_no_picture_is_refused_and_the_old_one_stays() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.png");
    write(&path, (1, 1), Pixels::Rgb, [[1, 2, 3]]).unwrap();
    let old = fs::read(&path).unwrap();
    let two = Pixels::Palette(&PALETTE[..2]);
    let refused = |size, pixels, rows: &[&[u8]], says: &str| {
        let error = write(&path, size, pixels, rows).unwrap_err().to_string();
        assert!(error.contains("a.png: ") && error.contains(says), "{error}");
    };
    refused((0, 5), two, &[], "0 × 5 pixels: a picture has at least one");
    refused((1, 0), two, &[], "1 × 0 pixels");
    refused((1, 1), Pixels::Palette(&[]), &[&[0]], "0 colours");
    refused(
        (1, 1),
        Pixels::Palette(&[[0; 3]; 257]),
        &[&[0]],
        "257 colours",
    );
    refused((2, 1), two, &[&[0]], "row 0 has 1 bytes, not 2");
    refused((1, 1), Pixels::Rgb, &[&[0]], "row 0 has 1 bytes, not 3");
    refused((1, 2), two, &[&[1], &[2]], "row 1 asks for colour 2 of 2");
    refused((1, 2), two, &[&[1]], "fewer than 2 rows");
    refused((1, 1), two, &[&[1], &[1]], "more than 1 rows");
    assert_eq!(fs::read(&path).unwrap(), old);
    assert_eq!(names(dir.path()), [path]);
}

#[test]
fn a_file_that_is_no_picture_is_not_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mine.rs");
    for (text, may) in [("fn main() {}", false), ("x", false), ("", true)] {
        fs::write(&path, text).unwrap();
        assert_eq!(check_place(&path).is_ok(), may, "{text:?}");
        let written = write(&path, (1, 1), Pixels::Rgb, [[1, 2, 3]]);
        assert_eq!(written.is_ok(), may, "{text:?}");
        match written {
            Err(error) => {
                assert!(error.to_string().contains("no PNG picture"), "{error}");
                assert_eq!(fs::read(&path).unwrap(), text.as_bytes());
            }
            // The picture that is there now may be replaced by another.
            Ok(_) => check_place(&path).unwrap(),
        }
    }
}

#[test]
fn places_that_take_no_picture_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = |path: &Path, says: &str| {
        let error = write(path, (1, 1), Pixels::Rgb, [[1, 2, 3]]).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        let early = check_place(path).unwrap_err();
        assert_eq!(early.to_string(), error.to_string());
    };
    check_place(&dir.path().join("a.png")).unwrap();
    refused(&dir.path().join("no/a.png"), "no: there is no such folder");
    refused(&file.join("a.png"), "file: this is not a folder");
    refused(dir.path(), "this is no name for a file");
    refused(Path::new(""), "this is no name for a file");
    refused(Path::new(".."), "this is no name for a file");
    #[cfg(unix)]
    refused(
        Path::new("/dev/null"),
        "/dev/null: cannot write the picture",
    );
    #[cfg(target_os = "linux")]
    refused(
        Path::new("/proc/a.png"),
        "/proc: cannot write a picture in this folder",
    );
    assert_eq!(names(dir.path()), [file]);
}

/// A disk with room for so many bytes.
struct Disk(usize);

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self
            .0
            .checked_sub(bytes.len())
            .ok_or(ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_noticed_wherever_it_fills_up() {
    let row = |y: u32| {
        (0..600)
            .map(move |x: u32| ((x * x * y) >> 3) as u8)
            .collect()
    };
    let written = |disk: &mut Disk| {
        let rows = (0..100).map::<Vec<u8>, _>(row);
        encode(disk, (200, 100), Pixels::Rgb, rows)
    };
    let mut endless = Disk(usize::MAX);
    written(&mut endless).unwrap();
    let length = usize::MAX - endless.0;
    assert!(length > 10_000, "{length}");
    assert!(written(&mut Disk(length)).is_ok());
    for room in [0, 1, length / 3, length / 2, length - 20, length - 1] {
        let error = written(&mut Disk(room)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        let error = io_error("write the picture", "a.png".as_ref(), error).to_string();
        assert!(error.contains("Free some space"), "{error}");
    }
}

#[test]
fn the_default_place_is_cargos_folder() {
    let path = default_path("a.png");
    assert!(path.with_file_name("CACHEDIR.TAG").is_file(), "{path:?}");
}
