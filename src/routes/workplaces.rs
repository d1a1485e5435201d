//! The part of the table of addresses for where people work: departments, call centres and their hours.

use super::ADMINISTERS;
use crate::app::App;
use crate::people::centres::{CentreView, asking, centre_page, listing as centres};
use crate::people::departments::{editing, listing, page};
use crate::platform::web::{Said, get, post};

/// Departments.
pub(super) fn departments() -> Vec<Said<App>> {
    vec![
        get("/departments", listing::show)
            .needs(ADMINISTERS)
            .says("The departments, with how many people are in each, and the retired ones. They give no access to anything.")
            .answers::<listing::DepartmentsView>(),
        post("/departments", listing::create)
            .needs(ADMINISTERS)
            .says("Adds a department.")
            .asks::<editing::DepartmentAsk>()
            .answers::<page::DepartmentView>(),
        get("/departments/{department}", page::show)
            .needs(ADMINISTERS)
            .says("One department: who is in it, and the version that a change of it names.")
            .answers::<page::DepartmentView>(),
        post("/departments/{department}", page::rename)
            .needs(ADMINISTERS)
            .says("Gives a department another name.")
            .asks::<editing::DepartmentAsk>()
            .answers::<page::DepartmentView>(),
        post("/departments/{department}/retirement", page::retire)
            .needs(ADMINISTERS)
            .says("Retires a department, or brings it back. Who is in it stays in it.")
            .asks::<editing::RetireDepartment>()
            .answers::<page::DepartmentView>(),
    ]
}

/// Call centres.
pub(super) fn call_centres() -> Vec<Said<App>> {
    vec![
        get("/call-centres", centres::show)
            .needs(ADMINISTERS)
            .says("The call centres: where they are, when they are open and when closed, and how many people work in each.")
            .answers::<centres::CentresView>(),
        post("/call-centres", centre_page::create)
            .needs(ADMINISTERS)
            .says("Adds a call centre with its hours and holidays; with `look` it only says what these would be.")
            .asks::<asking::CentreAsk>()
            .answers::<CentreView>(),
        get("/call-centres/new", centre_page::new)
            .needs(ADMINISTERS)
            .says("The form of a new call centre: an office from Monday to Friday.")
            .answers::<CentreView>(),
        get("/call-centres/{code}", centre_page::show)
            .needs(ADMINISTERS)
            .says("One call centre: its hours, its holidays of the next year, since when they hold, and the version that a change names.")
            .answers::<CentreView>(),
        post("/call-centres/{code}", centre_page::save)
            .needs(ADMINISTERS)
            .says("Changes a call centre. Other hours or holidays count from now on; tickets keep the date that they were promised. With `look` it only says what these would be.")
            .asks::<asking::CentreAsk>()
            .answers::<CentreView>(),
    ]
}
