/** The tables of shared worlds, in a schema of their own. Every statement can be repeated. */
export const SCHEMA = `
create schema if not exists flowtwin;
-- The running servers. A server holds its worlds as long as its lease lasts, on the clock of the database.
create table if not exists flowtwin.member (
  id text primary key,
  url text not null,
  expires timestamptz not null
);
-- The worlds, each with its present log and its owner; the epoch counts owners.
create table if not exists flowtwin.world (
  name text primary key,
  log text,
  owner text,
  epoch bigint not null default 1
);
-- The last use, to the minute.
alter table flowtwin.world add column if not exists used timestamptz not null default clock_timestamp();
create table if not exists flowtwin.log (
  id text primary key,
  head text not null
);
-- The first operations of a log that continues others.
create table if not exists flowtwin.segment (
  log text not null references flowtwin.log on delete cascade,
  place int not null,
  parent text not null references flowtwin.log,
  operations bigint not null,
  primary key (log, place)
);
-- Records are numbered without gaps; the key lets one writer win.
create table if not exists flowtwin.record (
  log text not null references flowtwin.log on delete cascade,
  number bigint not null,
  writer text not null,
  entry text not null,
  primary key (log, number)
);
-- Journal, used rate limits and hits of fault rules of the last owner of a world.
create table if not exists flowtwin.server_state (
  world text primary key,
  state text not null
);
create table if not exists flowtwin.setting (
  name text primary key,
  value text not null
);
`

/**
 * Removes worlds that no request has used for $1 seconds and that no running server but $2 owns, without those in its
 * memory, $3. A server that takes a world at the same time either finds it used, or creates a new one.
 */
export const REMOVE_UNUSED_WORLDS = `
delete from flowtwin.world
where name <> 'default' and name <> all($3) and used < clock_timestamp() - make_interval(secs => $1)
  and (owner is null or owner = $2
    or not exists (select from flowtwin.member where member.id = world.owner and expires > clock_timestamp()))
returning name, log
`

/** Removes logs that neither a world nor another log needs. */
export const REMOVE_UNUSED_LOGS = `
delete from flowtwin.log
where not exists (select from flowtwin.world where world.log = log.id)
  and not exists (select from flowtwin.segment where segment.parent = log.id)
`
