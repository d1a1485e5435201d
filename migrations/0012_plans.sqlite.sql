-- How many rows SQLite shall expect where it plans: those of a desk with a million tickets, on every desk. Left to itself it
-- either knows nothing, and then reads all inquiries to find fifty by their numbers, or knows what once was so and goes on
-- by it while the desk grows. Tables that are not named count as large. A migration that makes an index for one of the
-- tables named here adds its line: rows, and how many of them share the first column, the first two, and so on.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;
DELETE FROM sqlite_stat4;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('comments', 'comments_ticket', '1331962 2 1'),
  ('deadlines', 'deadlines_next', '6830 6830 759'),
  ('deadlines', 'sqlite_autoindex_deadlines_1', '1000000 1000000 1 1'),
  ('escalations', 'escalations_running', '8761 1'),
  ('escalations', 'escalations_ticket', '352916 1 1 1'),
  ('escalations', 'escalations_waiting', '8761 1096 1'),
  ('events', 'events_subject', '4369690 728282 5 1'),
  ('tickets', 'tickets_assignee_due', '1000000 1000000 250000 125000 6250 1 1 1 1'),
  ('tickets', 'tickets_changed', '1000000 1000000 250000 125000 1 1'),
  ('tickets', 'tickets_creator_changed', '1000000 1000000 31250 1 1'),
  ('tickets', 'tickets_creator_due', '1000000 1000000 250000 125000 3907 1 1 1 1'),
  ('tickets', 'tickets_desk_due', '10000 10000 2500 1250 1 1'),
  ('tickets', 'tickets_due', '1000000 1000000 250000 125000 1 1'),
  ('tickets', 'tickets_nobody_due', '10000 10000 2500 1250 79 1 1 1'),
  ('tickets', 'tickets_number', '1000000 1000000 250000 125000 1'),
  ('tickets', 'tickets_order_due', '275631 275631 68908 34454 1 1 1'),
  ('tickets', 'tickets_party', '1000000 201 1'),
  ('tickets', 'tickets_party_due', '1000000 1000000 250000 125000 50 1 1'),
  ('tickets', 'tickets_party_open', '15869 5 2 1'),
  ('tickets', 'tickets_prefix_due', '1000000 1000000 250000 125000 31250 1 1 1'),
  ('tickets', 'tickets_type_due', '1000000 1000000 250000 125000 8334 1 1');
-- Connections read all of that with the schema: a change of it makes those that are open read anew.
CREATE TABLE plans_told (one integer);
DROP TABLE plans_told;
