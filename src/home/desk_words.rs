//! The words of a desk that depend on numbers: how far a lead is, and how far away a deadline. It decides nothing.

use crate::platform::text::Texts;
use crate::tickets::checking::DueStretch;
use crate::tickets::horizon::Stretch;

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
