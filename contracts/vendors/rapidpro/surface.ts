import type { Ended } from '../../kit/checks/conditional.ts'
import { genericChecks } from '../../kit/checks/generic.ts'
import type { BadQuestion } from '../../kit/checks/refusals.ts'
import { numberAt, objectsAt, textAt } from '../../kit/json.ts'
import { GARBAGE } from '../../kit/made-up.ts'
import type { Observation } from '../../kit/observation.ts'
import { surveyOf } from '../../kit/surface.ts'
import { turnedCheck } from '../../kit/checks/turning.ts'
import { inconclusive, notApplicable } from '../../kit/outcome.ts'
import { runsCall } from './runs.ts'
import { runs, walk } from './slices.ts'
import { runsOfWalk, type Walk, walked } from './walk.ts'

/** What RapidPro lets clients read. */
export const survey = surveyOf({
  reads: {
    listRuns: () => ({}),
    listFlowStarts: () => ({}),
    listFlows: () => ({}),
    listContacts: () => ({}),
    listGroups: () => ({}),
    readDocumentation: () => ({}),
    readRoot: () => ({}),
  },
  unread: {},
  list: ['results'],
  identity: (item) => textAt(item, 'uuid') ?? idOf(numberAt(item, 'id')),
  created: ['created_on'],
  updated: ['modified_on'],
  single: {},
  filters: [
    { operation: 'listRuns', parameter: 'contact', value: (item) => textAt(item, 'contact', 'uuid') },
    { operation: 'listRuns', parameter: 'uuid', value: (item) => textAt(item, 'uuid') },
    { operation: 'listContacts', parameter: 'uuid', value: (item) => textAt(item, 'uuid') },
    { operation: 'listFlows', parameter: 'uuid', value: (item) => textAt(item, 'uuid') },
    { operation: 'listGroups', parameter: 'uuid', value: (item) => textAt(item, 'uuid') },
  ],
})

const questions: Observation<readonly BadQuestion[]> = {
  name: 'asking with senseless parameters',
  make: () =>
    Promise.resolve([
      { call: runsCall({ uuid: GARBAGE }, 'invalid'), parameter: 'uuid' },
      { call: runsCall({ cursor: GARBAGE }, 'invalid'), parameter: 'cursor' },
    ]),
}

const ended: Observation<Ended | null> = {
  name: 'finding a run that has ended',
  make: async ({ observe }) => {
    // An archiver takes the oldest away, so the newest is taken.
    const one = (await observe(runs)).find(({ item }) => textAt(item, 'exit_type') !== undefined)
    const uuid = one === undefined ? undefined : textAt(one.item, 'uuid')
    return uuid === undefined
      ? null
      : { call: runsCall({ uuid }, 'open'), itemOf: (body) => objectsAt(body, 'results')[0] }
  },
}

/** What RapidPro owes as every vendor does. */
export const checks = [
  turnedCheck('listRuns?reverse', {
    name: 'walking in both directions',
    make: async (context) => {
      const [forward, backward] = [await context.observe(walk), await walked(runsCall({ reverse: 'true' }), context)]
      const exchange = backward.pages.at(-1)?.exchange
      if (exchange === undefined) throw inconclusive('there is no run', 'a run')
      // Installations of some ages do not know it, and the documentation does not show it.
      if (isUnturned(forward, backward)) throw notApplicable('the target does not know reverse')
      return { forward: runsOfWalk(forward), backward: runsOfWalk(backward), exchange }
    },
  }),
  ...genericChecks({
    survey,
    alike: [
      { operation: 'listRuns', ways: ['after=2000-01-01+00%3A00%3A00Z', 'after=2000-01-01%2000%3A00%3A00Z'] },
      { operation: 'listGroups', ways: ['name=Evening+list', 'name=Evening%20list'] },
    ],
    questions,
    ended,
    tenancy: 'listRuns/403',
  }),
]

function idOf(id: number | undefined): string | undefined {
  return id === undefined ? undefined : String(id)
}

/** Whether most of what both walks show stands in one order; what was modified between is left out. */
function isUnturned(forward: Walk, backward: Walk): boolean {
  const places = new Map(runsOfWalk(backward).map(({ id, stamp }, index) => [`${id} ${stamp}`, index]))
  const seen = runsOfWalk(forward).flatMap(({ id, stamp }) => places.get(`${id} ${stamp}`) ?? [])
  const rising = seen.slice(1).filter((place, index) => place > (seen[index] ?? 0)).length
  return rising * 2 > seen.length
}
