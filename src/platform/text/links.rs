//! Plain text as safe HTML with its web and mail addresses made into links. It knows no other markup.

use std::fmt;

use url::Url;

/// HTML that [`linked`] has made: everything from the text is escaped, and nothing else can make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked(String);

/// Escapes all of the text, and makes links of `http:`, `https:` and `mailto:` addresses in it.
///
/// Line breaks stay as they are: the style sheet shows them (`white-space: pre-wrap`).
pub fn linked(text: &str) -> Linked {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some((before, address, after)) = next_address(rest) {
        escape_into(&mut html, before);
        match target(address) {
            Some(url) => {
                html.push_str("<a href=\"");
                escape_into(&mut html, url.as_str());
                html.push_str("\" rel=\"noopener nofollow\">");
                escape_into(&mut html, address);
                html.push_str("</a>");
            }
            None => escape_into(&mut html, address),
        }
        rest = after;
    }
    escape_into(&mut html, rest);
    Linked(html)
}

impl Linked {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Linked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Linked {}

const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];
/// Longer ones are left as text: nobody typed them, and browsers refuse them anyway.
const LONGEST_ADDRESS: usize = 2_000;

/// The first address of the text, with what stands before and after it.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let colon = from + text.get(from..)?.find(':')?;
        from = colon + 1;
        let Some(start) = scheme_start(text, colon) else { continue };
        let end = start + text[start..].find(ends_address).unwrap_or(text.len() - start);
        let address = without_trailing_marks(&text[start..end]);
        let after = start + address.len();
        if after > from {
            return Some((&text[..start], address, &text[after..]));
        }
    }
}

/// Where the scheme before this colon begins, if it is one of ours and not the tail of a longer word.
fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    SCHEMES.iter().find_map(|scheme| {
        let name_length = scheme.find(':')?;
        let start = colon.checked_sub(name_length)?;
        let here = text.get(start..start + scheme.len())?;
        let in_a_word =
            text[..start].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '+' | '-' | '.' | '_'));
        (here.eq_ignore_ascii_case(scheme) && !in_a_word).then_some(start)
    })
}

fn ends_address(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '<' | '>'
                | '"'
                | '`'
                | '\\'
                | '^'
                | '{'
                | '}'
                | '|'
                | '«'
                | '»'
                | '“'
                | '”'
                | '、'
                | '。'
                | '，'
                | '）'
                | '」'
        )
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A full stop or bracket that ends the sentence does not belong to the address, unless it closes a bracket inside.
fn without_trailing_marks(address: &str) -> &str {
    if address.len() > LONGEST_ADDRESS {
        return address;
    }
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        let opening = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '…' => None,
            ')' => Some('('),
            ']' => Some('['),
            _ => break,
        };
        if opening.is_some_and(|opening| kept.matches(opening).count() >= kept.matches(last).count()) {
            break;
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    kept
}

/// Where the link leads. An address with a user name in front of its host is none: `https://bank.com@evil.example` lies.
fn target(address: &str) -> Option<Url> {
    if address.len() > LONGEST_ADDRESS {
        return None;
    }
    let url = Url::parse(address).ok()?;
    let leads_somewhere = match url.scheme() {
        "http" | "https" => {
            url.host_str().is_some_and(|host| !host.is_empty()) && url.username().is_empty() && url.password().is_none()
        }
        // Without the parameters that could fill in a mail nobody wrote.
        "mailto" => url.path().split('@').filter(|part| !part.is_empty()).count() == 2 && url.query().is_none(),
        _ => false,
    };
    leads_somewhere.then_some(url)
}

fn escape_into(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn link(href: &str, text: &str) -> String {
        format!("<a href=\"{href}\" rel=\"noopener nofollow\">{text}</a>")
    }

    #[test]
    fn addresses_become_links() {
        let x = link("https://a.example/x?y=1&amp;z=2", "https://a.example/x?y=1&amp;z=2");
        assert_eq!(linked("see https://a.example/x?y=1&z=2.").as_str(), format!("see {x}."));
        assert_eq!(
            linked("(HTTP://a.example)").as_str(),
            format!("({})", link("http://a.example/", "HTTP://a.example"))
        );
        let wiki = link("https://w.example/A_(b)", "https://w.example/A_(b)");
        assert_eq!(linked("https://w.example/A_(b), x").as_str(), format!("{wiki}, x"));
        assert_eq!(
            linked("mailto:a@b.example!").as_str(),
            format!("{}!", link("mailto:a@b.example", "mailto:a@b.example"))
        );
        assert_eq!(
            linked("http://bücher.example/").as_str(),
            link("http://xn--bcher-kva.example/", "http://bücher.example/")
        );
        assert_eq!(
            linked("a: http://x.example\nb").as_str(),
            format!("a: {}\nb", link("http://x.example/", "http://x.example"))
        );
        let two = linked("http://x.example http://y.example").to_string();
        assert_eq!(two.matches("<a ").count(), 2);
    }

    #[test]
    fn nothing_else_does() {
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "xhttp://a.example",
            "http://",
            "https://user@evil.example",
            "https://u:p@evil.example/",
            "mailto:",
            "mailto:nobody",
            "mailto:a@b.example?bcc=c@d.example",
            "vbscript:x",
            "ftp://a.example",
            "view-source:x",
            ":::",
            "http:a",
            "java\nscript:alert(1)",
            "https://[bad",
            "//a.example",
        ] {
            assert!(!linked(text).as_str().contains('<'), "{text} gave {}", linked(text));
        }
        assert!(!linked(&format!("http://a.example/{}", "x".repeat(5_000))).as_str().contains('<'));
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(linked("<b onclick='x'>&amp;").as_str(), "&lt;b onclick=&#39;x&#39;&gt;&amp;amp;");
        let quoted = linked("http://a.example/\"onmouseover=\"x").to_string();
        assert!(
            quoted.starts_with(&link("http://a.example/", "http://a.example/")) && quoted.contains("&quot;onmouseover")
        );
        let nested = linked("http://a.example/'onclick='x<script>");
        assert!(!nested.as_str().contains('\'') && !nested.as_str().contains("<script"));
    }

    #[test]
    fn a_template_prints_it_unescaped() {
        #[derive(askama::Template)]
        #[template(source = "{{ text }}", ext = "html")]
        struct Page {
            text: Linked,
        }
        assert_eq!(
            askama::Template::render(&Page { text: linked("<http://a.example>") }).unwrap(),
            format!("&lt;{}&gt;", link("http://a.example/", "http://a.example"))
        );
    }

    #[test]
    fn a_megabyte_of_colons_takes_no_time() {
        let started = std::time::Instant::now();
        let _ = linked(&"http://".repeat(150_000));
        let _ = linked(&"http://a.b) ".repeat(8_000));
        let _ = linked(&format!("http://a.b/{}", ")".repeat(1_000_000)));
        assert!(started.elapsed().as_secs() < 10);
    }

    fn text_of(html: &str) -> String {
        let mut text = String::new();
        let mut in_tag = false;
        for letter in html.chars() {
            match letter {
                '<' => in_tag = true,
                '>' => in_tag = false,
                other if !in_tag => text.push(other),
                _ => {}
            }
        }
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }

    fn without_our_links(html: &str) -> String {
        let mut left = html.replace("</a>", "");
        while let Some(start) = left.find("<a href=\"") {
            let rel = "\" rel=\"noopener nofollow\">";
            let end = start + left[start..].find(rel).unwrap() + rel.len();
            let href = &left[start + 9..end - rel.len()];
            assert!(["http://", "https://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)), "{href}");
            assert!(!href.contains(['"', '<', '>', '\'']), "{href}");
            left.replace_range(start..end, "");
        }
        left
    }

    proptest! {
        #[test]
        fn no_markup_survives_and_all_text_does(
            parts in prop::collection::vec(prop_oneof![any::<String>(), "(https?://|mailto:)[a-z.@<>\"'&()/:?#%]{0,20}", "[<>\"'&; ]{1,5}"], 0..8)
        ) {
            let text = parts.concat();
            let html = linked(&text).to_string();
            prop_assert_eq!(text_of(&html), text);
            prop_assert!(!without_our_links(&html).contains(['<', '>', '"', '\'']));
        }
    }
}
