//! Tests of floor 3, each on both engines; pages are asked through the whole router, layers and guard included.

mod calendars;
mod colleagues;
mod desk;
mod leading;
mod returning;
mod rights;
mod sessions;
mod setting_up;
mod signing_in;
mod throttling;
mod users;
