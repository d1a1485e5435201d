//! Words that names are made of, by country. Invented combinations: no list of real people or firms stands behind them.

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
    "Wellness", "Nutrition", "Natural Health", "Home Care", "Botanicals", "Fitness", "Family Health", "Beauty",
    "Essentials", "Organics", "Vitality", "Lifestyle", "Health Foods", "Supplements", "Skin Care", "Balance",
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

const CA: Country = Country {
    given: &[
        "Marie", "Jean", "Émilie", "Liam", "Olivia", "Noah", "Chloé", "Mathieu", "Priya", "Wei", "Fatima", "Gurpreet",
        "Isabelle", "Geneviève", "Ethan", "Hannah", "Dylan", "Zoé", "François", "Simone", "Aaliyah", "Connor", "Yuki",
        "Xavier", "Anaïs", "Nikolai", "Tanya", "Graham", "Heather", "Marc-André",
    ],
    family: &[
        "Tremblay", "Roy", "Gagnon", "Côté", "Bouchard", "Lavoie", "Fortin", "Gauthier", "Morin", "Pelletier", "Smith",
        "Brown", "MacDonald", "Campbell", "Singh", "Chen", "Wong", "Li", "Patel", "Nguyen", "Martin", "Wilson", "Sidhu",
        "O'Brien", "Lévesque", "Bélanger", "Fraser", "Kowalchuk", "Friesen", "D'Amico",
    ],
    places: &[
        "Maple", "Laurentian", "Prairie", "Harbour", "Rideau", "Cedar", "Northern", "Fundy", "Okanagan", "Saint-Laurent",
        "Gatineau", "Lakeshore", "Boréal", "Rocky Mountain",
    ],
    forms: &["Inc.", "Ltd.", "Ltée", "", "", "& Co.", "Enr."],
    regions: &[
        Region { name: "Ontario", area: "416", language: "en" },
        Region { name: "Ontario", area: "613", language: "en" },
        Region { name: "Québec", area: "514", language: "fr" },
        Region { name: "Québec", area: "418", language: "fr" },
        Region { name: "British Columbia", area: "604", language: "en" },
        Region { name: "Alberta", area: "403", language: "en" },
        Region { name: "Manitoba", area: "204", language: "en" },
        Region { name: "Nova Scotia", area: "902", language: "en" },
        Region { name: "New Brunswick", area: "506", language: "fr" },
        Region { name: "Saskatchewan", area: "306", language: "en" },
    ],
    phone: "+1 @-555-01##",
};

const US: Country = Country {
    given: &[
        "James", "Maria", "Robert", "Jennifer", "Michael", "Linda", "David", "Ashley", "José", "Aisha", "Tyrone",
        "Kimberly", "Brandon", "Nicole", "Carlos", "Megan", "Darnell", "Heidi", "Wyatt", "Guadalupe", "Trevor", "Kayla",
        "Ming", "Savannah", "Luis", "Deborah", "Xiomara", "Earl", "Ruth", "Malik",
    ],
    family: &[
        "Johnson", "Williams", "Jones", "Garcia", "Miller", "Davis", "Rodriguez", "Martinez", "Hernandez", "Lopez",
        "Anderson", "Thomas", "Taylor", "Moore", "Jackson", "Lee", "Thompson", "White", "Harris", "Clark", "Ramírez",
        "Walker", "Young", "Torres", "Nguyen", "Hill", "Flores", "O'Connor", "Schmidt", "Yazzie",
    ],
    places: &[
        "Blue Ridge", "Lone Star", "Bayview", "Sunbelt", "Evergreen", "Heartland", "Cascade", "Magnolia", "Desert Rose",
        "Liberty", "Great Lakes", "Golden Gate", "Pine Valley", "Riverside",
    ],
    forms: &["LLC", "Inc.", "Corp.", "", "", "& Associates", "Group"],
    regions: &[
        Region { name: "California", area: "213", language: "en" },
        Region { name: "California", area: "415", language: "es" },
        Region { name: "Texas", area: "512", language: "en" },
        Region { name: "Texas", area: "210", language: "es" },
        Region { name: "Florida", area: "305", language: "es" },
        Region { name: "New York", area: "212", language: "en" },
        Region { name: "Illinois", area: "312", language: "en" },
        Region { name: "Ohio", area: "614", language: "en" },
        Region { name: "Georgia", area: "404", language: "en" },
        Region { name: "Utah", area: "801", language: "en" },
        Region { name: "Washington", area: "206", language: "en" },
        Region { name: "Puerto Rico", area: "787", language: "es" },
    ],
    phone: "(@) 555-01##",
};

const UK: Country = Country {
    given: &[
        "Oliver", "Amelia", "George", "Isla", "Harry", "Poppy", "Mohammed", "Aoife", "Alasdair", "Siân", "Gethin", "Nia",
        "Rory", "Freya", "Callum", "Imogen", "Tariq", "Zainab", "Alfie", "Beatrix", "Niamh", "Rupert", "Shanice", "Ewan",
        "Priyanka", "Nigel", "Margaret", "Kwame", "Agnieszka", "Dafydd",
    ],
    family: &[
        "Jones", "Williams", "Davies", "Evans", "Thomas", "Johnson", "Roberts", "Walker", "Wright", "Robinson",
        "Thompson", "White", "Hughes", "Edwards", "Green", "Hall", "Wood", "Harris", "Clarke", "Ahmed", "Begum", "Campbell",
        "Stewart", "McKenzie", "O'Neill", "Okonkwo", "Nowak", "ap Rhys", "Featherstone", "St John",
    ],
    places: &[
        "Thames", "Cotswold", "Highland", "Pennine", "Severn", "Cornish", "Lothian", "Snowdonia", "Lakeland", "Mersey",
        "Ashdown", "Kentish", "Antrim", "Peak District",
    ],
    forms: &["Ltd", "LLP", "PLC", "", "", "& Daughters", "Partners"],
    regions: &[
        Region { name: "Greater London", area: "20 7946", language: "en" },
        Region { name: "West Midlands", area: "121 496", language: "en" },
        Region { name: "Greater Manchester", area: "161 496", language: "en" },
        Region { name: "West Yorkshire", area: "113 496", language: "en" },
        Region { name: "Scotland", area: "131 496", language: "en" },
        Region { name: "Wales", area: "29 2018", language: "cy" },
        Region { name: "Northern Ireland", area: "28 9649", language: "en" },
        Region { name: "Tyne and Wear", area: "191 498", language: "en" },
    ],
    phone: "+44 @ 0###",
};

const AU: Country = Country {
    given: &[
        "Jack", "Charlotte", "Lachlan", "Matilda", "Cooper", "Ruby", "Riley", "Sienna", "Hamish", "Indiana", "Kylie",
        "Bruce", "Mei-Ling", "Van", "Despina", "Giovanni", "Tarni", "Jedda", "Angus", "Bronte", "Arjun", "Sunita",
        "Declan", "Skye", "Mitchell", "Leilani", "Tama", "Aroha", "Bogdan", "Yasmin",
    ],
    family: &[
        "Smith", "Jones", "Williams", "Brown", "Wilson", "Taylor", "Nguyen", "Johnson", "Martin", "White", "Anderson",
        "Walker", "Thompson", "Ryan", "Robinson", "Kelly", "King", "Wright", "Campbell", "Singh", "Papadopoulos", "Rossi",
        "Wang", "Kaur", "O'Reilly", "McGregor", "Haddad", "Pham", "Te Rangi", "Vlahos",
    ],
    places: &[
        "Coral Coast", "Outback", "Harbour City", "Yarra", "Blue Mountains", "Barossa", "Great Southern", "Red Centre",
        "Gold Coast", "Nullarbor", "Derwent", "Kimberley", "Hunter Valley", "Southern Cross",
    ],
    forms: &["Pty Ltd", "Pty Ltd", "", "", "Trust", "Co.", "& Sons"],
    regions: &[
        Region { name: "New South Wales", area: "2 5550", language: "en" },
        Region { name: "Victoria", area: "3 5550", language: "en" },
        Region { name: "Queensland", area: "7 5550", language: "en" },
        Region { name: "South Australia", area: "8 7010", language: "en" },
        Region { name: "Western Australia", area: "8 5550", language: "en" },
        Region { name: "Tasmania", area: "3 7010", language: "en" },
        Region { name: "New South Wales", area: "2 7010", language: "zh" },
        Region { name: "Victoria", area: "3 7010", language: "el" },
    ],
    phone: "+61 @ ####",
};

/// The country of each call centre, in the order of the presets: CA, US, UK, AU.
pub(super) const COUNTRIES: [&Country; 4] = [&CA, &US, &UK, &AU];

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
