//! Pictures that a program trips over which has only seen good ones.

use super::codec::{Kind, encode};
use super::make::{ENCODED, Look, jpeg, landscape, png};
use image::{DynamicImage, ImageBuffer, Rgb, Rgba, RgbaImage};

/// Their names and contents.
pub fn odd_ones() -> Vec<(String, Vec<u8>)> {
    let picture = |seed: u64, size| -> DynamicImage {
        let look = Look {
            seed,
            size,
            grain: 0.0,
            flat: true,
        };
        landscape(look).into()
    };
    let wide = picture(201, (480, 320));
    let whole = jpeg(&picture(202, (480, 320)), 70);
    let all = [
        ("odd/16-bit.png", deep()),
        ("odd/a-png.jpg", png(&wide)),
        ("odd/empty.jpg", Vec::new()),
        (
            "odd/grey.jpg",
            jpeg(&picture(203, (480, 320)).grayscale(), 70),
        ),
        ("odd/huge.png", huge()),
        ("odd/see-through.png", png(&see_through().into())),
        ("odd/tiny.png", png(&picture(204, (24, 16)))),
        ("odd/truncated.jpg", whole[..whole.len() / 2].to_vec()),
        ("odd/turned.jpg", turned(&picture(205, (480, 320)))),
    ];
    let named = |(name, bytes): (&str, Vec<u8>)| (name.to_string(), bytes);
    all.into_iter().map(named).collect()
}

/// Sixteen bits to a colour.
fn deep() -> Vec<u8> {
    let colour = |x: u32, y: u32| Rgb([x as u16 * 320, y as u16 * 480, 30_000]);
    let image: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::from_fn(200, 130, colour);
    png(&image.into())
}

/// A disc, the less of it to be seen the farther from its middle.
fn see_through() -> RgbaImage {
    RgbaImage::from_fn(120, 80, |x, y| {
        let (dx, dy) = (x as i32 - 60, y as i32 - 40);
        let distance = dx * dx + dy * dy;
        let alpha = 255 - (distance * 255 / (38 * 38)).min(255);
        Rgba([220, 60, 2 * y as u8, alpha as u8])
    })
}

/// A camera held upright: the pixels lie on their side, and a tag says how to turn them (Exif, tag 0x0112).
fn turned(upright: &DynamicImage) -> Vec<u8> {
    let lying = upright.rotate270();
    let mut exif = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]);
    let encoder = Kind::Jpeg {
        quality: 70,
        exif: Some(exif),
    };
    encode(&lying, encoder, None).expect(ENCODED)
}

/// A few bytes that say they are a picture of 60 000 × 60 000 pixels: ten gigabytes of memory for whoever believes it.
fn huge() -> Vec<u8> {
    let mut bytes = png(&DynamicImage::new_rgb8(1, 1));
    let side = 60_000u32.to_be_bytes();
    // After the signature: length and name of the header, then width and height.
    bytes[16..20].copy_from_slice(&side);
    bytes[20..24].copy_from_slice(&side);
    let checksum = crc32(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&checksum);
    bytes
}

/// As PNG has it (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
    !bytes.iter().fold(!0, |crc: u32, &byte| {
        (0..8).fold(crc ^ u32::from(byte), step)
    })
}
