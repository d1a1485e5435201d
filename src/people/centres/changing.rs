//! Adding a call centre and changing one. Other hours are a new version of its calendar, never a change of the old one: a ticket
//! keeps the date that it was promised. It knows no page.

use super::asking::CentreAsk;
use super::bounding::bounded;
use super::drafting::drafted;
use super::storing::{self, Stored};
use crate::clock::CalendarDraft;
use crate::people::call_centres::{self, code_of};
use crate::people::carrying::{IsCarried, Prefix};
use crate::people::{Actor, Permission, calendars};
use crate::platform::db::{Happening, Reads, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints, Refusal};
use crate::platform::text::clean;

/// What was asked and can be.
pub(super) struct Sound {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) draft: CalendarDraft,
}

/// The verb: adds a call centre; answers its id.
///
/// # Errors
/// Not seen by those who may not administer people; everything that is wrong, each at its field.
pub async fn add(tx: &mut Tx, by: Actor<'_>, _: (), ask: &CentreAsk, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let Sound { code, name, draft } = judge(tx, ask, None, now).await?;
    Ok(call_centres::add(tx, by, &code, &name, draft, now).await?.id)
}

/// The verb: changes the call centre of this id; answers its code. What changes nothing is done without a trace.
///
/// # Errors
/// Not seen; stale; everything that is wrong, each at its field; another code where user names begin with the one of before.
pub async fn change(tx: &mut Tx, by: Actor<'_>, id: i64, ask: &CentreAsk, now: Timestamp) -> Result<String, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let before = storing::find(tx, id).await?;
    if ask.version != Some(before.version) {
        return Err(Refusal::stale("centres-stale").into());
    }
    let hours = storing::hours(tx, id).await?;
    let draft = hours.calendar.draft();
    let sound = judge(tx, ask, Some((&before, draft)), now).await?;
    let fields = [
        ("code", before.of.code != sound.code),
        ("name", before.of.name != sound.name),
        ("zone", draft.zone != sound.draft.zone),
        ("hours", draft.weekly != sound.draft.weekly),
        ("days", draft.holidays != sound.draft.holidays || draft.short_days != sound.draft.short_days),
    ];
    let changed: Vec<&str> = fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect();
    if changed.is_empty() {
        return Ok(before.of.code);
    }
    storing::update(tx, id, &sound.code, &sound.name).await?;
    let version = match changed.iter().any(|field| ["zone", "hours", "days"].contains(field)) {
        true => Some(calendars::renew(tx, by, before.of.calendar_id, &sound.draft, now).await?),
        false => None,
    };
    tx.record(Happening {
        at: now,
        actor: by.id(),
        subject: Subject::new("call_centre", id),
        kind: "call_centre.changed",
        body: serde_json::json!({ "changed": changed, "code": sound.code, "name": sound.name, "version": version }),
    });
    Ok(sound.code)
}

/// What is asked, against what is there.
pub(super) async fn judge(
    reads: &impl Reads,
    ask: &CentreAsk,
    before: Option<(&Stored, &CalendarDraft)>,
    now: Timestamp,
) -> Result<Sound, Failure> {
    bounded(ask).into_result()?;
    let mut complaints = Complaints::default();
    let (own, hours) = before.unzip();
    let others = storing::all(reads).await?;
    let others: Vec<&Stored> = others.iter().filter(|other| Some(other.of.id) != own.map(|own| own.of.id)).collect();
    let code = match (ask.code.as_deref().filter(|code| !code.trim().is_empty()), own) {
        (Some(code), _) => complaints.keep("code", code_of(code)),
        (None, Some(own)) => own.of.code.clone(),
        (None, None) => complaints.keep("code", Err(Complaint::whole("input-empty"))),
    };
    if others.iter().any(|other| other.of.code == code) {
        complaints.push(Complaint::at("code", "people-centre-taken").with("code", &code));
    }
    if let Some(own) = own.filter(|own| !code.is_empty() && own.of.code != code)
        && storing::is_carried(reads, &own.of).await?
    {
        complaints.push(Complaint::at("code", "centres-code-fixed").with("code", &own.of.code));
    }
    if own.is_none_or(|own| own.of.code != code) && !code.is_empty() && Prefix(&code).is_carried(reads).await? {
        complaints.push(Complaint::at("code", "centres-code-was").with("code", &code));
    }
    let name = complaints.keep("name", clean::line(&ask.name, 100));
    if others.iter().any(|other| other.of.name.to_lowercase() == name.to_lowercase()) {
        complaints.push(Complaint::at("name", "centres-name-taken").with("name", &name));
    }
    let draft = drafted(ask, hours, now, &mut complaints);
    complaints.into_result()?;
    Ok(Sound { code, name, draft })
}
