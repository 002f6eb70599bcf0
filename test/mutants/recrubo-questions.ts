import * as runQueries from '../../mock/vendors/recrubo/flow-run-query.ts'
import * as flowRuns from '../../mock/vendors/recrubo/flow-runs.ts'
import * as included from '../../mock/vendors/recrubo/flow-runs.ts'
import * as queries from '../../mock/vendors/recrubo/query.ts'
import * as jsonApi from '../../mock/wire/json-api.ts'
import * as numbered from '../../mock/wire/pagination.ts'
import * as pages from '../../mock/world/query/page.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

/** What goes wrong when Recrubo is asked: pages, order, filters, what comes along. */
export const recruboQuestions: readonly MockMutant[] = [
  {
    name: 'pages begin one run late',
    kills: ['JAPI-049', 'JAPI-047'],
    also: ['JAPI-044', 'JAPI-063', 'JAPI-085'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) => truth(view, { ...query, offset: query.offset + 1 })),
  },
  {
    name: 'each page begins with the end of the one before',
    kills: ['JAPI-049'],
    also: ['JAPI-047'],
    spoil: wrong(numbered, 'getPageOffset', (_, [{ number, size }]) => (number - 1) * (size - 1)),
  },
  {
    name: 'the total counts what the filter keeps out',
    kills: ['JAPI-047'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) => ({
      ...truth(view, query),
      total: truth(view, { ...query, filter: {} }).total,
    })),
  },
  {
    name: 'maxPage counts only full pages',
    kills: ['JAPI-048'],
    spoil: wrong(numbered, 'countPages', (_, [total, size]) => Math.floor(total / size)),
  },
  {
    name: 'filter[messageThreadId] is forgotten',
    kills: ['JAPI-044', 'NEG-002'],
    spoil: wrong(runQueries, 'parseFilter', (truth, [query, world]) => {
      const filter = truth(query, world)
      return filter.contacts === undefined ? AS_EVER : { ...filter, contacts: undefined }
    }),
  },
  {
    name: 'filter[messageThreadId] lets neighbours through',
    kills: ['JAPI-044'],
    spoil: wrong(runQueries, 'parseFilter', (truth, [query, world]) => {
      const filter = truth(query, world)
      return filter.contacts === undefined
        ? AS_EVER
        : { ...filter, contacts: filter.contacts.flatMap((contact) => [contact, contact ^ 1, contact ^ 2]) }
    }),
  },
  {
    name: 'a minus in front of the sort is not seen',
    kills: ['JAPI-042', 'ORD-004'],
    spoil: wrong(runQueries, 'parseSort', (truth, [sort, world]) => truth(sort?.replaceAll('-', ''), world)),
  },
  {
    name: 'createdAt sorts by the last change',
    kills: ['JAPI-042', 'ORD-001'],
    spoil: wrong(runQueries, 'parseSort', (truth, [sort, world]) =>
      truth(sort?.replace('createdAt', 'updatedAt'), world),
    ),
  },
  {
    name: 'include brings nothing along',
    kills: ['JAPI-030', 'JAPI-031', 'JAPI-032'],
    spoil: wrong(runQueries, 'parseInclude', (_, [include]) => (include === undefined ? AS_EVER : null)),
  },
  {
    name: 'include brings both along, whichever is named',
    kills: ['JAPI-030', 'JAPI-031'],
    spoil: wrong(runQueries, 'parseInclude', (_, [include]) =>
      include === undefined || include === '' ? AS_EVER : { flow: true, messageThread: true },
    ),
  },
  {
    name: 'an empty include brings the flow along',
    kills: ['JAPI-036'],
    spoil: wrong(runQueries, 'parseInclude', (_, [include]) =>
      include === '' ? { flow: true, messageThread: false } : AS_EVER,
    ),
  },
  {
    name: 'everything comes along twice',
    kills: ['JAPI-035', 'JAPI-011'],
    also: ['JAPI-030', 'JAPI-031', 'JAPI-032'],
    spoil: wrong(included, 'collectIncluded', (truth, [runs, inclusion, scene]) => [
      ...truth(runs, inclusion, scene),
      ...truth(runs, inclusion, scene),
    ]),
  },
  {
    name: 'the flow of a neighbour comes along',
    kills: ['JAPI-030', 'JAPI-034'],
    spoil: wrong(included, 'collectIncluded', (truth, [runs, inclusion, scene]) => {
      const { flows } = scene.world.dataset
      const moved = runs.map((run) => ({ ...run, flow: flows[(run.flow.index + 1) % 8] ?? run.flow }))
      return truth(moved, inclusion, scene)
    }),
  },
  {
    name: 'what comes along is not linked',
    kills: ['JAPI-030', 'JAPI-031', 'JAPI-034'],
    spoil: wrong(flowRuns, 'selectFlowRunSerializer', (truth, [inclusion]) =>
      inclusion.flow || inclusion.messageThread ? truth({ flow: false, messageThread: false }) : AS_EVER,
    ),
  },
  {
    name: 'unknown parameters are not looked at',
    kills: ['JAPI-043'],
    spoil: wrong(queries, 'rejectUnknownParameters', () => undefined),
  },
  {
    name: 'whatever is acceptable, JSON:API is sent',
    kills: ['JAPI-021'],
    spoil: wrong(jsonApi, 'isAcceptUnsupported', () => false),
  },
]
