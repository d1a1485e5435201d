//! Makes the small picture of a raster image, within limits that no upload can stretch. It must not trust what an image
//! says of itself, and carries none of it over: no place, no camera, no words.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
    codecs::jpeg::JpegEncoder,
    error::{LimitError, LimitErrorKind},
};

use super::sniff::Raster;

/// Neither side of the small picture is longer, in pixels.
const SIDE: u32 = 320;
/// More pixels than a good camera makes are not decoded.
const MOST_PIXELS: u64 = 50_000_000;
/// One side alone, in pixels.
const LONGEST_SIDE: u32 = 20_000;
/// What a decoder may take, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// JPEG, of a hundred.
const QUALITY: u8 = 82;

/// What came of an image.
#[derive(Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Its small picture, a JPEG.
    Small(Vec<u8>),
    /// None, for it is too large, or of a kind that is not decoded here.
    Undrawn,
    /// None, for it is no image, or not all of one, whatever its first bytes announce.
    Damaged,
}

/// The small picture: upright, on white where the image can be seen through, of its first frame where it moves.
pub fn thumbnail(content: &[u8], kind: Raster) -> Drawn {
    match (kind, drawn(content, kind)) {
        (_, Ok(small)) => Drawn::Small(small),
        (Raster::Avif, _) | (_, Err(Some(ImageError::Limits(_) | ImageError::Unsupported(_)))) => Drawn::Undrawn,
        (_, Err(_)) => Drawn::Damaged,
    }
}

/// No reason is a kind that is not decoded here.
fn drawn(content: &[u8], kind: Raster) -> Result<Vec<u8>, Option<ImageError>> {
    let format = match kind {
        Raster::Png => ImageFormat::Png,
        Raster::Jpeg => ImageFormat::Jpeg,
        Raster::Gif => ImageFormat::Gif,
        Raster::Webp => ImageFormat::WebP,
        Raster::Avif => return Err(None),
    };
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(Some)?;
    // The pixels themselves are not held against the limits by all decoders.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Some(ImageError::Limits(LimitError::from_kind(LimitErrorKind::DimensionError))));
    }
    let turned = decoder.orientation().ok();
    let whole = DynamicImage::from_decoder(decoder).map_err(Some)?;
    let mut small = if width.max(height) > SIDE { whole.thumbnail(SIDE, SIDE) } else { whole };
    if let Some(turned) = turned {
        small.apply_orientation(turned);
    }
    let mut written = Vec::new();
    on_white(&small).write_with_encoder(JpegEncoder::new_with_quality(&mut written, QUALITY)).map_err(Some)?;
    Ok(written)
}

fn on_white(image: &DynamicImage) -> RgbImage {
    let seen = image.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let blend = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([blend(red), blend(green), blend(blue)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut written = Cursor::new(Vec::new());
        image.write_to(&mut written, format).unwrap();
        written.into_inner()
    }

    fn small(content: &[u8], kind: Raster) -> Vec<u8> {
        match thumbnail(content, kind) {
            Drawn::Small(small) => small,
            other => panic!("{other:?}"),
        }
    }

    fn sides(jpeg: &[u8]) -> (u32, u32) {
        let read = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap();
        (read.width(), read.height())
    }

    #[test]
    fn every_format_gets_small() {
        let red = DynamicImage::ImageRgb8(RgbImage::from_pixel(1_000, 500, Rgb([200, 0, 0])));
        for (kind, format) in [
            (Raster::Png, ImageFormat::Png),
            (Raster::Jpeg, ImageFormat::Jpeg),
            (Raster::Gif, ImageFormat::Gif),
            (Raster::Webp, ImageFormat::WebP),
        ] {
            let small = small(&encoded(&red, format), kind);
            assert_eq!(sides(&small), (320, 160), "{kind:?}");
        }
        let tiny = DynamicImage::ImageRgb8(RgbImage::new(3, 2));
        assert_eq!(sides(&small(&encoded(&tiny, ImageFormat::Png), Raster::Png)), (3, 2));
    }

    #[test]
    fn what_can_be_seen_through_stands_on_white() {
        let clear = DynamicImage::new_rgba8(8, 8);
        let small = small(&encoded(&clear, ImageFormat::Png), Raster::Png);
        let read = image::load_from_memory(&small).unwrap().to_rgb8();
        assert!(read.get_pixel(4, 4).0.iter().all(|colour| *colour > 250));
    }

    #[test]
    fn a_bomb_is_refused_before_it_goes_off() {
        // A header that announces 50,000 by 50,000 pixels, and hardly anything behind it.
        let mut bomb = encoded(&DynamicImage::new_luma8(1, 1), ImageFormat::Png);
        bomb[16..20].copy_from_slice(&50_000u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&50_000u32.to_be_bytes());
        let sum = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(thumbnail(&bomb, Raster::Png), Drawn::Undrawn);
        let mut bomb = encoded(&DynamicImage::new_rgb8(1, 1), ImageFormat::Gif);
        bomb[6..10].copy_from_slice(&[0x20, 0x4e, 0x20, 0x4e]);
        assert_eq!(thumbnail(&bomb, Raster::Gif), Drawn::Undrawn);
    }

    #[test]
    fn what_is_no_image_gets_none() {
        for content in [&b""[..], b"<html>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 and so on"] {
            for kind in Raster::ALL {
                let says = if *kind == Raster::Avif { Drawn::Undrawn } else { Drawn::Damaged };
                assert_eq!(thumbnail(content, *kind), says, "{kind:?}");
            }
        }
    }

    #[test]
    fn half_a_picture_is_none() {
        let noise =
            RgbImage::from_fn(64, 64, |x, y| Rgb([(x * y % 251) as u8, (x * 7 % 256) as u8, (y * 13 % 256) as u8]));
        let whole = encoded(&DynamicImage::ImageRgb8(noise), ImageFormat::Png);
        assert!(matches!(thumbnail(&whole, Raster::Png), Drawn::Small(_)));
        assert_eq!(thumbnail(&whole[..whole.len() / 2], Raster::Png), Drawn::Damaged);
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
        })
    }
}
