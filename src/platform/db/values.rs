//! How the program's types stand in columns: moments as `bigint` milliseconds, enums as checked text. It knows no
//! engine.

use super::rows::{Cell, FromCell};
use crate::platform::moment::Timestamp;

/// What is bound to a `?`. Each `None` is NULL, of a type that a server wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `integer`, `bigint`.
    Integer(Option<i64>),
    /// `boolean`, which the embedded engine keeps as 0 and 1.
    Boolean(Option<bool>),
    /// `text`.
    Text(Option<String>),
    /// `@bytes`.
    Bytes(Option<Vec<u8>>),
}

/// A type that may also be NULL in a column.
pub trait Nullable: Into<Value> {
    /// Its NULL.
    fn null() -> Value;
}

impl<T: Nullable> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(T::null, Into::into)
    }
}

/// Types that stand in a column as they are.
macro_rules! columns {
    ($($type:ty => $variant:ident, $value:ident => $as:expr;)+) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                Self::$variant(Some($as))
            }
        }

        impl Nullable for $type {
            fn null() -> Value {
                Value::$variant(None)
            }
        }
    )+};
}

columns! {
    i64 => Integer, value => value;
    i32 => Integer, value => value.into();
    u32 => Integer, value => value.into();
    Timestamp => Integer, moment => moment.as_millis();
    bool => Boolean, value => value;
    String => Text, text => text;
    &str => Text, text => text.to_owned();
    &String => Text, text => text.clone();
    Vec<u8> => Bytes, bytes => bytes;
}

impl FromCell for Timestamp {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        i64::from_cell(cell).map(Self::from_millis)
    }
}

/// Declares an enum whose values stand as text in a column, a URL and JSON, the same word everywhere.
///
/// ```
/// watchdesk::text_enum! {
///     /// How a door stands.
///     pub enum Door { Ajar = "ajar", Shut = "shut" }
/// }
/// assert_eq!(Door::Ajar.as_str(), "ajar");
/// assert_eq!("shut".parse(), Ok(Door::Shut));
/// assert!("open".parse::<Door>().is_err());
/// ```
#[macro_export]
macro_rules! text_enum {
    ($(#[$outer:meta])* $vis:vis enum $name:ident {
        $($(#[$inner:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name { $($(#[$inner])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands in columns, URLs and JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    other => Err(format!("{other:?} is no {}", stringify!($name))),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        // Derived, it would name the variants and not their words.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let text = utoipa::openapi::schema::Type::String;
                let words = Self::ALL.iter().map(|value| value.as_str());
                let schema = utoipa::openapi::ObjectBuilder::new().schema_type(text).enum_values(Some(words));
                schema.build().into()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl From<$name> for $crate::platform::db::Value {
            fn from(value: $name) -> Self {
                value.as_str().into()
            }
        }

        impl $crate::platform::db::Nullable for $name {
            fn null() -> $crate::platform::db::Value {
                $crate::platform::db::Value::Text(None)
            }
        }

        impl $crate::platform::db::FromCell for $name {
            fn from_cell(cell: $crate::platform::db::Cell<'_>) -> Result<Self, String> {
                cell.text()?.parse()
            }
        }
    };
}
