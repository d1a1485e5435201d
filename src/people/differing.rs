//! What a file changes about somebody, field by field: as it was, and as it becomes. It reads nothing.

use super::departments::naming::Names;
use super::users::{NewUser, key};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A field that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangedUserField {
    /// Its name.
    pub field: String,
    /// What it said: nothing, one word, or several roles or departments.
    pub from: Vec<String>,
    /// What it says then.
    pub to: Vec<String>,
}

/// The fields of a user that differ.
pub(super) fn differing(before: &NewUser, after: &NewUser, names: &Names) -> Vec<ChangedUserField> {
    let one = |word: &String| vec![word.clone()];
    let person = |word: &Option<String>| word.iter().cloned().collect::<Vec<_>>();
    let roles = |user: &NewUser| user.roles.iter().map(ToString::to_string).collect::<Vec<_>>();
    let fields = [
        ("user_name", one(&before.user_name), one(&after.user_name)),
        ("display_name", one(&before.display_name), one(&after.display_name)),
        ("email", person(&before.email), person(&after.email)),
        ("call_centre", person(&before.call_centre), person(&after.call_centre)),
        ("roles", roles(before), roles(after)),
        ("lead", person(&before.lead), person(&after.lead)),
        ("cover", person(&before.cover), person(&after.cover)),
        ("departments", names.stored(&before.departments), names.stored(&after.departments)),
        ("language", one(&before.language), one(&after.language)),
    ];
    let differs = |field: &str, from: &[String], to: &[String]| match field {
        // The same colleague, who is written otherwise now.
        "lead" | "cover" => from.first().map(|name| key(name)) != to.first().map(|name| key(name)),
        _ => from != to,
    };
    let fields = fields.into_iter().filter(|(field, from, to)| differs(field, from, to));
    fields.map(|(field, from, to)| ChangedUserField { field: field.to_owned(), from, to }).collect()
}
