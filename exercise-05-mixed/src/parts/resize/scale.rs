//! Resamples pixels: with `fast_image_resize`, or the way that everybody tries first.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage, Rgba, RgbaImage, imageops};

/// The picture in another size, by cubic interpolation (Catmull and Rom), as Pillow's `BICUBIC`: every pixel of the
/// original counts.
pub fn scaled(image: &DynamicImage, size: (u32, u32), naive: bool) -> Result<DynamicImage, String> {
    let colour = image.color();
    Ok(match image {
        _ if naive => image.resize_exact(size.0, size.1, imageops::FilterType::CatmullRom),
        DynamicImage::ImageRgb8(image) => resampled(image, size)?.into(),
        _ if colour.has_alpha() => see_through(&image.to_rgba8(), size)?.into(),
        _ if colour.has_color() => resampled(&image.to_rgb8(), size)?.into(),
        // Grey is made of three equal colours on the way: one kind of pixels is enough to compile.
        _ => DynamicImage::from(resampled(&image.to_rgb8(), size)?)
            .into_luma8()
            .into(),
    })
}

fn resampled(image: &RgbImage, (width, height): (u32, u32)) -> Result<RgbImage, String> {
    let source = TypedImageRef::<U8x3>::from_buffer(image.width(), image.height(), image);
    let source = source.map_err(|error| error.to_string())?;
    let mut result = TypedImage::<U8x3>::new(width, height);
    let cubic = ResizeAlg::Convolution(FilterType::CatmullRom);
    let options = ResizeOptions::new().resize_alg(cubic).use_alpha(false);
    Resizer::new()
        .resize_typed(&source, &mut result, &options)
        .map_err(|error| error.to_string())?;
    let bytes = result.pixels().iter().flat_map(|pixel| pixel.0).collect();
    Ok(RgbImage::from_raw(width, height, bytes).expect("three bytes to each pixel"))
}

/// What cannot be seen has a colour all the same, and it must not shine through: colours count as much as they are seen.
fn see_through(image: &RgbaImage, size: (u32, u32)) -> Result<RgbaImage, String> {
    let (width, height) = image.dimensions();
    let each = |pixel: fn([u8; 4]) -> [u8; 3]| {
        let bytes = image.pixels().flat_map(|rgba| pixel(rgba.0)).collect();
        RgbImage::from_raw(width, height, bytes).expect("three bytes to each pixel")
    };
    let colours = resampled(
        &each(|[r, g, b, a]| [r, g, b].map(|part| seen_of(part, a))),
        size,
    )?;
    let alphas = resampled(&each(|[_, _, _, a]| [a; 3]), size)?;
    Ok(RgbaImage::from_fn(size.0, size.1, |x, y| {
        let ([r, g, b], alpha) = (colours.get_pixel(x, y).0, alphas.get_pixel(x, y).0[0]);
        let [r, g, b] = [r, g, b].map(|part| unseen_of(part, alpha));
        Rgba([r, g, b, alpha])
    }))
}

/// How much of a colour is seen.
fn seen_of(part: u8, alpha: u8) -> u8 {
    ((u32::from(part) * u32::from(alpha) + 127) / 255) as u8
}

/// And back.
fn unseen_of(part: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha).max(1);
    ((u32::from(part) * 255 + alpha / 2) / alpha).min(255) as u8
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
