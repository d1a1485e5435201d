-- Lists that are filtered and sorted. The moment of closing becomes what lists of closed tickets go by. Existing ones were
-- last changed then, as far as anybody knows.
alter table tickets add column closed_at bigint;
update tickets set closed_at = changed_at where status = 'closed';
alter table tickets drop column due_key;
-- When it was closed, else when it is due, else later than anything; nobody writes it and no page shows it.
alter table tickets add column due_key bigint not null generated always as (coalesce(closed_at, due_at, 9223372036854775807)) stored;
-- The order's number as it is compared: `so 1042` finds SO1042.
alter table tickets add column order_key text @ascii generated always as (upper(replace(order_number, ' ', '') @ascii)) stored;
create index tickets_due on tickets (kind, status, escalated, due_key, id);
create index tickets_prefix_due on tickets (kind, status, escalated, creator_prefix, due_key, id);
create index tickets_creator_due on tickets (kind, status, escalated, created_by, due_key, id);
create index tickets_party_open on tickets (party_id, due_key, id) where status <> 'closed';
-- Each serves a filter, and the sort by the name that its column stands for.
create index tickets_type_due on tickets (kind, status, escalated, type_id, due_key, id);
create index tickets_assignee_due on tickets (kind, status, escalated, assignee, due_key, id);
create index tickets_party_due on tickets (kind, status, escalated, party_id, due_key, id);
create index tickets_order_due on tickets (kind, status, escalated, order_key, due_key, id) where order_key is not null;
-- What nobody has, and what the desk itself opened: nothing at all is no key by which the two above could be read on.
create index tickets_nobody_due on tickets (kind, status, escalated, due_key, id) where assignee is null;
create index tickets_desk_due on tickets (kind, status, escalated, due_key, id) where created_by is null;
create index tickets_number on tickets (kind, status, escalated, id);
create index tickets_changed on tickets (kind, status, escalated, changed_at, id);
-- Of all parties, prospects too: a list by customer walks it.
create index parties_name on parties (name_sort, id);
