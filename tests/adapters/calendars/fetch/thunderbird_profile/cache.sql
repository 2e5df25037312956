BEGIN TRANSACTION;
CREATE TABLE cal_alarms (
    cal_id TEXT,
    item_id TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    icalString TEXT
);
CREATE TABLE cal_attachments (
    item_id TEXT,
    cal_id TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    icalString TEXT
);
CREATE TABLE cal_attendees (
    item_id TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    cal_id TEXT,
    icalString TEXT
);
CREATE TABLE cal_calendar_schema_version (
    version INTEGER
);
INSERT INTO "cal_calendar_schema_version" VALUES(23);
CREATE TABLE cal_events (
    cal_id TEXT,
    id TEXT,
    time_created INTEGER,
    last_modified INTEGER,
    title TEXT,
    priority INTEGER,
    privacy TEXT,
    ical_status TEXT,
    flags INTEGER,
    event_start INTEGER,
    event_end INTEGER,
    event_stamp INTEGER,
    event_start_tz TEXT,
    event_end_tz TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    alarm_last_ack INTEGER,
    offline_journal INTEGER
);
INSERT INTO "cal_events" VALUES('a681590a-6ef2-4158-bb6d-29ca9664b129','remote-1',NULL,NULL,'Remote',NULL,NULL,NULL,4,1796216400000000,1796220000000000,1767225600000000,'Europe/Berlin','Europe/Berlin',NULL,NULL,NULL,NULL);
CREATE TABLE cal_metadata (
    cal_id TEXT,
    item_id TEXT,
    value BLOB
);
CREATE TABLE cal_parameters (
    cal_id TEXT,
    item_id TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    key1 TEXT,
    key2 TEXT,
    value BLOB
);
CREATE TABLE cal_properties (
    item_id TEXT,
    key TEXT,
    value BLOB,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    cal_id TEXT
);
CREATE TABLE cal_recurrence (
    item_id TEXT,
    cal_id TEXT,
    icalString TEXT
);
CREATE TABLE cal_relations (
    cal_id TEXT,
    item_id TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    icalString TEXT
);
CREATE TABLE cal_todos (
    cal_id TEXT,
    id TEXT,
    time_created INTEGER,
    last_modified INTEGER,
    title TEXT,
    priority INTEGER,
    privacy TEXT,
    ical_status TEXT,
    flags INTEGER,
    todo_entry INTEGER,
    todo_due INTEGER,
    todo_completed INTEGER,
    todo_complete INTEGER,
    todo_entry_tz TEXT,
    todo_due_tz TEXT,
    todo_completed_tz TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    alarm_last_ack INTEGER,
    todo_stamp INTEGER,
    offline_journal INTEGER
);
CREATE TABLE cal_tz_version (
    version TEXT
);
INSERT INTO "cal_tz_version" VALUES('2026f');
CREATE INDEX idx_cal_alarms_cal_id_item_id_recurrence_id_recurrence_id_tz ON cal_alarms(cal_id,item_id,recurrence_id,recurrence_id_tz);
CREATE INDEX idx_cal_attachments_cal_id_item_id_recurrence_id_recurrence_id_tz ON cal_attachments(cal_id,item_id,recurrence_id,recurrence_id_tz);
CREATE INDEX idx_cal_attendees_cal_id_item_id_recurrence_id_recurrence_id_tz ON cal_attendees(cal_id,item_id,recurrence_id,recurrence_id_tz);
CREATE INDEX idx_cal_relations_cal_id_item_id_recurrence_id_recurrence_id_tz ON cal_relations(cal_id,item_id,recurrence_id,recurrence_id_tz);
CREATE INDEX idx_cal_events_flags_cal_id_recurrence_id ON cal_events(flags,cal_id,recurrence_id);
CREATE INDEX idx_cal_events_id_cal_id_recurrence_id ON cal_events(id,cal_id,recurrence_id);
CREATE INDEX idx_cal_todos_flags_cal_id_recurrence_id ON cal_todos(flags,cal_id,recurrence_id);
CREATE INDEX idx_cal_todos_id_cal_id_recurrence_id ON cal_todos(id,cal_id,recurrence_id);
CREATE INDEX idx_cal_metadata_cal_id_item_id ON cal_metadata(cal_id,item_id);
CREATE INDEX idx_cal_properties_cal_id_item_id_recurrence_id_recurrence_id_tz ON cal_properties(cal_id,item_id,recurrence_id,recurrence_id_tz);
CREATE INDEX idx_cal_recurrence_cal_id_item_id ON cal_recurrence(cal_id,item_id);
CREATE INDEX idx_cal_parameters_cal_id_item_id_recurrence_id_recurrence_id_tz ON cal_parameters(cal_id,item_id,recurrence_id,recurrence_id_tz);
COMMIT;
