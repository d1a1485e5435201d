//! The way back after signing in: to the page that was asked for, or to a form that came too late, with every word that
//! was typed into it. It knows no form; only addresses of the table are ways back.

use super::sign_in_page::{SignInPage, SignInView};
use crate::app::App;
use crate::platform::failure::Failure;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::text::Texts;
use crate::platform::web::form::{is_form, typed_fields};
use crate::platform::web::{Access, Answer, Frame, Table, Wants};
use crate::screen;
use askama::Template;
use axum::extract::{FromRequestParts, Request};
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

/// A form body up to so many bytes is carried through the sign-in: what a draft may have.
const MOST_CARRIED: usize = crate::platform::drafts::LARGEST;

/// A form that was sent without a session, on its way through the sign-in.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    /// Path and query that it was sent to.
    to: String,
    /// Every field and value.
    fields: Vec<(String, String)>,
}

/// Answers a request that was not let in. A plain form gets the page to sign in with, which carries what was typed;
/// everything else is told why as ever.
pub(super) async fn turned_away(app: &App, table: &Table<App>, request: Request, failure: Failure) -> Response {
    let is_unknown = matches!(&failure, Failure::Refused(refusal) if refusal.kind == Kind::SignInFirst);
    let is_plain_form = is_form(request.headers()) && Wants::of(request.headers()) == Wants::Page;
    if !is_unknown || !is_plain_form || !takes_form(table, request.method(), request.uri().path()) {
        return failure.into_response();
    }
    let to = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let (mut parts, body) = request.into_parts();
    let frame = Frame::from_request_parts(&mut parts, &()).await;
    let answer = Answer::from_request_parts(&mut parts, &()).await;
    // Nobody knows yet who sends this: one file's worth is waited for, and no more.
    let passed = usize::try_from(app.config.max_upload_bytes()).unwrap_or(usize::MAX).saturating_add(MOST_CARRIED);
    let (fields, had_files) = typed_fields(Request::from_parts(parts, body), MOST_CARRIED, passed).await.unzip();
    let typed = fields.and_then(|fields| Typed::of(to, fields).carried());
    let (Ok(frame), Ok(answer)) = (frame, answer) else { return failure.into_response() };
    let key = match (&typed, had_files) {
        (Some(_), Some(true)) => "people-typed-kept-without-files",
        (Some(_), _) => "people-typed-kept",
        (None, _) => "people-typed-not-kept",
    };
    let refusal = Refusal::new(Kind::SignInFirst, Complaint::whole(key));
    let page = SignInPage::new(frame.refused(&refusal), SignInView { typed, ..SignInView::default() });
    answer.refuses(refusal, page).unwrap_or_else(IntoResponse::into_response)
}

/// Where to go after signing in: only within this desk.
pub(super) fn local(next: Option<&str>) -> &str {
    next.filter(|next| is_local(next)).unwrap_or("/")
}

/// A path that no browser reads as another host: those take `\` for `/` and skip tabs and line breaks.
pub(super) fn is_local(next: &str) -> bool {
    let is_path = next.starts_with('/') && !next.starts_with("//") && next.len() <= 2000;
    let is_plain = !next.chars().any(|letter| letter == '\\' || letter.is_control());
    is_path && is_plain && !["/sign-in", "/sign-out", "/set-up"].contains(&path_of(next))
}

impl Typed {
    fn of(to: String, mut fields: Vec<(String, String)>) -> Self {
        // A secret is typed again, or it would lie in a page.
        let is_secret = |name: &str| ["password", "secret", "token"].iter().any(|word| name.contains(word));
        fields.retain(|(name, _)| !is_secret(&name.to_ascii_lowercase()));
        Self { to, fields }
    }

    /// What a hidden field carried, if it leads to a form of this desk.
    pub(super) fn read(carried: &str, table: &Table<App>) -> Option<Self> {
        let Self { to, fields } = serde_json::from_str(carried).ok()?;
        (is_local(&to) && takes_form(table, &Method::POST, path_of(&to))).then(|| Self::of(to, fields))
    }

    pub(super) fn carried(&self) -> Option<String> {
        serde_json::to_string(self).ok().filter(|_| is_local(&self.to))
    }

    /// The page that shows the words, and sends them on when its reader presses the button.
    pub(super) fn page(self, frame: Frame, reader: &str) -> ReturningPage {
        ReturningPage { frame: frame.titled("people-typed-title"), reader: reader.to_owned(), view: self }
    }

    /// What its reader would know again, by the name that the form gives it: no key, no version, no number of a choice.
    fn words<'a>(&'a self, texts: &'a Texts) -> impl Iterator<Item = (String, String)> + 'a {
        let is_said = |(name, value): &&(String, String)| {
            !["request_key", "version", "form", "resumed"].contains(&name.as_str())
                && !value.trim().bytes().all(|byte| byte.is_ascii_digit())
        };
        self.fields.iter().filter(is_said).map(|(name, value)| (texts.field(name), spelt(value)))
    }
}

/// The word of a choice, such as `in_progress`, as one would write it.
fn spelt(value: &str) -> String {
    let is_word = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_word { value.replace('_', " ") } else { value.to_owned() }
}

/// Whether there is a form for signed-in people at this address.
fn takes_form(table: &Table<App>, method: &Method, path: &str) -> bool {
    method == Method::POST && table.find(method, path).is_some_and(|route| route.access != Access::Public)
}

fn path_of(place: &str) -> &str {
    place.split(['?', '#']).next().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "people/returning.html", blocks = ["form"])]
pub(super) struct ReturningPage {
    frame: Frame,
    /// Who has signed in: not always who had typed.
    reader: String,
    view: Typed,
}

screen!(ReturningPage, Typed, as_form);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_cannot_leave_the_site() {
        for fine in ["/", "/tickets?tab=open#top", "/tickets/10482", "/sign-in-book"] {
            assert_eq!(local(Some(fine)), fine);
        }
        for away in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            " /x",
            "tickets",
            "/a\\b",
            "/sign-out",
            "/sign-in?next=/x",
            "/set-up",
            "/\0",
        ] {
            assert_eq!(local(Some(away)), "/", "{away:?}");
        }
        assert_eq!(local(Some(&format!("/{}", "x".repeat(10_000)))), "/");
        assert_eq!(local(None), "/");
    }

    #[test]
    fn secrets_are_left_behind_and_words_are_shown() {
        let fields = [
            ("comment", "wet"),
            ("new_password", "hidden"),
            ("Secret", "hidden"),
            ("api_token", "hidden"),
            ("version", "x"),
            ("due", "1"),
            ("why", " "),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let typed = Typed::of("/tickets/1/comments".into(), fields);
        assert!(!typed.carried().unwrap().contains("hidden"));
        assert_eq!(typed.fields.len(), 4);
        let texts = crate::platform::text::Catalogue::load().unwrap().texts("en");
        assert_eq!(typed.words(&texts).collect::<Vec<_>>(), [("Comment".to_owned(), "wet".to_owned())]);
        assert_eq!(spelt("in_progress"), "in progress");
        assert_eq!(spelt("See item_4711"), "See item_4711");
    }
}
