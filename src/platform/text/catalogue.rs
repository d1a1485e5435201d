//! Every sentence people read, embedded in the program and checked at start. It knows no particular sentence.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::numbers;
use super::texts::Texts;
use super::times::Spoken;
use crate::platform::recent::Recent;

/// The language that every key exists in.
pub const BASE_LANGUAGE: &str = "en";
/// Dates, hours and moments remembered: those of many pages of a list. One that is asked for is not forgotten.
const SPOKEN: usize = 4_000;
/// A program with a fault in its keys must not fill memory with reports of it.
const MISSING_KEYS_LOGGED: usize = 1_000;

#[derive(rust_embed::RustEmbed)]
#[folder = "locales/"]
struct Embedded;

/// All languages, parsed; made once at start. Cheap to clone.
#[derive(Clone)]
pub struct Catalogue {
    languages: Arc<BTreeMap<String, Arc<Language>>>,
}

/// Why the catalogue could not be used: always a mistake of ours, found at start and never later.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum CatalogueFault {
    /// A line that is not Fluent.
    #[error("{file}:{line}: {trouble}")]
    Broken { file: String, line: usize, trouble: String },
    /// One key in two places of one language.
    #[error("{file}:{line}: the key {key} is already in {first}")]
    Duplicated { file: String, line: usize, key: String, first: String },
    /// A folder that is not named after a language.
    #[error("{file}: {name} is not a language tag")]
    Language { file: String, name: String },
    /// The language that all others fall back to is not there.
    #[error("the catalogue has no {BASE_LANGUAGE}")]
    NoBase,
}

pub(super) struct Language {
    pub(super) tag: String,
    bundle: FluentBundle<FluentResource>,
    /// What this language does not say, the base language does.
    base: Option<Arc<Language>>,
    missing: Mutex<HashSet<String>>,
    /// Dates, hours and moments as this language says them: lists name few days, and the same rows again and again.
    pub(super) spoken: Mutex<Recent<Spoken, String>>,
}

impl Catalogue {
    /// The catalogue embedded in this program.
    ///
    /// # Errors
    /// The first broken or duplicated key, with its file and line.
    pub fn load() -> Result<Self, CatalogueFault> {
        let mut paths: Vec<_> = Embedded::iter().filter(|path| path.ends_with(".ftl")).collect();
        paths.sort_unstable();
        let files = paths.iter().filter_map(|path| {
            let file = Embedded::get(path)?;
            Some((path.to_string(), String::from_utf8_lossy(&file.data).into_owned()))
        });
        Self::from_files(files)
    }

    /// The tags of the languages embedded in this program, sorted.
    pub fn embedded() -> Vec<String> {
        let tags = Embedded::iter().filter_map(|path| path.split_once('/').map(|(tag, _)| tag.to_owned()));
        tags.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// A catalogue of these files; a path is `<language>/<room>.ftl`.
    ///
    /// # Errors
    /// As [`Catalogue::load`].
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, CatalogueFault> {
        let mut by_language: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (path, source) in files {
            let tag = path.split('/').next().unwrap_or_default().to_owned();
            by_language.entry(tag).or_default().push((path, source));
        }
        let base_files = by_language.remove(BASE_LANGUAGE).ok_or(CatalogueFault::NoBase)?;
        let base = Arc::new(Language::parse(BASE_LANGUAGE, base_files, None)?);
        let mut languages = BTreeMap::from([(BASE_LANGUAGE.to_owned(), Arc::clone(&base))]);
        for (tag, files) in by_language {
            let language = Language::parse(&tag, files, Some(Arc::clone(&base)))?;
            languages.insert(tag, Arc::new(language));
        }
        Ok(Self { languages: Arc::new(languages) })
    }

    /// The tags of all languages, sorted.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The catalogue in this language, or in its nearest relative (`fr` and `fr-FR` find `fr-CA`), or in English.
    pub fn texts(&self, wanted: &str) -> Texts {
        Texts::new(self.nearest(wanted).unwrap_or_else(|| self.base()))
    }

    /// The catalogue in the language that a browser's `Accept-Language` header asks for first.
    pub fn texts_for_browser(&self, accept_language: &str) -> Texts {
        let mut wishes: Vec<(&str, f32)> = accept_language
            .split(',')
            .take(20)
            .filter_map(|wish| {
                let (tag, parameters) = wish.split_once(';').unwrap_or((wish, ""));
                let weight = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok())?;
                Some((tag.trim(), weight))
            })
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        wishes.sort_by(|one, other| other.1.total_cmp(&one.1));
        let found = wishes.iter().find_map(|(tag, _)| self.nearest(tag));
        Texts::new(found.unwrap_or_else(|| self.base()))
    }

    fn nearest(&self, wanted: &str) -> Option<&Arc<Language>> {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let exact = self.languages.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted));
        let related = || self.languages.iter().find(|(tag, _)| primary(tag) == primary(wanted));
        exact.or_else(related).map(|(_, language)| language)
    }

    fn base(&self) -> &Arc<Language> {
        // `from_files` makes no catalogue without its base language.
        &self.languages[BASE_LANGUAGE]
    }
}

impl Language {
    fn parse(tag: &str, files: Vec<(String, String)>, base: Option<Arc<Self>>) -> Result<Self, CatalogueFault> {
        let id: LanguageIdentifier = tag.parse().map_err(|_| CatalogueFault::Language {
            file: files.first().map(|(path, _)| path.clone()).unwrap_or_default(),
            name: tag.to_owned(),
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // See `Arg`: right-to-left arguments carry their own marks, others need none.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(numbers::formatter(tag)));
        // Only `NUMBER()`; it fails if it is there already, which it cannot be.
        let _ = bundle.add_builtins();
        let mut seen: HashMap<String, String> = HashMap::new();
        for (file, source) in files {
            for (key, line) in keys(&source) {
                let here = format!("{file}:{line}");
                if let Some(first) = seen.insert(key.clone(), here) {
                    return Err(CatalogueFault::Duplicated { file, line, key, first });
                }
            }
            bundle.add_resource_overriding(parsed(&file, source)?);
        }
        Ok(Self {
            tag: tag.to_owned(),
            bundle,
            base,
            missing: Mutex::default(),
            spoken: Mutex::new(Recent::new(SPOKEN)),
        })
    }

    /// The sentence of this key, from the base language if it must be.
    pub(super) fn say(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        self.find(key, None, args)
    }

    /// What programs are told instead of the sentence of this key, where there is such a thing.
    pub(super) fn say_to_program(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        self.find(key, Some("program"), Some(args))
    }

    fn find(&self, key: &str, attribute: Option<&str>, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let message = self.bundle.get_message(key);
        let pattern = message.and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            return self.base.as_ref().and_then(|base| base.find(key, attribute, args));
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() && self.is_news(key) {
            tracing::warn!(key, language = %self.tag, ?errors, "a sentence could not be filled");
        }
        Some(text)
    }

    /// True once for each key, so that a fault on a busy page is one line in the log.
    pub(super) fn is_news(&self, key: &str) -> bool {
        let mut missing = self.missing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        missing.len() < MISSING_KEYS_LOGGED && missing.insert(key.to_owned())
    }
}

fn parsed(file: &str, source: String) -> Result<FluentResource, CatalogueFault> {
    FluentResource::try_new(source).map_err(|(resource, errors)| {
        let error = errors.first();
        let before = error.and_then(|error| resource.source().get(..error.pos.start)).unwrap_or_default();
        CatalogueFault::Broken {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            trouble: error.map(ToString::to_string).unwrap_or_default(),
        }
    })
}

/// Every message and term with its line. Fluent lets nothing but these begin in the first column with a name and `=`.
fn keys(source: &str) -> impl Iterator<Item = (String, usize)> {
    source.lines().enumerate().filter_map(|(index, line)| {
        let (name, _) = line.split_once('=')?;
        let name = name.trim_end();
        let bare = name.strip_prefix('-').unwrap_or(name);
        let is_name = bare.starts_with(|first: char| first.is_ascii_alphabetic())
            && bare.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
        is_name.then(|| (name.to_owned(), index + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::text::Arg;

    fn file(path: &str, source: &str) -> (String, String) {
        (path.to_owned(), source.to_owned())
    }

    #[test]
    fn the_embedded_catalogue_is_whole() {
        let catalogue = Catalogue::load().unwrap();
        assert!(catalogue.languages().any(|tag| tag == "en"));
    }

    #[test]
    fn a_broken_line_is_named() {
        let fault = Catalogue::from_files([file("en/a.ftl", "one = One\n\ntwo Two\n")]).err().unwrap();
        assert!(matches!(&fault, CatalogueFault::Broken { file, line: 3, .. } if file == "en/a.ftl"), "{fault}");
    }

    #[test]
    fn a_key_in_two_files_is_named() {
        let fault = Catalogue::from_files([file("en/a.ftl", "one = One\n"), file("en/b.ftl", "# x\none = Uno\n")])
            .err()
            .unwrap();
        assert_eq!(fault.to_string(), "en/b.ftl:2: the key one is already in en/a.ftl:1");
    }

    #[test]
    fn a_folder_that_is_no_language_and_a_missing_base_are_refused() {
        assert!(matches!(
            Catalogue::from_files([file("en/a.ftl", ""), file("!!/a.ftl", "")]),
            Err(CatalogueFault::Language { .. })
        ));
        assert!(matches!(Catalogue::from_files([file("fr/a.ftl", "a = b\n")]), Err(CatalogueFault::NoBase)));
    }

    #[test]
    fn a_language_falls_back_to_the_base() {
        let catalogue =
            Catalogue::from_files([file("en/a.ftl", "one = One\ntwo = Two\n"), file("fr-CA/a.ftl", "one = Un\n")])
                .unwrap();
        let french = catalogue.texts("fr");
        assert_eq!(
            (french.say("one"), french.say("two"), french.say("three")),
            ("Un".into(), "Two".into(), "three".into())
        );
        assert_eq!(french.language(), "fr-CA");
        assert_eq!(catalogue.texts("sw").language(), "en");
        assert_eq!(catalogue.texts_for_browser("de, fr;q=0.8, en;q=0.9").language(), "en");
        assert_eq!(catalogue.texts_for_browser("de;q=1,FR-fr;q=0.8,en;q=0").language(), "fr-CA");
        assert_eq!(catalogue.texts_for_browser(";;q=x,,*").language(), "en");
    }

    #[test]
    fn a_missing_key_is_news_once() {
        let language = Language::parse("en", vec![], None).unwrap();
        assert!(language.is_news("a") && !language.is_news("a") && language.is_news("b"));
    }

    #[test]
    fn marks_go_around_right_to_left_text_only() {
        let texts = Catalogue::from_files([file("en/a.ftl", "by = by { $name }!\n")]).unwrap().texts("en");
        assert_eq!(texts.with("by", &[("name", Arg::from("Zoë"))]), "by Zoë!");
        assert_eq!(texts.with("by", &[("name", Arg::from("דנה"))]), "by \u{2068}דנה\u{2069}!");
    }

    #[test]
    fn many_threads_share_one_language() {
        let texts =
            Catalogue::from_files([file("en/a.ftl", "n = { $n -> \n    [one] one\n   *[other] { $n } many\n }\n")])
                .unwrap()
                .texts("en");
        std::thread::scope(|scope| {
            for number in 0..4_i64 {
                let texts = texts.clone();
                scope.spawn(move || {
                    assert_eq!(texts.with("n", &[("n", Arg::Number(number + 1_000))]), format!("1,00{number} many"));
                });
            }
        });
    }
}
