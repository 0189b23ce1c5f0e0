-- Messages of which nothing was heard since they were handed over: what becomes delivered is found without reading the ledger.
create index message_handed_over on interact.message (handed_over_at) where state = 'handed over';
-- Reports that quote no id are matched by address.
create index message_by_address on interact.message (lower(address), handed_over_at) where handed_over_at is not null;
