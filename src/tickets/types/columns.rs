//! The columns of a file of types, recognised by their headers: in any order, whatever the case and punctuation. It knows
//! no row.

use crate::platform::refusal::Refusal;
use crate::platform::sheets::{self, Sheet};
use crate::text_enum;

text_enum! {
    /// What a column can say about a type, in the order in which it is written.
    pub enum Column {
        /// Its name; every row has one.
        Name = "name",
        /// The heading under which forms offer it.
        Group = "group",
        /// What it covers.
        Description = "description",
        /// What finds it beside its name.
        SearchWords = "search_words",
        /// Its usual promise.
        DueDays = "due_days",
    }
}

/// Headers in the languages of the desk, without case, accents and punctuation, the best first.
const NAME: [&str; 10] = [
    "name",
    "nom",
    "type",
    "inquiry type",
    "inquiry types",
    "type name",
    "type of inquiry",
    "type de demande",
    "inquiry",
    "category name",
];
const GROUP: [&str; 6] = ["group", "groupe", "group name", "heading", "category", "section"];
const DESCRIPTION: [&str; 6] = ["description", "what it covers", "covers", "meaning", "explanation", "notes"];
const SEARCH_WORDS: [&str; 8] =
    ["search words", "mots de recherche", "mots cles", "search terms", "keywords", "key words", "synonyms", "words"];
const DUE_DAYS: [&str; 12] = [
    "due days",
    "jours d'echeance",
    "jours",
    "echeance",
    "due",
    "days",
    "business days",
    "due date",
    "usual due days",
    "due in days",
    "due in business days",
    "promise",
];

/// Which column of a file says what.
pub(super) type Columns = sheets::Columns<Column>;

/// Recognises the headers of a sheet.
///
/// # Errors
/// No column of names: the refusal names the columns that there are.
pub(super) fn of(sheet: &Sheet) -> Result<Columns, Refusal> {
    let columns = Columns::recognised(sheet, Column::ALL, Column::headers);
    match columns.header(Column::Name) {
        Some(_) => Ok(columns),
        None => Err(Refusal::invalid("file", "types-import-no-name").with("found", sheet.headers_named())),
    }
}

impl Column {
    const fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Name => &NAME,
            Self::Group => &GROUP,
            Self::Description => &DESCRIPTION,
            Self::SearchWords => &SEARCH_WORDS,
            Self::DueDays => &DUE_DAYS,
        }
    }

    /// The catalogue key of what is written above it.
    pub(super) const fn header_key(self) -> &'static str {
        match self {
            Self::Name => "types-name",
            Self::Group => "types-group",
            Self::Description => "types-description",
            Self::SearchWords => "types-search-words",
            Self::DueDays => "types-due-days",
        }
    }

    /// How wide a workbook shows it, in letters.
    pub(super) const fn width(self) -> u8 {
        match self {
            Self::Name | Self::Group => 26,
            Self::Description | Self::SearchWords => 48,
            Self::DueDays => 10,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sheets::{Limits, read_bytes};
    use crate::platform::text::Catalogue;

    fn columns(header: &str) -> Result<Columns, Refusal> {
        of(&read_bytes("x.csv", format!("{header}\n").into_bytes(), &Limits::default()).unwrap())
    }

    #[test]
    fn what_goes_out_is_known_when_it_comes_in() {
        let catalogue = Catalogue::load().unwrap();
        for language in Catalogue::embedded() {
            let texts = catalogue.texts(&language);
            let header = Column::ALL.iter().map(|of| texts.say(of.header_key())).collect::<Vec<_>>().join(",");
            let known: Vec<_> = columns(&header).unwrap().known.iter().map(|(of, place, _)| (*of, *place)).collect();
            assert_eq!(known, Column::ALL.iter().copied().zip(0..).collect::<Vec<_>>(), "{language}");
        }
    }

    #[test]
    fn headers_are_known_in_any_order_and_dress() {
        let found = columns("DUE (days),Key-words,Colour,Inquiry Type,Category").unwrap();
        let known: Vec<_> = found.known.iter().map(|(column, place, _)| (column.as_str(), *place)).collect();
        assert_eq!(known, [("name", 3), ("group", 4), ("search_words", 1), ("due_days", 0)]);
        assert_eq!(found.ignored, ["Colour"]);
        let refusal = columns("Colour,Size").unwrap_err();
        assert_eq!(refusal.complaints[0].args, [("found", "Colour, Size".into())]);
    }
}
