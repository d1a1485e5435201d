//! Which form of a new inquiry is gone on with, and what stands in it: what was typed before, or what is usual. It draws
//! nothing and sends nothing.

use super::files;
use super::opening::{Escalated, NewInquiry};
use super::resending;
use super::unsent::{self, Unsent};
use crate::parties;
use crate::people::Member;
use crate::platform::db::{Reads, Tx};
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use serde::Deserialize;
use url::form_urlencoded::Serializer;
use utoipa::IntoParams;
use uuid::Uuid;

/// Other unsent forms that are offered.
const MOST_UNSENT: usize = 5;
/// How much of what was typed tells one unsent form from another, in characters.
const MOST_TOLD: usize = 60;

/// About whom an inquiry is to be opened.
#[derive(Clone, Debug, Deserialize, IntoParams)]
pub struct About {
    /// The party's id; left out for a prospect.
    pub party: Option<i64>,
    /// Whether it comes from somebody who is not in the system.
    #[serde(default)]
    pub prospect: bool,
    /// The prospect's name, as far as it is known already.
    pub name: Option<String>,
    /// Where the prospect is called, as far as it is known already.
    pub phone: Option<String>,
    /// The hour by which it is to be due, such as `15:30`: the promises are answered by it.
    pub hour: Option<String>,
    /// Whether to leave a draft alone and begin anew.
    #[serde(default)]
    pub afresh: bool,
    /// The name of the form, to go on with that; if left out, the last one that was not sent yet, else a new one.
    pub draft: Option<String>,
}

/// The page that a form was sent from: its request key, and until when it had shown what was kept of the form.
pub(super) type Sent = (Option<Uuid>, Option<Timestamp>);

/// What a form begins with.
pub(super) struct Beginning {
    /// What stands in it.
    pub typed: NewInquiry,
    /// When that was typed, where it is gone on with.
    pub kept_at: Option<Timestamp>,
    /// The ticket that was opened from it already.
    pub sent: Option<i64>,
    /// What else was typed about them and not sent.
    pub others: Vec<Other>,
}

/// Another form that was not sent.
pub(super) struct Other {
    /// Where it is.
    pub place: String,
    /// When somebody last typed into it.
    pub at: Timestamp,
    /// Its first words; empty if it has none.
    pub begins: String,
}

impl About {
    /// As it is asked today, with the forms that wait: a prospect may have turned out to be somebody else. What was
    /// typed about them before goes on under their old id, where its draft and its files are.
    pub async fn now(self, reads: &impl Reads, by: &Member) -> Result<(Self, Vec<Unsent>), Failure> {
        let base = |about: &Self| unsent::base(about.party, about.prospect).unwrap_or_default();
        let unsent = unsent::of(reads, by.id, &base(&self)).await?;
        let Some(id) = self.party.filter(|_| unsent.is_empty()) else { return Ok((self, unsent)) };
        match parties::find(reads, by, id).await {
            Ok(party) if party.id != id => {
                let about = Self { party: Some(party.id), ..self };
                let unsent = unsent::of(reads, by.id, &base(&about)).await?;
                Ok((about, unsent))
            }
            // Nobody is there: what is said to that, the page knows.
            Ok(_) | Err(Failure::Refused(_)) => Ok((self, unsent)),
            Err(broken) => Err(broken),
        }
    }

    /// The address of the form to go on with, where this one names none about them: only a form that is named is the same
    /// one when the browser comes *Back* to it.
    pub fn named(&self, unsent: &[Unsent]) -> Option<String> {
        let base = self.base()?;
        let form = match &self.draft {
            Some(form) if unsent.iter().any(|one| one.form == *form) || is_named(form, &base) => return None,
            None if !self.afresh => unsent.first().map(|last| last.form.clone()),
            _ => None,
        };
        Some(self.place(&form.unwrap_or_else(|| unsent::fresh(&base))))
    }

    /// The form to begin with, its files, and what else is unsent.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn begin(
        self,
        reads: &impl Reads,
        by: &Member,
        mut unsent: Vec<Unsent>,
    ) -> Result<Beginning, Failure> {
        let (form, resumed) = self.form(&mut unsent);
        let draft = drafts::load(reads, by.id, &form).await?;
        let resumed_at = draft.as_ref().map(|draft| draft.at);
        let kept = draft.and_then(|draft| NewInquiry::from_draft(&draft.body["fields"]));
        let files = files::waiting_in(reads, by, &form).await?.iter().map(|file| file.id).collect();
        let sent = resending::opened_from(reads, by.id, &form).await?;
        let mut others = Vec::new();
        for other in unsent.into_iter().take(MOST_UNSENT) {
            let begins = drafts::load(reads, by.id, &other.form).await?.map(|draft| begins(&draft.body["fields"]));
            let place = self.place(&other.form);
            others.push(Other { place, at: other.at, begins: begins.unwrap_or_default() });
        }
        let typed = NewInquiry { files, form: Some(form), resumed: resumed_at, ..self.filled_in(kept) };
        Ok(Beginning { typed, kept_at: resumed.map(|resumed| resumed.at), sent, others })
    }

    /// The form that is named; else the last unsent one, or a new one where one begins anew.
    fn form(&self, unsent: &mut Vec<Unsent>) -> (String, Option<Unsent>) {
        let base = self.base().unwrap_or_default();
        let at = match &self.draft {
            Some(form) => unsent.iter().position(|one| one.form == *form),
            None => (!self.afresh && !unsent.is_empty()).then_some(0),
        };
        if let Some(resumed) = at.map(|at| unsent.remove(at)) {
            return (resumed.form.clone(), Some(resumed));
        }
        let named = self.draft.as_deref().filter(|form| is_named(form, &base));
        (named.map_or_else(|| unsent::fresh(&base), str::to_owned), None)
    }

    fn base(&self) -> Option<String> {
        unsent::base(self.party, self.prospect)
    }

    /// Where the form of this name is.
    fn place(&self, form: &str) -> String {
        let mut query = Serializer::new(form_about(self.party));
        let given = [("name", &self.name), ("phone", &self.phone), ("hour", &self.hour)];
        let given = given.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)));
        query.extend_pairs(given).append_pair("draft", form).finish()
    }

    /// The form to begin with: what was kept, or what is usual.
    fn filled_in(self, kept: Option<NewInquiry>) -> NewInquiry {
        // A promise must be chosen with care, so the usual one is preset and not the shortest.
        let blank = || NewInquiry { due: Some(1), escalate: Some(Escalated::Yes), ..NewInquiry::default() };
        let kept = kept.unwrap_or_else(blank);
        let said = |kept: Option<String>, asked: Option<String>| kept.filter(|text| !text.is_empty()).or(asked);
        let (name, phone, hour) =
            (said(kept.name, self.name), said(kept.phone, self.phone), said(kept.hour, self.hour));
        NewInquiry { party: self.party, prospect: self.prospect, name, phone, hour, ..kept }
    }
}

/// Drops the draft of a form that was sent from a page with this request key, unless another page that shows the same form
/// has kept words in it meanwhile.
pub(super) async fn done_with(tx: &mut Tx, form: &str, by: i64, sent: Sent) -> Result<(), Failure> {
    let draft = drafts::load(tx, by, form).await?;
    if draft.is_some_and(|draft| draft.was_in(sent.0, sent.1)) {
        drafts::discard(tx, by, form).await?;
    }
    Ok(())
}

/// Until when a page that is drawn again, after it was sent and refused, has shown what is kept of its form.
pub(super) async fn shown_until(
    reads: &impl Reads,
    form: &str,
    by: i64,
    sent: Sent,
) -> Result<Option<Timestamp>, Failure> {
    let draft = drafts::load(reads, by, form).await?;
    Ok(draft.filter(|draft| draft.was_in(sent.0, sent.1)).map(|draft| draft.at).or(sent.1))
}

/// Whether this can be the name of a form of this base.
fn is_named(form: &str, base: &str) -> bool {
    unsent::is_of(form, base) && drafts::is_form(form)
}

/// The address of the form about a party, or for a prospect.
pub(super) fn form_about(party: Option<i64>) -> String {
    party.map_or_else(|| "/tickets/new?prospect=yes".to_owned(), |party| format!("/tickets/new?party={party}"))
}

/// What tells this draft from another: whose it is, and its first words.
fn begins(fields: &serde_json::Value) -> String {
    let text = |name: &str| fields[name].as_str().map(str::trim).filter(|text| !text.is_empty());
    let first = text("what").and_then(|what| what.lines().next());
    let whole = [text("name"), text("caller"), first].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if whole.chars().count() <= MOST_TOLD {
        return whole;
    }
    whole.chars().take(MOST_TOLD - 1).chain(['…']).collect()
}

impl NewInquiry {
    /// What a draft kept, as far as it is still readable.
    fn from_draft(fields: &serde_json::Value) -> Option<Self> {
        let text = |name: &str| fields[name].as_str().map(str::to_owned);
        fields.as_object()?;
        Some(Self {
            party: None,
            type_id: text("type").and_then(|id| id.parse().ok()),
            details: text("details"),
            what: text("what"),
            due: text("due").and_then(|days| days.parse().ok()),
            escalate: text("escalate").and_then(|word| word.parse().ok()),
            why: text("why"),
            caller: text("caller"),
            call_back: text("call_back"),
            channel: text("channel").and_then(|word| word.parse().ok()),
            order_number: text("order_number"),
            hour: text("hour"),
            prospect: false,
            name: text("name"),
            phone: text("phone"),
            email: text("email"),
            form: None,
            resumed: None,
            files: Vec::new(),
            shown: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_draft_is_told_by_its_first_words() {
        assert_eq!(begins(&json!({ "what": " Where is it?\nIt was due.", "caller": "Sana" })), "Sana · Where is it?");
        assert_eq!(begins(&json!({ "name": "Zoë Lee", "what": "" })), "Zoë Lee");
        assert_eq!(begins(&json!({ "due": "1" })), "");
        let long = begins(&json!({ "what": "é".repeat(100) }));
        assert!(long.chars().count() == MOST_TOLD && long.ends_with('…'), "{long}");
    }
}
