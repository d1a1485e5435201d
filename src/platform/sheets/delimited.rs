//! Rows out of delimited text, the delimiter found from the text itself. It knows nothing of bytes and encodings.

use csv::{ReaderBuilder, StringRecord};

use super::budget::Budget;
use super::fault::SheetFault;
use super::guarding::unguarded;
use super::limits::Limits;
use super::table::{Builder, Sheet};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// What the delimiter is judged by: enough for any header, little enough that trying each costs nothing.
const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 25;
/// Stands after the text as a row of its own. If it is not seen as one, a quotation mark before it was never closed.
const END: &str = "\n\"end\"";

/// Reads the table; `text` has no byte-order mark.
pub(super) fn read(mut text: String, limits: &Limits, budget: &Budget) -> Result<Sheet, SheetFault> {
    // DOS editors end a text with this.
    text.truncate(text.trim_end_matches('\u{1A}').len());
    let (declared, skip) = declared_delimiter(&text);
    let delimiter = declared.unwrap_or_else(|| likeliest_delimiter(&text));
    let end = text.len();
    text.push_str(END);
    let body = text.get(skip..).unwrap_or_default();
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(body.as_bytes());
    let mut lines = Lines { text: &text, counted_to: 0, line: 1 };
    let mut builder = Builder::new(limits, budget);
    let mut record = StringRecord::new();
    let mut last_line = 1;
    while reader.read_record(&mut record).map_err(|_| SheetFault::Encoding)? {
        let start = lines.start_of_row(skip + position(&record));
        if start >= end {
            return builder.finish().ok_or(SheetFault::Empty);
        }
        last_line = lines.at(start);
        if record.len() > limits.columns && record.iter().skip(limits.columns).any(|cell| !cell.trim().is_empty()) {
            return Err(SheetFault::TooManyColumns { line: last_line, max: limits.columns });
        }
        let row: Vec<_> = record.iter().take(limits.columns).map(unguarded).collect();
        builder.row(last_line, &row)?;
        if builder.is_beyond_header() {
            return Err(SheetFault::BeyondHeader { line: last_line });
        }
    }
    Err(SheetFault::OpenQuote { line: last_line })
}

fn position(record: &StringRecord) -> usize {
    record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0)
}

/// Excel's own `sep=;` line, with the bytes to skip over.
fn declared_delimiter(text: &str) -> (Option<u8>, usize) {
    let bytes = text.as_bytes();
    let declares = bytes.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(b"sep="));
    match bytes.get(4) {
        Some(delimiter)
            if declares && DELIMITERS.contains(delimiter) && matches!(bytes.get(5), None | Some(b'\r' | b'\n')) =>
        {
            (Some(*delimiter), 5)
        }
        _ => (None, 0),
    }
}

/// The one that makes the most columns of the header; between equals, the one that gives most rows as many. A header
/// of one column says nothing, so then the most columns in all.
fn likeliest_delimiter(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let mut best = (DELIMITERS[0], (0, 0));
    for delimiter in DELIMITERS {
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(sample.as_bytes());
        let widths: Vec<usize> =
            reader.records().take(SAMPLE_ROWS).filter_map(Result::ok).map(|record| record.len()).collect();
        let header = widths.first().copied().unwrap_or(0);
        let agreeing = widths.iter().filter(|width| **width == header).count();
        let score = (header, if header > 1 { agreeing } else { widths.iter().sum() });
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// Counts lines as an editor does, whichever of the three line endings the file has. Each byte is looked at once.
struct Lines<'text> {
    text: &'text str,
    counted_to: usize,
    line: u32,
}

impl Lines<'_> {
    /// The reader gives a row the place where the one before it ended: empty lines between them come first.
    fn start_of_row(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
    }

    fn at(&mut self, start: usize) -> u32 {
        let bytes = self.text.as_bytes();
        while self.counted_to < start {
            let ends_line = match bytes.get(self.counted_to) {
                Some(b'\n') => true,
                Some(b'\r') => bytes.get(self.counted_to + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line = self.line.saturating_add(u32::from(ends_line));
            self.counted_to += 1;
        }
        self.line
    }
}
