//! Drafts on both engines: what was typed comes back, to its author only, and gives way in good order.

use super::both::{Desk, on_both_engines};
use serde_json::{Value, json};
use watchdesk::platform::db::Db;
use watchdesk::platform::drafts::{self, Draft, MOST};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;

on_both_engines!(
    what_was_typed_comes_back,
    drafts_are_their_authors_own,
    the_oldest_give_way,
    old_drafts_are_forgotten,
    wrong_forms_are_refused,
);

const FORM: &str = "things/12/note";

async fn what_was_typed_comes_back(desk: Desk) {
    assert_eq!(load(&desk.db, 1, FORM).await, None);
    let first = json!({ "text": "naïve 東京 \0 \"quoted\" ?", "lines": ["a", null] });
    save(&desk.db, 1, FORM, first.clone(), 5).await.expect("saved");
    assert_eq!(load(&desk.db, 1, FORM).await, Some(Draft { body: first, at: Timestamp::from_millis(5) }));
    save(&desk.db, 1, FORM, json!("second"), 6).await.expect("saved again");
    assert_eq!(load(&desk.db, 1, FORM).await.expect("kept").body, json!("second"));
}

async fn drafts_are_their_authors_own(desk: Desk) {
    save(&desk.db, 1, FORM, json!("one"), 5).await.expect("saved");
    save(&desk.db, 2, FORM, json!("two"), 5).await.expect("saved");
    discard(&desk.db, 2, FORM).await;
    discard(&desk.db, 1, "things/12/reply").await;
    assert_eq!(load(&desk.db, 2, FORM).await, None);
    assert_eq!(load(&desk.db, 1, FORM).await.expect("kept").body, json!("one"));
}

async fn the_oldest_give_way(desk: Desk) {
    let form = |number: i64| format!("things/{number}/note");
    save(&desk.db, 2, "another", json!("of another"), 0).await.expect("saved");
    for number in 0..=MOST {
        save(&desk.db, 1, &form(number), json!(number), number).await.expect("saved");
    }
    assert_eq!(load(&desk.db, 1, &form(0)).await, None);
    assert!(load(&desk.db, 1, &form(1)).await.is_some());
    assert!(load(&desk.db, 1, &form(MOST)).await.is_some());
    assert!(load(&desk.db, 2, "another").await.is_some());
}

async fn old_drafts_are_forgotten(desk: Desk) {
    save(&desk.db, 1, "a", json!(1), 10).await.expect("saved");
    save(&desk.db, 1, "b", json!(2), 20).await.expect("saved");
    let before = Timestamp::from_millis(20);
    let forgotten = desk.db.write(None, async move |tx| Ok(drafts::forget(tx, before).await?)).await;
    assert_eq!(forgotten.expect("forgotten"), 1);
    assert!(load(&desk.db, 1, "a").await.is_none() && load(&desk.db, 1, "b").await.is_some());
}

async fn wrong_forms_are_refused(desk: Desk) {
    for form in ["", "a\0b", "a b", &"x".repeat(drafts::LONGEST_FORM + 1)] {
        let refused = save(&desk.db, 1, form, json!(1), 10).await;
        assert!(matches!(refused, Err(Failure::Refused(_))), "{form:?}");
        assert_eq!(load(&desk.db, 1, form).await, None);
        discard(&desk.db, 1, form).await;
    }
    let long = json!("x".repeat(drafts::LARGEST));
    assert!(matches!(save(&desk.db, 1, FORM, long, 10).await, Err(Failure::Refused(_))));
}

async fn save(db: &Db, by: i64, form: &str, body: Value, at: i64) -> Result<(), Failure> {
    let form = form.to_owned();
    db.write(None, async move |tx| drafts::save(tx, by, &form, &body, Timestamp::from_millis(at)).await).await
}

async fn load(db: &Db, by: i64, form: &str) -> Option<Draft> {
    drafts::load(db.reads(), by, form).await.expect("an answer")
}

async fn discard(db: &Db, by: i64, form: &str) {
    let form = form.to_owned();
    let done = db.write(None, async move |tx| Ok(drafts::discard(tx, by, &form).await?)).await;
    done.expect("discarded");
}
