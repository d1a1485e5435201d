//! A path in a command that a person pastes into a shell. It knows no command.

use std::borrow::Cow;
use std::path::Path;

/// A path as a shell takes it for one word.
#[must_use]
pub fn word(path: &Path) -> String {
    let text: Cow<'_, str> = path.to_string_lossy();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word() {
        assert_eq!(word(Path::new("/var/lib/watchdesk")), "/var/lib/watchdesk");
        assert_eq!(word(Path::new("/srv/our desk")), "'/srv/our desk'");
        assert_eq!(word(Path::new("/srv/it's $HOME")), r"'/srv/it'\''s $HOME'");
    }
}
