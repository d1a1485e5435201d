//! `watchdesk user add`: a new account, with a password that was given, asked for or made up. The rules are those of
//! the people room.

use super::{Ended, open_migrated};
use crate::people::departments::naming::Names;
use crate::people::passwords::Password;
use crate::people::user_view::lacks_lead;
use crate::people::users::{self, NewUser};
use crate::people::{Actor, Person, Role, call_centres};
use crate::platform::config::Config;
use crate::platform::db::{Db, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Kind, Refusal};
use crate::platform::text::Catalogue;
use clap::Args;
use std::io::{BufRead, IsTerminal};

/// Who is to be added.
#[derive(Args)]
#[group(skip)]
pub struct Add {
    /// Such as CA-mchen: the prefix is the call centre
    pub user_name: String,

    /// The name that people read [default: the user name]
    #[arg(long)]
    pub name: Option<String>,

    /// What they may do; may be given more than once
    #[arg(long = "role", value_parser = role, default_value = "csr")]
    pub roles: Vec<Role>,

    /// Code of the call centre they work in; CA, US, UK and AU are made when they are first named [default: the prefix
    /// of the user name]
    #[arg(long)]
    pub call_centre: Option<String>,

    /// User name of the lead to whom they escalate [default: none]
    #[arg(long)]
    pub lead: Option<String>,

    /// User name of whoever stands in for them while they are away [default: none]
    #[arg(long)]
    pub cover: Option<String>,

    /// Name of a department they are in, in English or French; may be given more than once [default: none]
    #[arg(long = "department", value_name = "NAME")]
    pub departments: Vec<String>,

    /// Where mail reaches them [default: none]
    #[arg(long)]
    pub email: Option<String>,

    /// Language of their pages
    #[arg(long, default_value = "en")]
    pub language: String,

    /// Read the password from the first line of the standard input, which must not be a terminal
    #[arg(long, conflicts_with = "generate_password")]
    pub password_stdin: bool,

    /// Make a password up and print it, even if WATCHDESK_PASSWORD is set
    #[arg(long)]
    pub generate_password: bool,
}

/// Adds the user. Without a flag for the password, it is that of `WATCHDESK_PASSWORD`, or made up and printed.
///
/// # Errors
/// What the rules for users refuse, each at its flag.
pub async fn add(ask: Add, config: &Config) -> anyhow::Result<Ended> {
    let (password, is_made_up) = ask.password()?;
    let checked = Password::new(&password, &ask.user_name);
    let checked = checked.map_err(|complaint| Refusal::new(Kind::Invalid, complaint).at("password"))?;
    let lacks_lead = lacks_lead(&ask.roles.iter().copied().collect(), ask.lead.is_some());
    let db = open_migrated(config).await?;
    let added = ask.add_to(&db, checked).await;
    db.close().await;
    let person = added.map_err(Failure::into_anyhow)?;
    println!("Added {} ({}).", person.user_name, person.display_name);
    if is_made_up {
        println!("Password: {password}");
    }
    if lacks_lead {
        let name = &person.user_name;
        println!(
            "{name} has no lead, so nothing they escalate reaches anybody. Name one with `watchdesk user lead {name} LEAD`."
        );
    }
    Ok(Ended::Well)
}

impl Add {
    fn password(&self) -> anyhow::Result<(String, bool)> {
        if self.password_stdin {
            let stdin = std::io::stdin();
            return Ok((first_line(stdin.lock(), stdin.is_terminal())?, false));
        }
        match std::env::var("WATCHDESK_PASSWORD") {
            Ok(password) if !self.generate_password => Ok((password, false)),
            _ => Ok((made_up(), true)),
        }
    }

    async fn add_to(self, db: &Db, password: Password) -> Result<Person, Failure> {
        let named = self.departments.clone();
        let user = self.new_user(password).await?;
        let now = Timestamp::now();
        db.write(None, async move |tx: &mut Tx| {
            let texts = Catalogue::load().map_err(anyhow::Error::new)?.texts("en");
            if let Some(code) = &user.call_centre {
                call_centres::make_if_shipped(tx, Actor::System, code, &texts, now).await?;
            }
            let names = Names::load(tx).await?;
            let keys = named.iter().map(|name| names.named(name, &[].into(), &texts)).collect::<Result<_, _>>();
            let departments = keys.map_err(|why| Refusal::new(Kind::Invalid, why).at("departments"))?;
            users::add(tx, Actor::System, &NewUser { departments, ..user.clone() }, now).await
        })
        .await
    }

    async fn new_user(self, password: Password) -> Result<NewUser, Failure> {
        let user = NewUser {
            display_name: self.name.unwrap_or_else(|| self.user_name.clone()),
            call_centre: self.call_centre,
            user_name: self.user_name,
            email: self.email,
            lead: self.lead,
            cover: self.cover,
            roles: self.roles.into_iter().collect(),
            departments: [].into(),
            language: self.language,
            password: Some(password.hash().await?),
        };
        Ok(user.in_centre_of_name())
    }
}

/// The password on the first line. A terminal would show it to whoever looks, so it is not asked for there.
fn first_line(mut from: impl BufRead, is_terminal: bool) -> anyhow::Result<String> {
    anyhow::ensure!(
        !is_terminal,
        "--password-stdin reads from a pipe or a file, and not from a terminal, which would show the password. Give it \
         a file (`--password-stdin < FILE`), or use --generate-password."
    );
    let mut line = String::new();
    from.read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn role(word: &str) -> Result<Role, String> {
    word.replace('-', "_").parse().map_err(|_| {
        let all: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("write one of {}", all.join(", "))
    })
}

/// Sixteen letters and digits that are not taken for each other: 80 bits.
fn made_up() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let letters = rand::random::<[u8; 16]>().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_typed_into_a_terminal() {
        assert_eq!(first_line(&b"a sentence is good\r\nmore"[..], false).unwrap(), "a sentence is good");
        assert_eq!(first_line(&b""[..], false).unwrap(), "");
        assert!(first_line(&b"shown"[..], true).unwrap_err().to_string().contains("--generate-password"));
    }

    #[test]
    fn made_up_passwords_pass_the_rule_and_differ() {
        assert!(Password::new(&made_up(), "CA-mchen").is_ok());
        assert_ne!(made_up(), made_up());
        assert_eq!(role("csr-lead"), Ok(Role::CsrLead));
        assert!(role("boss").unwrap_err().contains("csr_lead"));
    }
}
