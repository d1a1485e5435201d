//! Walks raw tokens where syntax trees end: the insides of macros and attributes. Knows no room.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::Attribute;

/// A word or a piece of text that code (not a comment) holds.
pub struct Word {
    pub text: String,
    pub line: usize,
    pub quoted: bool,
    pub in_test: bool,
    /// The word stands as `::word(`.
    pub called_on_path: bool,
}

/// Paths that start at `crate` or climb by `super`, down to the first name (a group gives one path each), also inside
/// quoted text as serde takes it.
pub fn crate_paths(tokens: TokenStream) -> Vec<(Vec<String>, Span)> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => found.extend(crate_paths(group.stream())),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if let Some((_, name)) = text.split_once("crate::") {
                    let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    found.push((vec!["crate".into(), name], literal.span()));
                }
            }
            TokenTree::Ident(word) if word == "crate" || word == "watchdesk" || word == "super" => {
                let climbed = at >= 3 && is_path_sign(&trees, at - 2) && ends_path(&trees[at - 3]);
                if !climbed {
                    follow(vec![word.to_string()], &trees[at + 1..], word.span(), &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

/// Every identifier and quoted text of a file; doc comments are not code.
pub fn words(text: &str) -> Result<Vec<Word>, proc_macro2::LexError> {
    let mut found = Vec::new();
    collect(text.parse()?, false, &mut found);
    Ok(found)
}

/// `#[cfg(test)]`.
pub fn is_cfg_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
}

fn follow(mut path: Vec<String>, rest: &[TokenTree], start: Span, found: &mut Vec<(Vec<String>, Span)>) {
    if !is_path_sign(rest, 0) {
        return;
    }
    match rest.get(2) {
        Some(TokenTree::Ident(name)) if name == "super" || name == "self" => {
            path.push(name.to_string());
            follow(path, &rest[3..], start, found);
        }
        Some(TokenTree::Ident(name)) => {
            path.push(name.to_string());
            found.push((path, name.span()));
        }
        Some(TokenTree::Punct(star)) if star.as_char() == '*' => {
            path.push("*".into());
            found.push((path, start));
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let mut first = true;
            for tree in group.stream() {
                match &tree {
                    TokenTree::Ident(name) if first => {
                        found.push(([path.clone(), vec![name.to_string()]].concat(), name.span()));
                        first = false;
                    }
                    TokenTree::Punct(comma) if comma.as_char() == ',' => first = true,
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn is_path_sign(trees: &[TokenTree], at: usize) -> bool {
    let colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
    colon(trees.get(at)) && colon(trees.get(at + 1))
}

fn ends_path(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Ident(_))
}

fn collect(tokens: TokenStream, in_test: bool, found: &mut Vec<Word>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut test_block = false;
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => {
                let attribute =
                    at > 0 && matches!(&trees[at - 1], TokenTree::Punct(p) if ['#', '!'].contains(&p.as_char()));
                if attribute && group.delimiter() == Delimiter::Bracket {
                    let written = group.stream().to_string();
                    test_block |= written.replace(' ', "") == "cfg(test)";
                    if written.starts_with("doc") {
                        continue;
                    }
                }
                let block = group.delimiter() == Delimiter::Brace;
                collect(group.stream(), in_test || (test_block && block), found);
                test_block &= !block;
            }
            TokenTree::Punct(sign) => test_block &= sign.as_char() != ';',
            TokenTree::Ident(word) => found.push(Word {
                text: word.to_string(),
                line: word.span().start().line,
                quoted: false,
                in_test: in_test || test_block,
                called_on_path: at >= 2 && is_path_sign(&trees, at - 2) && opens_call(trees.get(at + 1)),
            }),
            TokenTree::Literal(literal) => found.push(Word {
                text: literal.to_string(),
                line: literal.span().start().line,
                quoted: true,
                in_test: in_test || test_block,
                called_on_path: false,
            }),
        }
    }
}

fn opens_call(tree: Option<&TokenTree>) -> bool {
    let round = |group: &Group| group.delimiter() == Delimiter::Parenthesis;
    matches!(tree, Some(TokenTree::Group(group)) if round(group))
}
