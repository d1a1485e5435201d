//! The address of a worklist in which something cannot be read: what can, and what is wrong with it as people say it. It
//! knows no row.

use super::filtering::Filter;
use super::naming::Understood;
use crate::platform::refusal::{Complaint, Refusal};
use crate::platform::web::query;

/// Characters of a word that are repeated to whoever wrote it.
const MOST_REPEATED: usize = 40;

/// What can be read of a query in which something cannot, and what that is, as people say it.
#[must_use]
pub fn legible(text: &str, refusal: Refusal) -> Understood {
    let mut sound = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
        let alone = url::form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish();
        if query::<Filter>(&alone).is_some() {
            sound.append_pair(&name, &value);
        }
    }
    let filter: Filter = query(&sound.finish()).unwrap_or_default();
    let filter = if filter.is_lost() { filter.from(None) } else { filter };
    Understood { filter, refusal: Some(in_words(text, refusal)), lost: None }
}

/// A word that is none of those which its filter has is repeated.
fn in_words(text: &str, mut refusal: Refusal) -> Refusal {
    for complaint in &mut refusal.complaints {
        let Some(field) = complaint.field.filter(|_| complaint.key == "web-field-wrong") else { continue };
        let typed = url::form_urlencoded::parse(text.as_bytes()).find(|(name, _)| name == field);
        let typed: String = typed.map(|(_, typed)| typed.chars().take(MOST_REPEATED).collect()).unwrap_or_default();
        *complaint = Complaint::at(field, "worklist-no-such-word").with("field", field).with("typed", typed);
    }
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let refusal = || Refusal::invalid("status", "web-field-wrong");
        let read = |text: &str| legible(text, refusal()).filter.address();
        assert_eq!(read("status=bogus&creator=CA-&due=soon"), "/tickets?status=open&creator=CA-");
        assert_eq!(read("type=x&party=200127"), "/tickets?status=open&party=200127");
        assert_eq!(read("party=1&party=2"), "/tickets?status=open");
        assert_eq!(read("%FF=%00&=&&"), "/tickets?status=open");
        let said = legible("status=bogus", refusal()).refusal.unwrap().complaints;
        assert_eq!((said[0].key, &said[0].args[1].1), ("worklist-no-such-word", &"bogus".into()));
    }
}
