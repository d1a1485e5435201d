//! The fields of a user as a form holds them, typed or as they stand, and what they offer to choose from. It judges nothing.

use super::adding_user::AddUser;
use super::call_centres::{self, Preset};
use super::changing_user::ChangeUser;
use super::departments::{self, Department};
use super::user_view::UserView;
use super::{Permission, Person, Role, colleagues};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::text::{Catalogue, Texts};
use std::collections::BTreeSet;

/// How many colleagues are offered; whoever is not among them is written by user name.
const MOST_OFFERED: i64 = 200;

/// What stands in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct UserForm {
    pub(super) user_name: String,
    pub(super) display_name: String,
    pub(super) email: String,
    pub(super) call_centre: String,
    pub(super) roles: BTreeSet<Role>,
    pub(super) lead: String,
    pub(super) cover: String,
    pub(super) departments: BTreeSet<i64>,
    pub(super) language: String,
}

/// What the form offers.
#[derive(Default)]
pub(super) struct Offers {
    /// Code and name of every call centre, those that are made when they are chosen behind the others.
    pub(super) centres: Vec<(String, String)>,
    /// Who leads.
    pub(super) leads: Vec<Person>,
    /// Who can stand in.
    pub(super) people: Vec<Person>,
    /// The departments that there are.
    pub(super) departments: Vec<Department>,
    /// Tag and name of every language.
    pub(super) languages: Vec<(String, String)>,
}

impl Offers {
    /// What can be chosen at this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load(reads: &impl Reads, texts: &Texts) -> Result<Self, Failure> {
        let there = call_centres::all(reads).await?;
        let shipped = Preset::ALL.iter().filter(|preset| there.iter().all(|centre| centre.code != preset.as_str()));
        let shipped = shipped.map(|preset| (preset.as_str().to_owned(), texts.say(preset.name_key())));
        let centres = there.iter().map(|centre| (centre.code.clone(), centre.name.clone())).chain(shipped);
        let centres = centres.map(|(code, name)| (code.clone(), format!("{code} · {name}"))).collect();
        let sql = Sql::new(
            "SELECT u.id, u.user_name, u.display_name FROM user_roles r JOIN users u ON u.id = r.user_id
             WHERE r.role = ? AND u.disabled_at IS NULL ORDER BY u.user_name_key LIMIT ?",
        );
        let leads = reads.all(sql.bind(Role::CsrLead).bind(MOST_OFFERED)).await?;
        let people = colleagues::who_may(reads, Permission::WorkInquiries, None, MOST_OFFERED).await?;
        let mut departments = departments::offered(reads).await?;
        departments::in_order(&mut departments, texts);
        Ok(Self { centres, leads, people, departments, languages: languages(texts) })
    }
}

impl Offers {
    /// User name and words of every lead, for templates.
    pub(super) fn leads(&self) -> Vec<(String, String)> {
        let words = |lead: &Person| (lead.user_name.clone(), format!("{} ({})", lead.display_name, lead.user_name));
        self.leads.iter().map(words).collect()
    }
}

/// Tag and own name of every language there is.
pub(super) fn languages(texts: &Texts) -> Vec<(String, String)> {
    let name = |tag: &str| texts.say(&format!("people-language-{}", tag.to_lowercase()));
    Catalogue::embedded().into_iter().map(|tag| (tag.clone(), name(&tag))).collect()
}

impl UserForm {
    /// Whether the box of this role is ticked, for templates.
    pub(super) fn has(&self, role: &Role) -> bool {
        self.roles.contains(role)
    }

    /// Whether they are in this department, for templates.
    pub(super) fn is_in(&self, department: &Department) -> bool {
        self.departments.contains(&department.id)
    }

    /// The form of somebody new, before anything is typed.
    pub(super) fn blank(texts: &Texts) -> Self {
        Self { roles: [Role::Csr].into(), language: texts.language().to_owned(), ..Self::default() }
    }
}

impl From<&UserView> for UserForm {
    fn from(view: &UserView) -> Self {
        let name = |person: &Option<Person>| person.as_ref().map(|person| person.user_name.clone()).unwrap_or_default();
        Self {
            user_name: view.user_name.clone(),
            display_name: view.display_name.clone(),
            email: view.email.clone().unwrap_or_default(),
            call_centre: view.call_centre.as_ref().map(|centre| centre.code.clone()).unwrap_or_default(),
            roles: view.roles.clone(),
            lead: name(&view.lead),
            cover: name(&view.cover),
            departments: view.departments.iter().map(|department| department.id).collect(),
            language: view.language.clone(),
        }
    }
}

impl From<AddUser> for UserForm {
    fn from(ask: AddUser) -> Self {
        Self {
            user_name: ask.user_name,
            display_name: ask.display_name,
            email: ask.email.unwrap_or_default(),
            call_centre: ask.call_centre.unwrap_or_default(),
            roles: ask.roles.into_iter().collect(),
            lead: ask.lead.unwrap_or_default(),
            cover: ask.cover.unwrap_or_default(),
            departments: ask.departments.into_iter().collect(),
            language: ask.language,
        }
    }
}

impl From<ChangeUser> for UserForm {
    fn from(ask: ChangeUser) -> Self {
        AddUser::from(ask).into()
    }
}
