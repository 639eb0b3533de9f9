//! Pixels in, PNG out, row by row.

use super::Pixels;
use png::{BitDepth, ColorType, Encoder, EncodingError, Filter};
use std::io::{self, BufWriter, ErrorKind, Write};

/// Writes the picture to `to`. What goes wrong there is handed on as it is: the encoder would make
/// a full disk an error of no particular kind.
pub(super) fn encode<R: AsRef<[u8]>>(
    to: impl Write,
    (width, height): (u32, u32),
    pixels: Pixels<'_>,
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    let mut file = Kept {
        out: BufWriter::new(to),
        refused: None,
    };
    let done = encoded(&mut file, (width, height), pixels, rows).and_then(|()| file.flush());
    done.map_err(|error| file.refused.take().unwrap_or(error))
}

fn encoded<R: AsRef<[u8]>>(
    file: &mut impl Write,
    (width, height): (u32, u32),
    pixels: Pixels<'_>,
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    if width == 0 || height == 0 {
        let text = format!("{width} × {height} pixels: a picture has at least one");
        return Err(cannot_be(text));
    }
    let mut encoder = Encoder::new(file, width, height);
    encoder.set_depth(BitDepth::Eight);
    // How many bytes a pixel has, and which values they may take.
    let (each, values) = match pixels {
        Pixels::Rgb => {
            encoder.set_color(ColorType::Rgb);
            (3, 256)
        }
        Pixels::Palette(colours) => {
            if !(1..=256).contains(&colours.len()) {
                let colours = colours.len();
                return Err(cannot_be(format!("{colours} colours, not 1 to 256")));
            }
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(colours.concat());
            // The numbers of colours that lie side by side have nothing in common.
            encoder.set_filter(Filter::NoFilter);
            (1, colours.len())
        }
    };
    let length = width as usize * each;
    let mut writer = encoder.write_header().map_err(plain)?;
    let mut stream = writer.stream_writer().map_err(plain)?;
    let mut count = 0;
    for row in rows {
        let row = row.as_ref();
        if row.len() != length {
            let bytes = row.len();
            return Err(cannot_be(format!(
                "row {count} has {bytes} bytes, not {length}"
            )));
        }
        if let Some(number) = row.iter().find(|&&byte| usize::from(byte) >= values) {
            return Err(cannot_be(format!(
                "row {count} asks for colour {number} of {values}, the first being 0"
            )));
        }
        count += 1;
        if count > height {
            break;
        }
        stream.write_all(row)?;
    }
    if count != height {
        let than = if count < height { "fewer" } else { "more" };
        return Err(cannot_be(format!("{than} than {height} rows")));
    }
    stream.finish().map_err(plain)?;
    writer.finish().map_err(plain)
}

/// What the system said, or what is wrong with the picture.
fn plain(error: EncodingError) -> io::Error {
    match error {
        EncodingError::IoError(error) => error,
        error => cannot_be(error.to_string()),
    }
}

fn cannot_be(text: String) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, text)
}

/// Keeps the first error of what is written to.
struct Kept<W: Write> {
    out: BufWriter<W>,
    refused: Option<io::Error>,
}

impl<W: Write> Kept<W> {
    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            self.refused.get_or_insert(error);
            kind.into()
        })
    }
}

impl<W: Write> Write for Kept<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.keep(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.keep(result)
    }
}
