//! Writing down somebody who is not in the system: a party without a number, until an import brings one. It knows no
//! ticket and no import.

use super::columns::Column;
use super::merging::merge;
use super::recognising::{Sign, known_prospects};
use super::{Party, keys, saving};
use crate::people::{Actor, Permission};
use crate::platform::db::{Happening, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Complaints;
use crate::platform::text::clean;
use serde_json::json;

/// What is asked, as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct NewProspect<'a> {
    /// Their name, which is needed.
    pub name: Option<&'a str>,
    /// Where they are called.
    pub phone: Option<&'a str>,
    /// Where one writes to them.
    pub email: Option<&'a str>,
}

/// Who is not in the system, cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prospect {
    /// Their name.
    pub name: String,
    /// Where they are called, as written.
    pub phone: Option<String>,
    /// Where one writes to them.
    pub email: Option<String>,
}

impl NewProspect<'_> {
    /// What is said of them where nobody but a distributor is asked for.
    pub fn said_of_nobody(self, complaints: &mut Complaints) {
        let said = [("name", self.name), ("phone", self.phone), ("email", self.email)];
        complaints.add_where_said("party-prospect-only", &said);
    }

    /// The rule: somebody with a name, and ways to reach them that are some. What is wrong is complained about at its
    /// field.
    pub fn judged(self, complaints: &mut Complaints) -> Prospect {
        let line = |raw: Option<&str>, column: Column| clean::optional_line(raw.unwrap_or_default(), column.most());
        let name = complaints.keep("name", clean::line(self.name.unwrap_or_default(), Column::Name.most()));
        let phone = complaints.keep("phone", line(self.phone, Column::Phone));
        if phone.as_deref().is_some_and(|phone| !keys::is_phone(phone)) {
            complaints.add("phone", "party-phone-wrong");
        }
        let email = complaints.keep("email", line(self.email, Column::Email));
        if email.as_deref().is_some_and(|email| !keys::is_email(email)) {
            complaints.add("email", "party-email-wrong");
        }
        Prospect { name, phone, email }
    }
}

/// The verb: writes the prospect down, and answers their id. Who is known by this name and e-mail address or telephone
/// number already is not written down twice, but what is new about them is; who was, is one person from now on.
///
/// # Errors
/// Not seen, for who does not work inquiries; a database that fails.
pub async fn note(tx: &mut Tx, by: Actor<'_>, who: &Prospect, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::WorkInquiries)?;
    let signs = Sign::of(&who.name, who.email.as_deref(), who.phone.as_deref());
    if let Some((known, others)) = known_prospects(tx, &who.name, &signs).await?.split_first() {
        let mut after = known.clone();
        after.phone = who.phone.clone().or(after.phone);
        after.email = who.email.clone().or(after.email);
        if after != *known {
            saving::rewrite(tx, by.id(), known, after, "party.changed", json!({}), now).await?;
        }
        // Written down once by one sign and once by another: what was said now shows that they are one.
        for other in others {
            merge(tx, by.id(), other, known.id, now).await?;
        }
        return Ok(known.id);
    }
    let id = tx.id_from_block("parties").await?;
    let blank = saving::blank(id, now);
    let party = Party { name: who.name.clone(), phone: who.phone.clone(), email: who.email.clone(), ..blank };
    saving::insert(tx, std::slice::from_ref(&party)).await?;
    let body = json!({ "version": party.version });
    tx.record(Happening {
        at: now,
        actor: by.id(),
        subject: Party::subject_of(id),
        kind: "party.prospect_noted",
        body,
    });
    Ok(id)
}
