//! Makes pictures from a seed: hills under a sky. Nobody took them, so nobody has rights in them.
//!
//! No function of the system's mathematics is used, so the same seed gives the same pictures everywhere.

use super::codec::{Kind, encode};
use super::odd;
use fastrand::Rng;
use image::{DynamicImage, Rgb, RgbImage};
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::Path;

/// What a picture is like.
#[derive(Clone, Copy)]
pub struct Look {
    pub seed: u64,
    pub size: (u32, u32),
    /// How much the pixels differ for no reason, as those of a camera do: it makes files large.
    pub grain: f32,
    /// In few colours, without transitions: a PNG is small then.
    pub flat: bool,
}

/// Another seed would make other pictures.
const SEED: u64 = 5;
const HILLS: usize = 5;

/// Makes so many photographs in `folder`, or the pictures of the course: how many files and bytes that were.
pub fn make(folder: &Path, count: Option<usize>) -> Result<(usize, u64), String> {
    let told = |error: io::Error| format!("--data {}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(told)?;
    if fs::read_dir(folder).map_err(told)?.next().is_some() {
        return Err(format!(
            "--data {}: this folder is not empty. Name a new one for --make; nothing was changed.",
            folder.display()
        ));
    }
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes).map(|()| bytes.len() as u64)
    };
    let photograph = |n: usize| {
        let look = Look {
            seed: SEED + n as u64,
            size: (1920, 1080),
            grain: 14.0,
            flat: false,
        };
        write(
            &format!("photograph-{n:05}.jpg"),
            &jpeg(&landscape(look).into(), 85),
        )
    };
    let sizes: io::Result<Vec<u64>> = match count {
        Some(count) => (1..=count).into_par_iter().map(photograph).collect(),
        None => {
            let samples = samples().into_iter().chain(odd::odd_ones());
            samples.map(|(name, bytes)| write(&name, &bytes)).collect()
        }
    };
    let sizes = sizes.map_err(told)?;
    Ok((sizes.len(), sizes.iter().sum()))
}

/// Large pictures in small files.
fn samples() -> Vec<(String, Vec<u8>)> {
    let look = |n: u64| Look {
        seed: 100 + n,
        size: match (n.is_multiple_of(4), n % 3) {
            (true, _) => (800, 600),
            (false, 0) => (900, 1200),
            (false, 1) => (1200, 900),
            (false, _) => (1280, 720),
        },
        grain: 0.0,
        flat: n.is_multiple_of(4),
    };
    let sample = |n: u64| {
        let (look, name) = (look(n), format!("hills-{n:02}"));
        let image = landscape(look).into();
        match look.flat {
            true => (format!("{name}.png"), png(&image)),
            false => (format!("{name}.jpg"), jpeg(&image, 35)),
        }
    };
    (1..=14).map(sample).collect()
}

/// Hills under a sky.
pub fn landscape(look: Look) -> RgbImage {
    let mut random = Rng::with_seed(look.seed);
    let (width, height) = (look.size.0 as f32, look.size.1 as f32);
    let [top, bottom, far, near] = palette(&mut random);
    let sun = (
        width * (0.15 + 0.7 * random.f32()),
        height * (0.12 + 0.25 * random.f32()),
        height * (0.04 + 0.05 * random.f32()),
    );
    let ridges: Vec<Vec<f32>> = (0..HILLS)
        .map(|hill| {
            let level = 0.42 + 0.13 * hill as f32;
            let heights = ridge(&mut random, look.size.0, 3 + hill);
            let place = |up: f32| height * (level - 0.18 * up + 0.02);
            heights.into_iter().map(place).collect()
        })
        .collect();
    RgbImage::from_fn(look.size.0, look.size.1, |x, y| {
        let (column, y) = (x as usize, y as f32);
        let hill = (0..HILLS).rev().find(|&hill| y > ridges[hill][column]);
        let mut colour = match hill {
            Some(hill) => {
                let depth = (y - ridges[hill][column]) / height;
                let shade = if look.flat { 1.0 } else { 1.0 - 0.5 * depth };
                mix(far, near, hill as f32 / (HILLS - 1) as f32).map(|part| part * shade)
            }
            None => {
                let sky = if look.flat {
                    (y / height * 8.0).floor() / 4.0
                } else {
                    y / height * 2.0
                };
                let (dx, dy) = (x as f32 - sun.0, y - sun.1);
                let distance = (dx * dx + dy * dy) / (sun.2 * sun.2);
                let glow = match () {
                    () if distance < 1.0 => 1.0,
                    () if look.flat => 0.0,
                    () => 0.6 / distance,
                };
                mix(mix(top, bottom, sky), [255.0, 244.0, 214.0], glow)
            }
        };
        if look.grain > 0.0 {
            let noise = (random.f32() + random.f32() - 1.0) * look.grain;
            colour = colour.map(|part| part + noise);
        }
        Rgb(colour.map(|part| part.clamp(0.0, 255.0) as u8))
    })
}

/// Sky above, sky below, hills far away, hills near.
fn palette(random: &mut Rng) -> [[f32; 3]; 4] {
    const SKIES: [[[f32; 3]; 4]; 5] = [
        [
            [70.0, 130.0, 200.0],
            [215.0, 230.0, 240.0],
            [150.0, 175.0, 200.0],
            [30.0, 70.0, 50.0],
        ],
        [
            [50.0, 40.0, 90.0],
            [250.0, 160.0, 90.0],
            [160.0, 100.0, 120.0],
            [35.0, 25.0, 50.0],
        ],
        [
            [120.0, 180.0, 190.0],
            [250.0, 240.0, 210.0],
            [190.0, 200.0, 170.0],
            [70.0, 90.0, 30.0],
        ],
        [
            [200.0, 90.0, 80.0],
            [255.0, 220.0, 150.0],
            [210.0, 140.0, 110.0],
            [90.0, 35.0, 35.0],
        ],
        [
            [15.0, 25.0, 60.0],
            [90.0, 130.0, 170.0],
            [70.0, 95.0, 130.0],
            [8.0, 15.0, 30.0],
        ],
    ];
    let mut palette = SKIES[random.usize(..SKIES.len())];
    for colour in &mut palette {
        *colour = colour.map(|part| part + 30.0 * (random.f32() - 0.5));
    }
    palette
}

/// The line of a ridge: noise of three sizes, from 0 to about 1, for every column.
fn ridge(random: &mut Rng, width: u32, waves: usize) -> Vec<f32> {
    let mut heights = vec![0.0; width as usize];
    let mut part = 0.55;
    for octave in 0..3 {
        let waves = waves << octave;
        let knots: Vec<f32> = (0..=waves + 1).map(|_| random.f32()).collect();
        for (x, height) in heights.iter_mut().enumerate() {
            let at = x as f32 / width as f32 * waves as f32;
            let (knot, along) = (at as usize, at - at.floor());
            let smooth = along * along * (3.0 - 2.0 * along);
            *height += part * (knots[knot] + (knots[knot + 1] - knots[knot]) * smooth);
        }
        part *= 0.5;
    }
    heights
}

fn mix(from: [f32; 3], to: [f32; 3], share: f32) -> [f32; 3] {
    let share = share.clamp(0.0, 1.0);
    [0, 1, 2].map(|i| from[i] + (to[i] - from[i]) * share)
}

pub fn jpeg(image: &DynamicImage, quality: u8) -> Vec<u8> {
    let encoder = Kind::Jpeg {
        quality,
        exif: None,
    };
    encode(image, encoder, None).expect(ENCODED)
}

pub fn png(image: &DynamicImage) -> Vec<u8> {
    encode(image, Kind::Png, None).expect(ENCODED)
}

pub const ENCODED: &str = "memory takes every picture that we make";
