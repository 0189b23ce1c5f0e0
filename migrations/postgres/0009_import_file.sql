-- A file is found by its content's hash in the data folder, wherever that folder is now.
alter table identify.import drop column file_path;
