//! The files of the demo: a few contents, each stored once, which many tickets carry under names that fit them. It writes
//! no row.

use super::luck::Luck;
use super::pictures::{label, paper, parcel, screen};
use crate::platform::files::{Files, Upload};
use futures_util::{StreamExt, TryStreamExt, stream};
use std::convert::Infallible;

/// Of each sort.
const CONTENTS: usize = 4;
const AT_ONCE: usize = 8;

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Parcel,
    Label,
    Paper,
    Screen,
    Message,
    Lines,
}

const SORTS: [Sort; 6] = [Sort::Parcel, Sort::Label, Sort::Paper, Sort::Screen, Sort::Message, Sort::Lines];

/// The contents that lie in the store.
pub(super) struct Shelf(Vec<(Sort, Upload)>);

impl Shelf {
    /// Draws and writes the contents of this seed, and stores them.
    pub(super) async fn fill(files: &Files, seed: u64) -> anyhow::Result<Self> {
        let mut luck = Luck::new(seed);
        let sorts = SORTS.into_iter().flat_map(|sort| [sort; CONTENTS]);
        let contents = sorts.map(|sort| Ok((sort, sort.content(&mut luck)?)));
        let contents: Vec<_> = contents.collect::<anyhow::Result<_>>()?;
        let stored = contents.into_iter().map(async |(sort, content)| {
            let size = content.len() as u64;
            let content = stream::iter([Ok::<_, Infallible>(content.into())]);
            anyhow::Ok((sort, files.keep(sort.names()[0], content, size).await?))
        });
        // Side by side: each waits for the disk.
        Ok(Self(stream::iter(stored).buffered(AT_ONCE).try_collect().await?))
    }

    /// Nothing to take from, for a desk without tickets.
    pub(super) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// A file of this sort under a name of its own.
    pub(super) fn one(&self, sort: Sort, luck: &mut Luck) -> Option<Upload> {
        let fitting: Vec<&Upload> = self.0.iter().filter(|(of, _)| *of == sort).map(|(_, upload)| upload).collect();
        let upload = *fitting.get(luck.below(fitting.len()))?;
        let number = luck.between(1_001, 9_999).to_string();
        Some(Upload { name: luck.pick(sort.names()).replace('#', &number), ..upload.clone() })
    }
}

impl Sort {
    /// What somebody sends who asks about this type of inquiry.
    pub(super) fn about(type_id: i64, luck: &mut Luck) -> Self {
        let sorts: &[Self] = match type_id {
            1 | 8 => &[Self::Parcel, Self::Parcel, Self::Label, Self::Message],
            3 | 4 => &[Self::Label, Self::Screen, Self::Lines, Self::Message],
            5 | 6 | 9 | 14 => &[Self::Paper, Self::Lines, Self::Paper, Self::Message],
            2 | 7 | 10 | 13 => &[Self::Screen, Self::Screen, Self::Message],
            _ => &[Self::Paper, Self::Message],
        };
        sorts[luck.below(sorts.len())]
    }

    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Parcel => &["IMG_#.png", "parcel.png", "damage #.png", "Foto #.png"],
            Self::Label => &["label.png", "IMG_#.png", "shipping label #.png"],
            Self::Paper => &["scan #.png", "invoice #.png", "letter.png"],
            Self::Screen => &["Screenshot #.png", "error.png", "portal.png"],
            Self::Message => &["mail.txt", "message #.txt", "chat #.txt"],
            Self::Lines => &["order lines.csv", "statement #.csv", "export #.csv"],
        }
    }

    fn content(self, luck: &mut Luck) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Parcel => parcel(luck),
            Self::Label => label(luck),
            Self::Paper => paper(luck),
            Self::Screen => screen(luck),
            Self::Message => Ok(message(luck).into_bytes()),
            Self::Lines => Ok(lines(luck).into_bytes()),
        }
    }
}

fn message(luck: &mut Luck) -> String {
    let greeting = luck.pick(&["Hello,", "Good morning,", "Dear team,", "Bonjour,"]);
    let said = [
        "I have written twice already and nobody has answered.",
        "The driver says he was here, but the bell was silent all day.",
        "I attach what I have. Please tell me if you need anything else.",
        "My assistant ordered it, and I only saw it on the invoice.",
        "It worked until last week; since then there is only this message.",
        "Please call before noon, I am on the road in the afternoon.",
    ];
    let words = [luck.pick(&said), luck.pick(&said), luck.pick(&said)].join("\n");
    format!("{greeting}\n\n{words}\n\nThank you\nReference {}\n", luck.between(100_000, 999_999))
}

fn lines(luck: &mut Luck) -> String {
    let mut sheet = String::from("line,item,description,quantity,price\n");
    let items = ["Vitamin C serum", "Starter kit", "Herbal tea sampler", "Blender bottle", "Aloe hand cream"];
    for line in 1..=luck.between(4, 30) {
        let (item, count) = (luck.between(10_000, 99_999), luck.between(1, 12));
        let price = format!("{}.{:02}", luck.between(3, 90), luck.below(100));
        sheet += &format!("{line},{item},{},{count},{price}\n", luck.pick(&items));
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::files::{Raster, sniff};
    use std::collections::BTreeSet;

    #[test]
    fn the_same_seed_writes_the_same_and_every_content_is_another() {
        let all = |seed| {
            let mut luck = Luck::new(seed);
            let contents = SORTS.iter().flat_map(|sort| [*sort; CONTENTS]);
            contents.map(|sort| (sort.names()[0], sort.content(&mut luck).unwrap())).collect::<Vec<_>>()
        };
        let contents = all(1);
        assert_eq!(contents, all(1));
        assert_ne!(contents, all(2));
        assert_eq!(contents.iter().collect::<BTreeSet<_>>().len(), SORTS.len() * CONTENTS);
        for (name, content) in contents {
            assert_eq!(sniff(&content) == Some(Raster::Png), name.ends_with(".png"), "{name}");
            assert!(content.len() < 30_000, "{name}: {}", content.len());
        }
    }
}
