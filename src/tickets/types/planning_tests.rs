//! Which row is taken for which type.

use super::super::{InquiryType, naming};
use super::*;

fn stored(id: i64, name: &str, description: &str) -> Stored {
    let of = InquiryType {
        id,
        name: name.into(),
        group_name: String::new(),
        description: description.into(),
        search_words: String::new(),
        due_days: 1,
    };
    Stored { of, name_key: naming::key(name), retired_at: None, version: 1 }
}

fn types() -> Vec<Stored> {
    let mut types = vec![
        stored(1, "Complaint", "Unhappy"),
        stored(2, "Return", "Comes back"),
        stored(3, "Product", ""),
        stored(OTHER, "Other", ""),
    ];
    types.push(Stored { retired_at: Some(crate::platform::moment::Timestamp::from_millis(0)), ..stored(9, "Fax", "") });
    types
}

fn row(line: u32, name: &str, description: &str) -> TypeRow {
    let description = Some(description.to_owned());
    TypeRow { line, name: name.into(), group: None, description, search_words: None, due_days: None }
}

fn guess(rows: &[TypeRow]) -> Plan {
    plan(&types(), rows, Renames::Guessed).unwrap()
}

#[test]
fn the_same_names_are_the_same_types() {
    let rows = [row(2, "COMPLAINT", ""), row(3, "return", ""), row(4, "Product", ""), row(5, "Other", "")];
    let plan = guess(&rows);
    assert_eq!(plan.fates, [1, 2, 3, OTHER].map(Fate::Known));
    assert!(plan.missing.is_empty() && !plan.is_reordered);
}

#[test]
fn a_retired_name_comes_back_and_what_is_missing_is_named() {
    let plan = guess(&[row(2, "Fax", ""), row(3, "Product", ""), row(4, "Complaint", "")]);
    assert_eq!(plan.fates, [Fate::Restored(9), Fate::Known(3), Fate::Known(1)]);
    assert_eq!((plan.missing, plan.is_reordered), (vec![2], true));
}

#[test]
fn a_new_name_is_guessed_by_what_is_said_or_by_the_neighbours() {
    let rows = [row(2, "Complaint", ""), row(3, "Goods back", "Comes back"), row(4, "Item", ""), row(5, "Other", "")];
    let plan = guess(&rows);
    assert_eq!(plan.fates, [Fate::Known(1), Fate::Renamed(2), Fate::Added, Fate::Known(OTHER)]);
    assert_eq!((plan.missing, plan.nameless), (vec![3], vec![2, 3]));
    let rows = [row(2, "Complaint", ""), row(3, "Return", ""), row(4, "Item", ""), row(5, "Other", "")];
    assert_eq!(guess(&rows).fates[2], Fate::Renamed(3));
}

#[test]
fn who_reads_the_preview_has_the_last_word() {
    let rows = [row(2, "Complaint", ""), row(3, "Goods back", "Comes back")];
    let said = |pairs: &[(u32, i64)]| plan(&types(), &rows, Renames::Said(&pairs.iter().copied().collect()));
    assert_eq!(said(&[]).unwrap().fates[1], Fate::Added);
    assert_eq!(said(&[(3, 3)]).unwrap().fates[1], Fate::Renamed(3));
    for wrong in [[(2, 2)], [(3, 1)], [(3, OTHER)], [(3, 9)], [(7, 2)]] {
        assert_eq!(said(&wrong).unwrap_err().complaints[0].key, "types-import-rename");
    }
}

#[test]
fn a_list_has_an_end() {
    let rows: Vec<TypeRow> = (0..201).map(|line| row(line, &format!("Type {line}"), "")).collect();
    assert_eq!(plan(&types(), &rows, Renames::Guessed).unwrap_err().complaints[0].key, "types-import-too-many");
}
