import type { TimePassed } from '../../contracts/index.ts'
import { Problem } from '../../mock/http/problem.ts'
import * as runsModule from '../../mock/vendors/rapidpro/runs.ts'
import * as pagination from '../../mock/wire/pagination.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import * as uuids from '../../mock/wire/python-values.ts'
import * as byModification from '../../mock/world/query/by-modification.ts'
import { addDuration, MINUTE } from '../../mock/world/time.ts'
import { changeBodies, changeResponses, type Mutation } from '../contracts/mutants/mutant.ts'
import { changeRunPages } from '../contracts/mutants/rapidpro-mutations.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'

/** Breaks the parsing of query parameters; null keeps the query. */
function changeQuery(
  change: (query: runsModule.RunsQuery, text: QueryString) => Partial<runsModule.RunsQuery> | null,
): MockMutant['mutate'] {
  return breakFunction(runsModule, 'parseRunsQuery', (original, [text, world]) => {
    const query = original(text, world)
    const changed = change(query, text)
    return changed === null ? CALL_ORIGINAL : { ...query, ...changed }
  })
}

const filterFaults: readonly MockMutant[] = [
  {
    name: 'an impossible filter returns all runs',
    killedBy: ['CUR-031', 'CUR-041', 'NEG-002'],
    mutate: changeQuery(({ filter }) => (filter === null ? { filter: {} } : null)),
  },
  {
    name: 'the flow filter is dropped',
    killedBy: ['CUR-032'],
    alsoKilledBy: ['CUR-010', 'CUR-014'],
    mutate: changeQuery(({ filter }) =>
      filter?.flow === undefined ? null : { filter: { ...filter, flow: undefined } },
    ),
  },
  {
    name: 'the flow filter returns the next flow',
    killedBy: ['CUR-032'],
    alsoKilledBy: ['CUR-014'],
    mutate: changeQuery(({ filter }) =>
      filter?.flow === undefined ? null : { filter: { ...filter, flow: (filter.flow + 1) % 8 } },
    ),
  },
  {
    name: 'the contact filter matches three contacts',
    killedBy: ['CUR-033'],
    mutate: changeQuery(({ filter }) => {
      const [contact] = filter?.contacts ?? []
      return contact === undefined ? null : { filter: { ...filter, contacts: [contact, contact ^ 1, contact ^ 2] } }
    }),
  },
  {
    name: 'responded=true returns runs without a response',
    killedBy: ['CUR-035'],
    mutate: changeQuery(({ filter }) =>
      filter?.facet === undefined ? null : { filter: { ...filter, facet: ({ replyCount }) => replyCount === 0 } },
    ),
  },
  {
    name: 'the uuid filter returns a whole flow',
    killedBy: ['CUR-030'],
    mutate: changeQuery(({ filter }, text) =>
      text.getLast('uuid') === undefined || filter === null ? null : { filter: { flow: 0 } },
    ),
  },
  {
    name: 'before is shifted by ten minutes',
    killedBy: ['CUR-037'],
    alsoKilledBy: ['CUR-039'],
    mutate: changeQuery(({ to }) => (to === undefined ? null : { to: addDuration(to, 10 * MINUTE) })),
  },
  {
    name: 'the after filter is dropped',
    killedBy: ['CUR-038'],
    alsoKilledBy: ['CUR-039'],
    mutate: changeQuery(({ from }) => (from === undefined ? null : { from: undefined })),
  },
  {
    name: 'runs are sorted oldest first',
    killedBy: ['CUR-008', 'ORD-001', 'ORD-002'],
    mutate: changeQuery(({ ascending }) => ({ ascending: !ascending })),
  },
  {
    name: 'any text is accepted as a uuid',
    killedBy: ['ERR-004'],
    mutate: breakFunction(uuids, 'normalizeUuid', (original, [text]) => original(text) ?? text),
  },
  {
    name: 'contact is ignored when flow is set',
    killedBy: ['CUR-034'],
    mutate: breakFunction(runsModule, 'parseRunsQuery', (original, [query, world]) => {
      try {
        original(query, world)
        return CALL_ORIGINAL
      } catch (error) {
        if (!(error instanceof Problem) || query.getLast('contact') === undefined) throw error
        return original(new QueryString(`flow=${query.getLast('flow')}`), world)
      }
    }),
  },
]

const runFaults: readonly MockMutant[] = [
  {
    name: 'exited_on of an ended run is null',
    killedBy: ['CUR-052'],
    mutate: breakFunction(runsModule, 'serializeRun', (original, [run, world]) => ({
      ...original(run, world),
      exited_on: null,
    })),
  },
  {
    name: 'modified_on always equals created_on',
    killedBy: ['CUR-008', 'ORD-001'],
    alsoKilledBy: ['CUR-037', 'CUR-038'],
    mutate: breakFunction(runsModule, 'serializeRun', (original, [run, world]) =>
      original({ ...run, modifiedAt: run.createdAt }, world),
    ),
  },
  {
    name: 'created_on is later than modified_on',
    killedBy: ['TIME-003'],
    mutate: breakFunction(runsModule, 'serializeRun', (original, [run, world]) =>
      original({ ...run, createdAt: addDuration(run.modifiedAt, 1) }, world),
    ),
  },
  {
    name: 'the flow name contains the contact',
    killedBy: ['CUR-054'],
    mutate: breakFunction(runsModule, 'serializeRun', (original, [run, world]) => {
      const serialized = original(run, world)
      return { ...serialized, flow: { ...serialized.flow, name: `${serialized.flow.name} ${run.contact}` } }
    }),
  },
  {
    name: 'start is an empty object for runs without a start',
    killedBy: ['CUR-050'],
    alsoKilledBy: ['SCH-001'],
    mutate: breakFunction(runsModule, 'serializeRun', (original, [run, world]) =>
      run.broadcast === null ? Object.assign(original(run, world), { start: {} }) : CALL_ORIGINAL,
    ),
  },
]

/** Mutants of RapidPro's filters and runs. */
export const rapidproListMutants: readonly MockMutant[] = [...filterFaults, ...runFaults]

/** Mutants of RapidPro's cursors: runs lost, repeated or reordered between pages. */
export const rapidproPagingMutants: readonly MockMutant[] = [
  {
    name: 'a cursor drops its offset within the instant',
    killedBy: ['CUR-009'],
    mutate: breakFunction(pagination, 'encodeCursor', (original, [cursor]) =>
      cursor.offset === 0 ? CALL_ORIGINAL : original({ ...cursor, offset: 0 }),
    ),
  },
  {
    name: 'a cursor repeats its run',
    killedBy: ['CUR-006'],
    mutate: breakFunction(pagination, 'decodeCursor', (original, [text]) => {
      const cursor = original(text)
      if (cursor === undefined || cursor.position === null) return CALL_ORIGINAL
      return { ...cursor, position: addDuration(cursor.position, cursor.isBackwards ? -1 : 1) }
    }),
  },
  {
    name: 'a cursor skips the remaining ties',
    killedBy: ['CUR-009'],
    mutate: breakFunction(pagination, 'buildCursorPage', (original, [cursor, size, read]) => {
      const page = original(cursor, size, read)
      const last = page.rows.at(-1)
      return page.next === null || last === undefined
        ? CALL_ORIGINAL
        : { ...page, next: { offset: 0, isBackwards: false, position: last.modifiedAt } }
    }),
  },
  {
    name: 'next of the last page is the first page',
    killedBy: ['CUR-005'],
    alsoKilledBy: ['CUR-006', 'CUR-008', 'CUR-011', 'CUR-019', 'ORD-002', 'ORD-004'],
    mutate: breakFunction(pagination, 'buildCursorPage', (original, [cursor, size, read]) => {
      const page = original(cursor, size, read)
      return page.next === null && cursor !== null ? { ...page, next: pagination.FIRST_PAGE } : CALL_ORIGINAL
    }),
  },
  {
    name: 'a page read backwards is in reverse order',
    killedBy: ['CUR-011'],
    mutate: breakFunction(pagination, 'buildCursorPage', (original, [cursor, size, read]) => {
      const page = original(cursor, size, read)
      return cursor?.isBackwards === true ? { ...page, rows: page.rows.toReversed() } : CALL_ORIGINAL
    }),
  },
  {
    name: 'pages with a cursor skip one run',
    killedBy: ['CUR-007'],
    alsoKilledBy: ['CUR-011', 'CUR-035', 'CUR-037', 'CUR-039'],
    mutate: breakFunction(pagination, 'buildCursorPage', (original, [cursor, size, read]) =>
      cursor === null
        ? CALL_ORIGINAL
        : original(cursor, size, (reading) => read({ ...reading, skip: reading.skip + (reading.isReversed ? 0 : 1) })),
    ),
  },
  {
    name: 'the first page is shorter than the others',
    killedBy: ['CUR-019'],
    mutate: breakFunction(pagination, 'buildCursorPage', (original, [cursor, size, read]) =>
      cursor === null ? original(cursor, size - 150, read) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'an invalid cursor is ignored',
    killedBy: ['CUR-012'],
    mutate: breakFunction(pagination, 'decodeCursor', (original, [text]) => original(text) ?? pagination.FIRST_PAGE),
  },
  {
    name: 'links drop all query parameters',
    killedBy: ['CUR-010'],
    mutate: breakFunction(pagination, 'setQueryParameter', (original, [url, query, pair]) =>
      query.names.length === 0 ? CALL_ORIGINAL : original(url, new QueryString(''), pair),
    ),
  },
  {
    name: 'pages with a cursor ignore the filter',
    killedBy: ['CUR-014'],
    mutate: breakFunction(byModification, 'listRunsByModification', (original, [view, walk]) =>
      walk.to === undefined ? CALL_ORIGINAL : original(view, { ...walk, filter: {} }),
    ),
  },
  {
    name: 'ties change their order with every request',
    killedBy: ['ORD-003'],
    alsoKilledBy: ['CUR-015'],
    mutate: (twin, recordHit) => {
      const seen = new Set<string>()
      return changeRunPages((page, url) => {
        const instants = [...new Set(page.results.map((run) => run['modified_on']))]
        const tied = instants.map((at) => page.results.filter((run) => run['modified_on'] === at))
        if (!seen.delete(url.href)) seen.add(url.href)
        else page.results = tied.flatMap((runs) => runs.toReversed())
      })(twin, recordHit)
    },
  },
  {
    name: 'a repeated cursor skips the first run',
    killedBy: ['CUR-015'],
    mutate: (twin, recordHit) => {
      const seen = new Set<string>()
      return changeRunPages((page, url) => {
        if (url.searchParams.size === 1 && seen.has(url.href)) page.results = page.results.slice(1)
        if (url.searchParams.has('cursor')) seen.add(url.href)
      })(twin, recordHit)
    },
  },
]

type Run = Record<string, unknown>

/** Changes the runs of every second response. */
function changeEverySecondPage(change: (run: Run) => unknown): Mutation<never> {
  let turn = 0
  return (twin, recordHit) =>
    changeRunPages(({ results }) => {
      turn++
      if (turn % 2 === 0) for (const run of results) change(run)
    })(twin, recordHit)
}

/** Mutants of RapidPro's parameter formats, run values, status transitions and other endpoints. */
export const rapidproTransitionMutants: readonly MockMutant[] = [
  {
    name: 'after with +00:00 returns nothing',
    killedBy: ['CUR-040'],
    mutate: (twin, recordHit) => async (request) => {
      const url = new URL(request.url)
      if (url.searchParams.get('after')?.endsWith('+00:00') !== true) return await twin.fetch(request)
      recordHit()
      url.searchParams.set('after', 'never')
      return await twin.fetch(new Request(url, request))
    },
  },
  {
    name: 'responded is ignored beside flow or contact',
    killedBy: ['CUR-042'],
    mutate: breakFunction(runsModule, 'parseRunsQuery', (original, [text, world]) => {
      const query = original(text, world)
      const { filter } = query
      if (filter?.facet === undefined || (filter.flow === undefined && filter.contacts === undefined))
        return CALL_ORIGINAL
      return { ...query, filter: { ...filter, facet: undefined } }
    }),
  },
  {
    name: 'a malformed flow is ignored',
    killedBy: ['CUR-043'],
    alsoKilledBy: ['NEG-002'],
    mutate: (twin, recordHit) => async (request) => {
      const url = new URL(request.url)
      const flow = url.searchParams.get('flow')
      if (flow === null || flow.length === 36) return await twin.fetch(request)
      recordHit()
      url.searchParams.delete('flow')
      return await twin.fetch(new Request(url, request))
    },
  },
  {
    name: 'the time of a value is before its run',
    killedBy: ['CUR-053'],
    mutate: (twin, recordHit) =>
      changeRunPages(({ results }) => {
        for (const run of results)
          for (const value of Object.values(run['values'] as Record<string, Run>))
            value['time'] = '2015-01-01T00:00:00.000000Z'
      })(twin, recordHit),
  },
  {
    name: 'exited runs alternate with active',
    killedBy: ['CUR-055', 'LIFE-002'],
    alsoKilledBy: ['LIFE-003', 'CUR-061', 'CUR-064'],
    mutate: changeEverySecondPage((run) => Object.assign(run, { exit_type: null, exited_on: null })),
  },
  {
    name: 'exited_on changes between reads',
    killedBy: ['LIFE-003'],
    alsoKilledBy: ['CUR-055', 'LIFE-004', 'CUR-053'],
    mutate: changeEverySecondPage(
      (run) => run['exited_on'] !== null && (run['exited_on'] = '2015-01-02T00:00:00.000000Z'),
    ),
  },
  {
    name: 'active runs alternate between null and waiting',
    killedBy: ['LIFE-001'],
    alsoKilledBy: ['CUR-051', 'CUR-052', 'CUR-055', 'CUR-064', 'LIFE-002', 'SCH-004'],
    mutate: changeEverySecondPage((run) => run['exit_type'] === null && (run['exit_type'] = 'waiting')),
  },
  {
    name: 'the uuid filter returns ended runs as active',
    killedBy: ['LIFE-004'],
    alsoKilledBy: ['CUR-055', 'LIFE-002', 'LIFE-003'],
    mutate: (twin, recordHit) =>
      changeRunPages(({ results }, url) => {
        if (url.searchParams.has('uuid'))
          for (const run of results) Object.assign(run, { exit_type: null, exited_on: null })
      })(twin, recordHit),
  },
  {
    name: 'a cursor gives another workspace access',
    killedBy: ['CUR-013'],
    mutate: (twin, recordHit) => async (request) => {
      const isOtherTenant = request.headers.get('authorization') === 'Token flowtwinothertenant'
      if (!isOtherTenant || !request.url.includes('cursor=')) return await twin.fetch(request)
      recordHit()
      return await twin.fetch(new Request(request, { headers: { authorization: `Token ${twin.credential}` } }))
    },
    setup: { otherCredentials: { second: 'flowtwinothertenant' } },
  },
  {
    name: 'DELETE returns 200',
    killedBy: ['CUR-056'],
    mutate: changeResponses(({ status }, { method }) =>
      method === 'DELETE' && status === 405 ? { status: 200, text: '{}' } : null,
    ),
  },
  {
    name: 'interrupted runs are returned as completed',
    killedBy: ['LIFE-007'],
    alsoKilledBy: ['CUR-064'],
    mutate: breakFunction(runsModule, 'serializeRun', (original, [run, world]) =>
      run.status === 'cancelled' ? original({ ...run, status: 'completed' }, world) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'the flow list returns another name',
    killedBy: ['CUR-063'],
    mutate: changeListItems('flows', (flow) => (flow['name'] = `The ${String(flow['name'])}`)),
  },
  {
    name: 'a flow counts three completed runs too many',
    killedBy: ['CUR-064'],
    mutate: changeListItems('flows', (flow) => {
      const runs = flow['runs'] as Record<string, number>
      runs['completed']! += 3
    }),
  },
  {
    name: 'an unknown contact uuid is ignored',
    killedBy: ['CUR-065'],
    mutate: (twin, recordHit) => async (request) => {
      const url = new URL(request.url)
      if (!url.pathname.endsWith('contacts.json') || !url.search.includes('f10f10f1') || request.method !== 'GET')
        return await twin.fetch(request)
      recordHit()
      url.searchParams.delete('uuid')
      return await twin.fetch(new Request(url, request))
    },
  },
  {
    name: 'a group counts one member too many',
    killedBy: ['CUR-066'],
    mutate: changeListItems('groups', (group) => (group['count'] = Number(group['count']) + 1)),
  },
]

function changeListItems(name: string, change: (run: Run) => unknown): Mutation<never> {
  return changeBodies((body, { url }) => {
    if (url.pathname.endsWith(`/${name}.json`)) for (const run of (body as { results: Run[] }).results) change(run)
  })
}

type Fields = Record<string, unknown>

const isStart = (url: URL): boolean => url.pathname.endsWith('flow_starts.json')
const isContact = (url: URL): boolean => url.pathname.endsWith('contacts.json')

/** Changes the body of a POST; null keeps it. */
function changePostBody(applies: (url: URL) => boolean, change: (body: Fields) => Fields | null): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    if (request.method !== 'POST' || !applies(new URL(request.url))) return await twin.fetch(request)
    const changed = change(JSON.parse(await request.clone().text()) as Fields)
    if (changed === null) return await twin.fetch(request)
    recordHit()
    const { method, headers } = request
    return await twin.fetch(new Request(request.url, { method, headers, body: JSON.stringify(changed) }))
  }
}

/** Mutants of RapidPro's flow starts and contacts, and of its list while runs are added. */
export const rapidproStartMutants: readonly MockMutant[] = [
  {
    name: 'a start returns 200',
    killedBy: ['CUR-057'],
    mutate: changeResponses(({ status }, { url }) => (isStart(url) && status === 201 ? { status: 200 } : null)),
  },
  {
    name: 'start of every run is null',
    killedBy: ['CUR-058', 'LIFE-006'],
    mutate: (twin, recordHit) =>
      changeRunPages(({ results }) => {
        for (const run of results) if (run['start'] !== undefined) run['start'] = null
      })(twin, recordHit),
  },
  {
    name: 'starts are not listed',
    killedBy: ['CUR-059'],
    mutate: changeBodies((body, { url, method }) => {
      if (isStart(url) && method === 'GET') (body as { results: unknown[] }).results = []
    }),
  },
  {
    name: 'invalid parameters of a start are dropped',
    killedBy: ['CUR-060'],
    mutate: changePostBody(isStart, ({ params, ...body }) => (typeof params === 'string' ? body : null)),
  },
  {
    name: 'a second start does not interrupt the active run',
    killedBy: ['CUR-061'],
    mutate: (twin, recordHit) => {
      const firstReads = new Map<unknown, Fields>()
      return changeRunPages(({ results }) => {
        for (const run of results) {
          const first = firstReads.get(run['uuid'])
          if (first !== undefined && run['exit_type'] === 'interrupted' && first['exit_type'] === null)
            Object.assign(run, { exit_type: null, exited_on: null })
          if (first === undefined) firstReads.set(run['uuid'], { ...run })
        }
      })(twin, recordHit)
    },
  },
  {
    name: 'restart_participants is ignored',
    killedBy: ['CUR-062'],
    mutate: changePostBody(isStart, (body) =>
      body['restart_participants'] === false ? { ...body, restart_participants: true } : null,
    ),
  },
  {
    name: 'a contact is stored without its name',
    killedBy: ['CUR-067'],
    mutate: changePostBody(isContact, ({ name, ...body }) => (name === undefined ? null : body)),
  },
  {
    name: 'a write to an unknown contact returns 200',
    killedBy: ['CUR-068'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeResponses(({ status }, { url, method }) =>
      isContact(url) && method === 'POST' && status === 404 ? { status: 200, text: '{}' } : null,
    ),
  },
  {
    name: 'a cursor is an offset into the current list',
    killedBy: ['CUR-016'],
    mutate: breakFunction(pagination, 'buildCursorPage', (original, [cursor, size, read]) => {
      const page = original(cursor === null ? null : { ...pagination.FIRST_PAGE, offset: cursor.offset }, size, read)
      const next = { ...pagination.FIRST_PAGE, offset: (cursor?.offset ?? 0) + size }
      return { ...page, next: page.rows.length < size ? null : next }
    }),
    alsoKilledBy: ['CUR-011'],
  },
  {
    name: 'a run that changes during a walk is missing from lists',
    killedBy: ['CUR-017'],
    mutate: (twin, recordHit) => {
      const { control } = twin
      let hasMoved = false
      let last: unknown
      const insert = async (count: number): Promise<TimePassed> => {
        hasMoved = true
        return await control!.insert(count)
      }
      Object.assign(twin, { control: { ...control, insert } })
      return changeRunPages((page, url) => {
        if (!hasMoved && page.next === null && url.searchParams.has('cursor')) last = page.results.at(-1)?.['uuid']
        if (!hasMoved || url.searchParams.has('uuid')) {
          for (const run of page.results)
            if (hasMoved && run['uuid'] === last) run['modified_on'] = '2035-01-01T00:00:00.000000Z'
        } else page.results = page.results.filter(({ uuid }) => uuid !== last)
      })(twin, recordHit)
    },
  },
]
