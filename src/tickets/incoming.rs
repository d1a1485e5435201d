//! How an inquiry came in: who called, where to call back, by which channel, about which order. All of it may be left
//! empty; only what is written must be sound.

use super::opening::NewInquiry;
use crate::parties;
use crate::platform::refusal::Complaints;
use crate::platform::text::clean;
use crate::text_enum;

/// Longest name of a caller, in characters.
pub const MOST_CALLER: usize = 100;
/// Longest number to call back, in characters.
pub const MOST_CALL_BACK: usize = 40;
/// Longest order number, in characters.
pub const MOST_ORDER_NUMBER: usize = 60;

text_enum! {
    /// By which way a customer reached us.
    pub enum Channel {
        /// They called.
        Phone = "phone",
        /// They wrote.
        Email = "email",
        /// They chatted.
        Chat = "chat",
    }
}

impl Channel {
    /// The catalogue key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phone => "ticket-channel-phone",
            Self::Email => "ticket-channel-email",
            Self::Chat => "ticket-channel-chat",
        }
    }
}

/// What is known of it, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Who called, where it is not the contact on file.
    pub caller: Option<String>,
    /// Where to call back, as written.
    pub call_back: Option<String>,
    /// By which way it came; most call.
    pub channel: Channel,
    /// The number of the order it is about, as written.
    pub order_number: Option<String>,
}

impl Incoming {
    /// As the ask says, each field complained about where it stands.
    pub fn of(ask: &NewInquiry, complaints: &mut Complaints) -> Self {
        let mut line = |field: &'static str, raw: &Option<String>, most: usize| {
            complaints.keep(field, clean::optional_line(raw.as_deref().unwrap_or_default(), most))
        };
        let caller = line("caller", &ask.caller, MOST_CALLER);
        let call_back = line("call_back", &ask.call_back, MOST_CALL_BACK);
        let order_number = line("order_number", &ask.order_number, MOST_ORDER_NUMBER);
        if call_back.as_deref().is_some_and(|phone| !parties::is_phone(phone)) {
            complaints.add("call_back", "party-phone-wrong");
        }
        Self { caller, call_back, channel: ask.channel.unwrap_or(Channel::Phone), order_number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incoming(ask: &NewInquiry) -> (Incoming, Vec<(Option<&'static str>, &'static str)>) {
        let mut complaints = Complaints::default();
        let incoming = Incoming::of(ask, &mut complaints);
        let said = complaints.into_result().err().map_or(Vec::new(), |refusal| refusal.complaints);
        (incoming, said.iter().map(|complaint| (complaint.field, complaint.key)).collect())
    }

    #[test]
    fn all_of_it_may_be_left_out_or_blank() {
        let nothing = Incoming { caller: None, call_back: None, channel: Channel::Phone, order_number: None };
        assert_eq!(incoming(&NewInquiry::default()), (nothing.clone(), vec![]));
        let blank = || Some(" \u{200B}\t".to_owned());
        let ask = NewInquiry { caller: blank(), call_back: blank(), order_number: blank(), ..NewInquiry::default() };
        assert_eq!(incoming(&ask), (nothing, vec![]));
    }

    #[test]
    fn nobody_is_called_back_at_what_is_no_number() {
        for wrong in ["👩‍👩‍👧", "<script>alert(1)</script>", "the usual one", "911"] {
            let ask = NewInquiry { call_back: Some(wrong.into()), ..NewInquiry::default() };
            assert_eq!(incoming(&ask).1, [(Some("call_back"), "party-phone-wrong")], "{wrong}");
        }
        let ask = NewInquiry { call_back: Some("416 555 0134 ext. 9".into()), ..NewInquiry::default() };
        assert_eq!(incoming(&ask).0.call_back.as_deref(), Some("416 555 0134 ext. 9"));
    }

    #[test]
    fn what_is_unsound_is_said_at_its_field() {
        let ask = NewInquiry {
            caller: Some("x".repeat(MOST_CALLER + 1)),
            call_back: Some("416\0".into()),
            order_number: Some("a\u{7}b".into()),
            ..NewInquiry::default()
        };
        let said = [
            (Some("caller"), "input-too-long"),
            (Some("call_back"), "input-nul"),
            (Some("order_number"), "input-control"),
        ];
        assert_eq!(incoming(&ask).1, said);
    }
}
