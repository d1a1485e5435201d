//! The part of the table of addresses for whoever administers the desk, and for one's own account: people, types, imports.

use super::ADMINISTERS;
use crate::app::App;
use crate::parties::imports::previewing::PreviewView;
use crate::parties::imports::{import_page, last_imports, preview_page, refused_file, starting, uploading};
use crate::people::exporting as people_exporting;
use crate::people::sending_out::AsFile;
use crate::people::{
    Permission, account_page, account_view, adding_user, admitting, away_for_others, being_away, changing_user,
    importing_users, list_view, own_password, own_sessions, own_settings, rights_page, taking_files, user_files,
    user_page, user_view, users_page, users_preview, ways_in,
};
use crate::platform::web::{Said, get, post};
use crate::tickets::reasons;
use crate::tickets::types::{
    editing, exporting, importing, listing, ordering, previewing, promoting, retiring, reviewing, type_page,
};

const IMPORTS: &str = Permission::ImportParties.as_str();
const TYPES: &str = Permission::EditTypes.as_str();

/// Bringing distributors in.
pub(super) fn imports() -> Vec<Said<App>> {
    vec![
        get("/parties/imports", last_imports::show)
            .needs(IMPORTS)
            .says("The last imports of distributors, and the form for another file.")
            .answers::<last_imports::ImportsView>()
            .in_nav("imports-title"),
        post("/parties/imports", uploading::create)
            .needs(IMPORTS)
            .says("Takes in a CSV file or Excel workbook of distributors, that of a form or the body itself under the name in the query, and says what would come of it. Nothing is imported yet.")
            .query::<taking_files::Naming>()
            .takes_file(taking_files::most_bytes())
            .answers::<PreviewView>(),
        get("/parties/imports/files/{hash}", preview_page::show)
            .needs(IMPORTS)
            .says("What would come of a file that one has uploaded within the last day, with its columns as its headers or the query say.")
            .query::<preview_page::Choice>()
            .takes_its_time()
            .answers::<PreviewView>(),
        post("/parties/imports/files/{hash}", preview_page::start)
            .needs(IMPORTS)
            .says("Imports a file that one has uploaded: all of it or, where a row is refused, nothing. It is done beside other work.")
            .asks::<starting::StartImport>()
            .takes_its_time()
            .answers::<import_page::ImportView>(),
        get("/parties/imports/files/{hash}/refused", refused_file::show)
            .needs(IMPORTS)
            .says("The rows of an uploaded file that are refused, as they were, with the line and the reason of each: an Excel workbook or a CSV file.")
            .query::<preview_page::Choice>()
            .query::<AsFile>()
            .takes_its_time(),
        get("/parties/imports/{import}", import_page::show)
            .needs(IMPORTS)
            .says("How far an import is, and what came of it.")
            .answers::<import_page::ImportView>(),
    ]
}

/// The types of inquiries.
pub(super) fn types() -> Vec<Said<App>> {
    vec![
        get("/types", listing::show)
            .needs(TYPES)
            .says("The types of inquiries in their order, with how many tickets each had in the last 90 days, and the retired ones.")
            .answers::<listing::TypesView>()
            .in_nav("types-nav"),
        post("/types", type_page::create)
            .needs(TYPES)
            .says("Adds a type behind the others.")
            .asks::<editing::TypeAsk>()
            .answers::<type_page::TypeView>(),
        get("/types/new", type_page::new)
            .needs(TYPES)
            .says("The form of a new type, and the groups that there are.")
            .answers::<type_page::TypeView>(),
        get("/types/review", reviewing::show)
            .needs(TYPES)
            .says("How much each type was used in the last 90 days and in the 90 before, and what “Other” said, for who also works inquiries.")
            .answers::<reviewing::ReviewView>(),
        post("/types/review", reviewing::mark)
            .needs(TYPES)
            .says("Notes that whoever asks has reviewed the list.")
            .asks::<reviewing::MarkReviewed>()
            .answers::<reviewing::ReviewView>(),
        post("/types/promotion", reviewing::promote)
            .needs(TYPES)
            .says("Makes a type of what “Other” said, and gives it to every ticket that said so. Who works no inquiries meets a page that does not exist.")
            .asks::<promoting::Promote>()
            .answers::<reviewing::ReviewView>(),
        get("/types/{type}", type_page::show)
            .needs(TYPES)
            .says("One type, with the version that a change of it names.")
            .answers::<type_page::TypeView>(),
        post("/types/{type}", type_page::change)
            .needs(TYPES)
            .says("Changes what a type says of itself.")
            .asks::<editing::TypeAsk>()
            .answers::<type_page::TypeView>(),
        post("/types/{type}/place", listing::reorder)
            .needs(TYPES)
            .says("Moves a type by one step up or down; “Other” stays last.")
            .asks::<ordering::MoveType>()
            .answers::<listing::TypesView>(),
        post("/types/{type}/retirement", listing::retire)
            .needs(TYPES)
            .says("Retires a type, or brings it back. The tickets that have it keep it.")
            .asks::<retiring::RetireType>()
            .answers::<listing::TypesView>(),
    ]
}

/// Why a ticket may be pending or closed.
pub(super) fn reasons() -> Vec<Said<App>> {
    vec![
        get("/reasons", reasons::listing::show)
            .needs(TYPES)
            .says("Why a ticket may be pending or closed, in the order of the form, and the retired reasons.")
            .answers::<reasons::listing::ReasonsView>(),
        post("/reasons", reasons::listing::create)
            .needs(TYPES)
            .says("Adds a reason behind the others of its status.")
            .asks::<reasons::editing::NewReason>()
            .answers::<reasons::listing::ReasonLine>(),
        get("/reasons/{reason}", reasons::page::show)
            .needs(TYPES)
            .says("One reason, and the version that a change of it names.")
            .answers::<reasons::listing::ReasonLine>(),
        post("/reasons/{reason}", reasons::page::rename)
            .needs(TYPES)
            .says("Gives a reason another name. An empty one gives a reason that comes with the desk its own words again.")
            .asks::<reasons::editing::ReasonAsk>()
            .answers::<reasons::listing::ReasonLine>(),
        post("/reasons/{reason}/place", reasons::listing::reorder)
            .needs(TYPES)
            .says("Moves a reason one step up or down among those of its status.")
            .asks::<reasons::ordering::MoveReason>()
            .answers::<reasons::listing::ReasonsView>(),
        post("/reasons/{reason}/retirement", reasons::page::retire)
            .needs(TYPES)
            .says("Retires a reason, or brings it back. Tickets that have it keep it.")
            .asks::<reasons::retiring::RetireReason>()
            .answers::<reasons::listing::ReasonLine>(),
    ]
}

/// The types of inquiries as files.
pub(super) fn files_of_types() -> Vec<Said<App>> {
    vec![
        get("/types/export", exporting::export)
            .needs(TYPES)
            .says("The types as an Excel workbook or a CSV file: name, group, description, search words and due days.")
            .query::<AsFile>()
            .takes_its_time(),
        post("/types/preview", previewing::preview)
            .needs(TYPES)
            .says("What a file of types would change: the file of a form, or the body under the name in the query. Nothing is written.")
            .query::<taking_files::Naming>()
            .takes_body(previewing::MOST_FORM)
            .answers::<previewing::PreviewView>(),
        post("/types/import", previewing::import)
            .needs(TYPES)
            .says("Changes the list as a preview said, all of it or nothing; 409 where the list changed since.")
            .asks::<importing::ImportTypes>()
            .up_to(previewing::MOST_BYTES)
            .answers::<listing::TypesView>(),
    ]
}

/// What whoever administers does about others.
pub(super) fn users() -> Vec<Said<App>> {
    vec![
        get("/users", users_page::show)
            .needs(ADMINISTERS)
            .says("Who works here, by user name, a page at a time; or who is meant by as much of a name as is known.")
            .query::<list_view::Seek>()
            .answers::<list_view::UsersView>()
            .in_nav("users-nav"),
        post("/users", users_page::create)
            .needs(ADMINISTERS)
            .says("Adds a user, who signs in first by the one-time code in the answer. It is told this once.")
            .asks::<adding_user::AddUser>()
            .answers::<user_view::UserView>(),
        get("/rights", rights_page::show)
            .needs(ADMINISTERS)
            .says("Which role holds which permission.")
            .answers::<rights_page::RightsView>(),
        get("/users/{name}", user_page::show)
            .needs(ADMINISTERS)
            .says("A user: what is known of them, and what should be seen to.")
            .answers::<user_view::UserView>(),
        post("/users/{name}", user_page::save)
            .needs(ADMINISTERS)
            .says("Changes what is known of a user: name, call centre, roles, lead and cover. The user name follows the call centre.")
            .asks::<changing_user::ChangeUser>()
            .answers::<user_view::UserView>(),
        post("/users/{name}/away", away_for_others::note)
            .needs(ADMINISTERS)
            .says("Notes until which day a user is away and who stands in, or that they are back.")
            .asks::<being_away::Absence>()
            .answers::<user_view::UserView>(),
        post("/users/{name}/disabling", user_page::disable)
            .needs(ADMINISTERS)
            .says("Disables an account: every session ends at once, and what its user has goes to their lead or the lead's cover.")
            .asks::<user_page::Account>()
            .answers::<user_view::UserView>(),
        post("/users/{name}/enabling", user_page::enable)
            .needs(ADMINISTERS)
            .says("Enables a disabled account again.")
            .asks::<user_page::Account>()
            .answers::<user_view::UserView>(),
        post("/users/{name}/code", user_page::make_code)
            .needs(ADMINISTERS)
            .says("Makes a one-time code by which a user gives themselves a new password within a day. It is told this once.")
            .asks::<user_page::Account>()
            .answers::<user_view::UserView>(),
    ]
}

/// Users as files, and the codes by which those who came that way sign in.
pub(super) fn files_of_users() -> Vec<Said<App>> {
    vec![
        get("/users/files/export", people_exporting::export)
            .needs(ADMINISTERS)
            .says("Every user, or those whom the query means, as an Excel workbook or a CSV file that an import takes.")
            .query::<list_view::Seek>()
            .query::<AsFile>()
            .takes_its_time(),
        get("/users/files/new", user_files::choose)
            .needs(ADMINISTERS)
            .says("The form for a file of users, and how much it may hold.")
            .answers::<users_preview::ChooseView>(),
        post("/users/files/new", user_files::create)
            .needs(ADMINISTERS)
            .says("Takes in a CSV file or Excel workbook of users, that of a form or the body itself under the name in the query, and says what would come of it. Nothing is imported yet.")
            .query::<taking_files::Naming>()
            .takes_file(taking_files::most_bytes())
            .answers::<users_preview::UsersPreview>(),
        get("/users/files/{hash}", user_files::show)
            .needs(ADMINISTERS)
            .says("What would come of a file of users that one has uploaded within the last day.")
            .takes_its_time()
            .answers::<users_preview::UsersPreview>(),
        post("/users/files/{hash}", user_files::start)
            .needs(ADMINISTERS)
            .says("Adds and changes users as a file says: all of them or, where a row is refused, nobody; 409 where somebody changed them since the preview. Nobody gets a password.")
            .asks::<user_files::ImportUsers>()
            .takes_its_time()
            .answers::<importing_users::UsersImported>(),
        get("/users/files/{hash}/refused", user_files::refused_file)
            .needs(ADMINISTERS)
            .says("The rows of a file of users that are refused, as they were, with the line and the reason of each: an Excel workbook or a CSV file.")
            .query::<AsFile>()
            .takes_its_time(),
        get("/codes", ways_in::show)
            .needs(ADMINISTERS)
            .says("Who can sign in by no password and no one-time code yet.")
            .answers::<ways_in::CodesView>(),
        post("/codes", ways_in::make)
            .needs(ADMINISTERS)
            .says("Makes one-time codes for several users, told this once: in the answer, or in a file where one is asked for.")
            .asks::<ways_in::MakeCodes>()
            .answers::<ways_in::CodesView>(),
    ]
}

/// What people do about their own account.
pub(super) fn own_account() -> Vec<Said<App>> {
    vec![
        get("/me", account_page::show)
            .signed_in()
            .says("Who is signed in, what they may do, from where, and whether they are away.")
            .answers::<account_view::AccountView>(),
        post("/me/away", own_settings::be_away)
            .signed_in()
            .says("Says until which day one is away and who stands in, or that one is back.")
            .asks::<being_away::Absence>()
            .answers::<account_view::AccountView>(),
        post("/me/language", own_settings::speak)
            .signed_in()
            .says("Chooses the language of one's pages.")
            .asks::<own_settings::Speak>()
            .answers::<account_view::AccountView>(),
        post("/me/password", own_password::change)
            .signed_in()
            .says("Changes one's password. Every session ends; the one that asks is answered with a new one in its place.")
            .asks::<own_password::ChangePassword>()
            .answers::<admitting::SignedIn>(),
        post("/me/sessions/end", own_sessions::end_others)
            .signed_in()
            .says("Ends every session of one's own but the one that asks.")
            .asks::<own_sessions::EndSessions>()
            .answers::<account_view::AccountView>(),
        post("/me/sessions/{session}/end", own_sessions::end)
            .signed_in()
            .says("Ends a session of one's own.")
            .asks::<own_sessions::EndSessions>()
            .answers::<account_view::AccountView>(),
    ]
}
