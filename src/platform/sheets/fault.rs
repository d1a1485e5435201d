//! Everything that can be wrong with a file of rows, each with its own sentence. It knows no format's details.

use std::io;

use crate::platform::refusal::{Complaint, Kind, Refusal};

/// Why a file could not be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SheetFault {
    /// Nothing in it: no bytes, or no row.
    #[error("the file is empty")]
    Empty,
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// A folder, not a file.
    #[error("this is a folder")]
    Folder,
    /// The system would not let it be read.
    #[error("the file cannot be read")]
    Unreadable,
    /// More bytes than accepted.
    #[error("the file is larger than {max} bytes")]
    FileTooLarge { max: u64 },
    /// A workbook that unpacks to more than accepted.
    #[error("the workbook unpacks to more than {max} bytes")]
    InflatedTooLarge { max: u64 },
    /// A workbook made to exhaust whoever opens it: absurd ratios, or sizes that are not what its directory says.
    #[error("the workbook is built like a zip bomb")]
    Bomb,
    /// A workbook of more parts than any program writes.
    #[error("the workbook has more than {max} parts")]
    TooManyParts { max: usize },
    /// More rows than accepted.
    #[error("more than {max} rows")]
    TooManyRows { max: usize },
    /// More columns than accepted.
    #[error("line {line}: more than {max} columns")]
    TooManyColumns { line: u32, max: usize },
    /// More cells than accepted, or more text in all of them.
    #[error("more than {max} cells, or too much text in them")]
    TooManyCells { max: usize },
    /// A cell with more characters than accepted.
    #[error("line {line}, column {column}: more than {max} characters")]
    CellTooLong { line: u32, column: usize, max: usize },
    /// A quotation mark that opens and never closes.
    #[error("line {line}: a quotation mark is never closed")]
    OpenQuote { line: u32 },
    /// A line of text with more cells than there are headers: a separator stands in a cell without quotation marks.
    #[error("line {line}: more cells than headers")]
    BeyondHeader { line: u32 },
    /// It took longer than allowed.
    #[error("reading took longer than {seconds} s")]
    TooSlow { seconds: u64 },
    /// A workbook with a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// Excel 97–2003.
    #[error("an .xls workbook")]
    OldExcel,
    /// Another kind of spreadsheet: .xlsb, .ods, .numbers.
    #[error("another kind of spreadsheet")]
    OtherSpreadsheet,
    /// A PDF.
    #[error("a PDF")]
    Pdf,
    /// A picture.
    #[error("a picture")]
    Picture,
    /// A ZIP or other archive that is no workbook.
    #[error("an archive")]
    Archive,
    /// A web page, often called `.xls` by the program that wrote it.
    #[error("a web page")]
    WebPage,
    /// None of the things that are understood.
    #[error("not a table")]
    NotATable,
    /// Not what its name says.
    #[error("called .{extension} and is not that")]
    WrongName { extension: String },
    /// A workbook that is broken or cut off.
    #[error("the workbook is damaged")]
    Damaged,
    /// Text in no encoding that is understood.
    #[error("the text cannot be decoded")]
    Encoding,
}

impl SheetFault {
    /// Its key in the catalogue.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "sheet-empty",
            Self::Missing => "sheet-missing",
            Self::Folder => "sheet-folder",
            Self::Unreadable => "sheet-unreadable",
            Self::FileTooLarge { .. } => "sheet-file-too-large",
            Self::InflatedTooLarge { .. } => "sheet-inflated-too-large",
            Self::Bomb => "sheet-bomb",
            Self::TooManyParts { .. } => "sheet-too-many-parts",
            Self::TooManyRows { .. } => "sheet-too-many-rows",
            Self::TooManyColumns { .. } => "sheet-too-many-columns",
            Self::TooManyCells { .. } => "sheet-too-many-cells",
            Self::CellTooLong { .. } => "sheet-cell-too-long",
            Self::OpenQuote { .. } => "sheet-open-quote",
            Self::BeyondHeader { .. } => "sheet-beyond-header",
            Self::TooSlow { .. } => "sheet-too-slow",
            Self::Encrypted => "sheet-encrypted",
            Self::OldExcel => "sheet-old-excel",
            Self::OtherSpreadsheet => "sheet-other-spreadsheet",
            Self::Pdf => "sheet-pdf",
            Self::Picture => "sheet-picture",
            Self::Archive => "sheet-archive",
            Self::WebPage => "sheet-web-page",
            Self::NotATable => "sheet-not-a-table",
            Self::WrongName { .. } => "sheet-wrong-name",
            Self::Damaged => "sheet-damaged",
            Self::Encoding => "sheet-encoding",
        }
    }

    /// The refusal beside this form field.
    pub fn at(self, field: &'static str) -> Refusal {
        let kind = match self {
            Self::FileTooLarge { .. } | Self::InflatedTooLarge { .. } | Self::Bomb => Kind::TooLarge,
            Self::Encrypted
            | Self::OldExcel
            | Self::OtherSpreadsheet
            | Self::Pdf
            | Self::Picture
            | Self::Archive
            | Self::WebPage
            | Self::NotATable
            | Self::WrongName { .. } => Kind::Unsupported,
            _ => Kind::Invalid,
        };
        Refusal::new(kind, Complaint { field: Some(field), ..self.into() })
    }

    pub(super) fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Unreadable,
        }
    }
}

impl From<SheetFault> for Complaint {
    fn from(fault: SheetFault) -> Self {
        const MEBIBYTE: u64 = 1024 * 1024;
        let complaint = Self::whole(fault.key());
        match fault {
            SheetFault::FileTooLarge { max } | SheetFault::InflatedTooLarge { max } => {
                complaint.with("megabytes", max.div_ceil(MEBIBYTE))
            }
            SheetFault::TooManyParts { max } | SheetFault::TooManyRows { max } | SheetFault::TooManyCells { max } => {
                complaint.with("max", max)
            }
            SheetFault::TooManyColumns { line, max } => complaint.with("line", line).with("max", max),
            SheetFault::CellTooLong { line, column, max } => {
                complaint.with("line", line).with("column", column).with("max", max)
            }
            SheetFault::OpenQuote { line } | SheetFault::BeyondHeader { line } => complaint.with("line", line),
            SheetFault::TooSlow { seconds } => complaint.with("seconds", seconds),
            SheetFault::WrongName { extension } => complaint.with("extension", extension),
            _ => complaint,
        }
    }
}
