//! Tells raster images by their first bytes. It must not trust names or declared types, and knows no vector
//! formats on purpose: SVG can carry scripts.

use crate::text_enum;

text_enum! {
    /// An image that a browser may show in place, because it can hold nothing but pixels.
    pub enum Raster {
        Png = "png",
        Jpeg = "jpeg",
        Gif = "gif",
        Webp = "webp",
        Avif = "avif",
    }
}

impl Raster {
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
        }
    }
}

/// The image type that these first bytes announce; sixteen bytes are enough.
pub fn sniff(first: &[u8]) -> Option<Raster> {
    match first {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Raster::Png),
        [0xff, 0xd8, 0xff, ..] => Some(Raster::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Raster::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Raster::Webp),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some(Raster::Avif),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_told_by_content() {
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0"), Some(Raster::Png));
        assert_eq!(sniff(b"\xff\xd8\xff\xe0"), Some(Raster::Jpeg));
        assert_eq!(sniff(b"GIF89a.."), Some(Raster::Gif));
        assert_eq!(sniff(b"RIFF\x10\0\0\0WEBPVP8 "), Some(Raster::Webp));
        assert_eq!(sniff(b"\0\0\0\x1cftypavif"), Some(Raster::Avif));
    }

    #[test]
    fn what_could_run_is_no_image() {
        for hostile in
            [&b""[..], b"<svg onload=alert(1)>", b"<html>", b"GIF8", b"%PDF-1.7", b"RIFF\x10\0\0\0WAVE", b"\x89PNG"]
        {
            assert_eq!(sniff(hostile), None, "{hostile:?}");
        }
    }
}
