create schema evaluate;

-- How far the ledger's sides have been copied to the warehouse: batches are repeated under the same token after a crash.
create table evaluate.assignment_copy (
  campaign_id int primary key references interact.campaign,
  batches     int not null default 0,
  after       bigint not null default 0,
  completed_at timestamptz
);
