//! The pages of a file of users: where it is chosen, and what would come of it. They read and judge nothing.

use super::differing::ChangedUserField;
use super::importing_users::UsersImported;
use super::user_columns::Column;
use super::{Role, departments};
use crate::platform::sheets::Limits;
use crate::platform::text::{Arg, Texts};
use crate::platform::web::Frame;
use crate::screen;
use askama::Template;
use serde::Serialize;
use utoipa::ToSchema;

/// Where a file is chosen; there is nothing to tell of it.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct ChooseView {
    /// The largest file, in binary megabytes.
    pub megabytes: u64,
    /// Users in it at most.
    pub users: usize,
}

/// What would come of a file of users: the public contract of a preview.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct UsersPreview {
    /// The name of the file.
    pub file: String,
    /// Where it is looked at, and where it is imported by `POST`.
    pub address: String,
    /// What it was compared with: send it with the import, and nobody's work is overwritten unseen.
    pub seen: String,
    /// What would become of its sound rows.
    pub would: UsersImported,
    /// Why nothing can be imported: each row that is refused, with line, column and reason; the first of them.
    pub refused: Vec<String>,
    /// They are rows: `GET` of the address with `/refused` behind it answers them as a file.
    pub has_refused_rows: bool,
    /// Columns that are not used.
    pub ignored: Vec<String>,
}

/// The page on which a file is chosen.
#[derive(Template)]
#[template(path = "people/users_choose.html", blocks = ["choose"])]
pub(super) struct ChoosePage {
    frame: Frame,
    view: ChooseView,
}

screen!(ChoosePage, ChooseView, as_choose);

/// The page of a file.
#[derive(Template)]
#[template(path = "people/users_preview.html", blocks = ["preview"])]
pub(super) struct PreviewPage {
    frame: Frame,
    view: UsersPreview,
}

screen!(PreviewPage, UsersPreview, as_preview);

impl ChoosePage {
    pub(super) fn new(frame: Frame) -> Self {
        let view = ChooseView { megabytes: Limits::default().file_bytes >> 20, users: super::user_lines::MOST };
        Self { frame: frame.under("/users").titled("users-import-title"), view }
    }

    fn hint(&self) -> String {
        let args = [("megabytes", Arg::from(self.view.megabytes)), ("users", self.view.users.into())];
        self.frame.with("users-import-hint", &args)
    }
}

impl PreviewPage {
    pub(super) fn new(frame: Frame, view: UsersPreview) -> Self {
        Self { frame: frame.under("/users").titled("users-import-title"), view }
    }

    fn sentence(&self) -> String {
        let key = if self.view.refused.is_empty() { "users-import-would" } else { "users-import-unsound" };
        self.frame.with(key, &self.view.would.counts())
    }

    /// Whether there is anything to confirm.
    fn may_import(&self) -> bool {
        self.view.refused.is_empty() && !(self.view.would.added.is_empty() && self.view.would.changed.is_empty())
    }

    fn refused_file(&self) -> String {
        format!("{}/refused?format=", self.view.address)
    }

    fn ignored(&self) -> String {
        self.view.ignored.join(", ")
    }

    /// What a changed field is called, what it says, and what it says then.
    fn change(&self, changed: &ChangedUserField) -> (String, String, String) {
        let column = changed.field.parse::<Column>().ok();
        let name = column.map_or_else(|| changed.field.clone(), |of| self.frame.say(of.key()));
        (name, self.words(column, &changed.from), self.words(column, &changed.to))
    }

    fn words(&self, column: Option<Column>, said: &[String]) -> String {
        let texts = &self.frame.texts;
        let word = |said: &String| match column {
            Some(Column::Roles) => said.parse().map_or_else(|_| said.clone(), |role: Role| texts.say(role.name_key())),
            Some(Column::Departments) => departments::called(said, texts),
            _ => said.clone(),
        };
        match said {
            [] => texts.say("users-import-nothing"),
            said => said.iter().map(word).collect::<Vec<_>>().join(", "),
        }
    }

    fn alone(&self) -> String {
        self.view.would.alone.join(", ")
    }
}

impl UsersImported {
    fn counts(&self) -> [(&'static str, Arg); 3] {
        [
            ("added", self.added.len().into()),
            ("changed", self.changed.len().into()),
            ("unchanged", self.unchanged.into()),
        ]
    }

    /// What came of it, in a sentence.
    #[must_use]
    pub fn said(&self, texts: &Texts) -> String {
        texts.with("users-import-counts", &self.counts())
    }
}
