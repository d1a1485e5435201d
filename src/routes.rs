//! Door 2: every address of the desk, in one table. From it come the router, the OpenAPI document, the rights matrix
//! and the navigation, so a route cannot exist without its description and its permission.

mod administration;
mod workplaces;

use crate::app::App;
use crate::home::{desk, drafting, first, first_steps, jumping, keys, listening, putting_away, settling};
use crate::parties::{self, searching};
use crate::people::sending_out::AsFile;
use crate::people::{self, Permission, admitting, choosing, redeeming, setting_up, sign_in_page, signing_in};
use crate::platform::failure::Failure;
use crate::platform::readiness;
use crate::platform::web::{Door, Said, Table, assets, dress, get, health, openapi, post, put};
use crate::tickets::{
    DueView, TicketView, adding, assigning, attaching, bringing, changing, commenting, dashboard, editing_row,
    escalating, exporting, files_page, filtering, moving_due, neighbours, opening, opening_page, progressing,
    promising, reattaching, receipt, resuming, retyping, rewording, sending_back, ticket_page, why, worklist,
};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, extract::State};

/// The table of the whole desk, in the order of the navigation.
///
/// # Errors
/// A mistake in the table.
pub fn table(app: &App) -> anyhow::Result<Table<App>> {
    let tickets = [worklist(app), new_tickets(app), one_ticket(), changes(), filed(app), uploads(app)];
    let inquiries = [administration::types(), administration::files_of_types(), administration::reasons()];
    let areas = [home(), customers(), administration::imports()].into_iter().chain(tickets).chain(inquiries).chain([
        administration::users(),
        administration::files_of_users(),
        workplaces::departments(),
        workplaces::call_centres(),
        signing(),
        administration::own_account(),
        for_machines(app),
    ]);
    Ok(Table::new(areas.flatten())?)
}

const ADMINISTERS: &str = Permission::AdministerPeople.as_str();
const PARTIES: &str = Permission::ReadParties.as_str();
const INQUIRIES: &str = Permission::WorkInquiries.as_str();

/// The first page, and what belongs to every page.
fn home() -> Vec<Said<App>> {
    vec![
        get("/", first::show)
            .signed_in()
            .says(
                "Where this person's work begins: what is theirs, what was answered, what a lead has to check. Who works no inquiries is sent on by 303, to distributors or the first steps of a desk.",
            )
            .query::<desk::Which>()
            .answers::<desk::DeskView>()
            .in_nav("desk-nav"),
        post("/tickets/{number}/check", desk::check)
            .needs(INQUIRIES)
            .says("Notes that one has looked at a ticket; the first look of a lead on a day is a check.")
            .query::<desk::Which>()
            .asks::<desk::Checked>()
            .answers::<desk::DeskView>(),
        get("/first-steps", first_steps::show)
            .needs(ADMINISTERS)
            .says("What a new desk needs before anybody can work, and how far it is.")
            .answers::<first_steps::StepsView>(),
        post("/first-steps", putting_away::put_away)
            .needs(ADMINISTERS)
            .says("Takes the first steps off the first page of whoever asks, or puts them back there.")
            .asks::<putting_away::PutAway>()
            .answers::<first_steps::StepsView>(),
        post("/first-steps/{point}", settling::settle)
            .needs(ADMINISTERS)
            .says("Says of a first step that it is right as it is, or that the desk goes without; or takes that back.")
            .query::<settling::From>()
            .asks::<settling::SettlePoint>()
            .answers::<first_steps::StepsView>(),
        get("/jump", jumping::jump)
            .signed_in()
            .says("Leads to the ticket of a number such as #10482, or else to the distributors that fit the words.")
            .query::<jumping::Jump>(),
        get("/keys", keys::show).signed_in().says("The keys of the keyboard, for those without script."),
        get("/live", listening::listen)
            .signed_in()
            .says("Server-sent events that name the topics under which something changed."),
        put("/drafts/{form}", drafting::keep)
            .signed_in()
            .says("Keeps what was typed into a form and not sent yet.")
            .asks::<drafting::TypedFields>()
            .answers::<drafting::Kept>()
            .up_to(drafting::LIMIT),
    ]
}

fn customers() -> Vec<Said<App>> {
    vec![
        get("/parties", dashboard::show)
            .needs(PARTIES)
            .says("Distributors by number, by words of the name and by telephone; the first by name where nothing is asked.")
            .query::<searching::Seek>()
            .answers::<dashboard::FoundView>()
            .in_nav("parties-nav"),
        get("/parties/export", parties::exporting::export)
            .needs(PARTIES)
            .says("Every distributor with a number, or every one that the query means, as an Excel workbook or a CSV file that an import takes.")
            .query::<searching::Seek>()
            .query::<AsFile>()
            .takes_its_time(),
    ]
}

fn worklist(app: &App) -> Vec<Said<App>> {
    vec![
        get("/tickets", worklist::show)
            .needs(INQUIRIES)
            .says(
                "A page of the worklist: one status, filtered and sorted, with the count of every tab. Unless it is sorted, escalated first, then earliest due.",
            )
            .query::<filtering::Filter>()
            .answers::<worklist::WorklistView>()
            .in_nav("worklist-title"),
        get("/tickets/export", exporting::export)
            .needs(INQUIRIES)
            .says("Every ticket of a tab of the worklist, filtered and sorted as the page is, as an Excel workbook or, whatever its length, a CSV file.")
            .query::<filtering::Filter>()
            .query::<AsFile>()
            .takes_its_time(),
        get("/tickets/{number}/editor", editing_row::show)
            .needs(INQUIRIES)
            .says("The fields of the pencil on a row of the worklist.")
            .query::<filtering::Filter>()
            .answers::<editing_row::EditorView>(),
        post("/tickets/{number}/editor", editing_row::save)
            .needs(INQUIRIES)
            .says("Comments on a ticket, adds files to it and moves it on, without leaving the worklist that the query describes.")
            .query::<filtering::Filter>()
            .asks::<editing_row::EditRow>()
            .takes_file(adding::most_bytes(&app.config))
            .answers::<editing_row::EditorView>(),
    ]
}

fn new_tickets(app: &App) -> Vec<Said<App>> {
    vec![
        get("/tickets/new", opening_page::show)
            .needs(INQUIRIES)
            .says("What a new inquiry about a party offers: types, promises, the lead, and what is open already.")
            .query::<resuming::About>()
            .answers::<opening_page::NewInquiryView>(),
        post("/tickets", opening_page::create)
            .needs(INQUIRIES)
            .says("Opens an inquiry, escalated to the lead or as a record of one's own.")
            .asks::<opening::NewInquiry>()
            .takes_file(adding::most_bytes(&app.config))
            .answers::<TicketView>(),
        get("/tickets/promises", promising::show)
            .needs(INQUIRIES)
            .says("The usual due dates in words, by an hour of the day: of a new inquiry, or of a ticket whose date is moved.")
            .query::<promising::Promising>()
            .answers::<promising::PromisesView>(),
        get("/tickets/{number}/receipt", receipt::show)
            .needs(INQUIRIES)
            .says("A ticket just opened: its number to read aloud, its due hour, and who has it.")
            .answers::<TicketView>(),
    ]
}

fn one_ticket() -> Vec<Said<App>> {
    vec![
        get("/tickets/{number}", ticket_page::show)
            .needs(INQUIRIES)
            .says("A ticket with its timeline, what its customer asked before, and its neighbours in the list that the query names.")
            .query::<ticket_page::Window>()
            .answers::<TicketView>(),
        get("/tickets/{number}/due", ticket_page::due)
            .needs(INQUIRIES)
            .says("How the deadline of a ticket stands at this moment.")
            .query::<neighbours::CameFrom>()
            .answers::<DueView>(),
        get("/tickets/{number}/deadline", why::show)
            .needs(INQUIRIES)
            .says("Why a ticket is due when it is: the working-out of its promise.")
            .query::<neighbours::CameFrom>()
            .answers::<why::DeadlineView>(),
        post("/tickets/{number}/comments", ticket_page::comment)
            .needs(INQUIRIES)
            .says("Adds a comment, which never reaches the customer.")
            .query::<neighbours::CameFrom>()
            .asks::<commenting::NewComment>()
            .answers::<TicketView>(),
        post("/tickets/{number}/comments/{comment}", ticket_page::reword)
            .needs(INQUIRIES)
            .says("Gives a comment of one's own other words, for ten minutes; what it said before is kept.")
            .query::<neighbours::CameFrom>()
            .asks::<rewording::Reword>()
            .answers::<TicketView>(),
        post("/tickets/{number}/status", ticket_page::progress)
            .needs(INQUIRIES)
            .says("Moves a ticket on: open, in progress, pending or closed, with a reason and perhaps a comment. Who starts work takes it over from whoever has it.")
            .query::<neighbours::CameFrom>()
            .asks::<progressing::Progress>()
            .answers::<TicketView>(),
        post("/tickets/{number}/escalation", ticket_page::escalate)
            .needs(INQUIRIES)
            .says("Escalates a ticket to one's lead, or to the lead's cover.")
            .query::<neighbours::CameFrom>()
            .asks::<escalating::Escalate>()
            .answers::<TicketView>(),
    ]
}

/// What can be changed about a ticket, and how its escalation ends.
fn changes() -> Vec<Said<App>> {
    vec![
        post("/tickets/{number}/assignee", changing::assign)
            .needs(INQUIRIES)
            .says("Hands a ticket to somebody who works inquiries, by user name or by as much of a name as means nobody else.")
            .query::<neighbours::CameFrom>()
            .asks::<assigning::Assign>()
            .answers::<TicketView>(),
        post("/tickets/{number}/answer", changing::send_back)
            .needs(INQUIRIES)
            .says("Answers an escalation with a comment, ends it, and sends the ticket back to who opened it.")
            .query::<neighbours::CameFrom>()
            .asks::<sending_back::SendBack>()
            .answers::<TicketView>(),
        post("/tickets/{number}/escalation/end", changing::deescalate)
            .needs(INQUIRIES)
            .says("Ends an escalation without an answer. What its lead has goes back to who opened the ticket.")
            .query::<neighbours::CameFrom>()
            .asks::<sending_back::EndEscalation>()
            .answers::<TicketView>(),
        post("/tickets/{number}/due", changing::move_due)
            .needs(INQUIRIES)
            .says("Moves the due date, in business days from now or to a day, and says why.")
            .query::<neighbours::CameFrom>()
            .asks::<moving_due::MoveDue>()
            .answers::<TicketView>(),
        post("/tickets/{number}/type", changing::retype)
            .needs(INQUIRIES)
            .says("Gives a ticket another inquiry type.")
            .query::<neighbours::CameFrom>()
            .asks::<retyping::Retype>()
            .answers::<TicketView>(),
        post("/tickets/{number}/party", changing::reattach)
            .needs(INQUIRIES)
            .says("Puts a ticket to another distributor, by number.")
            .query::<neighbours::CameFrom>()
            .asks::<reattaching::Reattach>()
            .answers::<TicketView>(),
    ]
}

/// Files on a ticket.
fn filed(app: &App) -> Vec<Said<App>> {
    vec![
        post("/tickets/{number}/files", files_page::attach)
            .needs(INQUIRIES)
            .says("Attaches files: those of a form, the body itself under the name in the query, or uploads by id.")
            .query::<bringing::Naming>()
            .query::<neighbours::CameFrom>()
            .asks::<attaching::AttachFiles>()
            .takes_body(adding::most_bytes(&app.config))
            .answers::<TicketView>(),
        get("/tickets/{number}/files/{file}", files_page::save)
            .needs(INQUIRIES)
            .says("The content of a file, to be saved; an image may be shown.")
            .query::<files_page::Look>(),
        get("/tickets/{number}/files/{file}/thumbnail", files_page::picture)
            .needs(INQUIRIES)
            .says("The small picture of an image, as JPEG."),
        post("/tickets/{number}/files/{file}/removal", files_page::remove)
            .needs(INQUIRIES)
            .says("Removes a file: for who added it and who has the ticket. Its name stays in the history.")
            .query::<neighbours::CameFrom>()
            .asks::<attaching::RemoveFile>()
            .answers::<TicketView>(),
    ]
}

/// Files that wait for the ticket which their uploader is about to open.
fn uploads(app: &App) -> Vec<Said<App>> {
    vec![
        post("/uploads", files_page::upload)
            .needs(INQUIRIES)
            .says(
                "Uploads files that wait a day for a ticket: those of a form, or the body under the name in the query.",
            )
            .query::<bringing::Naming>()
            .takes_body(adding::most_bytes(&app.config))
            .answers::<files_page::UploadsView>(),
        get("/uploads/{file}", files_page::save_upload)
            .needs(INQUIRIES)
            .says("The content of an upload of one's own that waits.")
            .query::<files_page::Look>(),
        get("/uploads/{file}/thumbnail", files_page::upload_picture)
            .needs(INQUIRIES)
            .says("The small picture of an upload of one's own that waits."),
        post("/uploads/{file}/removal", files_page::drop_upload)
            .needs(INQUIRIES)
            .says("Drops an upload of one's own that waits.")
            .asks::<attaching::RemoveFile>(),
    ]
}

/// Signing in and the set-up are for anybody.
fn signing() -> Vec<Said<App>> {
    vec![
        get("/sign-in", signing_in::show)
            .public()
            .says("The form to sign in with. A desk without an administrator leads to its set-up instead.")
            .query::<signing_in::Next>()
            .answers::<sign_in_page::SignInView>(),
        post("/sign-in", signing_in::create)
            .public()
            .says("Begins a session. Programs get a token, to be sent as `Authorization: Bearer …`; browsers a cookie.")
            .asks::<signing_in::SignIn>()
            .answers::<admitting::SignedIn>(),
        post("/sign-out", signing_in::end)
            .public()
            .says("Ends the session of the cookie or bearer token that comes with it."),
        get("/set-up", setting_up::show)
            .public()
            .says("The form that makes the first administrator; not there once there is one.")
            .answers::<setting_up::SetUpView>(),
        post("/set-up", setting_up::create)
            .public()
            .says("Makes the first administrator by the one-time code that the start of the program printed, and signs them in.")
            .asks::<setting_up::SetUp>()
            .answers::<admitting::SignedIn>(),
        get("/colleagues", choosing::show)
            .needs(INQUIRIES)
            .says("Those whom a ticket can be handed to, by as much of a name as is known.")
            .query::<choosing::Colleague>()
            .answers::<choosing::ColleaguesView>(),
        get("/sign-in/code", redeeming::show)
            .public()
            .says("The form to sign in by a one-time code with.")
            .answers::<redeeming::RedeemView>(),
        post("/sign-in/code", redeeming::redeem)
            .public()
            .says("Begins a session by a one-time code, and gives the account a new password. Every other session of it ends.")
            .asks::<redeeming::Redeem>()
            .answers::<admitting::SignedIn>(),
    ]
}

/// What supervisors, browsers and programs ask for by themselves.
fn for_machines(app: &App) -> Vec<Said<App>> {
    let checks = readiness::checks(&app.db);
    vec![
        get("/healthz", health::alive).public().says("Says that the process is alive."),
        get("/readyz", async move || health::ready(&checks).await)
            .public()
            .says("Says whether requests may be sent here: 200, or 503 with the checks that fail."),
        get("/assets/{hash}/{*path}", assets::serve)
            .public()
            .says("Styles, scripts and icons. The hash changes with their content, so browsers keep them for ever."),
        get("/openapi.json", describe).public().says("This description, as OpenAPI 3.1."),
    ]
}

/// The table behind the guard and inside the layers.
///
/// # Errors
/// A mistake in the table, or a public address that is no origin.
pub fn router(app: &App) -> anyhow::Result<Router> {
    let table = table(app)?;
    let inside = table.router(&people::guard(app.clone(), &table)).with_state(app.clone());
    let door = Door {
        catalogue: app.catalogue.clone(),
        public_url: app.config.address().parse()?,
        trusted_proxies: app.config.trusted_proxies.clone(),
        sign_in: Some("/sign-in"),
        closing: app.closing.clone(),
    };
    dress(inside, door)
}

async fn describe(State(app): State<App>) -> Result<Response, Failure> {
    let document = openapi::openapi(&table(&app)?, "Watchdesk", env!("CARGO_PKG_VERSION"));
    Ok(Json(document).into_response())
}
