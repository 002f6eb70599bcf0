import { defineQuirks, getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'

/** Questions that the documentation, the two versions of the source, or Flowtwin's own scope leave open. */
export const quirks = defineQuirks({
  'rapidpro.version': {
    question:
      'Which version runs? The documentation describes version 9; TextIt runs the newer line of the code. They differ in headers, key order, results, error texts, repeated and empty parameters, rate limits, roles and the statuses of starts.',
    source: 'rapidpro/rapidpro 9.0.0 and nyaruka/rapidpro 26.3.54',
    evidence: 'decided',
    defaultPosition: 'v9',
    positions: { v9: 'version 9.0.0', head: 'the newer line, 26.3' },
  },
  'rapidpro.workspace': {
    question: 'Is the workspace anonymous? An anonymous workspace masks phone numbers.',
    source: 'rapidpro/rapidpro 9.0.0: anonymous workspaces',
    evidence: 'source',
    defaultPosition: 'open',
    positions: {
      open: 'phone numbers are shown',
      anonymous: 'phone numbers are masked, and contacts have other display fields',
    },
  },
  'rapidpro.rate': {
    question: 'Which rate limit applies? A workspace may have another one than the documented.',
    source: 'rapidpro/rapidpro 9.0.0: throttling; its test suite raises a workspace to 15,000',
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: {
      documented: '2,500 requests per hour and scope, 3,600 in the newer line',
      raised: '15,000 requests per hour and scope',
      lowered: '3 requests per hour and scope',
    },
  },
  'rapidpro.transport': {
    question: 'Is TLS required? An installation may require it; the mock server itself speaks plain HTTP.',
    source: 'rapidpro/rapidpro 9.0.0: the TLS permission',
    evidence: 'decided',
    defaultPosition: 'any',
    positions: {
      any: 'plain HTTP is accepted',
      tls: 'plain HTTP is rejected with 403; behind a proxy with TLS, serve with --trust-proxy or --public-url',
    },
  },
  'rapidpro.undated-cursor': {
    question: 'What does a cursor do whose position is not a date? The real server fails with 500.',
    source: 'Django REST framework, run with RapidPro’s settings',
    evidence: 'decided',
    defaultPosition: 'not-found',
    positions: { 'not-found': '404, as for other invalid cursors', 'server-error': '500, as the real server' },
  },
  'rapidpro.whole-seconds': {
    question:
      'Does a whole second have a fraction? The documentation shows six digits always; the framework omits zeros.',
    source: 'RapidPro API v2 documentation, overview: date values; Django REST framework: DateTimeField',
    evidence: 'source',
    defaultPosition: 'bare',
    positions: { bare: 'no fraction for a whole second', digits: 'six digits always' },
  },
  'rapidpro.identifiers': {
    question: 'Which ids does a run have? The documentation lists uuid, but its sample shows id alone.',
    source: 'RapidPro API v2 documentation, Runs Endpoint',
    evidence: 'source',
    defaultPosition: 'both',
    positions: { both: 'uuid and id', uuid: 'uuid alone, as in the attribute list', id: 'id alone, as in the sample' },
  },
  'rapidpro.start': {
    question: 'Does a run without a flow start have start? The documentation lists the attribute; its sample lacks it.',
    source: 'RapidPro API v2 documentation, Runs Endpoint',
    evidence: 'source',
    defaultPosition: 'nullable',
    positions: { nullable: 'start is null', omitted: 'start is absent' },
  },
  'rapidpro.path': {
    question: 'Is path sent by default? It is not documented; the source sends it unless paths=false.',
    source: 'rapidpro/rapidpro 9.0.0: the runs serializer',
    evidence: 'source',
    defaultPosition: 'included',
    positions: { included: 'present by default', omitted: 'absent by default, present with paths=true' },
  },
  'rapidpro.result-name': {
    question: 'What is the name of a result? The documentation’s sample repeats the key; the source sends the label.',
    source: 'RapidPro API v2 documentation, Runs Endpoint; rapidpro/rapidpro 9.0.0: results',
    evidence: 'source',
    defaultPosition: 'display',
    positions: { display: 'the label from the flow editor', key: 'the key' },
  },
  'rapidpro.failed-runs': {
    question: 'Which exit type does a failed run have? The documentation has three exit types; the source adds failed.',
    source: 'RapidPro API v2 documentation, Runs Endpoint; rapidpro/rapidpro 9.0.0: exit types',
    evidence: 'source',
    defaultPosition: 'failed',
    positions: { failed: 'failed', interrupted: 'interrupted, one of the documented three' },
  },
  'rapidpro.computed-starts': {
    question:
      'Does flow_starts.json list the broadcasts of the initial data? It lists starts by users, not those by triggers.',
    source: 'rapidpro/rapidpro 9.0.0: the flow starts endpoint',
    evidence: 'decided',
    defaultPosition: 'listed',
    positions: { listed: 'users started them for a group: listed', hidden: 'triggers started them: not listed' },
  },
  'rapidpro.start-pace': {
    question: 'How long does a start take? It runs in the background; the duration is not documented.',
    source: 'rapidpro/rapidpro 9.0.0: the flow starts endpoint',
    evidence: 'decided',
    defaultPosition: 'steps',
    positions: {
      steps: 'one second pending, then two seconds starting',
      'at-once': 'pending in the response to POST, complete in every later response',
    },
  },
})

/** The two supported versions: 9, which the documentation describes, and the newer line. */
export type ServerVersion = 'v9' | 'head'

export function getServerVersion(world: World): ServerVersion {
  return getQuirkPosition(world, quirks['rapidpro.version'])
}

export function isAnonymousWorkspace(world: World): boolean {
  return getQuirkPosition(world, quirks['rapidpro.workspace']) === 'anonymous'
}
