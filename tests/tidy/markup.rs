//! What a template must not hold: scripts, styles, handlers and words of its own. Reads HTML with the template tags
//! blanked out; knows only as much HTML as templates use.

use crate::tree::{Fault, Text};

/// Words that are the same in every language.
const NAMES: [&str; 1] = ["Watchdesk"];
/// Attributes whose value a person reads or hears.
const SPOKEN: [&str; 7] =
    ["title", "alt", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription"];

/// Script bodies, style elements, `style=` and `on…=` attributes: the Content-Security-Policy would refuse them.
pub fn inline_code(file: &Text) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut tell = |line, says: String| faults.push(Fault::new(&file.path, line, says));
    for piece in pieces(&file.text) {
        match piece {
            Piece::Open { name, line, attributes } => {
                if name == "style" {
                    tell(line, "a `<style>` element: styles live in assets/".into());
                }
                for (attribute, _) in attributes {
                    if attribute == "style" || attribute.starts_with("on") {
                        tell(line, format!("`{attribute}=` in a template: use a class, or a module in assets/"));
                    }
                }
            }
            Piece::Text { inside, text, line } if inside == "script" && !text.trim().is_empty() => {
                tell(line, "a script body in a template: scripts are modules in assets/".into());
            }
            Piece::Text { .. } => {}
        }
    }
    faults
}

/// Human words that stand in the template itself instead of the catalogue. What stands in a `<kbd>` is printed on the
/// key, and a block named `…_class` holds class names.
pub fn literal_words(file: &Text) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut check = |text: &str, line| {
        if let Some(word) = human_word(text) {
            faults.push(Fault::new(
                &file.path,
                line,
                format!("the word \"{word}\" stands in the template: words come from the catalogue"),
            ));
        }
    };
    for piece in pieces(&file.text) {
        match piece {
            Piece::Text { inside, text, line } if !["script", "style", "kbd"].contains(&inside.as_str()) => {
                check(&text, line);
            }
            Piece::Text { .. } => {}
            Piece::Open { attributes, line, name } => {
                let button = attributes
                    .iter()
                    .any(|(name, value)| name == "type" && ["submit", "button", "reset"].contains(&value.as_str()));
                for (attribute, value) in attributes {
                    let shown = attribute == "value" && name == "input" && button;
                    if shown || SPOKEN.contains(&attribute.as_str()) {
                        check(&value, line);
                    }
                }
            }
        }
    }
    faults
}

enum Piece {
    Open { name: String, line: usize, attributes: Vec<(String, String)> },
    Text { inside: String, text: String, line: usize },
}

/// Cuts a template into tags and the text between them; a text starts at the line of its first word.
fn pieces(template: &str) -> Vec<Piece> {
    let html = blanked(template);
    let mut pieces = Vec::new();
    let (mut at, mut inside) = (0, String::new());
    while at < html.len() {
        let raw_end = ["script", "style"].contains(&inside.as_str()).then(|| format!("</{inside}"));
        let next = html[at..].find(raw_end.as_deref().unwrap_or("<")).map_or(html.len(), |found| at + found);
        let text = &html[at..next];
        let lead = text.len() - text.trim_start().len();
        if !text.trim().is_empty() {
            let line = line_of(&html, at + lead);
            pieces.push(Piece::Text { inside: inside.clone(), text: text.into(), line });
        }
        let end = tag_end(&html, next);
        let tag = html[next..end].trim_start_matches('<').trim_end_matches('>');
        let name: String =
            tag.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>().to_lowercase();
        if tag.starts_with('/') {
            inside.clear();
        } else if !name.is_empty() {
            inside.clone_from(&name);
            let attributes = attributes(&tag[name.len()..]);
            pieces.push(Piece::Open { name, line: line_of(&html, next), attributes });
        }
        at = end.max(next + 1);
    }
    pieces
}

/// The template with class blocks, comments and template tags replaced by blanks of the same length and lines.
fn blanked(template: &str) -> String {
    let mut html = template.to_owned();
    // Inner blanks first: a class block is known by the tags around it.
    for (open, close, tags) in
        [("_class %}", "{%", 0), ("{#", "#}", 1), ("{%", "%}", 1), ("{{", "}}", 1), ("<!--", "-->", 1)]
    {
        let mut from = 0;
        while let Some(found) = html[from..].find(open) {
            let inner = from + found + open.len();
            let next = html[inner..].find(close).map_or(html.len(), |found| inner + found);
            let (start, end) = (inner - tags * open.len(), (next + tags * close.len()).min(html.len()));
            html.replace_range(start..end, &blanks(&html[start..end]));
            from = end;
        }
    }
    html
}

fn blanks(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { "\n".into() } else { " ".repeat(c.len_utf8()) }).collect()
}

/// One past the `>` that closes the tag at `start`; quotes may hold a `>`.
fn tag_end(html: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, c) in html[start..].char_indices() {
        match (quote, c) {
            (None, '>') => return start + at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| ['"', '\''].contains(c));
            let (text, skip) = match quote {
                Some(quote) => (after[1..].split(quote).next().unwrap_or_default(), 2),
                None => (after.split_whitespace().next().unwrap_or_default(), 0),
            };
            value = text;
            rest = after.get(text.len() + skip..).unwrap_or_default();
        }
        found.push((name, value.to_owned()));
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/' || c == '"' || c == '=');
    }
    found
}

fn human_word(text: &str) -> Option<String> {
    let mut plain = text.to_owned();
    while let Some(start) = plain.find('&') {
        let end =
            plain[start..].find(|c: char| c == ';' || c.is_whitespace()).map_or(plain.len(), |found| start + found + 1);
        plain.replace_range(start..end.min(plain.len()), " ");
    }
    let mut words = plain.split(|c: char| !c.is_alphabetic());
    words.find(|word| word.chars().count() >= 2 && !NAMES.contains(word)).map(str::to_owned)
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_in(html: &str) -> Vec<(usize, String)> {
        let faults = literal_words(&Text::new("src/a.html", html));
        faults
            .into_iter()
            .map(|fault| (fault.line, fault.says.split('"').nth(1).unwrap_or_default().to_owned()))
            .collect()
    }

    fn code_in(html: &str) -> usize {
        inline_code(&Text::new("src/a.html", html)).len()
    }

    #[test]
    fn inline_code_is_found() {
        assert_eq!(code_in("<p style=\"color: red\">"), 1);
        assert_eq!(code_in("<a class=x onclick='go()'>"), 1);
        assert_eq!(code_in("<script>\nalert(1) < 2\n</script>"), 1);
        assert_eq!(code_in("<style>p { x: y }</style>"), 1);
        assert_eq!(code_in("<script type=\"module\" src=\"{{ asset(\"a.js\") }}\"></script>"), 0);
        assert_eq!(code_in("<div data-on=\"x\" title=\"{{ style=1 }}\"><!-- onclick= --></div>"), 0);
    }

    #[test]
    fn literal_words_are_found_in_text_and_spoken_attributes() {
        assert_eq!(words_in("<p>\n  Save it</p>"), [(2, "Save".into())]);
        assert_eq!(
            words_in("<a title=\"Go\">x</a>\n<input type=submit value=Send>"),
            [(1, "Go".into()), (2, "Send".into())]
        );
        assert_eq!(words_in("{% if a > b %}<b>{{ say(\"x\") }}</b> oder {% endif %}"), [(1, "oder".into())]);
    }

    #[test]
    fn names_entities_and_markup_are_not_words() {
        assert_eq!(
            words_in("<!doctype html><title>{{ t }} · Watchdesk</title>&nbsp;&middot; + {# Note #} <b>x</b>"),
            []
        );
        assert_eq!(
            words_in(
                "<input type=\"hidden\" name=\"version\" value=\"{{ v }}\"><option value=\"open\">{{ s }}</option>"
            ),
            []
        );
        assert_eq!(words_in("<a href=\"/x?a>b\" {% if x %}class=\"new one\"{% endif %}>{{ \"Inside\" }}</a>"), []);
    }
}
