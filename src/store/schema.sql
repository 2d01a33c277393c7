-- What the migrations come to, on SQLite. Written by test/store/migrations.test.ts: run it with -u after adding one.

-- gradual.db
CREATE TABLE "migration" (
  "number" integer not null primary key,
  "name" text not null,
  "at" bigint not null,
  "oldest" integer not null
);
CREATE TABLE "store" (
  "id" text not null primary key
);
CREATE TABLE "client" (
  "id" text not null primary key,
  "program" text not null,
  "created_at" bigint not null
);
CREATE TABLE "person" (
  "id" blob not null primary key,
  "client" text not null references "client" ("id") on delete cascade,
  "channel" text not null,
  "used_at" bigint not null,
  "place" blob not null
);
CREATE INDEX "person_client" on "person" ("client", "used_at");
CREATE TABLE "inbox" (
  "client" text not null references "client" ("id") on delete cascade,
  "id" blob not null,
  "channel" text not null,
  "at" bigint not null,
  "turn" integer,
  "due" bigint,
  "urgent" integer not null,
  "arrival" bigint,
  "words" blob,
  constraint "inbox_key" primary key ("client", "id")
);
CREATE INDEX "inbox_waiting" on "inbox" ("client", "arrival") where "arrival" is not null;
CREATE INDEX "inbox_due" on "inbox" ("due") where "due" is not null;
CREATE TABLE "turn" (
  "client" text not null references "client" ("id") on delete cascade,
  "seq" integer not null,
  "at" bigint not null,
  "replaces" integer,
  "words" blob not null,
  constraint "turn_key" primary key ("client", "seq")
);
CREATE UNIQUE INDEX "turn_replaces" on "turn" ("client", "replaces") where "replaces" is not null;
CREATE TABLE "record" (
  "client" text not null references "client" ("id") on delete cascade,
  "id" text not null,
  "version" integer not null,
  "kind" text not null,
  "born" integer not null,
  "at" bigint not null,
  "flow" text not null,
  "revision" integer not null,
  "turn" integer not null,
  "words" blob not null,
  constraint "record_key" primary key ("client", "id", "version")
);
CREATE INDEX "record_kind" on "record" ("client", "kind", "born", "version");
CREATE TABLE "timer" (
  "client" text not null references "client" ("id") on delete cascade,
  "key" text not null,
  "turn" integer not null,
  "due" bigint not null,
  "ended" integer,
  "words" blob not null,
  constraint "timer_key" primary key ("client", "key", "turn")
);
CREATE INDEX "timer_due" on "timer" ("due") where ended is null;
CREATE TABLE "reward" (
  "client" text not null references "client" ("id") on delete cascade,
  "key" text not null,
  "at" bigint not null,
  "points" integer not null,
  "words" blob not null,
  constraint "reward_key" primary key ("client", "key")
);
CREATE TABLE "outbox" (
  "id" integer primary key autoincrement,
  "client" text not null references "client" ("id") on delete cascade,
  "channel" text not null,
  "turn" integer not null,
  "due" bigint,
  "attempts" integer not null
);
CREATE INDEX "outbox_client" on "outbox" ("client", "id");
CREATE INDEX "outbox_due" on "outbox" ("due") where "due" is not null;
CREATE TABLE "revision" (
  "flow" text not null,
  "number" integer not null,
  "hash" text not null,
  "at" bigint not null,
  "script" text not null,
  constraint "revision_key" primary key ("flow", "number")
);
CREATE TABLE "shelf" (
  "id" blob primary key,
  "client" text not null references "client" ("id") on delete cascade,
  "words" blob not null
);
CREATE INDEX "shelf_client" on "shelf" ("client");
CREATE TABLE "alert" (
  "id" text not null primary key,
  "client" text references "client" ("id") on delete set null,
  "program" text not null,
  "who" text not null,
  "kind" text not null,
  "channel" text not null,
  "at" bigint not null,
  "count" integer not null,
  "turn" integer not null,
  "state" text not null,
  "due" bigint,
  "acknowledged_at" bigint,
  "acknowledged_by" text
);
CREATE INDEX "alert_client" on "alert" ("client", "kind", "at");
CREATE INDEX "alert_at" on "alert" ("at");
CREATE INDEX "alert_due" on "alert" ("due") where due is not null;
CREATE TABLE "notice" (
  "id" integer primary key autoincrement,
  "program" text not null,
  "contact" text not null,
  "way" text not null,
  "alert" text references "alert" ("id") on delete cascade,
  "shift" bigint,
  "due" bigint,
  "attempts" integer not null,
  "sent_at" bigint
);
CREATE INDEX "notice_alert" on "notice" ("alert", "id");
CREATE INDEX "notice_due" on "notice" ("due") where due is not null;
CREATE TABLE "duty" (
  "program" text not null,
  "contact" text not null,
  "shift" bigint not null,
  "until" bigint not null,
  "acknowledged_at" bigint,
  constraint "duty_key" primary key ("program", "contact", "shift")
);
CREATE INDEX "duty_until" on "duty" ("program", "until");

-- keys.db
CREATE TABLE "migration" (
  "number" integer not null primary key,
  "name" text not null,
  "at" bigint not null,
  "oldest" integer not null
);
CREATE TABLE "root" (
  "store" text not null primary key,
  "wrapped" blob not null
);
CREATE TABLE "client_key" (
  "client" text not null primary key,
  "wrapped" blob,
  "state" text not null
);
CREATE INDEX "client_key_state" on "client_key" ("state") where "state" != 'kept';
