//! The page of a new inquiry. What an inquiry must be, `opening.rs` decides; which form is gone on with, `resuming.rs`.

use super::adding::Adding;
use super::attaching;
use super::briefly::{Brief, count_of_party, open_of_party};
use super::bringing::brought;
use super::due_words;
use super::files::{self, FileView};
use super::files_page::own;
use super::incoming::Channel;
use super::opening::{Escalated, NewInquiry, open, survey};
use super::promising::{DueOffer, offers};
use super::receipt;
use super::resending;
use super::resuming::{self, About, Beginning, form_about};
use super::types::{self, InquiryType};
use super::unsent;
use super::worklist_tabs::MOST_COUNTED;
use crate::parties::PartyCard;
use crate::people::{Actor, Doing, Person, Reading, Scene, leading};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Sought, Wants};
use crate::screen;
use askama::Template;
use axum::extract::Request;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// What the form offers: the public contract of `GET /tickets/new`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NewInquiryView {
    /// About whom; nobody yet where it comes from a prospect.
    pub party: Option<PartyCard>,
    /// The types to choose from, "Other" last.
    pub types: Vec<InquiryType>,
    /// The promises to choose from.
    pub due: Vec<DueOffer>,
    /// Whom an escalation would reach.
    pub lead: Option<Person>,
    /// Until when they are away, where they are and nobody stands in.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub lead_away_until: Option<Timestamp>,
    /// Open inquiries about the same party, the most urgent first; at most eight.
    pub others: Vec<Brief>,
    /// How many there are, up to 1,000.
    pub others_total: i64,
    /// There are more than `others_total`.
    pub others_or_more: bool,
    /// Files that were uploaded for it and wait.
    pub files: Vec<FileView>,
}

/// The form.
#[derive(Template)]
#[template(path = "tickets/new.html", blocks = ["form"])]
pub struct NewInquiryPage {
    frame: Frame,
    view: NewInquiryView,
    typed: NewInquiry,
    adding: Adding,
    lead_away: Option<String>,
    /// When it was typed, where a draft fills the form: it may be another call.
    restored: Option<String>,
    /// What else was typed about them and not sent: where it is, when it was typed, and its first words.
    unsent: Vec<(String, String, String)>,
    /// The ticket that was opened from this form, or from the one that this goes on from.
    sent: Option<i64>,
    /// Somebody chose what stands in the form: nothing is preset any more.
    is_chosen: bool,
}

screen!(NewInquiryPage, NewInquiryView, as_form);

/// What stands in the place of a form that is about nobody: the way to somebody.
#[derive(Template)]
#[template(path = "tickets/whom.html", blocks = ["whom"])]
struct WhomPage {
    frame: Frame,
    view: (),
}

screen!(WhomPage, (), as_whom);

/// `GET /tickets/new?party=…`, or `?prospect=yes`.
pub async fn show(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Sought(about): Sought<About>,
) -> Result<Response, Failure> {
    let reads = scene.app.db.reads();
    let (about, unsent) = about.now(reads, &scene.member).await?;
    if let Some(place) = about.named(&unsent).filter(|_| wants == Wants::Page) {
        return Ok(answer.sends_to(&place, Flash::none()));
    }
    let Reading { texts, zone, now } = scene.reading.clone();
    let when = |at: Timestamp| due_words::short(at, now, &texts, &zone);
    let (frame, has_no_party) = (scene.frame.clone(), about.party.is_none());
    let Beginning { typed, kept_at, sent, others } = about.begin(reads, &scene.member, unsent).await?;
    match page(scene, typed).await {
        // Who asks for a form has done nothing wrong yet.
        Err(Failure::Refused(refusal)) if is_about_nobody(&refusal) && has_no_party && wants != Wants::Json => {
            answer.shows(&WhomPage::after(&refusal, frame))
        }
        Err(Failure::Refused(refusal)) if has_no_party => Err(refusal.into()),
        Err(Failure::Refused(refusal)) if is_about_nobody(&refusal) => Err(Refusal::not_seen().into()),
        drawn => {
            let (restored, is_chosen) = (kept_at.map(when), kept_at.is_some());
            let unsent = others.into_iter().map(|other| (other.place, when(other.at), other.begins)).collect();
            answer.shows(&NewInquiryPage { restored, unsent, is_chosen, sent, ..drawn? })
        }
    }
}

/// `POST /tickets`.
pub async fn create(scene: Scene, request: Request) -> Result<Response, Failure> {
    let (doing, unkept) = brought::<NewInquiry>(&scene, request, false).await?;
    doing.check_plain(NewInquiry::contradictions)?;
    let base = unsent::base(doing.ask.party, doing.ask.prospect).unwrap_or_default();
    let form = unsent::named(doing.ask.form.as_deref(), &base);
    let (sent_in, page, is_program) = (form.clone(), (doing.key(), doing.ask.resumed), doing.wants == Wants::Json);
    let (member, said) = (doing.scene.member.id, unkept.clone());
    let verb = async move |tx: &mut Tx, by: Actor<'_>, _, ask: &NewInquiry, now| {
        let opened = match is_program {
            true => open(tx, by, ask, now).await,
            false => resending::open_from(tx, by, (&sent_in, ask), now).await,
        };
        if let Some(unkept) = &unkept {
            // A file could not be kept: everything else that is wrong is said with it.
            return Err(unkept.clone().with_failure(opened.err()));
        }
        let number = opened?;
        if is_program {
            attaching::drop_left(tx, by, &sent_in).await?;
        } else {
            // Another page may show the same form: what it had kept since is not done with.
            attaching::drop_unticked(tx, by, &sent_in, &ask.shown).await?;
            resuming::done_with(tx, &sent_in, member, page).await?;
        }
        Ok(number)
    };
    let done = doing.run("ticket.open", (), is_program.then(|| form.clone()), verb).await;
    match with_unkept(done, said) {
        Ok(number) => receipt::after(doing, number).await,
        Err(failure) => refused(doing, failure, (form, base)).await,
    }
}

/// What was done, if every file could be kept. A key that was used before is answered before anybody asks for its files.
fn with_unkept(done: Result<i64, Failure>, unkept: Option<Refusal>) -> Result<i64, Failure> {
    let Some(unkept) = unkept else { return done };
    match done {
        Ok(_) => Err(unkept.into()),
        Err(Failure::Refused(refusal)) if !refusal.complaints.starts_with(&unkept.complaints) => {
            Err(refusal.and(unkept).into())
        }
        Err(failure) => Err(failure),
    }
}

/// The form again, with what was typed and why it was not taken; where it has opened a ticket already and stands otherwise
/// now, as a new one.
async fn refused(
    doing: Doing<NewInquiry>,
    failure: Failure,
    (form, base): (String, String),
) -> Result<Response, Failure> {
    let Failure::Refused(refusal) = failure else { return Err(failure) };
    // Without anybody whom it is about there is no form to show again.
    if is_about_nobody(&refusal) {
        let page = WhomPage::after(&refusal, doing.scene.frame);
        return doing.answer.refuses(refusal, page);
    }
    let (db, member) = (&doing.scene.app.db, &doing.scene.member);
    let sent = match doing.wants {
        Wants::Json => None,
        Wants::Page | Wants::Fragment => resending::opened_from(db.reads(), member.id, &form).await?,
    };
    let (refusal, form) = match sent.filter(|_| resending::is_changed(&refusal)) {
        Some(number) => {
            let page = (doing.key(), &doing.ask);
            let anew = resending::begun_anew(db, member, (&form, &base), page).await?;
            (resending::of_sent(refusal, number), anew)
        }
        None => (refusal, form),
    };
    let resumed = resuming::shown_until(db.reads(), &form, member.id, (doing.key(), doing.ask.resumed)).await?;
    let draw = async |scene, ask: Option<NewInquiry>| {
        let ask = ask.unwrap_or_default();
        let ask = NewInquiry { form: Some(form), resumed, ..ask };
        Ok(NewInquiryPage { is_chosen: true, sent, ..page(scene, ask).await? })
    };
    doing.settle(Err::<(), _>(refusal.into()), "/parties", Flash::none(), draw).await
}

/// Where an inquiry begins, and these pages belong.
pub(super) const DASHBOARD: &str = "/parties";

fn is_about_nobody(refusal: &Refusal) -> bool {
    refusal.complaints.iter().any(|complaint| complaint.field == Some("party"))
}

impl WhomPage {
    fn after(refusal: &Refusal, frame: Frame) -> Self {
        Self { frame: frame.under(DASHBOARD).titled("new-ticket-whom").refused(refusal), view: () }
    }
}

async fn page(scene: Scene, typed: NewInquiry) -> Result<NewInquiryPage, Failure> {
    let Scene { app, member, reading, frame } = scene;
    let reads = app.db.reads();
    let ground = survey(reads, &member, &typed, reading.now).await?;
    let (others, running) = match &ground.party {
        Some(party) => {
            let others = open_of_party(reads, &member, party.id, &reading).await?;
            (others, count_of_party(reads, &member, party.id).await?)
        }
        None => (Vec::new(), 0),
    };
    let lead_away_until = match &ground.lead {
        Some(lead) => leading::away_until(reads, lead.id, reading.now).await?,
        None => None,
    };
    let view = NewInquiryView {
        types: types::offered(reads).await?,
        due: offers(&ground.calendar.calendar, typed.hour.as_deref(), &reading),
        others,
        others_total: running.min(MOST_COUNTED),
        others_or_more: running > MOST_COUNTED,
        lead: ground.lead,
        lead_away_until,
        party: ground.party.map(PartyCard::from),
        files: own(&files::waiting(reads, &member, &typed.files).await?, &member),
    };
    let base = unsent::base(typed.party, typed.prospect).unwrap_or_default();
    let form = unsent::named(typed.form.as_deref(), &base);
    let adding = Adding::to_form(&form, &view.files, &app.config, &reading);
    let frame = match &view.party {
        Some(party) => frame.titled_with("new-ticket-title", &[("name", Arg::from(party.name.clone()))]),
        None => frame.titled("new-ticket-for-prospect"),
    };
    let frame = frame.under(DASHBOARD);
    let typed = NewInquiry { form: Some(form), ..typed };
    Ok(NewInquiryPage {
        lead_away: lead_away(&view, &reading),
        frame,
        view,
        typed,
        adding,
        restored: None,
        unsent: Vec::new(),
        sent: None,
        is_chosen: false,
    })
}

/// What is said of a lead who is away while nobody stands in.
fn lead_away(view: &NewInquiryView, Reading { texts, zone, .. }: &Reading) -> Option<String> {
    let (lead, until) = (view.lead.as_ref()?, view.lead_away_until?);
    // The moment is the end of their last day.
    let last = texts.day(until.plus_millis(-1), zone);
    let args = [("name", Arg::from(lead.display_name.clone())), ("date", Arg::from(last))];
    Some(texts.with("new-ticket-lead-away", &args))
}

impl NewInquiryPage {
    fn is_type(&self, id: &i64) -> bool {
        self.typed.type_id == Some(*id)
    }

    fn is_due(&self, days: &i32) -> bool {
        self.typed.due == Some(*days)
    }

    /// Escalation is preset to yes, where there is somebody to escalate to.
    fn is_escalated(&self) -> bool {
        self.view.lead.is_some() && self.typed.escalate != Some(Escalated::No)
    }

    fn day_words(&self, days: &i32) -> String {
        match days {
            0 => self.frame.say("new-ticket-today"),
            days => self.frame.with_one("new-ticket-days", "count", *days),
        }
    }

    fn is_channel(&self, channel: &Channel) -> bool {
        self.typed.channel.unwrap_or(Channel::Phone) == *channel
    }

    /// What a call-back number is compared with, so that it need not be asked for.
    fn phone_on_file(&self) -> Option<&str> {
        self.view.party.as_ref()?.phone.as_deref()
    }

    /// A prospect is asked for their name first.
    fn is_unnamed(&self) -> bool {
        self.view.party.is_none() && self.typed.name.as_deref().is_none_or(|name| name.trim().is_empty())
    }

    /// How many are open, such as `40` or `1,000+`.
    fn others_count(&self) -> String {
        match self.view.others_or_more {
            true => self.frame.with_one("worklist-or-more", "count", self.view.others_total),
            false => self.frame.texts.number(self.view.others_total),
        }
    }

    /// The id that the form was opened by: its draft has it in its name.
    fn asked_about(&self, party: &PartyCard) -> i64 {
        self.typed.party.unwrap_or(party.id)
    }

    fn draft(&self) -> &str {
        self.typed.form.as_deref().unwrap_or_default()
    }

    /// The same form with nothing in it.
    fn afresh(&self) -> String {
        format!("{}&afresh=yes", form_about(self.typed.party))
    }

    /// No sentence above the form says already that it was sent.
    fn says_sent(&self) -> bool {
        self.frame.general_complaints().next().is_none()
    }

    fn invalid(&self, field: &str) -> bool {
        self.frame.complaint(field).is_some()
    }
}
