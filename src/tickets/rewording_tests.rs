//! The rule of rewording, by hand.

use super::*;
use crate::tickets::ticket::sample::member;

const SAID: Timestamp = Timestamp::from_millis(1_000_000);

fn comment() -> Comment {
    Comment { id: 3, author: Some(7), at: SAID, body: "The parcle is lost".into(), edits: 0, edited_at: None }
}

fn refused(by: Actor<'_>, seen: i32, words: &str, now: Timestamp) -> &'static str {
    comment().reworded(by, seen, words.to_owned(), now).unwrap_err().complaints[0].key
}

#[test]
fn its_author_puts_it_right_until_the_tenth_minute_is_over() {
    let mei = member(7);
    let now = comment().settles_at();
    let after = comment().reworded(Actor::from(&mei), 0, "The parcel is lost".into(), now).unwrap();
    assert_eq!((after.body.as_str(), after.edits, after.edited_at), ("The parcel is lost", 1, Some(now)));
    assert_eq!((after.at, after.author), (SAID, Some(7)));
    let late = now.plus_millis(1);
    assert_eq!(refused(Actor::from(&mei), 0, "The parcel is lost", late), "ticket-comment-settled");
}

#[test]
fn nobody_elses_and_nothing_unseen() {
    let (mei, ben) = (member(7), member(8));
    assert_eq!(refused(Actor::from(&ben), 0, "Lost", SAID), "ticket-comment-of-another");
    assert_eq!(refused(Actor::System, 0, "Lost", SAID), "ticket-comment-of-another");
    assert_eq!(refused(Actor::from(&mei), 1, "Lost", SAID), "ticket-comment-stale");
    assert_eq!(refused(Actor::from(&mei), 0, "The parcle is lost", SAID), "ticket-comment-same");
    let of_the_desk = Comment { author: None, ..comment() };
    let refused = of_the_desk.reworded(Actor::System, 0, "Lost".into(), SAID).unwrap_err();
    assert_eq!(refused.complaints[0].key, "ticket-comment-of-another");
}
