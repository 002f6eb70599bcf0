import { Problem } from '../../mock/http/problem.ts'
import * as run from '../../mock/vendors/rapidpro/runs.ts'
import * as runsQuery from '../../mock/vendors/rapidpro/runs.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import * as uuids from '../../mock/wire/uuid.ts'
import { MINUTE, addDuration } from '../../mock/world/time/instant.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

/** A fault in how the parameters of a request are understood. */
function understood(
  change: (query: runsQuery.RunsQuery, text: QueryString) => Partial<runsQuery.RunsQuery> | null,
): MockMutant['spoil'] {
  return wrong(runsQuery, 'parseRunsQuery', (truth, [text, world]) => {
    const query = truth(text, world)
    const changed = change(query, text)
    return changed === null ? AS_EVER : { ...query, ...changed }
  })
}

const filterFaults: readonly MockMutant[] = [
  {
    name: 'what cannot exist finds everything',
    kills: ['CUR-031', 'CUR-041', 'NEG-002'],
    spoil: understood(({ filter }) => (filter === null ? { filter: {} } : null)),
  },
  {
    name: 'the flow filter is forgotten',
    kills: ['CUR-032'],
    also: ['CUR-010', 'CUR-014'],
    spoil: understood(({ filter }) => (filter?.flow === undefined ? null : { filter: { ...filter, flow: undefined } })),
  },
  {
    name: 'the flow filter finds the next flow',
    kills: ['CUR-032'],
    also: ['CUR-014'],
    spoil: understood(({ filter }) =>
      filter?.flow === undefined ? null : { filter: { ...filter, flow: (filter.flow + 1) % 8 } },
    ),
  },
  {
    name: 'the contact filter lets a neighbour through',
    kills: ['CUR-033'],
    spoil: understood(({ filter }) => {
      const [contact] = filter?.contacts ?? []
      return contact === undefined ? null : { filter: { ...filter, contacts: [contact, contact ^ 1, contact ^ 2] } }
    }),
  },
  {
    name: 'responded finds those who did not',
    kills: ['CUR-035'],
    spoil: understood(({ filter }) =>
      filter?.facet === undefined ? null : { filter: { ...filter, facet: ({ replyCount }) => replyCount === 0 } },
    ),
  },
  {
    name: 'the uuid filter takes any run of the flow',
    kills: ['CUR-030'],
    spoil: understood(({ filter }, text) =>
      text.getLast('uuid') === undefined || filter === null ? null : { filter: { flow: 0 } },
    ),
  },
  {
    name: 'before is ten minutes late',
    kills: ['CUR-037'],
    also: ['CUR-039'],
    spoil: understood(({ to }) => (to === undefined ? null : { to: addDuration(to, 10 * MINUTE) })),
  },
  {
    name: 'after is forgotten',
    kills: ['CUR-038'],
    also: ['CUR-039'],
    spoil: understood(({ from }) => (from === undefined ? null : { from: undefined })),
  },
  {
    name: 'the oldest change stands first',
    kills: ['CUR-008', 'ORD-001', 'ORD-002'],
    spoil: understood(({ ascending }) => ({ ascending: !ascending })),
  },
  {
    name: 'any text will do as a uuid',
    kills: ['ERR-004'],
    spoil: wrong(uuids, 'normalizeUuid', (truth, [text]) => truth(text) ?? text),
  },
  {
    name: 'flow and contact together are understood as the flow',
    kills: ['CUR-034'],
    spoil: wrong(runsQuery, 'parseRunsQuery', (truth, [query, world]) => {
      try {
        truth(query, world)
        return AS_EVER
      } catch (error) {
        if (!(error instanceof Problem) || query.getLast('contact') === undefined) throw error
        return truth(new QueryString(`flow=${query.getLast('flow')}`), world)
      }
    }),
  },
]

const runFaults: readonly MockMutant[] = [
  {
    name: 'a run that has ended does not say when',
    kills: ['CUR-052'],
    spoil: wrong(run, 'serializeRun', (truth, [one, world]) => ({ ...truth(one, world), exited_on: null })),
  },
  {
    name: 'modified_on stays at creation',
    kills: ['CUR-008', 'ORD-001'],
    also: ['CUR-037', 'CUR-038'],
    spoil: wrong(run, 'serializeRun', (truth, [one, world]) => truth({ ...one, modifiedAt: one.createdAt }, world)),
  },
  {
    name: 'a run was created after its end',
    kills: ['TIME-003'],
    spoil: wrong(run, 'serializeRun', (truth, [one, world]) =>
      truth({ ...one, createdAt: addDuration(one.modifiedAt, 1) }, world),
    ),
  },
  {
    name: 'a flow has a name for every contact',
    kills: ['CUR-054'],
    spoil: wrong(run, 'serializeRun', (truth, [one, world]) => {
      const told = truth(one, world)
      return { ...told, flow: { ...told.flow, name: `${told.flow.name} ${one.contact}` } }
    }),
  },
  {
    name: 'a run outside any broadcast has an empty start',
    kills: ['CUR-050'],
    also: ['SCH-001'],
    spoil: wrong(run, 'serializeRun', (truth, [one, world]) =>
      one.broadcast === null ? Object.assign(truth(one, world), { start: {} }) : AS_EVER,
    ),
  },
]

/** What goes wrong in RapidPro's list behind cursors. */
export const rapidproMutants: readonly MockMutant[] = [...filterFaults, ...runFaults]
