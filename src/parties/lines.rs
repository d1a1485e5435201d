//! The rows of an import, judged whole before the first is kept: whatever is wrong is said with its line and column.
//! It knows no database.

use super::columns::{Column, Columns};
use super::{Standing, keys, recognising};
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::{self, Row, Sheet};
use crate::platform::text::clean::{self, Trouble};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Complaints that are listed; of the others only the count is said.
const MOST_LISTED: usize = 200;
/// Complaints that a file of the refused rows has.
const MOST_FILED: usize = 20_000;

/// One sound row: what its columns say. A column that the file lacks is missing here; an empty cell is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// As a person counts, the header included.
    pub(super) line: u32,
    pub(super) key: String,
    pub(super) says: Vec<(Column, Option<String>)>,
    /// Another line of the file could be the same person: nobody is recognised in either.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) doubtful: bool,
}

impl Line {
    /// What a column says of the party, if the file has it and the cell is not empty.
    pub(super) fn says(&self, column: Column) -> Option<&str> {
        self.says.iter().find_map(|(said, value)| (*said == column).then_some(value.as_deref()).flatten())
    }
}

/// Every row of the sheet.
///
/// # Errors
/// Everything that is wrong, in the order of the file; a sheet without rows.
pub(super) fn read(sheet: &Sheet, columns: &Columns) -> Result<Vec<Line>, Refusal> {
    if sheet.is_empty() {
        return Err(Refusal::invalid("file", "parties-import-no-rows"));
    }
    let (mut lines, wrong) = judged(sheet, columns, MOST_LISTED);
    wrong.into_result()?;
    recognising::mark_doubtful(&mut lines);
    Ok(lines)
}

/// What is wrong with the rows of the sheet, many of them at most.
pub(super) fn refusals(sheet: &Sheet, columns: &Columns) -> Vec<Complaint> {
    judged(sheet, columns, MOST_FILED).1.listed
}

fn judged(sheet: &Sheet, columns: &Columns, most: usize) -> (Vec<Line>, Wrong) {
    let mut wrong = Wrong { most, ..Wrong::default() };
    let mut seen = HashMap::with_capacity(sheet.len());
    let mut lines = Vec::with_capacity(sheet.len());
    for row in sheet.rows() {
        let Some(line) = judge(row, columns, &mut wrong) else { continue };
        match seen.get(&line.key) {
            Some(first) => wrong.add(twice(&line, *first, columns)),
            None => {
                seen.insert(line.key.clone(), line.line);
                lines.push(line);
            }
        }
    }
    (lines, wrong)
}

/// A row with every cell clean, unless one is not.
fn judge(row: Row<'_>, columns: &Columns, wrong: &mut Wrong) -> Option<Line> {
    let mut says = Vec::with_capacity(columns.known.len());
    let before = wrong.count;
    for (column, place, header) in &columns.known {
        match cell(*column, row.get(*place)) {
            Ok(value) => says.push((*column, value)),
            Err(complaint) => wrong.add(complaint.with("line", row.line()).with("column", header)),
        }
    }
    let number =
        says.iter().find_map(|(column, value)| (*column == Column::Number).then_some(value.as_deref()).flatten());
    let key = number.and_then(keys::number_key);
    (wrong.count == before).then_some(key).flatten().map(|key| Line { line: row.line(), key, says, doubtful: false })
}

fn cell(column: Column, raw: &str) -> Result<Option<String>, Complaint> {
    if sheets::is_error(raw) {
        return Err(Complaint::at("file", "sheet-error-cell").with("value", raw.trim()));
    }
    let value = clean::optional_line(raw, column.most()).map_err(complaint)?;
    let empty = || Complaint::at("file", "parties-import-empty");
    match (column, value) {
        (Column::Number, Some(number)) if keys::number_key(&number).is_none() => Err(empty()),
        (Column::Number | Column::Name, None) => Err(empty()),
        (Column::Email, Some(email)) if !keys::is_email(&email) => {
            Err(Complaint::at("file", "parties-import-email").with("value", email))
        }
        // Less strict than where one is asked for: an extension is of use to whoever reads it, and a word to nobody.
        (Column::Phone, Some(phone)) if !phone.chars().any(char::is_numeric) => {
            Err(Complaint::at("file", "parties-import-phone").with("value", phone))
        }
        (Column::Status, Some(word)) => match standing(&word) {
            Some(standing) => Ok(Some(standing.as_str().to_owned())),
            None => Err(Complaint::at("file", "parties-import-status").with("value", word)),
        },
        (_, value) => Ok(value),
    }
}

fn complaint(trouble: Trouble) -> Complaint {
    match trouble {
        Trouble::Empty => Complaint::at("file", "parties-import-empty"),
        Trouble::Nul => Complaint::at("file", "parties-import-control").with("code", "U+0000"),
        Trouble::Control(control) => {
            Complaint::at("file", "parties-import-control").with("code", format!("U+{:04X}", u32::from(control)))
        }
        Trouble::TooLong { max, count } => {
            Complaint::at("file", "parties-import-too-long").with("max", max).with("count", count)
        }
    }
}

fn twice(line: &Line, first: u32, columns: &Columns) -> Complaint {
    let header = columns.header(Column::Number);
    let number = line.says(Column::Number).map(str::to_owned);
    Complaint::at("file", "parties-import-twice")
        .with("line", line.line)
        .with("column", header.unwrap_or_default())
        .with("number", number.unwrap_or_default())
        .with("first", first)
}

fn standing(word: &str) -> Option<Standing> {
    match crate::platform::text::fold(word).as_str() {
        "active" | "actif" | "oui" | "a" | "yes" | "y" | "true" | "1" | "open" | "current" | "enabled" => {
            Some(Standing::Active)
        }
        "inactive" | "inactif" | "non" | "ferme" | "ancien" | "i" | "no" | "n" | "false" | "0" | "closed"
        | "former" | "terminated" | "cancelled" | "suspended" | "disabled" => Some(Standing::Inactive),
        _ => None,
    }
}

/// What is wrong so far: listed up to a point, counted beyond.
#[derive(Default)]
struct Wrong {
    most: usize,
    listed: Vec<Complaint>,
    count: usize,
}

impl Wrong {
    fn add(&mut self, complaint: Complaint) {
        self.count += 1;
        if self.listed.len() < self.most {
            self.listed.push(complaint);
        }
    }

    fn into_result(mut self) -> Result<(), Refusal> {
        if self.count == 0 {
            return Ok(());
        }
        if self.count > self.listed.len() {
            let rest = self.count - self.listed.len();
            self.listed.push(Complaint::at("file", "parties-import-rest").with("count", rest));
        }
        Err(Refusal { kind: Kind::Invalid, complaints: self.listed })
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns;
    use super::*;
    use crate::platform::sheets::{Limits, read_bytes};
    use crate::platform::text::Catalogue;

    fn lines(csv: &str) -> Result<Vec<Line>, Refusal> {
        let sheet = read_bytes("x.csv", csv.as_bytes().to_vec(), &Limits::default()).unwrap();
        read(&sheet, &columns::of(&sheet, &[])?)
    }

    fn said(csv: &str) -> Vec<String> {
        let texts = Catalogue::load().unwrap().texts("en");
        lines(csv).unwrap_err().complaints.iter().map(|complaint| texts.complaint(complaint)).collect()
    }

    #[test]
    fn rows_say_what_their_columns_do() {
        let lines = lines("Number,Name,Status,Phone\n CA-1 ,O’Neil\tFastenings,closed,\n\n2,東京,,\n").unwrap();
        assert_eq!((lines[0].line, lines[0].key.as_str(), lines[1].line), (2, "ca-1", 4));
        let says: Vec<_> = lines[0].says.iter().map(|(column, value)| (column.as_str(), value.as_deref())).collect();
        assert_eq!(
            says,
            [
                ("number", Some("CA-1")),
                ("name", Some("O’Neil Fastenings")),
                ("phone", None),
                ("status", Some("inactive"))
            ]
        );
        assert_eq!(serde_json::from_str::<Line>(&serde_json::to_string(&lines[0]).unwrap()).unwrap(), lines[0]);
    }

    #[test]
    fn everything_wrong_is_named_with_line_and_column() {
        let long = "x".repeat(201);
        let csv = format!(
            "Cust. No,Customer No,Name,Status,E-mail,Tel\n,1,A,maybe,,\n,,\u{AD},,a@b@c,\n,2,{long},,,hello\n,1,B,,,x12\n"
        );
        let said = said(&csv);
        assert_eq!(said.len(), 6, "{said:#?}");
        for (sentence, parts) in said.iter().zip([
            ["Line 2", "Status", "maybe"],
            ["Line 3", "Customer No", "empty"],
            ["Line 3", "Name", "empty"],
            ["Line 3", "E-mail", "a@b@c"],
            ["Line 4", "Name", "201"],
            ["Line 4", "Tel", "hello"],
        ]) {
            parts.iter().for_each(|part| assert!(sentence.contains(part), "{sentence} lacks {part}"));
        }
    }

    #[test]
    fn a_number_that_comes_twice_is_named_with_both_lines() {
        let said = said("Number,Name\nca1,A\n2,B\nCA 1,C\n");
        assert_eq!(said.len(), 1);
        assert!(["Line 4", "CA 1", "line 2"].iter().all(|part| said[0].contains(part)), "{said:?}");
    }

    #[test]
    fn a_long_list_is_cut() {
        let csv = format!("Number,Name\n{}", (0..1_000).map(|number| format!("{number},\n")).collect::<String>());
        let said = said(&csv);
        assert_eq!(said.len(), MOST_LISTED + 1);
        assert!(said[MOST_LISTED].contains("800"), "{}", said[MOST_LISTED]);
        assert_eq!(lines("Number,Name\n").unwrap_err().complaints[0].key, "parties-import-no-rows");
    }
}
