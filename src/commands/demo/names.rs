//! Words that names are made of, by country. Invented combinations: no list of real people or firms stands behind them.

mod australia;
mod canada;
mod united_kingdom;
mod united_states;

use super::luck::Luck;

/// A region, its telephone area codes and the language that people there mostly prefer.
pub(super) struct Region {
    pub(super) name: &'static str,
    pub(super) area: &'static str,
    pub(super) language: &'static str,
}

/// What names are made of in the country of one call centre.
pub(super) struct Country {
    pub(super) given: &'static [&'static str],
    pub(super) family: &'static [&'static str],
    pub(super) places: &'static [&'static str],
    pub(super) forms: &'static [&'static str],
    pub(super) regions: &'static [Region],
    /// The telephone number around an area code; `#` is a digit.
    pub(super) phone: &'static str,
}

const TRADES: &[&str] = &[
    "Wellness",
    "Nutrition",
    "Natural Health",
    "Home Care",
    "Botanicals",
    "Fitness",
    "Family Health",
    "Beauty",
    "Essentials",
    "Organics",
    "Vitality",
    "Lifestyle",
    "Health Foods",
    "Supplements",
    "Skin Care",
    "Balance",
];

/// Names that test a desk: other scripts, accents, apostrophes, one emoji.
const RARE: &[&str] = &[
    "東京ウェルネス株式会社",
    "株式会社さくら健康",
    "上海康健贸易有限公司",
    "香港恒生健康",
    "서울헬스 주식회사",
    "شركة النور للتجارة",
    "مؤسسة الصحة والحياة",
    "חנות הבריאות",
    "Ελληνική Υγεία ΕΠΕ",
    "Здоровье и Гармония",
    "Łukasz Żółkiewski",
    "Nguyễn Thị Hương",
    "Þórunn Guðmundsdóttir",
    "Élise d'Anjou-L'Écuyer",
    "Siân O'Sullivan-Ng",
    "X Æ Holistics",
    "Sunny 🌻 Wellness",
    "1-2-3 Vitality",
    "Smith & Sons (Formerly \"Smythe\")",
    "Nguyen",
];

/// The country of each call centre, in the order of the presets: CA, US, UK, AU.
pub(super) const COUNTRIES: [&Country; 4] = [&canada::CA, &united_states::US, &united_kingdom::UK, &australia::AU];

impl Country {
    /// Somebody's name.
    pub(super) fn person(&self, luck: &mut Luck) -> String {
        format!("{} {}", luck.pick(self.given), luck.pick(self.family))
    }

    /// The name of a distributor: a person, or a firm.
    pub(super) fn distributor(&self, luck: &mut Luck) -> String {
        if luck.below(250) == 0 {
            return luck.pick(RARE).to_owned();
        }
        let trade = luck.pick(TRADES);
        let name = match luck.weighted(&[35, 25, 20, 12, 8]) {
            0 => return self.person(luck),
            1 => format!("{} {trade}", luck.pick(self.places)),
            2 => format!("{} {trade}", luck.pick(self.family)),
            3 => format!("{}'s {trade}", luck.pick(self.given)),
            _ => format!("{} & {}", luck.pick(self.family), luck.pick(self.family)),
        };
        format!("{name} {}", luck.pick(self.forms)).trim_end().to_owned()
    }

    /// A number from the ranges that are kept for fiction, so that nobody is ever called.
    pub(super) fn phone(&self, region: &Region, luck: &mut Luck) -> String {
        let mut number = String::new();
        for letter in self.phone.chars() {
            match letter {
                '@' => number.push_str(region.area),
                '#' => number.push(char::from(b'0' + luck.below(10) as u8)),
                other => number.push(other),
            }
        }
        number
    }
}
