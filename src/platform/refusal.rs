//! What a person did that cannot be done, in a form that every answer (page, fragment, JSON, command line) can show
//! beside the field it concerns. It knows no HTTP types and no language: it carries catalogue keys, never sentences.

use std::fmt;

use serde::{Serialize, Serializer};

use super::failure::Failure;
use super::text::{Arg, Texts};

/// A request that was understood and refused, with everything its author needs to do better.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// What sort of refusal it is; decides the HTTP status.
    pub kind: Kind,
    /// At least one sentence; several when several fields are wrong at once.
    pub complaints: Vec<Complaint>,
}

/// One sentence to a person, still without a language.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaint {
    /// The form field it stands beside; `None` when it concerns the whole request.
    pub field: Option<&'static str>,
    /// Key in the Fluent catalogue.
    pub key: &'static str,
    /// What the sentence names: counts, names, limits.
    pub args: Vec<(&'static str, Arg)>,
}

/// The sorts of refusal, each with one HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 422: a field says something that cannot be.
    Invalid,
    /// 401: nobody is signed in.
    SignInFirst,
    /// 403: this person may see it and may not do it.
    Forbidden,
    /// 404: it does not exist, or not for this person; the two must look alike.
    NotSeen,
    /// 409: somebody changed it since it was read.
    Stale,
    /// 409: it contradicts what is already there.
    Conflict,
    /// 413: more bytes than are accepted.
    TooLarge,
    /// 415: not a kind of file or body that is understood.
    Unsupported,
    /// 429: too often.
    TooMany,
}

impl Kind {
    /// The HTTP status that this kind is answered with.
    pub const fn status(self) -> u16 {
        match self {
            Self::Invalid => 422,
            Self::SignInFirst => 401,
            Self::Forbidden => 403,
            Self::NotSeen => 404,
            Self::Stale | Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::Unsupported => 415,
            Self::TooMany => 429,
        }
    }

    /// The word that names this kind in JSON and in logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::SignInFirst => "sign_in_first",
            Self::Forbidden => "forbidden",
            Self::NotSeen => "not_seen",
            Self::Stale => "stale",
            Self::Conflict => "conflict",
            Self::TooLarge => "too_large",
            Self::Unsupported => "unsupported",
            Self::TooMany => "too_many",
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Complaint {
    /// A complaint about one field.
    pub const fn at(field: &'static str, key: &'static str) -> Self {
        Self { field: Some(field), key, args: Vec::new() }
    }

    /// A complaint about the request as a whole.
    pub const fn whole(key: &'static str) -> Self {
        Self { field: None, key, args: Vec::new() }
    }

    /// The same complaint, naming one thing more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl Refusal {
    /// A refusal of this kind with one complaint.
    pub fn new(kind: Kind, complaint: Complaint) -> Self {
        Self { kind, complaints: vec![complaint] }
    }

    /// 422 about one field.
    pub fn invalid(field: &'static str, key: &'static str) -> Self {
        Self::new(Kind::Invalid, Complaint::at(field, key))
    }

    /// 422 about the request as a whole.
    pub fn invalid_whole(key: &'static str) -> Self {
        Self::new(Kind::Invalid, Complaint::whole(key))
    }

    /// 401 with the general sentence.
    pub fn sign_in_first() -> Self {
        Self::new(Kind::SignInFirst, Complaint::whole("refusal-sign-in-first"))
    }

    /// 403 with the general sentence.
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden, Complaint::whole("refusal-forbidden"))
    }

    /// 404 with the one sentence that every invisible thing shares, so that it tells nobody what exists.
    pub fn not_seen() -> Self {
        Self::new(Kind::NotSeen, Complaint::whole("refusal-not-seen"))
    }

    /// 409: changed since it was read; the key says what, or use `refusal-stale`.
    pub fn stale(key: &'static str) -> Self {
        Self::new(Kind::Stale, Complaint::whole(key))
    }

    /// 409: contradicts what is there.
    pub fn conflict(key: &'static str) -> Self {
        Self::new(Kind::Conflict, Complaint::whole(key))
    }

    /// 413 with its own sentence, or `refusal-too-large`.
    pub fn too_large(key: &'static str) -> Self {
        Self::new(Kind::TooLarge, Complaint::whole(key))
    }

    /// 415 with its own sentence, or `refusal-unsupported`.
    pub fn unsupported(key: &'static str) -> Self {
        Self::new(Kind::Unsupported, Complaint::whole(key))
    }

    /// 429 with its own sentence, or `refusal-too-many`.
    pub fn too_many(key: &'static str) -> Self {
        Self::new(Kind::TooMany, Complaint::whole(key))
    }

    /// Names one thing more in the latest complaint.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        if let Some(last) = self.complaints.last_mut() {
            last.args.push((name, value.into()));
        }
        self
    }

    /// Puts the latest complaint beside this field.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        if let Some(last) = self.complaints.last_mut() {
            last.field = Some(field);
        }
        self
    }

    /// The same where there is no field to stand beside.
    #[must_use]
    pub fn aside(mut self) -> Self {
        self.complaints.iter_mut().for_each(|complaint| complaint.field = None);
        self
    }

    /// Both refusals as one, of this one's kind: a person mends everything in one go.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.complaints.extend(other.complaints);
        self
    }

    /// Every complaint with its sentence in the reader's language, for a page.
    pub fn messages(&self, texts: &Texts) -> Vec<RefusalMessage> {
        messages(&self.complaints, |complaint| texts.complaint(complaint))
    }

    /// This refusal, with what else was refused; a breakage outweighs both.
    #[must_use]
    pub fn with_failure(self, other: Option<Failure>) -> Failure {
        match other {
            Some(Failure::Refused(other)) => self.and(other).into(),
            Some(broken) => broken,
            None => self.into(),
        }
    }

    /// The JSON body of this refusal in the reader's language.
    pub fn body(&self, texts: &Texts, request: &str) -> RefusalBody {
        let messages = messages(&self.complaints, |complaint| texts.complaint_to_program(complaint));
        RefusalBody { error: self.kind, messages, request: request.to_owned() }
    }
}

/// For logs: the kind and the keys. People are shown [`Texts::complaint`] instead.
impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.kind.name())?;
        for complaint in &self.complaints {
            write!(
                out,
                " {}{}{}",
                complaint.field.unwrap_or(""),
                if complaint.field.is_some() { "=" } else { "" },
                complaint.key
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

fn messages(complaints: &[Complaint], said: impl Fn(&Complaint) -> String) -> Vec<RefusalMessage> {
    let message =
        |complaint: &Complaint| RefusalMessage { field: complaint.field, key: complaint.key, text: said(complaint) };
    complaints.iter().map(message).collect()
}

/// What a refused API request is answered with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefusalBody {
    /// The kind, as a word.
    pub error: Kind,
    /// Every complaint, with its sentence.
    pub messages: Vec<RefusalMessage>,
    /// The id under which the log knows this request.
    pub request: String,
}

/// One complaint, with its sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefusalMessage {
    /// The field it stands beside.
    pub field: Option<&'static str>,
    /// Catalogue key: stable, for programs.
    pub key: &'static str,
    /// The sentence, for people.
    pub text: String,
}

/// Collects what is wrong with a form, so that all of it is said at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    /// Complains about a field. A complaint with arguments goes through [`Self::push`].
    pub fn add(&mut self, field: &'static str, key: &'static str) {
        self.0.push(Complaint::at(field, key));
    }

    /// Complains with a complaint made elsewhere.
    pub fn push(&mut self, complaint: Complaint) {
        self.0.push(complaint);
    }

    /// The checked value, or its default after noting what is wrong with it at this field.
    pub fn keep<T: Default, E: Into<Complaint>>(&mut self, field: &'static str, checked: Result<T, E>) -> T {
        checked.unwrap_or_else(|trouble| {
            let complaint: Complaint = trouble.into();
            self.0.push(Complaint { field: Some(field), ..complaint });
            T::default()
        })
    }

    /// Complains about each of these fields that says something.
    pub fn add_where_said(&mut self, key: &'static str, fields: &[(&'static str, Option<&str>)]) {
        let said = fields.iter().filter(|(_, text)| text.is_some_and(|text| !text.trim().is_empty()));
        said.for_each(|(field, _)| self.add(field, key));
    }

    /// Nothing has been complained about so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The result of the last check, if neither it nor any before it complained.
    ///
    /// # Errors
    /// As [`Self::into_result`], the last check's complaint behind the others.
    pub fn unless_wrong<T>(mut self, last: Result<T, Complaint>) -> Result<T, Refusal> {
        match last {
            Ok(checked) => self.into_result().map(|()| checked),
            Err(complaint) => {
                self.0.push(complaint);
                Err(Refusal { kind: Kind::Invalid, complaints: self.0 })
            }
        }
    }

    /// Goes on if nothing was wrong.
    ///
    /// # Errors
    /// An [`Kind::Invalid`] refusal with every complaint collected.
    pub fn into_result(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal { kind: Kind::Invalid, complaints: self.0 }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_complains_about_everything_at_once() {
        let mut complaints = Complaints::default();
        complaints.add("subject", "input-empty");
        complaints.push(Complaint::at("body", "input-too-long").with("max", 5).with("count", 9));
        let refusal = complaints.into_result().unwrap_err().and(Refusal::invalid("due", "input-empty"));
        assert_eq!(refusal.complaints.len(), 3);
        assert_eq!(refusal.kind.status(), 422);
        assert_eq!(refusal.to_string(), "invalid subject=input-empty body=input-too-long due=input-empty");
        assert!(Complaints::default().into_result().is_ok());
    }

    #[test]
    fn the_body_is_what_the_contract_says() {
        let texts = crate::platform::text::Catalogue::load().unwrap().texts("en");
        let refusal = Refusal::invalid("subject", "input-too-long").with("max", 1200).with("count", 1300);
        let body = serde_json::to_value(refusal.body(&texts, "r1")).unwrap();
        assert_eq!(body["error"], "invalid");
        assert_eq!(body["request"], "r1");
        assert_eq!(body["messages"][0]["field"], "subject");
        assert_eq!(body["messages"][0]["key"], "input-too-long");
        assert!(body["messages"][0]["text"].as_str().unwrap().contains("1,200"));
    }

    #[test]
    fn a_stale_or_unseen_thing_has_its_status_and_sentence() {
        let texts = crate::platform::text::Catalogue::load().unwrap().texts("en");
        for refusal in [
            Refusal::not_seen(),
            Refusal::stale("refusal-stale"),
            Refusal::conflict("refusal-conflict"),
            Refusal::sign_in_first(),
            Refusal::too_many("refusal-too-many"),
            Refusal::too_large("refusal-too-large"),
            Refusal::unsupported("refusal-unsupported"),
            Refusal::forbidden(),
        ] {
            let complaint = &refusal.complaints[0];
            assert_ne!(texts.complaint(complaint), complaint.key, "{refusal}");
        }
        assert_eq!(Refusal::not_seen().kind.status(), 404);
        assert_eq!(Refusal::stale("refusal-stale").kind.status(), 409);
    }
}
