//! SQL text with its values, written once for both engines. It knows placeholders, not tables: the text
//! stays in the capability file that needs it, and only `&'static str` can become text.

use super::engine::Engine;
use super::{DbErr, Value};

/// A piece of SQL and the values of its `?` placeholders, in order.
///
/// Values are always bound, never spliced: [`Sql::push`] takes `&'static str`, so nothing that a person
/// typed can become SQL text.
#[derive(Clone, Debug, Default)]
pub struct Sql {
    text: String,
    values: Vec<Value>,
    /// The length of a list that is too long.
    refused: Option<usize>,
}

/// Values of one list at most: a longer question is asked in parts.
const LONGEST_LIST: usize = 1_000;

impl Sql {
    /// Starts a statement or a fragment of one.
    #[must_use]
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// A text made of the schema's own names.
    pub(super) fn of_schema(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Binds the next `?`.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Appends more text.
    #[must_use]
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Appends another piece with its values.
    #[must_use]
    pub fn append(mut self, other: Self) -> Self {
        self.text.push_str(&other.text);
        self.values.extend(other.values);
        self.refused = self.refused.or(other.refused);
        self
    }

    /// Appends `(?, ?, …)` with these values, for `IN`; an empty list becomes `(NULL)`, which no row equals.
    ///
    /// The last value is repeated up to a power of two, so that lists of every length are some ten texts in the
    /// statement cache. A list of more than 1,000 values is refused when the statement is sent.
    #[must_use]
    pub fn list<V: Into<Value>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
        let count = values.len();
        if count > LONGEST_LIST {
            self.refused = Some(count);
        }
        let Some(last) = values.last().cloned() else { return self.push("(NULL)") };
        values.resize(count.next_power_of_two(), last);
        self.push("(").values(values).push(")")
    }

    /// Appends `?, ?, …` with these values, as many as there are.
    #[must_use]
    pub fn values(mut self, values: Vec<Value>) -> Self {
        self.text.push_str(&vec!["?"; values.len()].join(", "));
        self.values.extend(values);
        self
    }

    /// The text as written, with `?` placeholders.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many rows of `columns` values one `INSERT` gets: appends `(?, …), (?, …)` without values.
    #[must_use]
    pub(super) fn rows(mut self, columns: usize, rows: usize) -> Self {
        let row = format!("({})", vec!["?"; columns].join(", "));
        self.text.push_str(&vec![row.as_str(); rows].join(", "));
        self
    }

    /// The text and the values for the driver; refuses NUL in a text, which one engine stores and the other cannot.
    pub(super) fn statement(self, engine: Engine) -> Result<(String, Vec<Value>), DbErr> {
        debug_assert_eq!(
            self.text.matches('?').count(),
            self.values.len(),
            "placeholders and values differ: {}",
            self.text
        );
        if let Some(count) = self.refused {
            let why = format!("a list of {count} values is too long for one question: {LONGEST_LIST} at most");
            return Err(DbErr::Custom(why));
        }
        if self.values.iter().any(holds_nul) {
            return Err(DbErr::Nul);
        }
        Ok((engine.numbered(self.text), self.values))
    }
}

fn holds_nul(value: &Value) -> bool {
    matches!(value, Value::Text(Some(text)) if text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_where_the_engine_wants_it() {
        let sql = Sql::new("SELECT a FROM t WHERE b = ?").bind(1i64).push(" AND c IN ").list([2i64, 3]);
        let text = |engine| sql.clone().statement(engine).unwrap().0;
        assert_eq!(text(Engine::Postgres), "SELECT a FROM t WHERE b = $1 AND c IN ($2, $3)");
        assert_eq!(text(Engine::Sqlite), "SELECT a FROM t WHERE b = ? AND c IN (?, ?)");
    }

    #[test]
    fn a_list_has_a_power_of_two_of_values() {
        let sql = Sql::new("a IN ").list(["x", "y", "z"]);
        assert_eq!(sql.text(), "a IN (?, ?, ?, ?)");
        assert_eq!(sql.values, ["x", "y", "z", "z"].map(Value::from));
        assert_eq!(Sql::new("a IN ").list([1i64]).text(), "a IN (?)");
    }

    #[test]
    fn an_endless_list_is_refused() {
        let of = |count: i64| Sql::new("SELECT 1 WHERE 1 IN ").list(0..count);
        assert!(of(1_000).statement(Engine::Sqlite).is_ok());
        let why = Sql::new("").append(of(1_001)).statement(Engine::Sqlite).unwrap_err().to_string();
        assert!(why.contains("1001") && why.contains("1000 at most"), "{why}");
    }

    #[test]
    fn an_empty_list_matches_nothing() {
        assert_eq!(Sql::new("a IN ").list(Vec::<i64>::new()).text(), "a IN (NULL)");
    }
}
