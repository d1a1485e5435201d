//! Who reads the answer of this request, and in which language: filled in as the request passes inwards, so that
//! every page and every refusal can be said to them. It must not know how anybody signs in.

use std::{
    convert::Infallible,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{extract::FromRequestParts, http::request::Parts};

use super::frame::{NavItem, Who};
use crate::platform::text::Texts;

/// The reader of one request's answer. Clones are one reader.
#[derive(Clone)]
pub struct Reader(Arc<Mutex<Known>>);

/// What is known of a reader so far.
#[derive(Clone)]
pub struct Known {
    pub texts: Texts,
    pub who: Option<Who>,
    pub nav: Vec<NavItem>,
    /// Where the person is asked to sign in, on pages.
    pub sign_in: Option<&'static str>,
    /// The flash message was given to a page, so the browser may forget it.
    pub(super) flash_taken: bool,
}

impl Reader {
    /// A reader of whom only the browser's language is known.
    pub fn new(texts: Texts, sign_in: Option<&'static str>) -> Self {
        Self(Arc::new(Mutex::new(Known { texts, who: None, nav: Vec::new(), sign_in, flash_taken: false })))
    }

    /// Says who it is: called by the guard as soon as it knows.
    pub fn signed_in(&self, who: Who, nav: Vec<NavItem>) {
        self.with(|known| {
            known.who = Some(who);
            known.nav = nav;
        });
    }

    /// Speaks to the person in their own language rather than the browser's.
    pub fn speaks(&self, texts: Texts) {
        self.with(|known| known.texts = texts);
    }

    /// What is known so far.
    pub fn known(&self) -> Known {
        self.with(|known| known.clone())
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&mut Known) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}

/// The name of this request in logs and error messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub Arc<str>);

impl<S: Sync> FromRequestParts<S> for RequestId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self("".into())))
    }
}
