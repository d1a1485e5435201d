//! Tests of floor 3, each on both engines; pages are asked through the whole router, layers and guard included.

mod administering;
mod calendars;
mod centre_forms;
mod centres;
mod codes;
mod colleagues;
mod departments;
mod desk;
mod file_changes;
mod files;
mod leading;
mod own_account;
mod returning;
mod rights;
mod sessions;
mod setting_up;
mod signing_in;
mod throttling;
mod users;
