//! Tickets and files of a furnished desk that requests ask for: found by asking it, and where they are not there, made.
//! Knows no figure.

use super::bodies::{comment, content, new_ticket};
use super::desk::Session;
use super::words::Parties;

/// What can be asked for.
pub struct Material {
    /// Tickets from all over the desk, each with ten comments.
    pub tickets: Vec<i64>,
    /// The address of a file of 25 KB.
    pub file: String,
    /// Addresses of small pictures.
    pub pictures: Vec<String>,
}

/// Walks through the desk. Where a ticket has fewer comments, the rest is added.
pub fn gather(session: &mut Session, parties: &Parties, tickets: u64) -> Result<Material, String> {
    const WANTED: usize = 50;
    const PICTURES: usize = 5;
    let party = parties.ids.first().ok_or("the demo has no distributors")?;
    let newest = session.post("/tickets", &new_ticket(*party, 0))?;
    let newest = newest.1.at("number").whole().ok_or_else(|| format!("a first ticket is refused: {newest:?}"))?;
    let (mut found, mut pictures) = (Vec::new(), Vec::new());
    // Steps that share no factor with round numbers reach every part of the desk.
    for step in 1..WANTED * 40 {
        let back = (step as u64).wrapping_mul(982_451_653) % tickets;
        let number = newest - i64::try_from(back).unwrap_or_default() - 1;
        let Some(ticket) = session.find(&format!("/tickets/{number}"))? else { continue };
        let drawn = ticket.at("files").list().iter().filter(|file| file.at("raster").text().is_some());
        let place = |id| format!("/tickets/{number}/files/{id}/thumbnail");
        pictures.extend(drawn.filter_map(|file| file.at("id").whole()).map(place));
        if found.len() < WANTED {
            let entries = ticket.at("timeline").list().iter();
            let has = entries.filter(|entry| entry.at("what").at("kind").text() == Some("commented")).count();
            let missing = COMMENTS.checked_sub(has);
            if missing.is_some_and(|missing| (0..missing).all(|at| say(session, number, at))) {
                found.push(number);
            }
        } else if pictures.len() >= PICTURES {
            break;
        }
    }
    match (found.len(), pictures.len()) {
        (WANTED, 1..) => Ok(Material { file: file(session, found[0])?, tickets: found, pictures }),
        (few, drawn) => {
            Err(format!("below {newest} only {few} tickets have {COMMENTS} comments, and {drawn} a picture"))
        }
    }
}

const COMMENTS: usize = 10;

fn say(session: &mut Session, number: i64, at: usize) -> bool {
    let said = session.post(&format!("/tickets/{number}/comments"), &comment(at));
    said.is_ok_and(|(status, _)| (200..300).contains(&status))
}

/// Puts a file on a ticket.
fn file(session: &mut Session, number: i64) -> Result<String, String> {
    let view = session.upload(&format!("/tickets/{number}/files?name=list.csv"), &content(1, 25_000))?;
    let id = view.at("files").list().iter().rev().find_map(|file| file.at("id").whole());
    id.map(|id| format!("/tickets/{number}/files/{id}")).ok_or_else(|| format!("a file is refused: {view:?}"))
}
