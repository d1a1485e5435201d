//! A desk in French: whoever has that language reads it on every page, in every refusal and as a program, and no English
//! sentence of the catalogue is left.

use super::inquiry::{Scene, number};
use crate::support::asking::{Ask, Said, sign_in};
use crate::support::databases::on_both;
use crate::support::desk::HOUR;
use axum::http::Method;
use serde_json::json;
use std::path::Path;
use watchdesk::platform::db::Sql;

const NO_BREAK: &str = "\u{a0}";

/// The texts of one language without what is put into them, from this length on; shorter ones may be French too.
fn sentences(language: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let files = std::fs::read_dir(folder).expect("a language").map(|file| file.expect("a file").path());
    let texts = files.map(|path| std::fs::read_to_string(path).expect("a text"));
    let mut found = Vec::new();
    for text in texts {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let line = line.split_once(" = ").or_else(|| line.split_once("] ")).map_or(line, |(_, text)| text);
            let pieces = line.split('{').flat_map(|piece| match piece.split_once('}') {
                Some((_, after)) => after.split('}').collect::<Vec<_>>(),
                None => piece.split('}').collect(),
            });
            found.extend(pieces.map(|piece| piece.trim().to_owned()).filter(|piece| piece.chars().count() >= 12));
        }
    }
    found
}

/// What is English only.
fn english() -> Vec<String> {
    let french = sentences("fr-CA").join("\n");
    let english: Vec<String> = sentences("en").into_iter().filter(|text| !french.contains(text)).collect();
    assert!(english.len() > 500, "{}", english.len());
    english
}

fn plain(said: &Said) -> String {
    let marks = [("&#38;", "&"), ("&#39;", "'"), ("&#34;", "\""), ("&#60;", "<"), ("&#62;", ">")];
    marks.iter().fold(said.body.clone(), |text, (mark, letter)| text.replace(mark, letter))
}

struct Reader {
    scene: Scene,
    english: Vec<String>,
}

impl Reader {
    async fn new(scene: Scene) -> Self {
        let sql = Sql::new("UPDATE users SET language = ?").bind("fr-CA".to_owned());
        scene.desk.change(sql).await;
        Self { scene, english: english() }
    }

    /// The page, whose words must all be French, these among them.
    async fn reads(&self, who: &str, path: &str, words: &[&str]) {
        let said = self.scene.page(who, path).await;
        assert!(said.body.contains("<html lang=\"fr-CA\""), "{path}: {}", said.body);
        self.finds(path, &said, words);
    }

    fn finds(&self, place: &str, said: &Said, words: &[&str]) {
        let text = plain(said);
        let left: Vec<&String> = self.english.iter().filter(|sentence| text.contains(sentence.as_str())).collect();
        assert!(left.is_empty(), "{place} says in English: {left:?}");
        for words in words {
            let words = words.replace('~', NO_BREAK);
            assert!(text.contains(&words), "{place} does not say {words:?}: {text}");
        }
    }
}

#[tokio::test]
async fn a_csr_reads_french_from_the_door_to_the_receipt() {
    on_both(async |db| {
        let reader = Reader::new(Scene::new(db).await).await;
        let (scene, owner) = (&reader.scene, reader.scene.owner.clone());
        let door = |ask: Ask| ask.header("accept", "text/html").header("accept-language", "fr-CA, en;q=0.8");
        let said = scene.desk.ask(door(Ask::get("/sign-in"))).await.with_status(200);
        reader.finds("the door", &said, &["lang=\"fr-CA\"", "Ouvrir une session", "Mot de passe oublié?"]);
        let said = scene.desk.ask(door(sign_in("CA-mchen", "wrong"))).await;
        assert!(said.status.is_client_error(), "{}", said.status);
        reader.finds("the door", &said, &["Ce nom d’utilisateur et ce mot de passe ne vont pas ensemble."]);

        reader.reads(&owner, "/", &["Vos billets ouverts", "Liste de travail"]).await;
        reader.reads(&owner, "/parties", &["Trouvez qui appelle"]).await;
        reader.reads(&owner, "/parties?number=4711", &["1 distributeur trouvé", "aucun ouvert"]).await;
        reader.reads(&owner, "/parties?name=zzz", &["Aucun distributeur ne correspond à «~zzz~»"]).await;
        let form = format!("/tickets/new?party={}", scene.party);
        let words =
            ["Faut-il une escalade?", "aujourd’hui 17~h", "3 nov. 2026, 17~h", "1 jour ouvrable", "2 jours ouvrables"];
        reader.reads(&owner, &form, &words).await;
        let party = scene.party.to_string();
        let form = |what: &'static str| {
            [
                ("party", party.clone()),
                ("what", what.into()),
                ("type", "3".into()),
                ("due", "1".into()),
                ("escalate", "yes".into()),
            ]
        };
        let send = async |fields: &[(&str, String)]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            scene.desk.ask(Ask::post("/tickets", &fields).header("accept", "text/html").cookie(&owner)).await
        };
        let refused = send(&form("")).await.with_status(422);
        reader.finds("a refusal", &refused, &["Veuillez remplir ce champ."]);
        let made = send(&form("Le colis est perdu.")).await.with_status(303);
        let receipt = made.place().to_owned();
        reader.reads(&owner, &receipt, &["Billet créé", "mardi 3 novembre 2026 à 17~h, HNE", "en escalade"]).await;
    })
    .await;
}

#[tokio::test]
async fn the_ticket_and_the_worklist_are_read_in_french() {
    on_both(async |db| {
        let reader = Reader::new(Scene::new(db).await).await;
        let (scene, owner) = (&reader.scene, reader.scene.owner.clone());
        let ask =
            json!({ "party": scene.party, "type": 3, "what": "Le colis est perdu.", "due": 0, "escalate": "yes" });
        let number = number(&scene.open(&ask).await.with_status(201));
        let page = format!("/tickets/{number}");
        scene.verb(&owner, number, "comments", &json!({ "comment": "Elle attend." })).await.with_status(200);
        let words = [
            "En escalade~: Name of CA-lhart",
            "a ouvert le billet",
            "État de commande",
            "Échéance",
            "lundi 2 novembre 2026 à 17~h, HNE",
            "reste 8~h~30~min",
        ];
        reader.reads(&owner, &page, &words).await;
        let words =
            ["Pourquoi le billet", "Le jour même, selon les heures du fuseau America/Toronto.", "de 8~h~30 à 17~h"];
        reader.reads(&owner, &format!("{page}/deadline"), &words).await;
        reader.reads(&owner, "/tickets", &["En escalade seulement", "Ouvert", "Enlever tous les filtres"][..2]).await;
        reader
            .reads(&owner, "/tickets?scope=all&due=today&creator=CA-", &["Enlever tous les filtres", "Créé par CA-"])
            .await;
        reader
            .reads(&owner, "/tickets?assignee=zzz", &["Personne qui traite les demandes ne s’appelle «~zzz~»."])
            .await;
        reader.reads(&owner, "/tickets?status=closed", &["Rien n’est encore fermé"]).await;
        let editor = format!("{page}/editor");
        reader.reads(&owner, &editor, &["Commentaire sur le billet"]).await;
        let stale = Ask::post(&format!("{page}/status"), &[("version", "0"), ("status", "in_progress")]);
        let stale = scene.desk.ask(stale.header("accept", "text/html").cookie(&scene.lead)).await.with_status(409);
        reader.finds("a stale form", &stale, &["a modifié ce billet pendant que vous le regardiez."]);
        for path in ["/", "/?desk=csr", "/keys", "/me", "/tickets/999999"] {
            reader.reads(&scene.lead, path, &[]).await;
        }
        reader.reads(&scene.lead, "/", &["Le seul billet d’aujourd’hui n’est pas encore vérifié."]).await;
        let admin = scene.desk.session(&scene.cast.admin).await;
        reader.reads(&admin, "/first-steps", &["Bienvenue", "Importer les distributeurs"]).await;
    })
    .await;
}

#[tokio::test]
async fn programs_are_refused_in_the_language_of_who_asks() {
    on_both(async |db| {
        let reader = Reader::new(Scene::new(db).await).await;
        let scene = &reader.scene;
        let said =
            scene.open(&json!({ "party": scene.party, "type": 3, "what": "", "due": 1, "escalate": "yes" })).await;
        reader.finds("a refusal", &said.with_status(422), &["Veuillez remplir ce champ."]);
        let number = scene.record().await;
        let stale = json!({ "version": 0, "status": "in_progress" });
        let said = scene.verb(&scene.colleague, number, "status", &stale).await.with_status(409);
        reader.finds("a stale version", &said, &["après la version que vous avez envoyée; rien n’a donc été fait."]);
        let promises = Ask::get("/tickets/promises?hour=06:00").json().bearer(&scene.owner);
        let said = scene.desk.ask(promises).await.with_status(200);
        reader.finds("promises", &said, &["6~h est hors des heures d’ouverture de ce jour-là, de 8~h~30 à 17~h."]);
        // On a holiday, by the name that French has for it: the Thanksgiving of 2026 is past, so the next one is Christmas.
        scene.desk.later(53 * 24 * HOUR);
        let owner = scene.desk.session(&scene.cast.owner).await;
        let said = scene.desk.ask(Ask::get("/tickets/promises").json().bearer(&owner)).await.with_status(200);
        reader.finds("promises", &said, &["Fermé aujourd’hui~: Noël."]);
        let draft = json!({ "fields": { "comment": "Elle attend." } });
        let keep = Ask::send(Method::PUT, &format!("/drafts/ticket-{number}-comment"), &draft).bearer(&owner);
        assert_eq!(scene.desk.ask(keep).await.with_status(200).json()["words"], format!("8{NO_BREAK}h{NO_BREAK}30"));
    })
    .await;
}

#[tokio::test]
async fn the_language_of_a_distributor_is_called_by_its_name() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.desk.change(Sql::new("UPDATE parties SET language = ?").bind("fr".to_owned())).await;
        let form = format!("/tickets/new?party={}", scene.party);
        for path in ["/parties?number=4711", form.as_str()] {
            let page = scene.page(&scene.owner, path).await.with_status(200).body;
            assert!(page.contains(">French<"), "{path}: {page}");
        }
        scene.desk.change(Sql::new("UPDATE users SET language = ?").bind("fr-CA".to_owned())).await;
        let page = scene.page(&scene.owner, "/parties?number=4711").await.with_status(200).body;
        assert!(page.contains(">Français<"), "{page}");
    })
    .await;
}
