//! Rows as both engines give them, and how types are read from their columns. It sends no statement.

use super::Value;
use super::fault::DbErr;
use sqlx::postgres::PgRow;
use sqlx::{Column, Decode, Postgres, Row as _, TypeInfo, ValueRef as _};

/// A type that is read from a row: `#[derive(FromRow)]` reads each field from the column of its name.
pub trait FromRow: Sized {
    /// Reads it; asks for the same columns in the same order whatever the row holds.
    ///
    /// # Errors
    /// When a column is missing or holds something else.
    fn from_row(row: &mut Row<'_>) -> Result<Self, DbErr>;
}

/// A type that is read from one column.
pub trait FromCell: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Says what the column holds instead.
    fn from_cell(cell: Cell<'_>) -> Result<Self, String>;
}

/// What stands in one column of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Null,
    /// `integer`, `bigint`, `boolean`.
    Integer(i64),
    /// `text`.
    Text(&'r str),
    /// `@bytes`.
    Bytes(&'r [u8]),
}

/// A row of an answer.
pub struct Row<'r> {
    source: Source<'r>,
    plan: &'r mut Plan,
    /// How many columns were asked for.
    asked: usize,
}

/// Where the columns stand that a type asks for, in the order in which it does: found by name in the first row of an
/// answer, and known in the others.
#[derive(Debug, Default)]
pub(super) struct Plan(Vec<usize>);

#[derive(Clone, Copy)]
pub(super) enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r PgRow),
}

impl<'r> Row<'r> {
    pub(super) fn new(source: Source<'r>, plan: &'r mut Plan) -> Self {
        Self { source, plan, asked: 0 }
    }

    /// What stands in the column of this name.
    ///
    /// # Errors
    /// When there is no such column, or it holds something else.
    pub fn get<T: FromCell>(&mut self, column: &str) -> Result<T, DbErr> {
        let fault = |why| DbErr::Column { column: column.to_owned(), why };
        let index = match self.plan.0.get(self.asked) {
            Some(index) => *index,
            None => {
                let found = self.find(column).ok_or_else(|| fault("is not in the answer".to_owned()))?;
                self.plan.0.push(found);
                found
            }
        };
        self.asked += 1;
        T::from_cell(self.cell(index)?).map_err(fault)
    }

    /// Every column as it is; NULL is that of a text.
    pub(super) fn values(&self) -> Result<Vec<Value>, DbErr> {
        let value = |index| {
            Ok(match self.cell(index)? {
                Cell::Null => Value::Text(None),
                Cell::Integer(number) => number.into(),
                Cell::Text(text) => text.into(),
                Cell::Bytes(bytes) => bytes.to_vec().into(),
            })
        };
        (0..).take_while(|index| self.name(*index).is_some()).map(value).collect()
    }

    /// What stands in the first column.
    pub(super) fn first<T: FromCell>(&self) -> Result<T, DbErr> {
        T::from_cell(self.cell(0)?).map_err(|why| DbErr::Column { column: "1".to_owned(), why })
    }

    fn find(&self, column: &str) -> Option<usize> {
        (0..).map_while(|index| self.name(index)).position(|name| name == column)
    }

    fn name(&self, index: usize) -> Option<&str> {
        match self.source {
            Source::Sqlite(row) => row.as_ref().column_name(index).ok(),
            Source::Postgres(row) => row.columns().get(index).map(Column::name),
        }
    }

    fn cell(&self, index: usize) -> Result<Cell<'r>, DbErr> {
        match self.source {
            Source::Sqlite(row) => of_sqlite(row, index),
            Source::Postgres(row) => of_postgres(row, index),
        }
    }
}

fn of_sqlite<'r>(row: &'r rusqlite::Row<'r>, index: usize) -> Result<Cell<'r>, DbErr> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(index)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text).map_err(|error| unread(index, &error))?),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
        ValueRef::Real(_) => return Err(unread(index, &"a fraction, which no column of this program holds")),
    })
}

fn of_postgres(row: &PgRow, index: usize) -> Result<Cell<'_>, DbErr> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok(Cell::Null);
    }
    let kind = value.type_info().into_owned();
    let cell = match kind.name() {
        "INT8" => <i64 as Decode<Postgres>>::decode(value).map(Cell::Integer),
        "INT4" => <i32 as Decode<Postgres>>::decode(value).map(|number| Cell::Integer(number.into())),
        "INT2" => <i16 as Decode<Postgres>>::decode(value).map(|number| Cell::Integer(number.into())),
        "BOOL" => <bool as Decode<Postgres>>::decode(value).map(|is| Cell::Integer(is.into())),
        "BYTEA" => <&[u8] as Decode<Postgres>>::decode(value).map(Cell::Bytes),
        "TEXT" | "VARCHAR" | "NAME" | "CHAR" | "UNKNOWN" => <&str as Decode<Postgres>>::decode(value).map(Cell::Text),
        other => return Err(unread(index, &format!("{other}, which no column of this program holds"))),
    };
    cell.map_err(|error| unread(index, &error))
}

fn unread(index: usize, why: &dyn std::fmt::Display) -> DbErr {
    DbErr::Column { column: (index + 1).to_string(), why: why.to_string() }
}

impl<'r> Cell<'r> {
    /// The text that it holds.
    ///
    /// # Errors
    /// Says what it holds instead.
    pub fn text(self) -> Result<&'r str, String> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(other.unexpected("a text")),
        }
    }

    fn unexpected(self, wanted: &str) -> String {
        let held = match self {
            Self::Null => "NULL",
            Self::Integer(_) => "a number",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
        };
        format!("{held} instead of {wanted}")
    }
}

impl FromCell for i64 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Integer(number) => Ok(number),
            other => Err(other.unexpected("a number")),
        }
    }
}

impl FromCell for i32 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let number = i64::from_cell(cell)?;
        Self::try_from(number).map_err(|_| format!("{number} is out of range"))
    }
}

impl FromCell for bool {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Integer(0) => Ok(false),
            Cell::Integer(1) => Ok(true),
            other => Err(other.unexpected("yes or no")),
        }
    }
}

impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        cell.text().map(str::to_owned)
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Bytes(bytes) => Ok(bytes.to_vec()),
            other => Err(other.unexpected("bytes")),
        }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        if cell == Cell::Null { Ok(None) } else { T::from_cell(cell).map(Some) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_column_holds_instead_is_said() {
        assert_eq!(i64::from_cell(Cell::Text("7")).unwrap_err(), "a text instead of a number");
        assert_eq!(String::from_cell(Cell::Null).unwrap_err(), "NULL instead of a text");
        assert_eq!(i32::from_cell(Cell::Integer(1 << 40)).unwrap_err(), "1099511627776 is out of range");
        assert!(bool::from_cell(Cell::Integer(2)).is_err());
        assert_eq!(Option::<i64>::from_cell(Cell::Null), Ok(None));
    }
}
