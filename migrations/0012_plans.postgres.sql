-- PostgreSQL plans by statistics that autovacuum keeps up to date from now on; the pair is 0012_plans.sqlite.sql.
ANALYZE tickets;
