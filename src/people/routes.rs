//! Every address of this room. Signing in and the set-up are for anybody; the rest says whom it is for.

use super::setting_up::{SetUp, SetUpView};
use super::signing_in::{Next, SignIn, SignInView, SignedIn};
use super::view::MemberView;
use super::{setting_up, signing_in, view};
use crate::app::App;
use crate::platform::web::{Route, get, post};

/// The routes of this room.
#[must_use]
pub fn routes() -> Vec<Route<App>> {
    vec![
        get("/sign-in", signing_in::show)
            .public()
            .says("The form to sign in with. A desk without an administrator leads to its set-up instead.")
            .query::<Next>()
            .answers::<SignInView>()
            .into(),
        post("/sign-in", signing_in::create)
            .public()
            .says("Begins a session. Programs get a token, to be sent as `Authorization: Bearer …`; browsers a cookie.")
            .asks::<SignIn>()
            .answers::<SignedIn>()
            .into(),
        post("/sign-out", signing_in::end)
            .public()
            .says("Ends the session of the cookie or bearer token that comes with it.")
            .into(),
        get("/set-up", setting_up::show)
            .public()
            .says("The form that makes the first administrator; not there once there is one.")
            .answers::<SetUpView>()
            .into(),
        post("/set-up", setting_up::create)
            .public()
            .says("Makes the first administrator by the one-time code that the start of the program printed, and signs them in.")
            .asks::<SetUp>()
            .answers::<SignedIn>()
            .into(),
        get("/me", view::show)
            .signed_in()
            .says("Who is signed in, and what they may do.")
            .answers::<MemberView>()
            .into(),
    ]
}
