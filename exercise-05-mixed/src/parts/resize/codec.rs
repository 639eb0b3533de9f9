//! Decodes a picture, resizes it, and encodes the result in the same format.

use super::jpeg;
use super::scale::{eight_bits, scaled};
use super::settings::Settings;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, Limits};
use std::io::Cursor;

/// A result and its thumbnail, encoded.
pub struct Encoded {
    pub size: (u32, u32),
    pub result: Vec<u8>,
    pub thumbnail: Option<Vec<u8>>,
}

/// How good a JPEG is to be, of 100: as good as people save photographs.
const QUALITY: u8 = 85;

/// Makes the picture smaller. An error says what is wrong with the file.
pub fn shrink(content: &[u8], settings: &Settings) -> Result<Encoded, String> {
    let format = format(content)?;
    let header = match format {
        ImageFormat::Jpeg => {
            jpeg::complete(content)?;
            header(JpegDecoder::new(Cursor::new(content)), settings)?
        }
        _ => {
            let mut limits = Limits::no_limits();
            // Text and profiles are compressed, too, and nobody needs more of them than of pixels.
            limits.max_alloc = Some(16 << 20);
            let decoder = PngDecoder::with_limits(Cursor::new(content), limits);
            header(decoder, settings)?
        }
    };
    // Not by the decoder that has read the header: that one would be compiled here once more, and for long.
    let image = image::load_from_memory_with_format(content, format).map_err(told)?;
    let image = eight_bits(image);
    let profile = header.profile_for(&image);
    let size = (image.width(), image.height());
    // Turned last: there is less to turn then. The squares that results fit into look the same from every side.
    let small = |size| {
        let mut small = scaled(&image, size, settings.naive)?;
        small.apply_orientation(header.upright);
        let kind = match format {
            ImageFormat::Jpeg => Kind::Jpeg {
                quality: QUALITY,
                exif: None,
            },
            _ => Kind::Png,
        };
        let encoded = encode(&small, kind, profile)?;
        Ok::<_, String>(((small.width(), small.height()), encoded))
    };
    let (new, result) = small(settings.size(size))?;
    let thumbnail = match settings.thumbnail {
        0 => None,
        _ => Some(small(settings.thumbnail_size(size))?.1),
    };
    Ok(Encoded {
        size: new,
        result,
        thumbnail,
    })
}

/// By the first bytes; names may be wrong.
fn format(content: &[u8]) -> Result<ImageFormat, String> {
    match image::guess_format(content) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png)) => Ok(format),
        Ok(other) => {
            let name = other.extensions_str()[0].to_uppercase();
            Err(format!(
                "neither JPEG nor PNG, whatever its name says: it begins like {name}"
            ))
        }
        Err(_) if content.is_empty() => Err("the file is empty".to_string()),
        Err(_) => Err("neither JPEG nor PNG, whatever its name says".to_string()),
    }
}

/// What a file tells before its pixels.
struct Header {
    upright: Orientation,
    profile: Option<Vec<u8>>,
}

/// An error if there are more pixels to come than may be.
fn header(
    decoder: Result<impl ImageDecoder, ImageError>,
    settings: &Settings,
) -> Result<Header, String> {
    let mut decoder = decoder.map_err(told)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > settings.most_pixels {
        let most = settings.most_pixels as f64 / 1e6;
        return Err(format!(
            "{width} × {height} pixels: that is more than {most} megapixels (--megapixels)"
        ));
    }
    Ok(Header {
        upright: decoder.orientation().map_err(told)?,
        profile: decoder.icc_profile().ok().flatten(),
    })
}

impl Header {
    /// The colour profile, if it is right for these pixels: it names its kind of colours, and those of a CMYK picture
    /// have become others.
    fn profile_for(&self, image: &DynamicImage) -> Option<&[u8]> {
        let kind: &[u8] = match image.color().has_color() {
            true => b"RGB ",
            false => b"GRAY",
        };
        let profile = self.profile.as_deref();
        profile.filter(|profile| profile.get(16..20) == Some(kind))
    }
}

/// How to encode.
pub enum Kind {
    Jpeg {
        /// Of 100.
        quality: u8,
        exif: Option<Vec<u8>>,
    },
    Png,
}

/// The one place that encodes: an encoder is compiled anew wherever it is used.
pub fn encode(image: &DynamicImage, kind: Kind, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match kind {
        Kind::Jpeg { quality, exif } => {
            let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
            if let Some(exif) = exif {
                let _ = encoder.set_exif_metadata(exif);
            }
            write(image, encoder, profile)
        }
        Kind::Png => write(image, PngEncoder::new(&mut bytes), profile),
    }
    .map_err(told)?;
    Ok(bytes)
}

fn write(
    image: &DynamicImage,
    mut encoder: impl ImageEncoder,
    profile: Option<&[u8]>,
) -> Result<(), ImageError> {
    if let Some(profile) = profile {
        // A format that has no place for it shows the picture all the same.
        let _ = encoder.set_icc_profile(profile.to_vec());
    }
    let (width, height, colours) = (image.width(), image.height(), image.color());
    encoder.write_image(image.as_bytes(), width, height, colours.into())
}

fn told(error: ImageError) -> String {
    match error {
        ImageError::Limits(_) => "it needs more memory than a picture may have".to_string(),
        other => {
            let text = other.to_string();
            text.replace("Format error decoding ", "broken ")
        }
    }
}
