//! Who does a deed: a signed-in member, or the desk itself, when mail comes in, a rule holds or a job runs. Every verb
//! takes one, so that there is one verb for all of them. It knows no verb.

use super::{Member, Permission, Person};
use crate::platform::refusal::Refusal;
use crate::platform::text::Texts;

/// Who does something, and by whose rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor<'a> {
    /// A person, with what they may see and do.
    Member(&'a Member),
    /// The desk itself, or whoever holds its command line: sees everything and may everything. Nothing that came in
    /// from outside may choose to be it.
    System,
}

impl<'a> Actor<'a> {
    /// The user who is kept as the author; nobody for the desk itself.
    #[must_use]
    pub const fn id(self) -> Option<i64> {
        match self {
            Self::Member(member) => Some(member.id),
            Self::System => None,
        }
    }

    /// The member, if it is one: for what only a person has, such as a lead or opening hours.
    #[must_use]
    pub const fn member(self) -> Option<&'a Member> {
        match self {
            Self::Member(member) => Some(member),
            Self::System => None,
        }
    }

    /// Whether `permission` is theirs.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        self.member().is_none_or(|member| member.may(permission))
    }

    /// Refuses whoever may not.
    ///
    /// # Errors
    /// Not seen: the answer must not tell that there is something to be had.
    pub fn check_may(self, permission: Permission) -> Result<(), Refusal> {
        if self.may(permission) { Ok(()) } else { Err(Refusal::not_seen()) }
    }
}

impl<'a> From<&'a Member> for Actor<'a> {
    fn from(member: &'a Member) -> Self {
        Self::Member(member)
    }
}

/// The name that history shows of whoever is kept as an author: where that is nobody, it was the desk itself.
#[must_use]
pub fn author(who: Option<&Person>, texts: &Texts) -> String {
    who.map_or_else(|| texts.say("people-the-desk"), |who| who.display_name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_desk_is_nobody_and_may_everything() {
        assert_eq!((Actor::System.id(), Actor::System.member()), (None, None));
        for permission in Permission::ALL {
            assert!(Actor::System.check_may(*permission).is_ok());
        }
    }

    #[test]
    fn a_member_may_what_they_hold_and_nothing_more() {
        let mei = Member {
            id: 7,
            user_name: "CA-mchen".into(),
            display_name: "Mei Chen".into(),
            language: "en".into(),
            call_centre: Some(1),
            roles: BTreeSet::new(),
            permissions: BTreeSet::from([Permission::WorkInquiries]),
        };
        let by = Actor::from(&mei);
        assert_eq!((by.id(), by.member()), (Some(7), Some(&mei)));
        assert!(by.may(Permission::WorkInquiries));
        assert_eq!(by.check_may(Permission::AdministerPeople).unwrap_err(), Refusal::not_seen());
    }
}
