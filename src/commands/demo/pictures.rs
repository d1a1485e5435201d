//! Pictures for the demo, drawn by the program: what customers photograph and what colleagues copy off their screens.
//! It knows no ticket.

use super::luck::Luck;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Small enough to be its own thumbnail.
const WIDE: u32 = 312;
const HIGH: u32 = 208;

type Colour = [u8; 3];

const INK: Colour = [52, 54, 60];
const PALE: Colour = [206, 208, 212];
const PAPER: Colour = [250, 249, 246];

/// A carton on the floor, with a tear in it.
pub(super) fn parcel(luck: &mut Luck) -> anyhow::Result<Vec<u8>> {
    let mut sheet = Sheet::new(|_, y| shade([148, 150, 152], y / 4));
    let brown = shade([176, 130, 84], below(luck, 40));
    let (left, top) = (40 + below(luck, 60), 50 + below(luck, 20));
    let (wide, high) = (150 + below(luck, 40), 110);
    // The lid leans back; the side away from the light is darker.
    for row in 0..26 {
        sheet.fill((left + 26 - row, top - 26 + row), (wide, 1), shade(brown, 0));
    }
    for column in 0..26 {
        sheet.fill((left + wide + column, top - column), (1, high), darker(brown, 60));
    }
    sheet.fill((left, top), (wide, high), darker(brown, 24));
    sheet.fill((left + wide / 2 - 9, top), (18, high), [214, 190, 140]);
    let (mut x, mut y) = (left + 12 + below(luck, wide / 2), top);
    while y < top + high * 3 / 4 {
        let step = 3 + below(luck, 5);
        sheet.fill((x, y), (3 + below(luck, 5), step + 1), [44, 30, 20]);
        x = (x + below(luck, 9)).saturating_sub(4).max(left + 2);
        y += step;
    }
    sheet.png()
}

/// A shipping label with its bars.
pub(super) fn label(luck: &mut Luck) -> anyhow::Result<Vec<u8>> {
    let brown = shade([184, 142, 98], below(luck, 30));
    let mut sheet = Sheet::new(|x, _| shade(brown, x / 24));
    sheet.fill((36, 18), (240, 172), PAPER);
    sheet.fill((36, 18), (240, 26), INK);
    sheet.words(luck, (48, 56), 4, 120);
    sheet.fill((196, 56), (64, 40), PALE);
    let mut x = 52;
    while x < 258 {
        let bar = 1 + below(luck, 4);
        sheet.fill((x, 112), (bar, 58), INK);
        x += bar + 1 + below(luck, 4);
    }
    sheet.png()
}

/// A sheet of paper with a table and a stamp, as a scanner sees it.
pub(super) fn paper(luck: &mut Luck) -> anyhow::Result<Vec<u8>> {
    let mut sheet = Sheet::new(|_, _| [226, 226, 224]);
    sheet.fill((64, 8), (184, 196), PAPER);
    sheet.fill((76, 20), (54, 14), [70, 96, 150]);
    sheet.words(luck, (76, 46), 3, 90);
    for row in 0..6 {
        sheet.fill((76, 86 + row * 14), (160, 1), PALE);
        sheet.words(luck, (80, 90 + row * 14), 1, 70);
        let width = 14 + below(luck, 16);
        sheet.fill((232 - width, 91 + row * 14), (width, 4), INK);
    }
    let (x, y) = (i64::from(190 + below(luck, 30)), i64::from(170 + below(luck, 12)));
    sheet.ring((x, y), 18, [186, 58, 52]);
    sheet.png()
}

/// A window with a message that stands in the way.
pub(super) fn screen(luck: &mut Luck) -> anyhow::Result<Vec<u8>> {
    let mut sheet = Sheet::new(|_, _| [244, 245, 247]);
    let bar = [[38, 70, 120], [36, 96, 84], [84, 56, 112], [60, 64, 72]][luck.below(4)];
    sheet.fill((0, 0), (WIDE, 22), bar);
    sheet.fill((0, 22), (62, HIGH - 22), [230, 232, 236]);
    sheet.words(luck, (8, 36), 7, 40);
    for row in 0..8 {
        sheet.words(luck, (76, 36 + row * 20), 1, 200);
        sheet.fill((72, 48 + row * 20), (232, 1), PALE);
    }
    let (left, top) = (90 + below(luck, 30), 62 + below(luck, 20));
    sheet.fill((left + 3, top + 4), (160, 84), [190, 192, 198]);
    sheet.fill((left, top), (160, 84), [255, 255, 255]);
    sheet.ring((i64::from(left) + 22, i64::from(top) + 26), 11, [200, 48, 44]);
    sheet.words(luck, (left + 44, top + 18), 2, 96);
    sheet.fill((left + 100, top + 58), (48, 16), bar);
    sheet.png()
}

struct Sheet(RgbImage);

impl Sheet {
    fn new(colour: impl Fn(u32, u32) -> Colour) -> Self {
        Self(RgbImage::from_fn(WIDE, HIGH, |x, y| Rgb(colour(x, y))))
    }

    /// What lies outside is left away.
    fn fill(&mut self, (left, top): (u32, u32), (wide, high): (u32, u32), colour: Colour) {
        for y in top.min(HIGH)..(top + high).min(HIGH) {
            for x in left.min(WIDE)..(left + wide).min(WIDE) {
                self.0.put_pixel(x, y, Rgb(colour));
            }
        }
    }

    /// Lines of words, too small to be read.
    fn words(&mut self, luck: &mut Luck, (left, top): (u32, u32), lines: u32, most: u32) {
        for line in 0..lines {
            let end = left + most - below(luck, most / 3);
            let mut x = left;
            while x < end {
                let word = 6 + below(luck, 16);
                self.fill((x, top + line * 10), (word.min(end - x), 4), INK);
                x += word + 4;
            }
        }
    }

    fn ring(&mut self, (x, y): (i64, i64), radius: i64, colour: Colour) {
        for (column, row, pixel) in self.0.enumerate_pixels_mut() {
            let away = (i64::from(column) - x).pow(2) + (i64::from(row) - y).pow(2);
            if ((radius - 4).pow(2)..=radius.pow(2)).contains(&away) {
                *pixel = Rgb(colour);
            }
        }
    }

    fn png(&self) -> anyhow::Result<Vec<u8>> {
        let mut written = Cursor::new(Vec::new());
        self.0.write_to(&mut written, ImageFormat::Png)?;
        Ok(written.into_inner())
    }
}

fn below(luck: &mut Luck, end: u32) -> u32 {
    u32::try_from(luck.below(end as usize)).unwrap_or_default()
}

fn shade(colour: Colour, more: u32) -> Colour {
    colour.map(|part| part.saturating_add(u8::try_from(more).unwrap_or(u8::MAX)))
}

fn darker(colour: Colour, less: u8) -> Colour {
    colour.map(|part| part.saturating_sub(less))
}
