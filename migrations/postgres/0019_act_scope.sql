-- What an act in bulk was about: {"importId": 31}, {"modelId": 2}, {"modelId": 2, "from": 0.8, "below": 0.9}.
alter table identify.match_act add column scope jsonb;
