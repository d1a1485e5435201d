-- The chain starts from 32 zero bytes; the engines spell them differently.
insert into chain_head (one, seq, hash) values (1, 0, zeroblob(32));
