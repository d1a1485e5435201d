//! The columns of an import, recognised by their headers: in any order, whatever the case and punctuation. It knows no
//! row.

use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::{self, Sheet, shortened};
use crate::text_enum;

text_enum! {
    /// What a column of the file can say about a party.
    pub enum Column {
        /// The number that people say; every row has one.
        Number = "number",
        /// The name; every row has one.
        Name = "name",
        /// State, province or country part.
        Region = "region",
        /// Whom one speaks to.
        Contact = "contact",
        /// Where one writes to.
        Email = "email",
        /// Where one calls.
        Phone = "phone",
        /// The language it prefers.
        Language = "language",
        /// Whether it still trades.
        Status = "status",
        /// What everybody must know before speaking to it.
        Warning = "warning",
    }
}

/// Headers without case, accents and punctuation, the best first: with both `Number` and `ID`, `Number` is meant.
const NUMBER: [&str; 31] = [
    "number",
    "numero",
    "numero de distributeur",
    "numero du distributeur",
    "numero de client",
    "numero du client",
    "no de distributeur",
    "no de client",
    "no client",
    "distributor number",
    "customer number",
    "account number",
    "party number",
    "distributor no",
    "customer no",
    "account no",
    "distributor nr",
    "customer nr",
    "distributor id",
    "customer id",
    "account id",
    "distributor code",
    "customer code",
    "no",
    "nr",
    "num",
    "id",
    "code",
    "distributor",
    "customer",
    "account",
];
const NAME: [&str; 14] = [
    "name",
    "nom",
    "nom du distributeur",
    "nom du client",
    "raison sociale",
    "distributor name",
    "customer name",
    "company name",
    "account name",
    "company",
    "business name",
    "full name",
    "organisation",
    "organization",
];
const REGION: [&str; 9] = [
    "region",
    "state province",
    "province state",
    "state",
    "province",
    "province etat",
    "county",
    "territory",
    "territoire",
];
const CONTACT: [&str; 9] = [
    "contact",
    "contact name",
    "contact person",
    "primary contact",
    "main contact",
    "personne ressource",
    "nom du contact",
    "attention",
    "attn",
];
const EMAIL: [&str; 10] = [
    "email",
    "e mail",
    "courriel",
    "adresse de courriel",
    "adresse courriel",
    "email address",
    "e mail address",
    "mail address",
    "mail",
    "contact email",
];
const PHONE: [&str; 11] = [
    "phone",
    "telephone",
    "phone number",
    "telephone number",
    "numero de telephone",
    "phone no",
    "telephone no",
    "tel",
    "mobile",
    "cell",
    "cellulaire",
];
const LANGUAGE: [&str; 6] = ["language", "langue", "preferred language", "langue preferee", "spoken language", "lang"];
const STATUS: [&str; 7] = ["status", "statut", "standing", "account status", "active", "actif", "etat du compte"];
const WARNING: [&str; 6] = ["warning", "avertissement", "pinned warning", "mise en garde", "alert", "caution"];

/// Which column of a file says what.
pub(super) type Columns = sheets::Columns<Column>;

/// Recognises the headers of a sheet, or takes each column for what somebody has chosen, in their order; nothing chosen leaves
/// it to the headers.
///
/// # Errors
/// No column of numbers, or none of names: the refusal names the columns that there are. Two columns that were chosen to say
/// the same, more than the file has.
pub(super) fn of(sheet: &Sheet, chosen: &[Option<Column>]) -> Result<Columns, Refusal> {
    let columns = match chosen {
        [] => Columns::recognised(sheet, Column::ALL, Column::headers),
        chosen => Columns::placed(sheet, places(sheet, chosen)?),
    };
    let found = sheet.headers_named();
    let missing = [(Column::Number, "parties-import-no-number"), (Column::Name, "parties-import-no-name")];
    let missing = missing.iter().filter(|(column, _)| columns.header(*column).is_none());
    let complaints: Vec<_> = missing.map(|(_, key)| Complaint::at("file", key).with("found", &found)).collect();
    if complaints.is_empty() { Ok(columns) } else { Err(Refusal { kind: Kind::Invalid, complaints }) }
}

fn places(sheet: &Sheet, says: &[Option<Column>]) -> Result<Vec<(Column, usize)>, Refusal> {
    if says.len() > sheet.headers().len() {
        let there = sheet.headers().len();
        return Err(Refusal::invalid("column", "parties-import-columns-more").with("there", there));
    }
    let mut places: Vec<(Column, usize)> = Vec::new();
    for column in Column::ALL {
        let mut those = says.iter().enumerate().filter(|(_, said)| **said == Some(*column)).map(|(place, _)| place);
        places.extend(those.next().map(|place| (*column, place)));
        if let Some(again) = those.next() {
            let header = shortened(&sheet.headers()[again]);
            return Err(Refusal::invalid("column", "parties-import-column-twice").with("column", header));
        }
    }
    Ok(places)
}

impl Column {
    /// What the header of this column says.
    pub(super) fn recognised(sheet: &Sheet, place: usize) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| sheet.best_column(column.headers()) == Some(place))
    }

    /// The catalogue key of its name.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Number => "parties-number",
            Self::Name => "parties-name",
            Self::Region => "party-region",
            Self::Contact => "party-contact",
            Self::Email => "party-email",
            Self::Phone => "party-phone",
            Self::Language => "party-language",
            Self::Status => "imports-column-status",
            Self::Warning => "imports-column-warning",
        }
    }

    /// How wide a workbook shows it, in letters.
    pub(super) const fn width(self) -> u8 {
        match self {
            Self::Number | Self::Region | Self::Language | Self::Status => 14,
            Self::Name | Self::Contact | Self::Email => 30,
            Self::Phone => 20,
            Self::Warning => 48,
        }
    }

    fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Number => &NUMBER,
            Self::Name => &NAME,
            Self::Region => &REGION,
            Self::Contact => &CONTACT,
            Self::Email => &EMAIL,
            Self::Phone => &PHONE,
            Self::Language => &LANGUAGE,
            Self::Status => &STATUS,
            Self::Warning => &WARNING,
        }
    }

    /// Characters at most.
    pub(super) fn most(self) -> usize {
        match self {
            Self::Number | Self::Phone | Self::Language | Self::Status => super::keys::LONGEST_NUMBER,
            Self::Name => 200,
            Self::Region | Self::Contact => 100,
            Self::Email => 254,
            Self::Warning => 300,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sheets::{Limits, read_bytes};
    use crate::platform::text::Catalogue;

    fn columns(header: &str) -> Result<Columns, Refusal> {
        of(&read_bytes("x.csv", format!("{header}\n").into_bytes(), &Limits::default()).unwrap(), &[])
    }

    #[test]
    fn headers_are_known_in_any_order_and_dress() {
        let found = columns("E-Mail Address,STATE/PROVINCE,Company Name,ID,Customer No.,Shoe size,Tél").unwrap();
        let known: Vec<_> = found.known.iter().map(|(column, place, _)| (column.as_str(), *place)).collect();
        assert_eq!(known, [("number", 4), ("name", 2), ("region", 1), ("email", 0), ("phone", 6)]);
        assert_eq!(found.ignored, ["ID", "Shoe size"]);
    }

    #[test]
    fn what_goes_out_is_known_when_it_comes_in() {
        let catalogue = Catalogue::load().unwrap();
        for language in Catalogue::embedded() {
            let texts = catalogue.texts(&language);
            let found = columns(&Column::ALL.iter().map(|of| texts.say(of.key())).collect::<Vec<_>>().join(","));
            let known: Vec<_> = found.unwrap().known.iter().map(|(column, place, _)| (*column, *place)).collect();
            assert_eq!(known, Column::ALL.iter().copied().zip(0..).collect::<Vec<_>>(), "{language}");
        }
    }

    #[test]
    fn what_somebody_chose_is_what_counts() {
        let sheet = read_bytes("x.csv", b"A,Name,Number\n1,2,3\n".to_vec(), &Limits::default()).unwrap();
        let chosen = |says: &[Option<Column>]| of(&sheet, says);
        let found = chosen(&[Some(Column::Number), Some(Column::Name)]).unwrap();
        let known: Vec<_> = found.known.iter().map(|(column, place, _)| (*column, *place)).collect();
        assert_eq!((known, found.ignored), (vec![(Column::Number, 0), (Column::Name, 1)], vec!["Number".to_owned()]));
        let refused = |says: &[Option<Column>]| chosen(says).unwrap_err().complaints[0].key;
        assert_eq!(refused(&[Some(Column::Name), Some(Column::Name)]), "parties-import-column-twice");
        assert_eq!(refused(&[Some(Column::Name)]), "parties-import-no-number");
        assert_eq!(refused(&[None; 4]), "parties-import-columns-more");
    }

    #[test]
    fn what_is_missing_is_said_with_what_is_there() {
        let refusal = columns("Colour,Size").unwrap_err();
        let keys: Vec<_> = refusal.complaints.iter().map(|complaint| complaint.key).collect();
        assert_eq!(keys, ["parties-import-no-number", "parties-import-no-name"]);
        assert_eq!(refusal.complaints[0].args, [("found", "Colour, Size".into())]);
        assert_eq!(columns("Number,Colour").unwrap_err().complaints.len(), 1);
    }
}
