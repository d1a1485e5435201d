//! Turns the fields of a form or of a JSON object into a struct, and says at which field it went wrong. It must
//! not know where the fields came from, nor any sentence.

use std::{cell::Cell, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, IntoDeserializer, MapAccess, Visitor, value::SeqDeserializer},
    forward_to_deserialize_any,
};
use serde_json::Value;

/// What a request said, field by field, in its order.
#[derive(Debug, Default)]
pub(super) struct Fields(pub(super) Vec<(String, Given)>);

/// What one field said.
#[derive(Debug)]
pub(super) enum Given {
    /// Every value that a form gave under this name.
    Form(Vec<String>),
    Json(Value),
}

/// Why the fields are not that struct.
#[derive(Debug, PartialEq)]
pub(super) struct Trouble {
    /// Known if the struct has such a field.
    pub(super) field: Option<&'static str>,
    pub(super) what: What,
}

#[derive(Debug, PartialEq)]
pub(super) enum What {
    Missing,
    Twice,
    /// A program named a field that the struct has not. Forms do, for others' sake.
    Unknown {
        name: String,
        known: &'static [&'static str],
    },
    /// In the words of serde: for programmers, not for people.
    Wrong(String),
}

impl Fields {
    /// Reads the struct. A blank form field is `None` for an `Option`, and stays blank for a `String`.
    pub(super) fn read<'de, T: Deserialize<'de>>(self) -> Result<T, Trouble> {
        T::deserialize(self)
    }

    /// Takes the text of a field that is not the struct's concern.
    pub(super) fn take_text(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(found, _)| found == name)?;
        match self.0.remove(at).1 {
            Given::Form(mut values) => values.pop(),
            Given::Json(Value::String(text)) => Some(text),
            // Not a text: kept as written, so that it can be complained about.
            Given::Json(Value::Null) => None,
            Given::Json(other) => Some(other.to_string()),
        }
    }
}

impl<'de> Deserializer<'de> for Fields {
    type Error = Trouble;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        self.visit(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Trouble> {
        self.visit(Some(fields), visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl Fields {
    /// `fields` are those of the struct, if it is one.
    fn visit<'de, V: Visitor<'de>>(
        self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Trouble> {
        let current = Cell::new(None);
        let walk = Walk { rest: self.0.into_iter(), given: None, fields, current: &current };
        visitor.visit_map(walk).map_err(|trouble| Trouble { field: trouble.field.or(current.get()), ..trouble })
    }
}

struct Walk<'c> {
    rest: std::vec::IntoIter<(String, Given)>,
    given: Option<Given>,
    fields: Option<&'static [&'static str]>,
    /// The field being read, for complaints; outlives the walk, which the visitor takes.
    current: &'c Cell<Option<&'static str>>,
}

impl<'de> MapAccess<'de> for Walk<'_> {
    type Error = Trouble;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Trouble> {
        self.current.set(None);
        let Some((name, given)) = self.rest.next() else { return Ok(None) };
        if let Some(known) = self.fields {
            let field = known.iter().find(|field| **field == name).copied();
            if field.is_none() && matches!(given, Given::Json(_)) {
                return Err(Trouble { field: None, what: What::Unknown { name, known } });
            }
            self.current.set(field);
        }
        self.given = Some(given);
        let name: de::value::StringDeserializer<Trouble> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Trouble> {
        match self.given.take() {
            Some(Given::Form(values)) => seed.deserialize(FormValues(values)),
            Some(Given::Json(value)) => seed.deserialize(value).map_err(de::Error::custom),
            None => Err(de::Error::custom("a value without a key")),
        }
    }
}

/// The values of one form field: one for most types, any number for a list.
struct FormValues(Vec<String>);

impl FormValues {
    fn only(mut self) -> Result<String, Trouble> {
        match (self.0.pop(), self.0.is_empty()) {
            (Some(value), true) => Ok(value),
            (Some(_), false) => Err(Trouble { field: None, what: What::Twice }),
            (None, _) => Ok(String::new()),
        }
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $number:ty;)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
            let text = self.only()?;
            let number = text.trim().parse::<$number>().map_err(|error| wrong(format_args!("{error}")))?;
            visitor.$visit(number)
        }
    )* };
}

impl<'de> Deserializer<'de> for FormValues {
    type Error = Trouble;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_string(self.only()?)
    }

    parsed! {
        deserialize_i8 visit_i8 i8; deserialize_i16 visit_i16 i16; deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64; deserialize_i128 visit_i128 i128;
        deserialize_u8 visit_u8 u8; deserialize_u16 visit_u16 u16; deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64; deserialize_u128 visit_u128 u128;
        deserialize_f32 visit_f32 f32; deserialize_f64 visit_f64 f64;
    }

    /// A ticked box sends `on`, or the value in its markup.
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        match self.only()?.trim() {
            "on" | "true" | "yes" | "1" => visitor.visit_bool(true),
            "off" | "false" | "no" | "0" | "" => visitor.visit_bool(false),
            _ => Err(wrong("neither yes nor no")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        if self.0.iter().all(|value| value.trim().is_empty()) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_seq(SeqDeserializer::new(self.0.into_iter().map(|value| Self(vec![value]))))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Trouble> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Trouble> {
        visitor.visit_enum(self.only()?.into_deserializer())
    }

    /// A field that the struct does not know, however often it came.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Trouble> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple_struct map struct identifier
    }
}

fn wrong(why: impl fmt::Display) -> Trouble {
    de::Error::custom(why)
}

impl IntoDeserializer<'_, Trouble> for FormValues {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl de::Error for Trouble {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { field: None, what: What::Wrong(message.to_string()) }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { field: Some(field), what: What::Missing }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self { field: Some(field), what: What::Twice }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.field.unwrap_or("the request"), self.what)
    }
}

impl std::error::Error for Trouble {}
