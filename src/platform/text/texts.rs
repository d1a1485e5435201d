//! The catalogue in one language: the handle that pages, mails and messages speak through. It knows no sentence itself.

use std::sync::{Arc, PoisonError};

use fluent_bundle::FluentArgs;

use super::arg::Arg;
use super::catalogue::Language;
use super::numbers;
use super::times::Spoken;
use crate::platform::refusal::Complaint;

/// Sentences, numbers and times in one language. Cheap to clone, shared freely between threads.
#[derive(Clone)]
pub struct Texts(Arc<Language>);

impl Texts {
    pub(super) fn new(language: &Arc<Language>) -> Self {
        Self(Arc::clone(language))
    }

    /// The tag of this language, as `<html lang>` wants it.
    pub fn language(&self) -> &str {
        &self.0.tag
    }

    /// The sentence of this key. A missing key is shown as it is, and logged once.
    pub fn say(&self, key: &str) -> String {
        self.0.say(key, None).unwrap_or_else(|| self.missing(key))
    }

    /// The sentence of this key, filled with these arguments.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let filled: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.to_fluent(self))).collect();
        self.0.say(key, Some(&filled)).unwrap_or_else(|| self.missing(key))
    }

    /// What the field of a form is called, by its name.
    pub fn field(&self, name: &str) -> String {
        let key = format!("field-{}", name.replace('_', "-"));
        self.0.say(&key, None).unwrap_or_else(|| self.say("field-other"))
    }

    /// The sentence of a complaint as a program is told it: it has no page to look at. Where a sentence needs another for
    /// them, that is its attribute `program`.
    pub fn complaint_to_program(&self, complaint: &Complaint) -> String {
        let args = complaint.args.iter();
        let filled: FluentArgs<'_> = args.map(|(name, value)| (*name, value.to_fluent(self))).collect();
        self.0.say_to_program(complaint.key, &filled).unwrap_or_else(|| self.complaint(complaint))
    }

    /// The sentence of a complaint.
    pub fn complaint(&self, complaint: &Complaint) -> String {
        self.with(complaint.key, &complaint.args)
    }

    /// A count, grouped as this language does: 12,345.
    pub fn number(&self, number: i64) -> String {
        numbers::grouped(number, numbers::separator(&self.0.tag))
    }

    /// The words of this key, where there are any.
    pub(super) fn say_if_any(&self, key: &str) -> Option<String> {
        self.0.say(key, None)
    }

    /// What was said before, or else what `says` says.
    pub(super) fn spoken(&self, what: Spoken, says: impl FnOnce() -> String) -> String {
        let known = || self.0.spoken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(said) = known().get(&what) {
            return said;
        }
        let said = says();
        known().put(what, said.clone());
        said
    }

    fn missing(&self, key: &str) -> String {
        if self.0.is_news(key) {
            tracing::warn!(key, language = %self.0.tag, "the catalogue lacks a key");
        }
        key.to_owned()
    }
}

/// Short on purpose: it stands inside `App`, which is logged.
impl std::fmt::Debug for Texts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Texts({})", self.0.tag)
    }
}
