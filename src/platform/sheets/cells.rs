//! A workbook's cell as the text a person would type for it. It knows no file and no row.

use std::borrow::Cow;
use std::fmt::Write as _;

use calamine::{DataRef, ExcelDateTime};

/// The cell as text: numbers without `.0`, dates as `2026-11-21`, times as `14:05:00`; `zeros` is the width to which
/// the cell's format fills a whole number with zeros (`00042` is a customer number).
pub(super) fn text<'cell>(cell: &'cell DataRef<'_>, zeros: usize) -> Cow<'cell, str> {
    match cell {
        DataRef::Empty => "".into(),
        DataRef::String(text) => text.as_str().into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Int(number) => padded(number.to_string(), zeros).into(),
        DataRef::Float(number) => padded(number_text(*number), zeros).into(),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(moment) => moment_text(moment).into(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.as_str().into(),
        DataRef::Error(error) => error.to_string().into(),
    }
}

/// What a spreadsheet shows where a formula has failed, in English and in French; what calls itself so in text is no better.
const ERRORS: [&str; 32] = [
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#DATA!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#CONNECT!",
    "#BLOCKED!",
    "#BUSY!",
    "#UNKNOWN!",
    "#GETTING_DATA",
    "#EXTERNAL!",
    "#PYTHON!",
    "#N/D",
    "#NOM?",
    "#NUL!",
    "#NOMBRE!",
    "#VALEUR!",
    "#PROPAGATION!",
    "#CALCUL!",
    "#CHAMP!",
    "#CONNEXION!",
    "#BLOQUE!",
    "#BLOQUÉ!",
    "#OCCUPE!",
    "#OCCUPÉ!",
    "#INCONNU!",
];

/// In bytes; none of them is longer.
const LONGEST: usize = 16;

/// Whether a cell holds no value, but that a formula has failed.
pub fn is_error(cell: &str) -> bool {
    let cell = cell.trim();
    // Whole texts that begin like one are not worth their capitals.
    cell.starts_with('#') && cell.len() <= LONGEST && ERRORS.contains(&cell.to_uppercase().as_str())
}

/// The width of a format that is nothing but zeros, else 0.
pub(super) fn zeros_of_format(format: &str) -> usize {
    if format.len() > 1 && format.bytes().all(|letter| letter == b'0') { format.len() } else { 0 }
}

/// Fifteen digits, as the spreadsheet shows it: 0.1 + 0.2 is 0.3, not 0.30000000000000004.
fn number_text(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    // Minus zero is zero.
    format!("{}", rounded + 0.0)
}

fn padded(number: String, zeros: usize) -> String {
    let is_whole = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    if is_whole && number.len() < zeros { format!("{number:0>zeros$}") } else { number }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    const SECONDS_A_DAY: f64 = 86_400.0;
    if moment.is_duration() {
        let seconds = (moment.as_f64() * SECONDS_A_DAY).round();
        let sign = if seconds < 0.0 { "-" } else { "" };
        // Saturates for what no clock ever showed.
        let seconds = seconds.abs() as u64;
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let mut text = String::new();
    let has_date = moment.as_f64() >= 1.0;
    let has_time = !has_date || (hour, minute, second, milli) != (0, 0, 0, 0);
    // Writing to a string cannot fail.
    if has_date {
        let _ = write!(text, "{year:04}-{month:02}-{day:02}");
    }
    if has_time {
        let gap = if has_date { " " } else { "" };
        let _ = write!(text, "{gap}{hour:02}:{minute:02}:{second:02}");
    }
    if milli != 0 {
        let _ = write!(text, ".{milli:03}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_failed_formula_leaves_is_no_value() {
        use calamine::CellErrorType::{Div0, GettingData, NA, Name, Null, Num, Ref, Value};
        for error in [Div0, GettingData, NA, Name, Null, Num, Ref, Value] {
            assert!(is_error(&text(&DataRef::Error(error), 0)));
        }
        for error in ERRORS {
            assert!(error.len() <= LONGEST && is_error(error) && is_error(&error.to_lowercase()), "{error}");
        }
        assert!(!is_error("#PROPAGATION! of a very long name") && !is_error("#SPILL"));
        assert!(is_error(" #valeur! ") && !is_error("#1 Fasteners") && !is_error("N/A") && !is_error(""));
    }

    #[test]
    fn numbers_read_as_they_are_shown() {
        for (number, shown) in [
            (42.0, "42"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (12_345.678, "12345.678"),
            (-7.5, "-7.5"),
        ] {
            assert_eq!(text(&DataRef::Float(number), 0), shown);
        }
        assert_eq!(text(&DataRef::Float(42.0), 5), "00042");
        assert_eq!(text(&DataRef::Float(1.5), 5), "1.5");
        assert_eq!(
            (zeros_of_format("00000"), zeros_of_format("0"), zeros_of_format("0.00"), zeros_of_format("")),
            (5, 0, 0, 0)
        );
    }
}
