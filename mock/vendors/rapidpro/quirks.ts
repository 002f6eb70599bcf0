import { defineQuirks, getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'

/** What RapidPro's documentation, its two lines of source and Flowtwin's own decisions leave open. */
export const quirks = defineQuirks({
  version: {
    id: 'rapidpro.version',
    question:
      'The code forked: version 9 is what the documentation describes, the newer line is what TextIt runs. They differ in headers, key order, results, error texts, repeated and empty parameters, quotas, roles and the words for a start’s status.',
    source: 'rapidpro/rapidpro 9.0.0 and nyaruka/rapidpro 26.3.54',
    evidence: 'decided',
    defaultPosition: 'v9',
    positions: { v9: 'version 9.0.0', head: 'the newer line, 26.3' },
  },
  workspace: {
    id: 'rapidpro.workspace',
    question: 'A workspace may be anonymous; then nobody sees addresses.',
    source: 'rapidpro/rapidpro 9.0.0: anonymous workspaces',
    evidence: 'source',
    defaultPosition: 'open',
    positions: {
      open: 'addresses are shown',
      anonymous: 'addresses are masked, and contacts have something else to be shown by',
    },
  },
  rate: {
    id: 'rapidpro.rate',
    question: 'A workspace may have a quota of its own instead of the documented one.',
    source: 'rapidpro/rapidpro 9.0.0: throttling; its test suite raises a workspace to 15,000',
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: {
      documented: '2,500 requests an hour for each scope, 3,600 in the newer line',
      raised: '15,000 requests an hour for each scope',
      lowered: '3 requests an hour for each scope',
    },
  },
  transport: {
    id: 'rapidpro.transport',
    question: 'An installation may insist on TLS; nothing tells whether the mock’s plain HTTP should pass.',
    source: 'rapidpro/rapidpro 9.0.0: the TLS permission',
    evidence: 'decided',
    defaultPosition: 'any',
    positions: {
      any: 'plain HTTP is as good as TLS',
      tls: 'plain HTTP is refused with 403, unless X-Forwarded-Proto says https',
    },
  },
  undatedCursor: {
    id: 'rapidpro.undated-cursor',
    question: 'A cursor that decodes to a position that is no date brings the real server down with 500.',
    source: 'Django REST framework, run with RapidPro’s settings',
    evidence: 'decided',
    defaultPosition: 'not-found',
    positions: { 'not-found': '404 like every other bad cursor', 'server-error': '500, as the real server' },
  },
  wholeSeconds: {
    id: 'rapidpro.whole-seconds',
    question:
      'The documentation promises six digits of a second always; the framework leaves them out when all are zero.',
    source: 'RapidPro API v2 documentation, overview: date values; Django REST framework: DateTimeField',
    evidence: 'source',
    defaultPosition: 'bare',
    positions: { bare: 'no fraction on a whole second', digits: 'six digits always' },
  },
  identifiers: {
    id: 'rapidpro.identifiers',
    question: 'The documentation lists uuid as the attribute of a run; its sample shows id alone.',
    source: 'RapidPro API v2 documentation, Runs Endpoint',
    evidence: 'source',
    defaultPosition: 'both',
    positions: { both: 'uuid and id', uuid: 'uuid alone, as the list of attributes', id: 'id alone, as the sample' },
  },
  start: {
    id: 'rapidpro.start',
    question: 'The documentation lists start as an attribute of a run; its sample has none.',
    source: 'RapidPro API v2 documentation, Runs Endpoint',
    evidence: 'source',
    defaultPosition: 'nullable',
    positions: { nullable: 'always there, null without a flow start', omitted: 'left out without a flow start' },
  },
  path: {
    id: 'rapidpro.path',
    question: 'The documentation does not know path; the source sends it unless paths turns it off.',
    source: 'rapidpro/rapidpro 9.0.0: the runs serializer',
    evidence: 'source',
    defaultPosition: 'included',
    positions: { included: 'there by default', omitted: 'left out by default, there with paths=true' },
  },
  resultName: {
    id: 'rapidpro.result-name',
    question:
      'The documentation’s sample repeats a result’s key as its name; the source sends the name that people gave it.',
    source: 'RapidPro API v2 documentation, Runs Endpoint; rapidpro/rapidpro 9.0.0: results',
    evidence: 'source',
    defaultPosition: 'display',
    positions: { display: 'the name as people wrote it', key: 'the key again' },
  },
  failedRuns: {
    id: 'rapidpro.failed-runs',
    question: 'The documentation knows three exit types; the source has a fourth, failed.',
    source: 'RapidPro API v2 documentation, Runs Endpoint; rapidpro/rapidpro 9.0.0: exit types',
    evidence: 'source',
    defaultPosition: 'failed',
    positions: { failed: 'failed', interrupted: 'interrupted, so that the documented three are all there are' },
  },
  computedStarts: {
    id: 'rapidpro.computed-starts',
    question:
      'Starts that no user made, such as those of triggers, are not listed; nothing tells who made the broadcasts that a world begins with.',
    source: 'rapidpro/rapidpro 9.0.0: the flow starts endpoint',
    evidence: 'decided',
    defaultPosition: 'listed',
    positions: { listed: 'users made them, for a group', hidden: 'triggers made them, so they are not listed' },
  },
  startPace: {
    id: 'rapidpro.start-pace',
    question: 'A start is carried out in the background; nobody documents how long that takes.',
    source: 'rapidpro/rapidpro 9.0.0: the flow starts endpoint',
    evidence: 'decided',
    defaultPosition: 'steps',
    positions: {
      steps: 'pending for a second, starting for two more',
      'at-once': 'pending in the answer to its creation, complete from then on',
    },
  },
})

/** The two lines of source: version 9, which the documentation describes, and the newer one. */
export type ServerVersion = 'v9' | 'head'

export function getServerVersion(world: World): ServerVersion {
  return getQuirkPosition(world, quirks.version)
}

/** Whether the workspace hides addresses. */
export function isAnonymousWorkspace(world: World): boolean {
  return getQuirkPosition(world, quirks.workspace) === 'anonymous'
}
