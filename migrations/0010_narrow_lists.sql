-- Where creator, call centre, assignee and type are asked for together, one begins the index and the others are read from the same
-- entry: no row is visited to be turned down.
drop index tickets_prefix_due;
drop index tickets_creator_due;
drop index tickets_assignee_due;
drop index tickets_nobody_due;
create index tickets_prefix_due on tickets (kind, status, escalated, creator_prefix, due_key, id, type_id);
create index tickets_creator_due on tickets (kind, status, escalated, created_by, due_key, id, assignee, type_id);
create index tickets_assignee_due on tickets (kind, status, escalated, assignee, due_key, id, creator_prefix, type_id);
create index tickets_nobody_due on tickets (kind, status, escalated, due_key, id, creator_prefix, type_id) where assignee is null;
