//! The people of the demo: four call centres of ten, each with two leads who stand in for each other, and one
//! administrator. They are added by the same verbs as everybody.

use crate::clock::Calendar;
use crate::people::call_centres::{self, Preset};
use crate::people::passwords::{Hashed, Password};
use crate::people::users::{self, NewUser};
use crate::people::{Actor, Person, Role, calendars};
use crate::platform::db::{Db, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Texts;
use anyhow::Context;

/// Everybody's password: it is printed, so it need not be a secret.
pub(super) const PASSWORD: &str = "watchdesk-demo";

/// How many answer customers; the administrator comes on top.
pub(super) const ANSWERING: usize = PEOPLE.len() * PEOPLE[0].len();

/// The keys of departments that come with a desk.
const CUSTOMER_SERVICE: i64 = 1;
const IT_SERVICE: i64 = 2;

/// A call centre with its people.
#[derive(Clone, Debug)]
pub(super) struct Team {
    pub(super) leads: [Person; 2],
    pub(super) csrs: Vec<Person>,
    pub(super) calendar: std::sync::Arc<Calendar>,
    pub(super) calendar_version: i64,
}

/// User name without the prefix, and full name; the first two are the leads.
const PEOPLE: [[(&str, &str); 10]; 4] = [
    [
        ("lhart", "Linda Hart"),
        ("jtremblay", "Julien Tremblay"),
        ("mchen", "Mei Chen"),
        ("bdupont", "Béatrice Dupont"),
        ("asingh", "Amrit Singh"),
        ("kmacdonald", "Kirsty MacDonald"),
        ("ogagnon", "Olivier Gagnon"),
        ("nwhiteduck", "Nadine Whiteduck"),
        ("tkowalski", "Tomasz Kowalski"),
        ("snguyen", "Sophie Nguyen"),
    ],
    [
        ("dwashington", "Denise Washington"),
        ("rgarcia", "Rafael Garcia"),
        ("emiller", "Emily Miller"),
        ("jjackson", "Jamal Jackson"),
        ("mrodriguez", "María Rodríguez"),
        ("bcohen", "Ben Cohen"),
        ("klee", "Karen Lee"),
        ("todonnell", "Tim O'Donnell"),
        ("apatel", "Anjali Patel"),
        ("lnovak", "Lucas Novak"),
    ],
    [
        ("hbarnes", "Helen Barnes"),
        ("rmorgan", "Rhys Morgan"),
        ("osmith", "Oliver Smith"),
        ("fkhan", "Farah Khan"),
        ("amcleod", "Ailsa McLeod"),
        ("jhughes", "Joanne Hughes"),
        ("pokafor", "Peter Okafor"),
        ("cwalsh", "Ciarán Walsh"),
        ("gtaylor", "Grace Taylor"),
        ("ssharma", "Suresh Sharma"),
    ],
    [
        ("jwilson", "Jacinta Wilson"),
        ("dpapadopoulos", "Dimitri Papadopoulos"),
        ("bkelly", "Brooke Kelly"),
        ("htran", "Huy Tran"),
        ("mbrown", "Matilda Brown"),
        ("lwang", "Lina Wang"),
        ("jmurray", "Jarrah Murray"),
        ("erossi", "Elena Rossi"),
        ("cfraser", "Callum Fraser"),
        ("zhaddad", "Zara Haddad"),
    ],
];

/// Hires everybody.
pub(super) async fn hire(db: &Db, texts: &Texts, at: Timestamp) -> anyhow::Result<Vec<Team>> {
    let password = Password::new(PASSWORD, "").map_err(|_| anyhow::anyhow!("the demo's password is refused"))?;
    let password = password.hash().await.map_err(Failure::into_anyhow)?;
    let mut teams = Vec::new();
    for (preset, people) in Preset::ALL.iter().zip(PEOPLE) {
        let (name, hashed) = (texts.say(preset.name_key()), password.clone());
        let verb = async move |tx: &mut Tx| staff_centre(tx, *preset, &name, &people, &hashed, at).await;
        let staff = db.write(None, verb).await.map_err(Failure::into_anyhow)?;
        teams.push(team(db, *preset, staff).await?);
    }
    let admin = NewUser {
        roles: [Role::Admin].into(),
        departments: [IT_SERVICE].into(),
        ..new_user("admin", "Ingrid Berg", &password)
    };
    let verb = async move |tx: &mut Tx| users::add(tx, Actor::System, &admin, at).await;
    db.write(None, verb).await.map_err(Failure::into_anyhow)?;
    db.write(None, async move |tx: &mut Tx| look_round(tx, at).await).await.map_err(Failure::into_anyhow)?;
    Ok(teams)
}

/// A furnished desk was looked at by whoever set it up.
async fn look_round(tx: &mut Tx, at: Timestamp) -> Result<(), Failure> {
    for point in ["call_centre", "departments", "types"] {
        let sql = Sql::new("INSERT INTO first_steps (point, said, said_at) VALUES (?, 'right', ?)");
        tx.execute(sql.bind(point).bind(at)).await?;
    }
    Ok(())
}

async fn staff_centre(
    tx: &mut Tx,
    preset: Preset,
    name: &str,
    people: &[(&str, &str)],
    password: &Hashed,
    at: Timestamp,
) -> Result<Vec<Person>, Failure> {
    call_centres::add(tx, Actor::System, preset.as_str(), name, preset.calendar(), at).await?;
    let called = |index: usize| format!("{}-{}", preset.as_str(), people[index].0);
    let mut staff = Vec::new();
    for (index, (short, full)) in people.iter().enumerate() {
        let mut user = new_user(&format!("{}-{short}", preset.as_str()), full, password);
        user.email = Some(format!("{short}@{}.example.com", preset.as_str().to_lowercase()));
        user.call_centre = Some(preset.as_str().to_owned());
        user.departments = [CUSTOMER_SERVICE].into();
        let leads = index < 2;
        user.roles = [if leads { Role::CsrLead } else { Role::Csr }].into();
        user.lead = (!leads).then(|| called(index % 2));
        // The second lead is not there yet when the first is added.
        user.cover = (index == 1).then(|| called(0));
        staff.push(users::add(tx, Actor::System, &user, at).await?);
    }
    let sql = Sql::new("UPDATE users SET cover_id = ? WHERE id = ?").bind(staff[1].id).bind(staff[0].id);
    tx.execute(sql).await?;
    Ok(staff)
}

fn new_user(user_name: &str, display_name: &str, password: &Hashed) -> NewUser {
    NewUser {
        user_name: user_name.to_owned(),
        display_name: display_name.to_owned(),
        language: "en".to_owned(),
        password: Some(password.clone()),
        ..NewUser::default()
    }
}

async fn team(db: &Db, preset: Preset, staff: Vec<Person>) -> anyhow::Result<Team> {
    let centre =
        call_centres::by_code(db.reads(), preset.as_str()).await?.context("a call centre that was just made")?;
    let stored = calendars::of_call_centre(db.reads(), centre.id).await.map_err(Failure::into_anyhow)?;
    let stored = stored.context("a calendar that was just made")?;
    let mut staff = staff.into_iter();
    let leads = staff.next().zip(staff.next()).context("two leads")?;
    Ok(Team {
        leads: leads.into(),
        csrs: staff.collect(),
        calendar: stored.calendar,
        calendar_version: stored.version_id,
    })
}
