-- PostgreSQL keeps count of its tables itself; the pair is 0012_plans.sqlite.sql.
ANALYZE tickets;
