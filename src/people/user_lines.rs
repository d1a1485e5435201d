//! The rows of a file of users, as far as they can be judged by themselves; what there is already, others look at. It knows no
//! database.

use super::departments::naming::Names;
use super::user_columns::{self, Column, Columns};
use super::users::{NewUser, key};
use super::{Role, judging};
use crate::platform::refusal::{Complaint, Refusal};
use crate::platform::sheets::{Row, Sheet, is_error};
use crate::platform::text::{Arg, Texts, fold};
use std::collections::{BTreeSet, HashMap};

/// Users of one file, at most: all of them change in one step.
pub const MOST: usize = 500;

/// One row: what its columns say, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// As a person counts, the header included.
    pub(super) line: u32,
    /// The user name as accounts are told apart.
    pub(super) key: String,
    says: Vec<(Column, String)>,
    roles: Option<BTreeSet<Role>>,
}

/// Why a row cannot be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bad {
    pub(super) line: u32,
    pub(super) column: Option<Column>,
    pub(super) why: Complaint,
}

/// A file of users.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    pub(super) columns: Columns,
    /// Those that are sound by themselves.
    pub(super) lines: Vec<Line>,
    /// What is wrong with the others.
    pub(super) bad: Vec<Bad>,
}

/// Every row of the sheet.
///
/// # Errors
/// No column of user names, no row, too many of them.
pub(super) fn read(sheet: &Sheet) -> Result<Lines, Refusal> {
    let columns = user_columns::of(sheet)?;
    if sheet.is_empty() {
        return Err(Refusal::invalid("file", "users-import-no-rows"));
    }
    if sheet.len() > MOST {
        return Err(Refusal::invalid("file", "users-import-too-many").with("most", MOST));
    }
    let (mut lines, mut bad) = (Vec::with_capacity(sheet.len()), Vec::new());
    let mut seen: HashMap<String, u32> = HashMap::new();
    for row in sheet.rows() {
        match read_row(row, &columns) {
            Err(wrong) => bad.push(wrong),
            Ok(line) => match seen.get(&line.key) {
                Some(first) => {
                    let why = Complaint::whole("users-import-twice").with("first", Arg::id(first));
                    bad.push(Bad { line: line.line, column: Some(Column::UserName), why });
                }
                None => {
                    seen.insert(line.key.clone(), line.line);
                    lines.push(line);
                }
            },
        }
    }
    Ok(Lines { columns, lines, bad })
}

fn read_row(row: Row<'_>, columns: &Columns) -> Result<Line, Bad> {
    let cell = |(column, place, _): &(Column, usize, String)| (*column, row.get(*place).trim().to_owned());
    let says: Vec<_> = columns.known.iter().map(cell).collect();
    let said = |of: Column| says.iter().find(|(column, _)| *column == of).map(|(_, word)| word.as_str());
    let bad = |column, why| Bad { line: row.line(), column: Some(column), why };
    let name = said(Column::UserName).unwrap_or_default();
    if name.is_empty() {
        return Err(bad(Column::UserName, Complaint::whole("input-empty")));
    }
    if let Some((column, word)) = says.iter().find(|(_, word)| is_error(word)) {
        return Err(bad(*column, Complaint::whole("sheet-error-value").with("value", word)));
    }
    let roles = said(Column::Roles).map(roles).transpose();
    let roles = roles.map_err(|word| bad(Column::Roles, Complaint::whole("users-import-role").with("word", word)))?;
    Ok(Line { line: row.line(), key: key(name), roles, says })
}

/// The roles that a cell names.
///
/// # Errors
/// The word that names none.
fn roles(cell: &str) -> Result<BTreeSet<Role>, String> {
    let words = cell.split([',', ';', '/', '|', '+', '&', '\n']).map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| role(word).ok_or_else(|| word.to_owned())).collect()
}

fn role(word: &str) -> Option<Role> {
    Some(match fold(word).as_str() {
        "admin" | "administrator" | "administrateur" | "administratrice" => Role::Admin,
        "csr"
        | "rsc"
        | "agent"
        | "representative"
        | "customer service"
        | "customer service representative"
        | "representant"
        | "representante"
        | "service a la clientele" => Role::Csr,
        "csr lead" | "lead" | "team lead" | "supervisor" | "chef dequipe" | "cheffe dequipe" | "chef"
        | "superviseur" | "superviseure" => Role::CsrLead,
        _ => return None,
    })
}

/// The tag of a language that people call by its name.
fn language(word: &str) -> &str {
    match fold(word).as_str() {
        "english" | "anglais" => "en",
        "fr" | "french" | "francais" | "francais canada" => "fr-CA",
        _ => word,
    }
}

impl Line {
    fn said(&self, of: Column) -> Option<&str> {
        self.says.iter().find(|(column, _)| *column == of).map(|(_, word)| word.as_str())
    }

    /// Whether the file says that they have this role.
    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.as_ref().is_some_and(|roles| roles.contains(&role))
    }

    /// The user as the file wants them: what it does not say stays as it is, or as it is for somebody new.
    ///
    /// # Errors
    /// A word that names no department.
    pub(super) fn over(&self, before: Option<&NewUser>, (names, texts): (&Names, &Texts)) -> Result<NewUser, Bad> {
        let blank = NewUser { language: texts.language().to_owned(), ..NewUser::default() };
        let was = before.unwrap_or(&blank);
        let text = |of, was: &String| self.said(of).map_or_else(|| was.clone(), str::to_owned);
        let optional = |of, was: &Option<String>| match self.said(of) {
            Some(word) => Some(word.to_owned()).filter(|word| !word.is_empty()),
            None => was.clone(),
        };
        let bad = |why| Bad { line: self.line, column: Some(Column::Departments), why };
        let spoken = self.said(Column::Language).filter(|word| !word.is_empty()).map(language);
        let wanted = NewUser {
            // Of accounts that are the same, the name stays as it is written.
            user_name: before.map_or_else(|| text(Column::UserName, &was.user_name), |was| was.user_name.clone()),
            display_name: text(Column::Name, &was.display_name),
            email: optional(Column::Email, &was.email),
            call_centre: optional(Column::CallCentre, &was.call_centre),
            lead: optional(Column::Lead, &was.lead),
            cover: optional(Column::Cover, &was.cover),
            roles: self.roles.clone().unwrap_or_else(|| was.roles.clone()),
            departments: match self.said(Column::Departments) {
                Some(cell) => names.in_cell(cell, &was.departments, texts).map_err(bad)?,
                None => was.departments.clone(),
            },
            language: spoken.map_or_else(|| was.language.clone(), as_written),
            password: None,
        };
        Ok(wanted.in_centre_of_name())
    }
}

fn as_written(tag: &str) -> String {
    judging::spoken(tag).unwrap_or_else(|_| tag.to_owned())
}

impl Bad {
    /// A refusal of a row by the rules for every user, at the column that it is about.
    pub(super) fn of(line: u32, refusal: Refusal) -> Vec<Self> {
        let bad = |why: Complaint| {
            let column = why.field.and_then(|field| field.parse().ok());
            Self { line, column, why: Complaint { field: None, ..why } }
        };
        refusal.complaints.into_iter().map(bad).collect()
    }

    /// The same with its line and column, for a sentence in the reader's words.
    pub(super) fn complaint(&self, columns: &Columns, texts: &Texts) -> Complaint {
        let header = self.column.map(|of| {
            let said = texts.say(of.key());
            match columns.header(of) {
                Some(header) if fold(header) != fold(&said) => {
                    texts.with("users-import-header", &[("header", Arg::from(header)), ("name", Arg::from(said))])
                }
                Some(header) => header.to_owned(),
                None => said,
            }
        });
        let why = texts.complaint(&self.why);
        let line = Complaint::at("file", "users-import-line").with("line", Arg::id(self.line));
        line.with("column", header.unwrap_or_default()).with("why", why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sheets::{Limits, read_bytes};
    use crate::platform::text::Catalogue;

    #[test]
    fn roles_are_known_by_their_names_in_every_language() {
        let catalogue = Catalogue::load().unwrap();
        for language in Catalogue::embedded() {
            let texts = catalogue.texts(&language);
            for expected in Role::ALL {
                let word = texts.say(expected.name_key());
                assert_eq!(role(&word), Some(*expected), "{word}");
            }
        }
        assert_eq!(roles("CSR; team lead").unwrap(), BTreeSet::from([Role::Csr, Role::CsrLead]));
        assert_eq!(roles("csr, boss").unwrap_err(), "boss");
        assert!(roles("").unwrap().is_empty());
    }

    #[test]
    fn rows_that_cannot_be_are_named() {
        let csv = "User name,Name,Roles\nCA-a,A,csr\n,B,csr\nca-A,C,\nCA-d,D,king\n";
        let sheet = read_bytes("x.csv", csv.as_bytes().to_vec(), &Limits::default()).unwrap();
        let found = read(&sheet).unwrap();
        let bad: Vec<_> = found.bad.iter().map(|bad| (bad.line, bad.why.key)).collect();
        assert_eq!(bad, [(3, "input-empty"), (4, "users-import-twice"), (5, "users-import-role")]);
        assert_eq!(found.lines.len(), 1);
        let texts = Catalogue::load().unwrap().texts("en");
        let said = texts.complaint(&found.bad[2].complaint(&found.columns, &texts));
        assert!(said.starts_with("Line 5, Roles: ") && said.contains("king"), "{said}");
        let texts = Catalogue::load().unwrap().texts("fr-CA");
        let said = texts.complaint(&found.bad[2].complaint(&found.columns, &texts));
        assert!(said.starts_with("Ligne 5, Roles"), "{said}");
        let said = texts.complaint(&found.bad[0].complaint(&found.columns, &texts));
        assert!(said.starts_with("Ligne 3, User name (Nom d’utilisateur)"), "{said}");
    }
}
