-- Replies to requests that carried an Idempotency-Key, so that the same request sent again is answered and not done again.
-- `status` is empty while it is being done, and stays so when the process died in the middle: nobody knows then whether it was.
-- `reply` is empty for what is shown once and never kept (a password, an API key).
create table platform.kept_reply (
  actor        text not null,
  key          text not null,
  request_hash bytea not null,
  begun_at     timestamptz not null,
  status       int,
  reply        text,
  primary key (actor, key)
);
create index kept_reply_by_age on platform.kept_reply (begun_at);
