import * as run from '../../mock/vendors/rapidpro/runs.ts'
import * as runsQuery from '../../mock/vendors/rapidpro/runs.ts'
import { answers, bodies, type Spoil } from '../contracts/mutants/mutant.ts'
import { pages } from '../contracts/mutants/rapidpro-changes.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

type Run = Record<string, unknown>

/** Changes runs in every other answer that shows them. */
function turns(change: (one: Run) => unknown): Spoil<never> {
  let turn = 0
  return (twin, hit) =>
    pages(({ results }) => {
      turn++
      if (turn % 2 === 0) for (const one of results) change(one)
    })(twin, hit)
}

/** What goes wrong in spellings, in what a run has collected, and in what becomes of it. */
export const rapidproCourses: readonly MockMutant[] = [
  {
    name: 'an offset is not understood',
    kills: ['CUR-040'],
    spoil: (twin, hit) => async (request) => {
      const url = new URL(request.url)
      if (url.searchParams.get('after')?.endsWith('+00:00') !== true) return await twin.send(request)
      hit()
      url.searchParams.set('after', 'never')
      return await twin.send(new Request(url, request))
    },
  },
  {
    name: 'with two filters the second is forgotten',
    kills: ['CUR-042'],
    spoil: wrong(runsQuery, 'parseRunsQuery', (truth, [text, world]) => {
      const query = truth(text, world)
      const { filter } = query
      if (filter?.facet === undefined || (filter.flow === undefined && filter.contacts === undefined)) return AS_EVER
      return { ...query, filter: { ...filter, facet: undefined } }
    }),
  },
  {
    name: 'a flow that is no UUID is no filter',
    kills: ['CUR-043'],
    also: ['NEG-002'],
    spoil: (twin, hit) => async (request) => {
      const url = new URL(request.url)
      const flow = url.searchParams.get('flow')
      if (flow === null || flow.length === 36) return await twin.send(request)
      hit()
      url.searchParams.delete('flow')
      return await twin.send(new Request(url, request))
    },
  },
  {
    name: 'a value is older than its run',
    kills: ['CUR-053'],
    spoil: (twin, hit) =>
      pages(({ results }) => {
        for (const one of results)
          for (const value of Object.values(one['values'] as Record<string, Run>))
            value['time'] = '2015-01-01T00:00:00.000000Z'
      })(twin, hit),
  },
  {
    name: 'an exited run is active again',
    kills: ['CUR-055', 'LIFE-002'],
    also: ['LIFE-003'],
    spoil: turns((one) => Object.assign(one, { exit_type: null, exited_on: null })),
  },
  {
    name: 'the exit moves on',
    kills: ['LIFE-003'],
    also: ['CUR-055', 'LIFE-004', 'CUR-053'],
    spoil: turns((one) => one['exited_on'] !== null && (one['exited_on'] = '2015-01-02T00:00:00.000000Z')),
  },
  {
    name: 'an active run waits in words of its own',
    kills: ['LIFE-001'],
    also: ['CUR-051', 'CUR-052', 'CUR-055', 'LIFE-002', 'SCH-004'],
    spoil: turns((one) => one['exit_type'] === null && (one['exit_type'] = 'waiting')),
  },
  {
    name: 'a run by itself is another than in the list',
    kills: ['LIFE-004'],
    also: ['CUR-055', 'LIFE-002', 'LIFE-003'],
    spoil: (twin, hit) =>
      pages(({ results }, url) => {
        if (url.searchParams.has('uuid'))
          for (const one of results) Object.assign(one, { exit_type: null, exited_on: null })
      })(twin, hit),
  },
  {
    name: 'whoever has a cursor sees what is behind it',
    kills: ['CUR-013'],
    spoil: (twin, hit) => async (request) => {
      const isForeign = request.headers.get('authorization') === 'Token flowtwinothertenant'
      if (!isForeign || !request.url.includes('cursor=')) return await twin.send(request)
      hit()
      return await twin.send(new Request(request, { headers: { authorization: `Token ${twin.credential}` } }))
    },
    given: { others: { second: 'flowtwinothertenant' } },
  },
  {
    name: 'DELETE answers 200',
    kills: ['CUR-056'],
    spoil: answers(({ status }, { method }) =>
      method === 'DELETE' && status === 405 ? { status: 200, text: '{}' } : null,
    ),
  },
  {
    name: 'nobody is ever interrupted',
    kills: ['LIFE-007'],
    also: ['CUR-064'],
    spoil: wrong(run, 'serializeRun', (truth, [one, world]) =>
      one.status === 'cancelled' ? truth({ ...one, status: 'completed' }, world) : AS_EVER,
    ),
  },
  {
    name: 'a flow is listed under another name',
    kills: ['CUR-063'],
    spoil: neighbour('flows', (flow) => (flow['name'] = `The ${String(flow['name'])}`)),
  },
  {
    name: 'a flow counts what is active as completed',
    kills: ['CUR-064'],
    spoil: neighbour('flows', (flow) => {
      const runs = flow['runs'] as Record<string, number>
      runs['completed']! += 3
    }),
  },
  {
    name: 'an unknown contact is anybody',
    kills: ['CUR-065'],
    spoil: (twin, hit) => async (request) => {
      const url = new URL(request.url)
      if (!url.pathname.endsWith('contacts.json') || !url.search.includes('f10f10f1') || request.method !== 'GET')
        return await twin.send(request)
      hit()
      url.searchParams.delete('uuid')
      return await twin.send(new Request(url, request))
    },
  },
  {
    name: 'a group counts one member too many',
    kills: ['CUR-066'],
    spoil: neighbour('groups', (group) => (group['count'] = Number(group['count']) + 1)),
  },
]

function neighbour(name: string, change: (one: Run) => unknown): Spoil<never> {
  return bodies((body, { url }) => {
    if (url.pathname.endsWith(`/${name}.json`)) for (const one of (body as { results: Run[] }).results) change(one)
  })
}
