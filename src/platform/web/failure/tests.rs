//! What a script gets of a failure: one notice that it can put beside the typed words, never a page or a form.

use axum::http::HeaderMap;

use super::*;
use crate::platform::{
    text::Catalogue,
    web::{Cookies, Reader},
};

fn fragment_of(failure: Failure) -> String {
    let reader = Reader::new(Catalogue::load().unwrap().texts("en"), Some("/sign-in"));
    let asker = Asker {
        wants: Wants::Fragment,
        method: Method::POST,
        frame: Frame::of(&reader, "/notes", &HeaderMap::new(), Cookies { is_tls: false }),
        sign_in: Some("/sign-in"),
        request: "abc".into(),
        target: "/notes".into(),
    };
    let response = failure.into_response();
    let body = said(response, asker).into_body();
    let read = futures_util::FutureExt::now_or_never(axum::body::to_bytes(body, usize::MAX));
    String::from_utf8(read.unwrap().unwrap().to_vec()).unwrap()
}

#[test]
fn every_failure_is_one_notice() {
    let failures = [
        Refusal::sign_in_first().into(),
        Refusal::not_seen().into(),
        Refusal::conflict("refusal-conflict").into(),
        Refusal::too_large("web-body-too-large").into(),
        Refusal::invalid_whole("web-body-broken").into(),
        Failure::Broken(anyhow::anyhow!("inner secret")),
    ];
    for failure in failures {
        let said = format!("{failure:?}");
        let html = fragment_of(failure);
        let notice = "<div class=\"notice notice-bad\" data-problem role=\"alert\">";
        assert!(html.trim_start().starts_with(notice) && html.trim_end().ends_with("</div></div>"), "{said}: {html}");
        assert!(!html.contains("<h1") && !html.contains("<form") && !html.contains("secret"), "{said}: {html}");
        let leads_to_sign_in = html.contains("<a href=\"/sign-in\" target=\"_blank\">");
        assert_eq!(leads_to_sign_in, said.contains("SignInFirst"), "{said}: {html}");
    }
}

#[test]
fn a_failure_of_ours_names_the_request() {
    assert!(fragment_of(Failure::Broken(anyhow::anyhow!("x"))).contains("abc"));
    assert!(!fragment_of(Refusal::not_seen().into()).contains("abc"));
}
