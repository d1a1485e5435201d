//! Makes the name of an uploaded file harmless on every system on which somebody may save it. It must not
//! touch a disk.

use unicode_normalization::UnicodeNormalization;

/// Most bytes of a name: file systems allow 255, and a downloaded copy gains a "(1)".
const LONGEST: usize = 150;
/// Most bytes of an extension that survives shortening.
const LONGEST_EXTENSION: usize = 12;
/// What stands for a name of which nothing is left.
const NAMELESS: &str = "file";

/// The name without folders, control and invisible characters, characters that some file system reserves, and
/// device names of Windows; at most 150 bytes, with its extension kept. Never empty.
pub fn safe_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).find(|part| !part.trim_matches(is_edge).is_empty()).unwrap_or_default();
    let cleaned: String = last.nfc().filter(|letter| !is_invisible(*letter)).map(replace_reserved).collect();
    let trimmed = cleaned.trim_matches(is_edge);
    let mut name = shortened(trimmed);
    if is_device(&name) {
        name.insert(0, '_');
    }
    if name.is_empty() { NAMELESS.to_owned() } else { name }
}

/// Leading dots hide a file; trailing dots and spaces are dropped by Windows, which would change the extension.
fn is_edge(letter: char) -> bool {
    letter == '.' || letter.is_whitespace()
}

/// Controls, and what lies about the reading direction or takes no room (`invoice\u{202e}fdp.exe`).
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn replace_reserved(letter: char) -> char {
    match letter {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    }
}

fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let extension = name.rfind('.').map_or("", |dot| &name[dot..]);
    let extension = if extension.len() <= LONGEST_EXTENSION { extension } else { "" };
    let end = name.floor_char_boundary(LONGEST - extension.len());
    format!("{}{extension}", name[..end].trim_end_matches(is_edge))
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "\u{b9}" | "\u{b2}" | "\u{b3}")
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_names_stay() {
        for good in ["photo.jpg", "Angebot für Müller & Söhne.pdf", "見積書.xlsx", "a b (1).tar.gz", "🙂.png"] {
            assert_eq!(safe_name(good), good);
        }
    }

    #[test]
    fn hostile_names_are_tamed() {
        for (raw, safe) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\list.xlsx", "list.xlsx"),
            ("..", "file"),
            ("", "file"),
            ("   ", "file"),
            ("folder/", "folder"),
            (".htaccess", "htaccess"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\0b\r\nc.txt", "abc.txt"),
            ("report.pdf. . ", "report.pdf"),
            ("a\"b<c>.txt", "a_b_c_.txt"),
            ("nul", "_nul"),
            ("Con.txt", "_Con.txt"),
            ("LPT1.pdf", "_LPT1.pdf"),
            ("con .txt", "_con .txt"),
            ("\u{200b}\u{feff}", "file"),
        ] {
            assert_eq!(safe_name(raw), safe, "{raw:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = safe_name(&format!("{}.pdf", "ü".repeat(500)));
        assert!(name.len() <= LONGEST && name.ends_with("ü.pdf"), "{name}");
        assert!(safe_name(&format!("a.{}", "x".repeat(500))).len() <= LONGEST);
    }

    proptest! {
        #[test]
        fn every_name_is_harmless_and_settled(raw in any::<String>()) {
            let safe = safe_name(&raw);
            prop_assert!(!safe.is_empty() && safe.len() <= LONGEST + 1);
            prop_assert!(!safe.contains(['/', '\\', '\0', '"', '\n']));
            prop_assert_eq!(safe_name(&safe), safe.clone());
        }
    }
}
