//! One route, with everything that must be said about it before it can exist: what it is for and who may use it.
//! It must not know any particular route or permission.

use std::time::Duration;

use axum::{
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};
use serde::Serialize;
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        Ref, RefOr, Schema,
        path::{Parameter, ParameterIn},
    },
};

/// A body is at most this long unless the route says otherwise, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;
/// An answer begins within this time unless the route says otherwise.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// A workbook of a million rows is written before its answer begins; a spreadsheet waits for its turn to be read.
const SHEET_TIME_LIMIT: Duration = Duration::from_secs(300);
/// An upload over a slow line may take this long.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_secs(600);

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    Public,
    SignedIn,
    /// Whoever has the permission of this name.
    Needs(&'static str),
}

/// One line of the table of routes.
#[derive(Clone, Debug)]
pub struct Route<S> {
    pub method: Method,
    /// As axum writes it: `/tickets/{number}`.
    pub path: &'static str,
    pub access: Access,
    pub summary: &'static str,
    /// In bytes.
    pub body_limit: usize,
    pub time_limit: Duration,
    /// The catalogue key of its words in the main navigation.
    pub nav: Option<&'static str>,
    pub(super) handler: MethodRouter<S>,
    pub(super) asks: Option<SchemaOf>,
    pub(super) answers: Option<SchemaOf>,
    pub(super) query: Vec<fn() -> Vec<Parameter>>,
    pub(super) takes_file: bool,
    pub(super) takes_body: bool,
}

/// Collects the schema of a type and of all types in it, and refers to it.
pub(super) type SchemaOf = fn(&mut Vec<(String, RefOr<Schema>)>) -> Ref;

/// A route that is not yet finished: it becomes a [`Route`] when both its access and its summary are said.
///
/// ```compile_fail
/// use watchdesk::platform::web::{Route, get};
/// let _: Route<()> = get("/open", async || "").says("Nobody said who may see this.").into();
/// ```
/// ```compile_fail
/// use watchdesk::platform::web::{Route, get};
/// let _: Route<()> = get("/silent", async || "").public().into();
/// ```
/// ```
/// use watchdesk::platform::web::{Route, get};
/// let _: Route<()> = get("/fine", async || "").public().says("Both are said.").into();
/// ```
#[derive(Clone, Debug)]
pub struct Draft<S, const HAS_ACCESS: bool, const HAS_SUMMARY: bool>(Route<S>);

/// A route of which everything is said that must be.
pub type Said<S> = Draft<S, true, true>;

/// A look at something; also answers HEAD.
pub fn get<H: Handler<T, S>, T: 'static, S: Clone + Send + Sync + 'static>(
    path: &'static str,
    handler: H,
) -> Draft<S, false, false> {
    draft(Method::GET, MethodFilter::GET, path, handler)
}

/// Something new, or a deed.
pub fn post<H: Handler<T, S>, T: 'static, S: Clone + Send + Sync + 'static>(
    path: &'static str,
    handler: H,
) -> Draft<S, false, false> {
    draft(Method::POST, MethodFilter::POST, path, handler)
}

pub fn put<H: Handler<T, S>, T: 'static, S: Clone + Send + Sync + 'static>(
    path: &'static str,
    handler: H,
) -> Draft<S, false, false> {
    draft(Method::PUT, MethodFilter::PUT, path, handler)
}

pub fn patch<H: Handler<T, S>, T: 'static, S: Clone + Send + Sync + 'static>(
    path: &'static str,
    handler: H,
) -> Draft<S, false, false> {
    draft(Method::PATCH, MethodFilter::PATCH, path, handler)
}

pub fn delete<H: Handler<T, S>, T: 'static, S: Clone + Send + Sync + 'static>(
    path: &'static str,
    handler: H,
) -> Draft<S, false, false> {
    draft(Method::DELETE, MethodFilter::DELETE, path, handler)
}

impl<S, const HAS_SUMMARY: bool> Draft<S, false, HAS_SUMMARY> {
    /// Anybody may use it, signed in or not.
    pub fn public(self) -> Draft<S, true, HAS_SUMMARY> {
        self.access(Access::Public)
    }

    /// Whoever is signed in may use it.
    pub fn signed_in(self) -> Draft<S, true, HAS_SUMMARY> {
        self.access(Access::SignedIn)
    }

    /// Whoever has this permission may use it.
    pub fn needs(self, permission: &'static str) -> Draft<S, true, HAS_SUMMARY> {
        self.access(Access::Needs(permission))
    }

    fn access(self, access: Access) -> Draft<S, true, HAS_SUMMARY> {
        Draft(Route { access, ..self.0 })
    }
}

impl<S, const HAS_ACCESS: bool> Draft<S, HAS_ACCESS, false> {
    /// What it is for, in a sentence for those who write programs against it.
    pub fn says(self, summary: &'static str) -> Draft<S, HAS_ACCESS, true> {
        Draft(Route { summary, ..self.0 })
    }
}

impl<S, const HAS_ACCESS: bool, const HAS_SUMMARY: bool> Draft<S, HAS_ACCESS, HAS_SUMMARY> {
    /// The fields of its form, which are also its JSON body.
    #[must_use]
    pub fn asks<T: ToSchema>(mut self) -> Self {
        self.0.asks = Some(schema_of::<T>);
        self
    }

    /// The view that it answers to those who want JSON.
    #[must_use]
    pub fn answers<T: ToSchema>(mut self) -> Self {
        self.0.answers = Some(schema_of::<T>);
        self
    }

    /// Parameters of its query. A program that asks by another word is refused.
    #[must_use]
    pub fn query<T: IntoParams>(mut self) -> Self {
        self.0.query.push(|| T::into_params(|| Some(ParameterIn::Query)));
        self
    }

    /// It takes a multipart form with files, of so many bytes in all.
    #[must_use]
    pub fn takes_file(mut self, limit: usize) -> Self {
        self.0.body_limit = limit;
        self.0.time_limit = UPLOAD_TIME_LIMIT;
        self.0.takes_file = true;
        self
    }

    /// As [`Self::takes_file`], and the body may also be the file itself.
    #[must_use]
    pub fn takes_body(self, limit: usize) -> Self {
        let mut taking = self.takes_file(limit);
        taking.0.takes_body = true;
        taking
    }

    /// It reads a spreadsheet that is here already, or writes one.
    #[must_use]
    pub fn takes_its_time(mut self) -> Self {
        self.0.time_limit = SHEET_TIME_LIMIT;
        self
    }

    /// Its body is of so many bytes at most.
    #[must_use]
    pub fn up_to(mut self, limit: usize) -> Self {
        self.0.body_limit = limit;
        self
    }

    /// It stands in the main navigation, under the words of this key, for those who may use it.
    #[must_use]
    pub fn in_nav(mut self, key: &'static str) -> Self {
        self.0.nav = Some(key);
        self
    }
}

impl<S> From<Said<S>> for Route<S> {
    fn from(draft: Said<S>) -> Self {
        draft.0
    }
}

fn draft<H: Handler<T, S>, T: 'static, S: Clone + Send + Sync + 'static>(
    method: Method,
    filter: MethodFilter,
    path: &'static str,
    handler: H,
) -> Draft<S, false, false> {
    Draft(Route {
        method,
        path,
        // Stands only until the draft says who may.
        access: Access::Needs(""),
        summary: "",
        body_limit: BODY_LIMIT,
        time_limit: TIME_LIMIT,
        nav: None,
        handler: on(filter, handler),
        asks: None,
        answers: None,
        query: Vec::new(),
        takes_file: false,
        takes_body: false,
    })
}

fn schema_of<T: ToSchema>(all: &mut Vec<(String, RefOr<Schema>)>) -> Ref {
    T::schemas(all);
    let name = T::name().into_owned();
    all.push((name.clone(), T::schema()));
    Ref::from_schema_name(name)
}
