import * as flowSession from '../../mock/vendors/qyvo/flow-sessions.ts'
import * as ids from '../../mock/vendors/qyvo/ids.ts'
import { qyvo } from '../../mock/vendors/qyvo/index.ts'
import * as instants from '../../mock/wire/date-time.ts'
import { MINUTE, addDuration } from '../../mock/world/time/instant.ts'
import * as listing from '../../mock/world/query/by-creation.ts'
import { listRunsByModification } from '../../mock/world/query/by-modification.ts'
import { readRun } from '../../mock/world/state/view.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

/** What goes wrong in Qyvo's feed: its window, its filter, what it says of a session, whom it lets in. */
export const qyvoMutants: readonly MockMutant[] = [
  {
    name: 'the feed stands in the order of modification',
    kills: ['POLL-003', 'ORD-001'],
    spoil: wrong(listing, 'listNewestRuns', (_, [view, { flow, limit }]) =>
      listRunsByModification(view, {
        filter: { flow },
        from: undefined,
        to: undefined,
        descending: true,
        skip: 0,
        limit,
      }),
    ),
  },
  {
    name: 'the window holds one session too many',
    kills: ['POLL-002'],
    also: ['SCH-001'],
    spoil: wrong(listing, 'listNewestRuns', (truth, [view, of]) => truth(view, { ...of, limit: of.limit + 1 })),
  },
  {
    name: 'flow_id lets the next flow through',
    kills: ['POLL-005'],
    spoil: wrong(listing, 'listNewestRuns', (truth, [view, { flow, limit }]) => {
      if (flow === undefined) return AS_EVER
      const near = (index: number): boolean => index === flow || index === flow + 1
      return truth(view, { limit: 3 * limit })
        .filter((ref) => near(readRun(view, ref).flow.index))
        .slice(0, limit)
    }),
  },
  {
    name: 'flow_id passes over runs that a broadcast began',
    kills: ['POLL-006'],
    spoil: wrong(listing, 'listNewestRuns', (truth, [view, of]) =>
      of.flow === undefined ? AS_EVER : truth(view, of).filter((ref) => readRun(view, ref).broadcast === null),
    ),
  },
  {
    name: 'an unknown flow is taken for the first',
    kills: ['POLL-008'],
    spoil: wrong(ids, 'getIds', (truth, [world]) => {
      const { flow, ...others } = truth(world)
      return { ...others, flow: { ...flow, decode: (id) => flow.decode(id) ?? 0 } }
    }),
  },
  {
    name: 'what has expired is still shown as running',
    kills: ['POLL-012'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      run.status === 'expired' ? truth({ ...run, status: 'running', endedAt: null }, world) : AS_EVER,
    ),
  },
  {
    name: 'a session that was broken off shows the word of the world',
    kills: ['POLL-010', 'SCH-004'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      run.status === 'cancelled' ? Object.assign(truth(run, world), { status: 'cancelled' }) : AS_EVER,
    ),
  },
  {
    name: 'a running session says when it will have ended',
    kills: ['POLL-011'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      run.endedAt === null ? { ...truth(run, world), completed_at: instants.formatIsoSeconds(run.expiresAt) } : AS_EVER,
    ),
  },
  {
    name: 'the time to live counts backwards',
    kills: ['POLL-012'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      truth({ ...run, expiresAt: addDuration(run.createdAt, -30 * MINUTE) }, world),
    ),
  },
  {
    name: 'a completed session ended before it began',
    kills: ['TIME-003'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      run.status === 'completed' ? truth({ ...run, endedAt: addDuration(run.createdAt, -MINUTE) }, world) : AS_EVER,
    ),
  },
  {
    name: 'created_at tells the last answer',
    kills: ['POLL-003', 'ORD-001'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) =>
      truth({ ...run, createdAt: run.lastInteractionAt }, world),
    ),
  },
  {
    name: 'a contact without a name has none to show',
    kills: ['SCH-003'],
    spoil: wrong(flowSession, 'serializeFlowSession', (truth, [run, world]) => {
      const { contact_name: name, ...others } = truth(run, world)
      return name === null ? (others as ReturnType<typeof truth>) : AS_EVER
    }),
  },
  {
    name: 'instants are written without the colon in their offset',
    kills: ['TIME-001'],
    also: ['SCH-005'],
    spoil: wrong(instants, 'formatIsoSeconds', (truth, [at]) => truth(at).replace('+00:00', '+0000')),
  },
  {
    name: 'whole minutes are written with decimals',
    kills: ['TIME-002'],
    spoil: wrong(instants, 'formatIsoSeconds', (truth, [at]) =>
      truth(at).includes(':00+') ? truth(at).replace('+', '.000+') : AS_EVER,
    ),
  },
  {
    name: 'an unknown path is an empty feed',
    kills: ['ERR-006'],
    spoil: wrong(qyvo.problems, 'unknown-route', () => ({ status: 200, body: [] })),
  },
  {
    name: 'a flow_id that is none is refused in a shape of its own',
    kills: ['ERR-002'],
    also: ['SCH-012'],
    spoil: wrong(qyvo.problems, 'invalid', () => ({ status: 422, body: { flow_id: ['must be a valid UUID'] } })),
  },
]
