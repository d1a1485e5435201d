//! Files by hand: chosen, dropped and pasted, with progress, cancelled and removed; and by a browser without script.

use crate::house::{House, number_here};
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::{Value, json};
use std::path::PathBuf;
use thirtyfour::prelude::*;

/// Files on the disk of whoever sits at the browser.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).expect("a file");
        path
    }
}

const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

async fn choose(browser: &Browser, files: &[PathBuf]) -> Result<()> {
    let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    // With script the field lies unseen over its button.
    Ok(browser.driver.find(By::Css("#files-pick")).await?.send_keys(paths.join("\n")).await?)
}

/// Lets go of a file over the page, or pastes it into the focused field.
async fn bring(browser: &Browser, event: &str, name: &str) -> Result<()> {
    bring_to(browser, "document.activeElement ?? document.body", event, name).await
}

/// The same at an element, named by a script.
async fn bring_to(browser: &Browser, element: &str, event: &str, name: &str) -> Result<()> {
    let made = match event {
        "drop" => "new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true })",
        _ => "new ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true })",
    };
    let script = format!(
        "{{ const held = new DataTransfer(); held.items.add(new File(['what is in it'], '{name}', {{ type: 'image/png' }})); \
         ({element}).dispatchEvent({made}); }}"
    );
    browser.evaluate(&script).await.map(drop)
}

fn names(ticket: &Value) -> Vec<&str> {
    ticket["files"].as_array().expect("files").iter().filter_map(|file| file["name"].as_str()).collect()
}

#[tokio::test]
async fn files_are_chosen_dropped_and_pasted_into_a_new_ticket() {
    let (house, disk) = (House::new().await, Disk::new());
    house
        .story("files-new", Look::default(), &house.mei, async |browser| {
            let place = format!("/tickets/new?party={}", house.party);
            browser.go(&place).await?;
            browser.find("#type-search:focus").await?;
            browser.fill("#what", "See the picture.").await?;
            browser.find("[data-draft-note]:not(:empty)").await?;
            choose(browser, &[disk.file("photo.gif", DOT), disk.file("void.txt", b"")]).await?;
            browser.find("[data-uploaded] .file img").await?;
            browser.find("[data-uploading] .file[data-failed]").await?;
            browser.see("Empty: there is nothing in it.").await?;
            browser.click("[data-uploading] [data-cancel]").await?;
            bring(browser, "drop", "dropped.txt").await?;
            browser.see("dropped.txt").await?;
            browser.click("#what").await?;
            bring(browser, "paste", "image.png").await?;
            browser.see("Pasted ").await?;
            browser.find("[data-uploaded] .file:nth-child(3)").await?;
            // A crash of the browser costs neither word nor file.
            browser.go(&place).await?;
            browser.see("photo.gif").await?;
            browser.find("#type-search").await?.click().await?;
            browser.keys("compl\u{e007}").await?;
            browser.click("[data-uploaded] .file:nth-child(2) [data-drop-upload]").await?;
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#ticket-number").await?;
            let ticket = house.json(&house.mei, &format!("/tickets/{}", number_here(browser).await?)).await;
            let names = names(&ticket);
            assert!(names.len() == 2 && names[0] == "photo.gif" && names[1].starts_with("Pasted "), "{names:?}");
            assert_eq!(browser.complaints().await?, Vec::<String>::new());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn an_upload_shows_how_far_it_is_and_can_be_cancelled() {
    let (house, disk) = (House::new().await, Disk::new());
    let number = house.inquiry("Where is my order?", "no").await;
    let slow = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000 });
    let fast = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    house
        .story("files-ticket", Look::default(), &house.mei, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            browser.tell("Network.enable", json!({})).await?;
            browser.tell("Network.emulateNetworkConditions", slow).await?;
            choose(browser, &[disk.file("film.mov", &vec![7; 4_000_000])]).await?;
            browser.find("[data-uploading] progress").await?;
            // What a colleague does meanwhile draws the page anew, and the upload goes on.
            house.send(&house.amelie, &format!("/tickets/{number}/comments"), &json!({ "comment": "Meanwhile" })).await;
            browser.see("Meanwhile").await?;
            browser.find("[data-uploading] progress").await?;
            browser.click("[data-uploading] [data-cancel]").await?;
            browser.tell("Network.emulateNetworkConditions", fast).await?;
            choose(browser, &[disk.file("photo.gif", DOT), disk.file("list.csv", b"a,b")]).await?;
            browser.find("#timeline .file-brief img").await?;
            browser.find("#files .file-list .file:nth-child(2)").await?;
            let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
            assert_eq!(names(&ticket).len(), 2, "{ticket}");
            browser.click("#files .file:first-child summary").await?;
            browser.click("#files .file:first-child .file-away button").await?;
            browser.see("removed the file").await?;
            browser.find("#files .file-list .file:only-child").await?;
            assert_eq!(browser.complaints().await?, Vec::<String>::new());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn the_pencil_takes_files_for_its_own_row() {
    let (house, disk) = (House::new().await, Disk::new());
    let number = house.inquiry("Where is my order?", "yes").await;
    let other = house.inquiry("Where is my other order?", "yes").await;
    let slow = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000 });
    let fast = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    let pick = async |browser: &Browser, number: i64, file: PathBuf| -> Result<()> {
        let field = browser.driver.find(By::Css(format!("#files-{number}-pick"))).await?;
        Ok(field.send_keys(file.display().to_string()).await?)
    };
    house
        .story("files-pencil", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            let (row, beside) = (format!("#ticket-{number}"), format!("#ticket-{other}"));
            browser.click(&format!("{row} [data-edit]")).await?;
            browser.find(&format!("{row} .editor textarea:focus")).await?;
            browser.tell("Network.enable", json!({})).await?;
            browser.tell("Network.emulateNetworkConditions", slow).await?;
            pick(browser, number, disk.file("film.mov", &vec![7; 4_000_000])).await?;
            browser.find(&format!("{row} [data-uploading] progress")).await?;
            browser.click(&format!("{row} [data-uploading] [data-cancel]")).await?;
            browser.tell("Network.emulateNetworkConditions", fast).await?;
            pick(browser, number, disk.file("photo.gif", DOT)).await?;
            browser.find(&format!("{row} [data-uploaded] .file img")).await?;
            browser.click(&format!("{row} .editor textarea")).await?;
            browser.keys("See the").await?;
            bring(browser, "paste", "image.png").await?;
            browser.find(&format!("{row} [data-uploaded] .file:nth-child(2)")).await?;
            // With a second row open, a file goes where it is dropped, and nowhere else.
            browser.click(&format!("{beside} [data-edit]")).await?;
            browser.find(&format!("{beside} .editor textarea:focus")).await?;
            let element = format!("document.querySelector('{beside} .row')");
            bring_to(browser, &element, "drop", "beside.txt").await?;
            browser.find(&format!("{beside} [data-uploaded] .file")).await?;
            bring_to(browser, "document.querySelector('h1')", "drop", "nobody.txt").await?;
            browser.click(&format!("{beside} [data-drop-upload]")).await?;
            browser.find(&format!("{beside}:not(:has(.file))")).await?;
            // Closed and opened again, the files are still there.
            browser.click(&format!("{row} [data-close-editor]")).await?;
            browser.click(&format!("{row} [data-edit]")).await?;
            browser.find(&format!("{row} [data-uploaded] .file:nth-child(2)")).await?;
            browser.click(&format!("{row} .editor label:has([value=in_progress])")).await?;
            browser.click(&format!("{row} .editor button.button-main")).await?;
            browser.find(&format!("{row}:not(:has(.editor))")).await?;
            assert_eq!(browser.path().await?, "/tickets");
            let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
            let names = names(&ticket);
            assert!(names.len() == 2 && names[0] == "photo.gif" && names[1].starts_with("Pasted "), "{names:?}");
            assert_eq!(
                (house.comments(number).await, &ticket["status"]),
                (vec!["See the".into()], &json!("in_progress"))
            );
            assert_eq!(browser.complaints().await?, Vec::<String>::new());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn files_go_with_the_form_without_javascript() {
    let (house, disk) = (House::new().await, Disk::new());
    house
        .story("files-plain", Look::without_javascript(), &house.mei, async |browser| {
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            choose(browser, &[disk.file("good.gif", DOT), disk.file("void.txt", b"")]).await?;
            browser.click("#type option[value='1']").await?;
            browser.fill("#what", "The box was broken.").await?;
            browser.click("#new-ticket button.button-main").await?;
            browser.see("“void.txt” is empty").await?;
            browser.see("good.gif").await?;
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#ticket-number").await?;
            let number = number_here(browser).await?;
            browser.go(&format!("/tickets/{number}")).await?;
            choose(browser, &[disk.file("late.csv", b"a,b")]).await?;
            browser.click("#add-files button").await?;
            browser.see("The files are on").await?;
            let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
            assert_eq!(names(&ticket), ["good.gif", "late.csv"]);
            browser.click("#files .file:first-child summary").await?;
            browser.click("#files .file:first-child .file-away button").await?;
            browser.see("removed the file").await?;
            Ok(())
        })
        .await;
}
