//! The rows of a file of types, each judged alone: whatever is wrong is said with its line and column. Between preview and
//! import they travel in the form, and are judged again. It knows no database.

use super::columns::{Column, Columns};
use super::judging::{DUE_DAYS, MOST_DESCRIPTION, MOST_GROUP, MOST_NAME, MOST_SEARCH_WORDS, Sound};
use super::naming;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::{self, Row, Sheet};
use crate::platform::text::Arg;
use crate::platform::text::clean::{self, Trouble};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// One sound row. What the file has no column for is missing here, and stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TypeRow {
    /// As a person counts, the header included.
    pub line: u32,
    /// The name.
    pub name: String,
    /// The heading under which forms offer it.
    #[serde(default)]
    pub group: Option<String>,
    /// What it covers.
    #[serde(default)]
    pub description: Option<String>,
    /// What finds it beside its name.
    #[serde(default)]
    pub search_words: Option<String>,
    /// Its usual promise in business days.
    #[serde(default)]
    pub due_days: Option<i32>,
}

/// What a new type promises where the file does not say.
const USUAL_DUE_DAYS: i32 = 1;

/// The sound rows of a sheet, and what is wrong with the others.
pub(super) fn read(sheet: &Sheet, columns: &Columns) -> (Vec<TypeRow>, Vec<Complaint>) {
    let judged = sheet.rows().map(|row| judge(row.line(), |column| said(row, columns, column)));
    gathered(judged)
}

/// The rows as they came back from the form.
///
/// # Errors
/// Everything that is wrong with them now.
pub(super) fn judged_again(rows: &[TypeRow]) -> Result<Vec<TypeRow>, Refusal> {
    let (rows, complaints) = gathered(rows.iter().map(|row| judge(row.line, |column| row.says(column))));
    if complaints.is_empty() { Ok(rows) } else { Err(Refusal { kind: Kind::Invalid, complaints }) }
}

/// A cell and what stands above it.
type Said = (String, Arg);

fn said(row: Row<'_>, columns: &Columns, column: Column) -> Option<Said> {
    let (_, place, header) = columns.known.iter().find(|(known, ..)| *known == column)?;
    Some((row.get(*place).to_owned(), header.as_str().into()))
}

fn gathered(judged: impl Iterator<Item = Result<TypeRow, Vec<Complaint>>>) -> (Vec<TypeRow>, Vec<Complaint>) {
    let (mut rows, mut complaints): (Vec<TypeRow>, Vec<Complaint>) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, u32> = HashMap::new();
    for judged in judged {
        match judged {
            Ok(row) => match seen.get(&row.key()) {
                Some(first) => {
                    let twice = Complaint::at("file", "types-import-twice").with("line", row.line);
                    complaints.push(twice.with("name", row.name).with("first", *first));
                }
                None => {
                    seen.insert(row.key(), row.line);
                    rows.push(row);
                }
            },
            Err(wrong) => complaints.extend(wrong),
        }
    }
    (rows, complaints)
}

fn judge(line: u32, says: impl Fn(Column) -> Option<Said>) -> Result<TypeRow, Vec<Complaint>> {
    let mut wrong = Vec::new();
    let mut complain = |complaint: Complaint, header: Arg| {
        wrong.push(complaint.with("line", line).with("column", header));
    };
    let mut text = |column, most| {
        let (raw, header) = says(column)?;
        if sheets::is_error(&raw) {
            complain(failed(&raw), header);
            return None;
        }
        match clean::optional_line(&raw, most) {
            Ok(text) => Some(text.unwrap_or_default()),
            Err(trouble) => {
                complain(complaint(trouble), header);
                None
            }
        }
    };
    let name = text(Column::Name, MOST_NAME);
    let group = text(Column::Group, MOST_GROUP);
    let description = text(Column::Description, MOST_DESCRIPTION);
    let search_words = text(Column::SearchWords, MOST_SEARCH_WORDS);
    if let Some((_, header)) = says(Column::Name).filter(|_| name.as_ref().is_some_and(String::is_empty)) {
        complain(Complaint::at("file", "types-import-empty"), header);
    }
    let due_days = says(Column::DueDays).and_then(|(raw, header)| {
        let days = due_days(&raw);
        if days.is_none() {
            let wrong = || Complaint::at("file", "types-import-due").with("value", shown(&raw));
            complain(if sheets::is_error(&raw) { failed(&raw) } else { wrong() }, header);
        }
        days
    });
    match name {
        Some(name) if wrong.is_empty() => Ok(TypeRow { line, name, group, description, search_words, due_days }),
        _ => Err(wrong),
    }
}

fn failed(raw: &str) -> Complaint {
    Complaint::at("file", "sheet-error-cell").with("value", raw.trim())
}

/// `1`, `1 day`, `2 business days`, `same day`.
fn due_days(raw: &str) -> Option<i32> {
    let raw = raw.trim().to_lowercase();
    if ["same day", "today", "même jour", "le jour même", "aujourd’hui"].contains(&raw.as_str()) {
        return Some(0);
    }
    let (number, unit) = raw.split_once(char::is_whitespace).unwrap_or((&raw, ""));
    let is_unit =
        ["", "day", "days", "business day", "business days", "jour", "jours", "jour ouvrable", "jours ouvrables"]
            .contains(&unit.trim());
    number.parse().ok().filter(|days| is_unit && DUE_DAYS.contains(days))
}

/// As much of a wrong value as a sentence can hold.
fn shown(raw: &str) -> String {
    raw.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

fn complaint(trouble: Trouble) -> Complaint {
    match trouble {
        Trouble::Empty => Complaint::at("file", "types-import-empty"),
        Trouble::Nul => Complaint::at("file", "types-import-control").with("code", "U+0000"),
        Trouble::Control(control) => {
            Complaint::at("file", "types-import-control").with("code", format!("U+{:04X}", u32::from(control)))
        }
        Trouble::TooLong { max, count } => {
            Complaint::at("file", "types-import-too-long").with("max", max).with("count", count)
        }
    }
}

impl TypeRow {
    /// The name as it is compared.
    pub(super) fn key(&self) -> String {
        naming::key(&self.name)
    }

    /// What the row makes of what a type says of itself so far, or of nothing.
    pub(super) fn over(&self, before: Option<Sound>) -> Sound {
        let before = before.unwrap_or(Sound { due_days: USUAL_DUE_DAYS, ..Sound::default() });
        Sound {
            name: self.name.clone(),
            group: self.group.clone().unwrap_or(before.group),
            description: self.description.clone().unwrap_or(before.description),
            search_words: self.search_words.clone().unwrap_or(before.search_words),
            due_days: self.due_days.unwrap_or(before.due_days),
        }
    }

    fn says(&self, column: Column) -> Option<Said> {
        let raw = match column {
            Column::Name => Some(self.name.clone()),
            Column::Group => self.group.clone(),
            Column::Description => self.description.clone(),
            Column::SearchWords => self.search_words.clone(),
            Column::DueDays => self.due_days.map(|days| days.to_string()),
        };
        // The file is not here any more: its columns are called as the reader calls them.
        raw.map(|raw| (raw, Arg::Known("types-", column.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns;
    use super::*;
    use crate::platform::sheets::{Limits, read_bytes};
    use crate::platform::text::Catalogue;

    fn rows(csv: &str) -> (Vec<TypeRow>, Vec<Complaint>) {
        let sheet = read_bytes("x.csv", csv.as_bytes().to_vec(), &Limits::default()).unwrap();
        read(&sheet, &columns::of(&sheet).unwrap())
    }

    #[test]
    fn a_row_says_what_its_columns_do_and_no_more() {
        let (found, wrong) = rows("Due,Name\n2 business days, Parking \nsame day,שלום\n");
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!((found[0].name.as_str(), found[0].due_days, &found[0].group), ("Parking", Some(2), &None));
        assert_eq!((found[1].line, found[1].due_days), (3, Some(0)));
        assert_eq!(judged_again(&found).unwrap(), found);
        let before = Sound { group: "Cars".into(), due_days: 3, ..Sound::default() };
        assert_eq!(found[0].over(Some(before)).group, "Cars");
    }

    #[test]
    fn everything_wrong_is_named_with_line_and_column() {
        let long = "x".repeat(61);
        let csv = format!("Name,Days\n,1\n{long},1\nA,4\nA,-1\nB,\nC,1.5\nD,1\n d ,2\n");
        let (found, wrong) = rows(&csv);
        assert_eq!(found.len(), 1);
        let texts = Catalogue::load().unwrap().texts("en");
        let said: Vec<String> = wrong.iter().map(|complaint| texts.complaint(complaint)).collect();
        let parts = [
            ["Line 2", "Name"],
            ["Line 3", "60"],
            ["Line 4", "“4”"],
            ["Line 5", "“-1”"],
            ["Line 6", "Days"],
            ["Line 7", "1.5"],
            ["Line 9", "line 8"],
        ];
        assert_eq!(said.len(), parts.len(), "{said:#?}");
        for (sentence, parts) in said.iter().zip(parts) {
            parts.iter().for_each(|part| assert!(sentence.contains(part), "{sentence} lacks {part}"));
        }
    }
}
