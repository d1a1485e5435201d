//! What a file would do to the list, as people and programs read it. It works nothing out.

use super::importing::Counts;
use super::planning::{Fate, Plan};
use super::rows::TypeRow;
use super::storing::Stored;
use crate::platform::text::{Arg, Texts};
use serde::Serialize;
use utoipa::ToSchema;

/// What a file would do: the public contract of `POST /types/preview`.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct PreviewView {
    /// What the file is called.
    pub file: String,
    /// The version of the list that it was compared with.
    pub list: i64,
    /// Its sound rows: what `POST /types/import` asks for.
    pub rows: Vec<TypeRow>,
    /// Lines with a name that no type has, each with the type that it may be the new name of.
    pub new_names: Vec<NewName>,
    /// Types that say something else.
    pub changed: Vec<ChangedType>,
    /// Retired types that come back.
    pub restored: Vec<NamedType>,
    /// Types that the file does not have.
    pub missing: Vec<NamedType>,
    /// Types that a new name could be given to.
    pub nameless: Vec<NamedType>,
    /// How many say the same.
    pub unchanged: i64,
    /// The types that stay come in the order of the file, which is another one.
    pub is_reordered: bool,
    /// Rows that cannot be: line, column and why, in a sentence each. As long as there are any, nothing can be imported.
    pub bad: Vec<String>,
    /// Columns that say nothing to us.
    pub ignored: Vec<String>,
    /// Nothing would change.
    pub is_same: bool,
}

/// A name that no type has.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NewName {
    /// Its line.
    pub line: u32,
    /// The name.
    pub name: String,
    /// The type that this seems to be the new name of; else it is a new type.
    pub was: Option<NamedType>,
}

/// A type by its name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedType {
    /// Its id.
    pub id: i64,
    /// Its name so far.
    pub name: String,
}

/// A type that says something else.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangedType {
    /// Its id.
    pub id: i64,
    /// Its name in the file.
    pub name: String,
    /// What changes about it.
    pub fields: Vec<ChangedField>,
}

/// What changes about a type.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangedField {
    /// The field, as it is called in forms.
    pub field: &'static str,
    /// What it says now.
    pub from: String,
    /// What it will say.
    pub to: String,
}

/// The plan, told.
pub(super) fn sketch(list: i64, types: &[Stored], rows: Vec<TypeRow>, plan: &Plan, texts: &Texts) -> PreviewView {
    let find = |id: i64| types.iter().find(|of| of.of.id == id);
    let named = |id: i64| find(id).map(|of| NamedType { id, name: of.of.name.clone() });
    let mut view = PreviewView {
        list,
        missing: plan.missing.iter().filter_map(|id| named(*id)).collect(),
        nameless: plan.nameless.iter().filter_map(|id| named(*id)).collect(),
        is_reordered: plan.is_reordered,
        ..PreviewView::default()
    };
    for (row, fate) in rows.iter().zip(&plan.fates) {
        let was = match fate {
            Fate::Added => None,
            Fate::Known(id) | Fate::Restored(id) | Fate::Renamed(id) => find(*id),
        };
        let changed = was.and_then(|was| changes(was, row, matches!(fate, Fate::Renamed(_)), texts));
        match fate {
            Fate::Added => view.new_names.push(NewName { line: row.line, name: row.name.clone(), was: None }),
            Fate::Renamed(id) => {
                view.new_names.push(NewName { line: row.line, name: row.name.clone(), was: named(*id) });
            }
            Fate::Restored(id) => view.restored.extend(named(*id)),
            Fate::Known(_) => view.unchanged += i64::from(changed.is_none()),
        }
        view.changed.extend(changed);
    }
    view.is_same = view.new_names.is_empty()
        && view.changed.is_empty()
        && view.restored.is_empty()
        && view.missing.is_empty()
        && !view.is_reordered;
    view.rows = rows;
    view
}

/// What a row changes about a type; a new name is told elsewhere.
fn changes(was: &Stored, row: &TypeRow, is_renamed: bool, texts: &Texts) -> Option<ChangedType> {
    let (before, after) = (was.sound(), row.over(Some(was.sound())));
    let due = |days: i32| texts.with("types-due", &[("days", days.into())]);
    let field = |field| {
        let (from, to) = match field {
            "name" => (before.name.clone(), after.name.clone()),
            "group" => (before.group.clone(), after.group.clone()),
            "description" => (before.description.clone(), after.description.clone()),
            "search_words" => (before.search_words.clone(), after.search_words.clone()),
            _ => (due(before.due_days), due(after.due_days)),
        };
        ChangedField { field, from, to }
    };
    let fields = was.differences(&after).into_iter().filter(|field| !is_renamed || *field != "name");
    let fields: Vec<_> = fields.map(field).collect();
    (!fields.is_empty()).then(|| ChangedType { id: was.of.id, name: row.name.clone(), fields })
}

impl Counts {
    /// What came of it, in a sentence.
    pub(super) fn said(&self, texts: &Texts) -> String {
        let counts: [(&str, Arg); 5] = [
            ("added", self.added.into()),
            ("changed", self.changed.into()),
            ("renamed", self.renamed.into()),
            ("restored", self.restored.into()),
            ("retired", self.retired.into()),
        ];
        texts.with("types-import-counts", &counts)
    }
}

impl ChangedField {
    /// The catalogue key of what it is called.
    pub(super) const fn key(&self) -> &'static str {
        match self.field.as_bytes() {
            b"name" => "types-name",
            b"group" => "types-group",
            b"description" => "types-description",
            b"search_words" => "types-search-words",
            _ => "types-due-days",
        }
    }
}
