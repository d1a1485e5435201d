//! The columns of a file of users, recognised by their headers in the languages of the desk: in any order, whatever the case
//! and punctuation. It knows no row.

use crate::platform::refusal::Refusal;
use crate::platform::sheets::{self, Sheet};
use crate::text_enum;

text_enum! {
    /// What a column can say about a user, in the order in which it is written.
    pub enum Column {
        /// By which they sign in; every row has one.
        UserName = "user_name",
        /// The name that people read.
        Name = "display_name",
        /// Where mail reaches them.
        Email = "email",
        /// The code of the call centre that they work in.
        CallCentre = "call_centre",
        /// What they may do.
        Roles = "roles",
        /// To whom they escalate, by user name.
        Lead = "lead",
        /// Who stands in for them while they are away, by user name.
        Cover = "cover",
        /// The departments that they are in, by name.
        Departments = "departments",
        /// The language of their pages.
        Language = "language",
        /// Whether they can sign in; it goes out, and an import leaves it as it is.
        Account = "account",
    }
}

/// Headers without case and accents, the best first.
const USER_NAME: [&str; 8] =
    ["user name", "username", "nom d'utilisateur", "nom utilisateur", "user", "utilisateur", "login", "sign in name"];
const NAME: [&str; 8] =
    ["name", "nom", "display name", "nom affiche", "full name", "nom complet", "employee", "employe"];
const EMAIL: [&str; 8] = [
    "e mail",
    "email",
    "courriel",
    "e mail address",
    "email address",
    "adresse de courriel",
    "adresse courriel",
    "mail",
];
const CALL_CENTRE: [&str; 8] =
    ["call centre", "centre d'appels", "call center", "centre", "center", "call centre code", "site", "bureau"];
const ROLES: [&str; 4] = ["roles", "role", "rights", "droits"];
const LEAD: [&str; 8] =
    ["lead", "chef d'equipe", "team lead", "csr lead", "supervisor", "superviseur", "escalates to", "manager"];
const COVER: [&str; 7] =
    ["stands in while away", "remplace pendant l'absence", "cover", "stands in", "remplacant", "substitute", "deputy"];
const DEPARTMENTS: [&str; 6] = ["departments", "services", "department", "service", "dept", "unit"];
const LANGUAGE: [&str; 5] = ["language", "langue", "preferred language", "langue preferee", "lang"];
const ACCOUNT: [&str; 4] = ["account", "compte", "state", "etat"];

/// Which column of a file says what.
pub(super) type Columns = sheets::Columns<Column>;

/// Recognises the headers of a sheet; what goes out only is not looked for.
///
/// # Errors
/// No column of user names: the refusal names the columns that there are.
pub(super) fn of(sheet: &Sheet) -> Result<Columns, Refusal> {
    let all: Vec<Column> = Column::ALL.iter().copied().filter(|of| *of != Column::Account).collect();
    let columns = Columns::recognised(sheet, &all, Column::headers);
    match columns.header(Column::UserName) {
        Some(_) => Ok(columns),
        None => Err(Refusal::invalid("file", "users-import-no-user-name").with("found", sheet.headers_named())),
    }
}

impl Column {
    const fn headers(self) -> &'static [&'static str] {
        match self {
            Self::UserName => &USER_NAME,
            Self::Name => &NAME,
            Self::Email => &EMAIL,
            Self::CallCentre => &CALL_CENTRE,
            Self::Roles => &ROLES,
            Self::Lead => &LEAD,
            Self::Cover => &COVER,
            Self::Departments => &DEPARTMENTS,
            Self::Language => &LANGUAGE,
            Self::Account => &ACCOUNT,
        }
    }

    /// The catalogue key of its name.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::UserName => "people-user-name",
            Self::Name => "people-name",
            Self::Email => "people-email",
            Self::CallCentre => "people-centre",
            Self::Roles => "people-roles",
            Self::Lead => "people-lead",
            Self::Cover => "people-cover",
            Self::Departments => "departments-title",
            Self::Language => "people-language",
            Self::Account => "users-account",
        }
    }

    /// How wide a workbook shows it, in letters.
    pub(super) const fn width(self) -> u8 {
        match self {
            Self::Name | Self::Email | Self::Departments => 30,
            Self::UserName | Self::Roles | Self::Lead | Self::Cover => 20,
            Self::CallCentre | Self::Language | Self::Account => 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sheets::{Limits, read_bytes};
    use crate::platform::text::Catalogue;

    #[test]
    fn what_goes_out_is_known_when_it_comes_in() {
        let catalogue = Catalogue::load().unwrap();
        for language in Catalogue::embedded() {
            let texts = catalogue.texts(&language);
            let header = Column::ALL.iter().map(|column| texts.say(column.key())).collect::<Vec<_>>().join(",");
            let sheet = read_bytes("x.csv", format!("{header}\n").into_bytes(), &Limits::default()).unwrap();
            let found = of(&sheet).unwrap();
            let known: Vec<_> = found.known.iter().map(|(column, place, _)| (*column, *place)).collect();
            let expected: Vec<_> = Column::ALL.iter().copied().zip(0..).take(9).collect();
            assert_eq!(known, expected, "{language}");
        }
    }
}
