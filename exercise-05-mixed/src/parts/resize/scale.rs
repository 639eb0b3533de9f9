//! Resamples pixels: with `fast_image_resize`, or the way that everybody tries first.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, GrayAlphaImage, GrayImage, RgbImage, RgbaImage, imageops};

/// The picture in another size, by cubic interpolation (Catmull and Rom), as Pillow's `BICUBIC`: every pixel of the
/// original counts.
pub fn scaled(
    image: &DynamicImage,
    (width, height): (u32, u32),
    naive: bool,
) -> Result<DynamicImage, String> {
    if naive {
        return Ok(image.resize_exact(width, height, imageops::FilterType::CatmullRom));
    }
    let kind = match image.color().channel_count() {
        1 => PixelType::U8,
        2 => PixelType::U8x2,
        3 => PixelType::U8x3,
        _ => PixelType::U8x4,
    };
    let source = ImageRef::new(image.width(), image.height(), image.as_bytes(), kind)
        .map_err(|error| error.to_string())?;
    let mut result = Image::new(width, height, kind);
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new()
        .resize(&source, &mut result, &options)
        .map_err(|error| error.to_string())?;
    let pixels = result.into_vec();
    let image = match kind {
        PixelType::U8 => GrayImage::from_raw(width, height, pixels).map(Into::into),
        PixelType::U8x2 => GrayAlphaImage::from_raw(width, height, pixels).map(Into::into),
        PixelType::U8x3 => RgbImage::from_raw(width, height, pixels).map(Into::into),
        _ => RgbaImage::from_raw(width, height, pixels).map(Into::into),
    };
    Ok(image.expect("there are as many bytes as the size asks for"))
}

/// The same picture with eight bits for each colour. A JPEG has no more, and no screen shows more of a thumbnail.
pub fn eight_bits(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageLuma16(_) => image.into_luma8().into(),
        DynamicImage::ImageLumaA16(_) => image.into_luma_alpha8().into(),
        DynamicImage::ImageRgb16(_) => image.into_rgb8().into(),
        DynamicImage::ImageRgba16(_) => image.into_rgba8().into(),
        eight => eight,
    }
}
