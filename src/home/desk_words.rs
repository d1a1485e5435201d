//! What a desk says by numbers: how far a lead is, how far away a deadline, and where the rest of a long list stands. It
//! decides nothing.

use crate::platform::text::Texts;
use crate::tickets::Status;
use crate::tickets::checking::DueStretch;
use crate::tickets::filtering::{DueWithin, Filter, Scope};
use crate::tickets::horizon::Stretch;
use crate::tickets::sorting::Sort;

/// How far a lead is with what is due in one stretch.
#[must_use]
pub(super) fn sentence(of: &DueStretch, texts: &Texts) -> String {
    let stretch = match of.stretch {
        Stretch::Overdue => "overdue",
        Stretch::Today => "today",
        Stretch::Next | Stretch::Later => "next",
    };
    let key = match (of.or_more, of.total, of.unchecked) {
        (true, ..) => "desk-checks-many",
        (false, 0, _) => "desk-checks-none",
        (false, _, 0) => "desk-checks-all",
        _ => "desk-checks-some",
    };
    let args = [("stretch", stretch.into()), ("total", of.total.into()), ("unchecked", of.unchecked.into())];
    texts.with(key, &args)
}

/// Where the worklist has all that the reader has: open ones first, those that are escalated, or are not, or both.
#[must_use]
pub(super) fn whole_of_own(escalated: Option<bool>) -> String {
    let assignee = Some("me".to_owned());
    Filter { status: Some(Status::Open), scope: Some(Scope::All), assignee, escalated, ..Filter::default() }.address()
}

/// Where the worklist has all that is due in a stretch, from this call centre; nothing where the desk shows them all.
#[must_use]
pub(super) fn whole_of(of: &DueStretch, call_centre: Option<&str>) -> Option<String> {
    let shown = i64::try_from(of.tickets.len()).unwrap_or(i64::MAX);
    // What is due later stands behind what is due before.
    let (due, sort) = match of.stretch {
        Stretch::Overdue => (Some(DueWithin::Overdue), None),
        Stretch::Today => (Some(DueWithin::Today), None),
        Stretch::Next | Stretch::Later => (None, Some(Sort::Due)),
    };
    let creator = call_centre.map(|prefix| format!("{prefix}-"));
    let filter = Filter { status: Some(Status::Open), due, creator, sort, ..Filter::default() };
    (of.or_more || of.total > shown).then(|| filter.address())
}

impl Stretch {
    /// The catalogue key of its heading.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Overdue => "desk-overdue",
            Self::Today => "desk-today",
            Self::Next => "desk-next",
            Self::Later => "desk-later",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::text::Catalogue;

    #[test]
    fn a_long_list_leads_to_the_whole_of_it() {
        let of = |stretch, total| DueStretch { stretch, tickets: Vec::new(), total, unchecked: 0, or_more: false };
        let overdue = whole_of(&of(Stretch::Overdue, 54), Some("CA"));
        assert_eq!(overdue.as_deref(), Some("/tickets?status=open&creator=CA-&due=overdue"));
        assert_eq!(whole_of(&of(Stretch::Today, 3), None).as_deref(), Some("/tickets?status=open&due=today"));
        assert_eq!(whole_of(&of(Stretch::Today, 0), None), None);
        assert_eq!(whole_of(&of(Stretch::Next, 9), None).as_deref(), Some("/tickets?status=open&sort=due"));
        assert_eq!(whole_of_own(Some(true)), "/tickets?status=open&scope=all&assignee=me&escalated=yes");
    }

    #[test]
    fn how_far_a_lead_is_stands_in_a_sentence() {
        let texts = Catalogue::load().unwrap().texts("en");
        let said = |stretch, total, unchecked, or_more| {
            sentence(&DueStretch { stretch, tickets: Vec::new(), total, unchecked, or_more }, &texts)
        };
        assert_eq!(said(Stretch::Today, 10, 0, false), "All 10 due today are checked.");
        assert_eq!(said(Stretch::Today, 1, 0, false), "The one due today is checked.");
        assert_eq!(said(Stretch::Overdue, 7, 3, false), "3 of 7 overdue are not checked yet.");
        assert_eq!(said(Stretch::Next, 1, 1, false), "The one due on the next business day is not checked yet.");
        assert_eq!(said(Stretch::Next, 0, 0, false), "Nothing is due on the next business day.");
        assert_eq!(said(Stretch::Overdue, 1000, 990, true), "More than 1,000 are overdue: these are the earliest.");
    }
}
