BEGIN TRANSACTION;
CREATE TABLE cal_alarms (
    cal_id TEXT,
    item_id TEXT,
    recurrence_id INTEGER,
    recurrence_id_tz TEXT,
    icalString TEXT
);
INSERT INTO "cal_alarms" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','plain',NULL,NULL,'BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:x
END:VALARM
');
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
INSERT INTO "cal_attendees" VALUES('plain',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a','ATTENDEE;CN=Me;PARTSTAT=DECLINED;ROLE=REQ-PARTICIPANT:mailto:me@example.org
');
INSERT INTO "cal_attendees" VALUES('plain',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a','ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED:mailto:ann@example.org
');
INSERT INTO "cal_attendees" VALUES('plain',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a','ORGANIZER;CN=Ann:mailto:ann@example.org
');
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
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','plain',1767225600000000,1767312000000000,'Planning, weekly',NULL,'PRIVATE','TENTATIVE',262,1796202000000000,1796205600000000,1767225600000000,'Europe/Berlin','Europe/Berlin',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','allday',NULL,NULL,'Trade fair',NULL,NULL,NULL,12,1796256000000000,1796428800000000,1767225600000000,'floating','floating',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','floating',NULL,NULL,'Floating',NULL,NULL,NULL,4,1796284800000000,1796286600000000,1767225600000000,'floating','floating',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','utc',NULL,NULL,'In UTC',NULL,NULL,NULL,4,1796371200000000,1796373000000000,1767225600000000,'UTC','UTC',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','series',NULL,NULL,'Stand-up',NULL,NULL,NULL,4,1796385600000000,1796386500000000,1767225600000000,'Europe/Berlin','Europe/Berlin',1796371200000000,'Europe/Berlin',NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','series',NULL,NULL,'Stand-up',NULL,NULL,NULL,52,1767600000000000,1767600900000000,1767225600000000,'Europe/Berlin','Europe/Berlin',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','daily-allday',NULL,NULL,'On call',NULL,NULL,NULL,28,1796083200000000,1796169600000000,1767225600000000,'floating','floating',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','own-zone',NULL,NULL,'Head office',NULL,NULL,NULL,4,1796278500000000,1796282100000000,1767225600000000,'BEGIN:VTIMEZONE
TZID:Head office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE
','BEGIN:VTIMEZONE
TZID:Head office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE
',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','old',NULL,NULL,'Long ago',NULL,NULL,NULL,4,1577865600000000,1577869200000000,1767225600000000,'UTC','UTC',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','days',NULL,NULL,'Away',NULL,NULL,'CONFIRMED',524,1797724800000000,1797811200000000,1767225600000000,'floating','floating',1796169600000000,'floating',NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','days',NULL,NULL,'Away',NULL,NULL,NULL,60,1796083200000000,1796169600000000,1767225600000000,'floating','floating',NULL,NULL,NULL,NULL);
INSERT INTO "cal_events" VALUES('9ab55958-85c8-4288-a306-e07c5efed87a','own-zone-series',NULL,NULL,'Head office, again',NULL,NULL,NULL,20,1796019300000000,1796022900000000,1767225600000000,'BEGIN:VTIMEZONE
TZID:Head office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE
','BEGIN:VTIMEZONE
TZID:Head office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE
',NULL,NULL,NULL,NULL);
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
INSERT INTO "cal_properties" VALUES('plain','LOCATION','Room 4',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
INSERT INTO "cal_properties" VALUES('plain','DESCRIPTION','Line one
line two; and more',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
INSERT INTO "cal_properties" VALUES('plain','TRANSP','OPAQUE',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
INSERT INTO "cal_properties" VALUES('plain','CLASS','PRIVATE',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
INSERT INTO "cal_properties" VALUES('plain','SEQUENCE','3',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
INSERT INTO "cal_properties" VALUES('plain','X-MICROSOFT-CDO-BUSYSTATUS','OOF',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
INSERT INTO "cal_properties" VALUES('plain','CATEGORIES','Work,Team',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
INSERT INTO "cal_properties" VALUES('floating','TRANSP','TRANSPARENT',NULL,NULL,'9ab55958-85c8-4288-a306-e07c5efed87a');
CREATE TABLE cal_recurrence (
    item_id TEXT,
    cal_id TEXT,
    icalString TEXT
);
INSERT INTO "cal_recurrence" VALUES('series','9ab55958-85c8-4288-a306-e07c5efed87a','RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR
');
INSERT INTO "cal_recurrence" VALUES('series','9ab55958-85c8-4288-a306-e07c5efed87a','EXDATE;TZID=Europe/Berlin:20261202T090000
');
INSERT INTO "cal_recurrence" VALUES('daily-allday','9ab55958-85c8-4288-a306-e07c5efed87a','RRULE:FREQ=DAILY;COUNT=5
');
INSERT INTO "cal_recurrence" VALUES('daily-allday','9ab55958-85c8-4288-a306-e07c5efed87a','RDATE;VALUE=DATE:20261210
');
INSERT INTO "cal_recurrence" VALUES('days','9ab55958-85c8-4288-a306-e07c5efed87a','RRULE:FREQ=DAILY;COUNT=3
');
INSERT INTO "cal_recurrence" VALUES('own-zone-series','9ab55958-85c8-4288-a306-e07c5efed87a','RRULE:FREQ=DAILY;COUNT=9
');
INSERT INTO "cal_recurrence" VALUES('own-zone-series','9ab55958-85c8-4288-a306-e07c5efed87a','EXDATE;TZID=Head office:20261203T120000
');
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
