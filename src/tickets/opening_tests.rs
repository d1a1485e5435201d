//! The rule of opening an inquiry, without a database.

use super::*;
use crate::clock::CalendarDraft;
use crate::parties::Standing;
use crate::people::Role;
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: &str = "2026-11-19T15:00:00.000Z";

fn mei() -> Member {
    Member {
        id: 7,
        user_name: "CA-mchen".into(),
        display_name: "Mei Chen".into(),
        language: "en".into(),
        call_centre: Some(1),
        roles: BTreeSet::from([Role::Csr]),
        permissions: BTreeSet::from([Permission::WorkInquiries]),
    }
}

fn robert() -> Person {
    Person { id: 3, user_name: "CA-rokafor".into(), display_name: "Robert Okafor".into() }
}

fn ground(type_id: i64) -> Ground {
    let now: Timestamp = NOW.parse().unwrap();
    Ground {
        party: Some(Party {
            id: 42,
            number: Some("200127".into()),
            name: "O’Neil Fastenings".into(),
            region: None,
            contact: None,
            email: None,
            phone: None,
            language: None,
            status: Standing::Active,
            warning: None,
            updated_at: now,
            version: 1,
        }),
        inquiry_type: Some(InquiryType {
            id: type_id,
            name: "Any".into(),
            group_name: String::new(),
            description: String::new(),
            search_words: String::new(),
            due_days: 1,
        }),
        calendar: StoredCalendar { version_id: 5, calendar: CalendarDraft::toronto().check().unwrap().into() },
        lead: Some(robert()),
    }
}

fn ask(what: &str) -> NewInquiry {
    NewInquiry {
        party: Some(42),
        type_id: Some(1),
        what: Some(what.into()),
        due: Some(1),
        escalate: Some(Escalated::Yes),
        why: Some("He asks for a refund beyond my limit".into()),
        ..NewInquiry::default()
    }
}

fn refused(ask: &NewInquiry, ground: &Ground) -> Vec<(Option<&'static str>, &'static str)> {
    let refusal = ask.opened(ground, &mei(), 1, NOW.parse().unwrap()).unwrap_err();
    assert_eq!(refusal.kind.status(), 422);
    refusal.complaints.iter().map(|complaint| (complaint.field, complaint.key)).collect()
}

#[test]
fn an_escalated_inquiry_goes_to_the_lead() {
    let opened = ask("Pallet 3 is missing\nIt left on Monday.").opened(&ground(1), &mei(), 10482, NOW.parse().unwrap());
    let Opened { ticket, deadline, escalation, prospect } = opened.unwrap();
    assert!(prospect.is_none());
    assert_eq!((ticket.subject.as_str(), ticket.body.as_str()), ("Pallet 3 is missing", "It left on Monday."));
    assert_eq!((ticket.id, ticket.status, ticket.assignee), (10482, Status::Open, Some(3)));
    assert_eq!((ticket.creator_prefix.as_str(), ticket.escalated), ("CA", 1));
    assert_eq!((ticket.due_at, ticket.calendar_version_id), (Some(deadline.due), Some(5)));
    assert_eq!(escalation.map(|(to, _)| to), Some(robert()));
}

#[test]
fn without_escalation_it_is_the_csrs_own_record() {
    let ask = NewInquiry { escalate: Some(Escalated::No), ..ask("A question") };
    let opened = ask.opened(&ground(1), &mei(), 1, NOW.parse().unwrap()).unwrap();
    assert_eq!((opened.ticket.escalated, opened.ticket.assignee), (0, Some(7)));
    assert!(opened.escalation.is_none());
}

#[test]
fn everything_wrong_is_said_at_once() {
    let nothing = NewInquiry { party: Some(42), ..NewInquiry::default() };
    let ground = Ground { inquiry_type: None, ..ground(1) };
    let said = refused(&nothing, &ground);
    let fields: Vec<_> = said.iter().filter_map(|(field, _)| *field).collect();
    assert_eq!(fields, ["type", "what", "escalate", "due"]);
}

#[test]
fn other_demands_details() {
    assert_eq!(refused(&ask("Something"), &ground(types::OTHER)), [(Some("details"), "ticket-details-needed")]);
    let told = NewInquiry { details: Some("A parade float".into()), ..ask("Something") };
    let opened = told.opened(&ground(types::OTHER), &mei(), 1, NOW.parse().unwrap()).unwrap();
    assert_eq!(opened.ticket.type_details.as_deref(), Some("A parade float"));
}

#[test]
fn nobody_to_escalate_to_is_said_at_the_field() {
    let ground = Ground { lead: None, ..ground(1) };
    assert_eq!(refused(&ask("Something"), &ground), [(Some("escalate"), "ticket-no-lead")]);
}

#[test]
fn hostile_text_is_refused_at_its_field() {
    let long = "x".repeat(MOST_WHAT + 1);
    for what in ["", "   \n ", "a\0b", long.as_str()] {
        let said = refused(&ask(what), &ground(1));
        assert_eq!(said[0].0, Some("what"), "{what:.20?}");
    }
}

proptest! {
    #[test]
    fn no_word_is_lost_between_subject_and_body(what in "[a-z😀東ش \n]{1,600}") {
        prop_assume!(!what.trim().is_empty());
        let cleaned = clean::text(&what, MOST_WHAT).unwrap();
        let (subject, body) = split(&cleaned);
        prop_assert!(subject.chars().count() <= MOST_SUBJECT);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let kept = if subject.ends_with('…') { words(&body) } else { words(&format!("{subject}\n{body}")) };
        prop_assert_eq!(kept, words(&cleaned));
    }
}

#[test]
fn a_prospect_needs_a_name_and_sound_ways_to_be_reached() {
    let ground = Ground { party: None, ..ground(1) };
    let unknown = |name: &str, phone: &str, email: &str| {
        let given = |text: &str| Some(text.to_owned());
        let of = NewInquiry { party: None, prospect: true, ..ask("Who sells near me?") };
        NewInquiry { name: given(name), phone: given(phone), email: given(email), ..of }
    };
    let opened = unknown(" Ann Lee ", "", "").opened(&ground, &mei(), 1, NOW.parse().unwrap()).unwrap();
    assert_eq!(opened.ticket.party_id, None, "who is not written down yet has no key");
    let prospect = opened.prospect.unwrap();
    assert_eq!((prospect.name.as_str(), prospect.phone, prospect.email), ("Ann Lee", None, None));
    for (name, phone, email, complaint) in [
        ("", "", "", (Some("name"), "input-empty")),
        (" \u{200B}", "", "", (Some("name"), "input-empty")),
        ("Ann\0", "", "", (Some("name"), "input-nul")),
        (&"x".repeat(201), "", "", (Some("name"), "input-too-long")),
        ("Ann", "call me", "", (Some("phone"), "party-phone-wrong")),
        ("Ann", &"9".repeat(41), "", (Some("phone"), "input-too-long")),
        ("Ann", "", "ann at home", (Some("email"), "party-email-wrong")),
    ] {
        assert_eq!(refused(&unknown(name, phone, email), &ground), [complaint], "{name:.20?} {phone:.20?} {email:?}");
    }
}
