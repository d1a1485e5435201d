//! Keyset paging over named sort keys: a page continues after the last row of the one before, by an index,
//! however deep. Sort keys come from enums, never from text that a person sent.

use super::{Sql, Value};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// A sort order: columns whose index exists, the last of which is unique.
#[derive(Clone, Copy, Debug)]
pub struct SortKey {
    /// The order's columns with their kinds, most significant first.
    pub columns: &'static [(&'static str, Kind)],
    /// Largest first.
    pub descending: bool,
}

/// What a sort column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `bigint`, never NULL.
    Integer,
    /// Text in byte order, never NULL.
    Text,
}

/// Where a page ended: the sort values of its last row, opaque in a URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor(Vec<Key>);

/// One sort value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    /// Of a [`Kind::Integer`] column.
    Integer(i64),
    /// Of a [`Kind::Text`] column.
    Text(String),
}

impl Cursor {
    /// The cursor after a row with these sort values.
    #[must_use]
    pub fn new(keys: Vec<Key>) -> Self {
        Self(keys)
    }

    /// Its sort values, in the order of the columns.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Its form in a URL.
    #[must_use]
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&self.0).unwrap_or_default())
    }

    /// Reads a cursor that belongs to `sort`. Anything else, such as one of another order or one that
    /// somebody made up, is `None`, and the page starts at the beginning.
    #[must_use]
    pub fn decode(text: &str, sort: SortKey) -> Option<Self> {
        if text.len() > 4096 {
            return None;
        }
        let keys: Vec<Key> = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let kinds = sort.columns.iter().map(|(_, kind)| *kind);
        let fits = keys.len() == sort.columns.len() && keys.iter().zip(kinds).all(|(key, kind)| key.kind() == kind);
        (fits && !keys.iter().any(Key::holds_nul)).then_some(Self(keys))
    }
}

impl Key {
    fn kind(&self) -> Kind {
        match self {
            Self::Integer(_) => Kind::Integer,
            Self::Text(_) => Kind::Text,
        }
    }

    /// PostgreSQL refuses NUL in text; a made-up cursor must not become a broken page.
    fn holds_nul(&self) -> bool {
        matches!(self, Self::Text(text) if text.contains('\0'))
    }
}

impl From<Key> for Value {
    fn from(key: Key) -> Self {
        match key {
            Key::Integer(number) => number.into(),
            Key::Text(text) => text.into(),
        }
    }
}

impl SortKey {
    /// Appends ` AND (columns) > (values)`, which both engines answer from the index.
    #[must_use]
    pub fn after(self, sql: Sql, cursor: Option<Cursor>) -> Sql {
        let Some(cursor) = cursor else { return sql };
        let sql = self.columns(sql.push(" AND ("), "");
        let sql = sql.push(if self.descending { ") < " } else { ") > " });
        sql.push("(").values(cursor.0.into_iter().map(Value::from).collect()).push(")")
    }

    /// Appends ` ORDER BY columns LIMIT limit`.
    #[must_use]
    pub fn page(self, sql: Sql, limit: i64) -> Sql {
        let direction = if self.descending { " DESC" } else { "" };
        self.columns(sql.push(" ORDER BY "), direction).push(" LIMIT ?").bind(limit)
    }

    fn columns(self, mut sql: Sql, direction: &'static str) -> Sql {
        for (index, (column, _)) in self.columns.iter().enumerate() {
            sql = sql.push(if index == 0 { "" } else { ", " });
            sql = sql.push(column).push(direction);
        }
        sql
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SORT: SortKey = SortKey { columns: &[("name", Kind::Text), ("id", Kind::Integer)], descending: true };

    #[test]
    fn a_page_continues_after_its_cursor() {
        let cursor = Cursor::new(vec![Key::Text("b".into()), Key::Integer(7)]);
        let sql = SORT.page(SORT.after(Sql::new("SELECT 1 WHERE 1 = 1"), Some(cursor)), 50);
        let text = "SELECT 1 WHERE 1 = 1 AND (name, id) < (?, ?) ORDER BY name DESC, id DESC LIMIT ?";
        assert_eq!(sql.text(), text);
    }

    #[test]
    fn foreign_cursors_are_the_beginning() {
        let swapped = Cursor::new(vec![Key::Integer(7), Key::Text("b".into())]).encode();
        let short = Cursor::new(vec![Key::Integer(7)]).encode();
        let nul = Cursor::new(vec![Key::Text("\0".into()), Key::Integer(7)]).encode();
        for text in [swapped.as_str(), &short, &nul, "", "%%%", "eyJhIjoxfQ"] {
            assert_eq!(Cursor::decode(text, SORT), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn cursors_survive_the_url(name in "[^\0]{0,40}", id: i64) {
            let cursor = Cursor::new(vec![Key::Text(name), Key::Integer(id)]);
            prop_assert_eq!(Cursor::decode(&cursor.encode(), SORT), Some(cursor));
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,60}") {
            let _ = Cursor::decode(&text, SORT);
        }
    }
}
