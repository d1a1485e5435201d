//! The table of all routes, from which the router, the OpenAPI document, the rights matrix and the navigation are
//! made, so that none of them can forget one. It must not know any particular route.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request, State},
    http::{Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures_util::future::BoxFuture;
use http_body_util::Limited;
use serde::Serialize;

use super::{
    frame::NavItem,
    route::{Access, Route},
    unknown::Words,
};
use crate::platform::{failure::Failure, refusal::Refusal};

/// In binary megabytes, the largest file that a route takes alone; what may be larger is several.
const MOST_OF_ONE_FILE: usize = 32;

/// Lets a request in, and may put into it who sent it; or answers it. Supplied by the room that knows people.
pub type Guard = Arc<dyn Fn(Access, Request) -> BoxFuture<'static, Result<Request, Response>> + Send + Sync>;

/// All routes, in the order in which they were given.
#[derive(Clone, Debug)]
pub struct Table<S> {
    routes: Vec<Route<S>>,
}

/// A mistake in the table, found at start.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    #[error("{0} {1} stands in the table twice")]
    Twice(Method, &'static str),
    #[error("{0} {1} has an empty summary or permission")]
    Silent(Method, &'static str),
    #[error("{0} {1} is not a path that the router understands, or names its parameters unlike another")]
    Unroutable(Method, &'static str),
    #[error("{0} {1} stands in the navigation, where only GET without parameters can")]
    NotForNavigation(Method, &'static str),
}

/// One row of the rights matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Right {
    pub method: String,
    pub path: &'static str,
    pub access: Access,
    pub summary: &'static str,
}

impl<S: Clone + Send + Sync + 'static> Table<S> {
    /// Checks what the types cannot.
    ///
    /// # Errors
    /// The first mistake.
    pub fn new(routes: impl IntoIterator<Item = impl Into<Route<S>>>) -> Result<Self, TableFault> {
        let routes: Vec<Route<S>> = routes.into_iter().map(Into::into).collect();
        let mut seen = HashSet::new();
        let mut is_routable = routable();
        for route in &routes {
            let fault = |make: fn(Method, &'static str) -> TableFault| Err(make(route.method.clone(), route.path));
            if !seen.insert((route.method.clone(), route.path)) {
                return fault(TableFault::Twice);
            }
            if route.summary.trim().is_empty() || route.access == Access::Needs("") {
                return fault(TableFault::Silent);
            }
            if !is_routable(route.path) {
                return fault(TableFault::Unroutable);
            }
            if route.nav.is_some() && (route.method != Method::GET || route.path.contains('{')) {
                return fault(TableFault::NotForNavigation);
            }
        }
        Ok(Self { routes })
    }

    pub fn routes(&self) -> &[Route<S>] {
        &self.routes
    }

    /// The route that a request of this method for this path meets.
    pub fn find(&self, method: &Method, path: &str) -> Option<&Route<S>> {
        self.routes.iter().find(|route| route.method == *method && meets(route.path, path))
    }

    /// The router: each route behind the guard, its body limit and its time limit. A page that does not exist passes
    /// the guard too, so that it looks the same as one that is not to be seen.
    pub fn router(&self, guard: &Guard) -> Router<S> {
        let nowhere = Arc::clone(guard);
        let router = Router::new().fallback(async move |request: Request| {
            drop(nowhere(Access::SignedIn, request).await);
            Failure::from(Refusal::not_seen())
        });
        self.routes.iter().fold(router, |router, route| {
            let fence = Fence {
                access: route.access,
                body_limit: route.body_limit,
                time_limit: route.time_limit,
                words: Words::of(route.query.iter().flat_map(|query| query())),
                guard: Arc::clone(guard),
            };
            // The fence bounds bodies by the route's own figure, so axum's general one must not come first.
            let handler = route.handler.clone().layer(DefaultBodyLimit::disable());
            router.route(route.path, handler.layer(from_fn_with_state(Arc::new(fence), pass)))
        })
    }

    /// Who may do what, sorted by path and method.
    pub fn rights(&self) -> Vec<Right> {
        let mut rights: Vec<_> = self
            .routes
            .iter()
            .map(|route| Right {
                method: route.method.to_string(),
                path: route.path,
                access: route.access,
                summary: route.summary,
            })
            .collect();
        rights.sort_by(|one, other| (one.path, &one.method).cmp(&(other.path, &other.method)));
        rights
    }

    /// The main navigation of somebody who may pass these accesses, in the order of the table.
    pub fn nav(&self, may: impl Fn(Access) -> bool) -> Vec<NavItem> {
        let shown = self.routes.iter().filter(|route| may(route.access));
        shown.filter_map(|route| route.nav.map(|key| NavItem { href: route.path, key })).collect()
    }
}

struct Fence {
    access: Access,
    body_limit: usize,
    time_limit: std::time::Duration,
    words: Words,
    guard: Guard,
}

async fn pass(State(fence): State<Arc<Fence>>, request: Request, next: Next) -> Response {
    let work = async {
        let request = match (fence.guard)(fence.access, request).await {
            Ok(request) => request,
            Err(response) => return response,
        };
        if let Err(refusal) = fence.words.check(&request) {
            return Failure::from(refusal).into_response();
        }
        let announced =
            request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        if announced.is_some_and(|length| length > fence.body_limit as u64) {
            return Failure::from(too_large(fence.body_limit)).into_response();
        }
        let request = request.map(|body| Body::new(Limited::new(body, fence.body_limit)));
        next.run(request).await
    };
    // An event stream is not cut off: its answer has begun long before.
    match tokio::time::timeout(fence.time_limit, work).await {
        Ok(response) => response,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// A limit that people would ask for is said; it is one of a file, and what a form puts around it is not counted. That of
/// several files is not: it would be taken for that of one.
fn too_large(limit: usize) -> Refusal {
    match limit >> 20 {
        megabytes @ 1..=MOST_OF_ONE_FILE => Refusal::too_large("web-upload-too-large").with("megabytes", megabytes),
        _ => Refusal::too_large("web-body-too-large"),
    }
}

fn meets(pattern: &str, path: &str) -> bool {
    let (mut parts, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (parts.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(_)) if part.starts_with("{*") => return true,
            (Some(part), Some(one)) if part == one || (part.starts_with('{') && !one.is_empty()) => {}
            _ => return false,
        }
    }
}

/// Says of one path after the other whether the router will take it beside those before it: the router itself
/// would panic. It wants one name for a parameter in one place, and nothing after the rest of a path.
fn routable() -> impl FnMut(&'static str) -> bool {
    let mut names: HashMap<String, &'static str> = HashMap::new();
    move |path| {
        let Some(bare) = path.strip_prefix('/') else { return false };
        let mut before = String::new();
        for part in bare.split('/') {
            let parameter = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
            let is_parameter = parameter.is_some_and(|name| !name.trim_start_matches('*').is_empty());
            if part.trim_matches(['{', '}']).contains(['{', '}']) || (!is_parameter && part.contains(['{', '}', '*'])) {
                return false;
            }
            if before.ends_with('*') || (is_parameter && *names.entry(before.clone()).or_insert(part) != part) {
                return false;
            }
            before.push('/');
            before.push_str(match parameter {
                Some(name) if name.starts_with('*') => "*",
                Some(_) => "{}",
                None => part,
            });
        }
        true
    }
}

#[cfg(test)]
mod tests;
