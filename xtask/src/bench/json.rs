//! As much JSON as the bench reads and writes. Numbers are `f64`; knows no view of the desk.

use std::fmt::Write;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Reads a whole document.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut reader = Reader { rest: bytes };
        let value = reader.value().ok_or_else(|| {
            let at: String = String::from_utf8_lossy(reader.rest).chars().take(40).collect();
            format!("not JSON at `{at}`")
        })?;
        Ok(value)
    }

    /// The member of this name; `Null` where there is none.
    pub fn at(&self, name: &str) -> &Self {
        let Self::Object(members) = self else { return &Self::Null };
        members.iter().find(|(known, _)| known == name).map_or(&Self::Null, |(_, value)| value)
    }

    /// The elements of a list; none of anything else.
    pub fn list(&self) -> &[Self] {
        if let Self::List(list) = self { list } else { &[] }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number, if it is one.
    #[expect(clippy::cast_possible_truncation, reason = "ids of a desk are far below 2^53")]
    pub fn whole(&self) -> Option<i64> {
        if let Self::Number(number) = self { Some(*number as i64) } else { None }
    }

    /// The number; 0 where it is none.
    pub fn float(&self) -> f64 {
        if let Self::Number(number) = self { *number } else { 0.0 }
    }

    /// Writes it as one line.
    pub fn line(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(yes) => yes.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => quoted(text),
            Self::List(list) => format!("[{}]", joined(list.iter().map(Self::line))),
            Self::Object(members) => {
                format!(
                    "{{{}}}",
                    joined(members.iter().map(|(name, value)| format!("{}:{}", quoted(name), value.line())))
                )
            }
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control.is_control() => drop(write!(out, "\\u{:04x}", u32::from(control))),
            other => out.push(other),
        }
    }
    out + "\""
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn value(&mut self) -> Option<Json> {
        match self.peek()? {
            b'{' => self
                .members(b'}', |own| {
                    let name = own.string()?;
                    own.eat(b':')?;
                    Some((name, own.value()?))
                })
                .map(Json::Object),
            b'[' => self.members(b']', Self::value).map(Json::List),
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn members<T>(&mut self, end: u8, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.rest = &self.rest[1..];
        let mut all = Vec::new();
        while self.peek()? != end {
            if !all.is_empty() {
                self.eat(b',')?;
            }
            all.push(one(self)?);
        }
        self.eat(end)?;
        Some(all)
    }

    fn string(&mut self) -> Option<String> {
        self.eat(b'"')?;
        let mut bytes = Vec::new();
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                b'"' => return String::from_utf8(bytes).ok(),
                b'\\' => bytes.extend(self.escape()?.to_string().into_bytes()),
                other => bytes.push(*other),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        match first {
            b'n' => Some('\n'),
            b't' => Some('\t'),
            b'r' => Some('\r'),
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'u' => {
                let (digits, rest) = self.rest.split_at_checked(4)?;
                self.rest = rest;
                let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
                // Half of a pair: the desk writes such letters as they are.
                Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            plain => Some(char::from(*plain)),
        }
    }

    fn number(&mut self) -> Option<Json> {
        let end = self.rest.iter().position(|byte| !b"+-.eE0123456789".contains(byte)).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        std::str::from_utf8(digits).ok()?.parse().ok().map(Json::Number)
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        self.rest = self.rest.strip_prefix(word.as_bytes())?;
        Some(value)
    }

    fn eat(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.rest = &self.rest[1..])
    }

    fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let text = r#"{"items": [ {"number":10482,"subject":"\"Ö\" \u00e9\n"}, null ], "more":true, "cost":-1.5e1, "none":[]}"#;
        let read = Json::read(text.as_bytes()).unwrap();
        assert_eq!(read.at("items").list()[0].at("number").whole(), Some(10482));
        assert_eq!(read.at("items").list()[0].at("subject").text(), Some("\"Ö\" é\n"));
        assert_eq!(read.at("cost"), &Json::Number(-15.0));
        assert_eq!(read.at("absent").at("deeper"), &Json::Null);
        assert_eq!(Json::read(read.line().as_bytes()).unwrap(), read);
    }

    #[test]
    fn what_is_no_json_is_said() {
        for bad in ["", "<html>", "{\"a\":", "[1", "\"\\"] {
            assert!(Json::read(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
