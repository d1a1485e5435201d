//! What stands around every page: words, title, who is signed in, where one can go, the message of the last deed
//! and the complaints about this one. It must not know what the page shows.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use askama::filters::{Html, escape};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use uuid::Uuid;

use super::{answer::Flash, assets::asset, cookies::Cookies, reader::Reader};
use crate::platform::{
    failure::Failure,
    refusal::{Refusal, RefusalMessage},
    text::{Arg, Texts},
};

/// Everything that `layout.html` needs. An extractor; a handler gives it a title and puts it into its page.
#[derive(Clone)]
pub struct Frame {
    pub texts: Texts,
    /// In the reader's language; empty on the first page.
    pub title: String,
    /// The path of this page, without query: where it stands in the main navigation.
    pub path: String,
    pub nav: Vec<NavItem>,
    pub who: Option<Who>,
    /// What the last deed led to, once.
    pub flash: Option<String>,
    /// What is wrong with the form on this page.
    pub complaints: Vec<RefusalMessage>,
    /// The fields whose complaint the template asked for while it was rendered.
    pub(super) asked_for: Arc<Mutex<BTreeSet<String>>>,
}

/// One entry of the main navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    pub href: &'static str,
    /// Catalogue key of its words.
    pub key: &'static str,
}

/// Who is signed in, as the layout shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub name: String,
    pub user_name: String,
    /// Two or three letters beside the name.
    pub badge: String,
    /// Their place and role, in their language.
    pub note: String,
    /// At the foot of every page: the time where they are.
    pub foot: String,
    /// Whether they may see what the jump box finds.
    pub jumps: bool,
}

/// The keys that the layout's help lists, each with the catalogue key of what it does.
const KEYS: [(&[&str], &str); 14] = [
    (&["j", "k"], "web-key-move"),
    (&["o"], "web-key-open"),
    (&["j", "k"], "web-key-beside"),
    (&["s"], "web-key-status"),
    (&["n"], "web-key-note"),
    (&["e"], "web-key-lead"),
    (&["c"], "web-key-take"),
    (&["a"], "web-key-assign"),
    (&["/"], "web-key-search"),
    (&["f"], "web-key-filter"),
    (&["Ctrl", "K"], "web-key-jump"),
    (&["Ctrl", "↵"], "web-key-submit"),
    (&["?"], "web-key-help"),
    (&["Esc"], "web-key-leave"),
];

impl Who {
    /// Of the first and the last word of the name.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
    }
}

impl Frame {
    /// The same frame with the title of this key.
    #[must_use]
    pub fn titled(mut self, key: &str) -> Self {
        self.title = self.texts.say(key);
        self
    }

    /// The same frame with a title that names something.
    #[must_use]
    pub fn titled_with(mut self, key: &str, args: &[(&str, Arg)]) -> Self {
        self.title = self.texts.with(key, args);
        self
    }

    /// The same frame of a page that belongs to another one of the main navigation than its address says.
    #[must_use]
    pub fn under(self, place: &str) -> Self {
        Self { path: place.to_owned(), ..self }
    }

    /// The same frame in other words.
    #[must_use]
    pub fn speaking(self, texts: Texts) -> Self {
        Self { texts, ..self }
    }

    /// The same frame with these complaints beside their fields.
    #[must_use]
    pub fn refused(mut self, refusal: &Refusal) -> Self {
        self.complaints = refusal.messages(&self.texts);
        self
    }

    /// A new key for the hidden field of one form, for templates: sending it twice does it once.
    #[must_use]
    pub fn request_key(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// The words of this key, for templates.
    pub fn say(&self, key: &str) -> String {
        self.texts.say(key)
    }

    /// The words of this key with arguments, for templates.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.texts.with(key, args)
    }

    /// The words of this key with one argument, for templates.
    pub fn with_one(&self, key: &str, name: &str, value: impl Into<Arg>) -> String {
        self.texts.with(key, &[(name, value.into())])
    }

    /// What is wrong with this field, for templates.
    pub fn complaint(&self, field: &str) -> Option<&str> {
        self.asked_for.lock().unwrap_or_else(PoisonError::into_inner).insert(field.to_owned());
        self.complaints.iter().find(|complaint| complaint.field == Some(field)).map(|complaint| complaint.text.as_str())
    }

    /// What is wrong with the form as a whole, for templates.
    pub fn general_complaints(&self) -> impl Iterator<Item = &str> {
        self.complaints.iter().filter(|complaint| complaint.field.is_none()).map(|complaint| complaint.text.as_str())
    }

    /// Complaints that `html`, rendered with this frame, shows at no field become complaints about the whole form, which
    /// name their field. Answers whether there were any.
    pub(super) fn gathers_what_is_missing(&mut self, html: &str) -> bool {
        let asked_for = std::mem::take(&mut *self.asked_for.lock().unwrap_or_else(PoisonError::into_inner));
        let mut were_any = false;
        for complaint in &mut self.complaints {
            let stands = |field: &str| asked_for.contains(field) && shows(html, &complaint.text);
            if let Some(field) = complaint.field.filter(|field| !stands(field)) {
                let args = [("field", Arg::from(self.texts.field(field))), ("text", Arg::from(complaint.text.clone()))];
                complaint.text = self.texts.with("web-complaint-elsewhere", &args);
                complaint.field = None;
                were_any = true;
            }
        }
        were_any
    }

    /// Whether every complaint can be read in `html`.
    pub(super) fn is_said_in(&self, html: &str) -> bool {
        self.complaints.iter().all(|complaint| shows(html, &complaint.text))
    }

    /// The address of an asset, for templates.
    pub fn asset(&self, path: &str) -> Cow<'static, str> {
        asset(path)
    }

    /// The keys that do something for the reader, for templates.
    pub fn keys(&self) -> impl Iterator<Item = (&'static [&'static str], &'static str)> {
        let jumps = self.who.as_ref().is_some_and(|who| who.jumps);
        KEYS.into_iter().filter(move |(_, words)| jumps || *words != "web-key-jump")
    }

    /// Whether this navigation entry leads here, or is the nearest of those above, for templates.
    pub fn is_current(&self, href: &str) -> bool {
        let leads = |item: &&NavItem| {
            let below = self.path.strip_prefix(item.href);
            below.is_some_and(|rest| rest.is_empty() || (item.href != "/" && rest.starts_with('/')))
        };
        self.nav.iter().filter(leads).max_by_key(|item| item.href.len()).is_some_and(|item| item.href == href)
    }

    pub(super) fn of(reader: &Reader, path: &str, headers: &HeaderMap, cookies: Cookies) -> Self {
        let flash = cookies.get(headers, Flash::COOKIE).and_then(Flash::from_cookie);
        let known = reader.with(|known| {
            known.flash_taken |= flash.is_some();
            known.clone()
        });
        let flash = flash.map(|flash| flash.said(&known.texts));
        Self {
            texts: known.texts,
            title: String::new(),
            path: path.to_owned(),
            nav: known.nav,
            who: known.who,
            flash,
            complaints: Vec::new(),
            asked_for: Arc::default(),
        }
    }
}

/// Whether this text stands in this HTML.
fn shows(html: &str, text: &str) -> bool {
    escape(text, Html).is_ok_and(|escaped| html.contains(&escaped.to_string()))
}

impl<S: Sync> FromRequestParts<S> for Frame {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let (Some(reader), Some(cookies)) = (parts.extensions.get::<Reader>(), parts.extensions.get::<Cookies>())
        else {
            return Err(anyhow::anyhow!("a page was asked for outside of `layers::dress`").into());
        };
        Ok(Self::of(reader, parts.uri.path(), &parts.headers, *cookies))
    }
}
