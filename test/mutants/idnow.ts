import * as validation from '../../mock/http/validation.ts'
import * as ids from '../../mock/vendors/idnow/ids.ts'
import { idnow } from '../../mock/vendors/idnow/index.ts'
import * as sessionsModule from '../../mock/vendors/idnow/sessions.ts'
import * as pagination from '../../mock/wire/pagination.ts'
import * as pages from '../../mock/world/query/page.ts'
import { changeSessionPages, type Page } from '../contracts/mutants/idnow-mutations.ts'
import { changeBodies, changeResponses, type Mutation } from '../contracts/mutants/mutant.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'

/** Mutants of IDnow's pagination pages and session fields. */
export const idnowListMutants: readonly MockMutant[] = [
  {
    name: 'pages skip one session',
    killedBy: ['PAGE-007', 'PAGE-003'],
    alsoKilledBy: ['PAGE-015', 'PAGE-016'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      original(view, { ...query, offset: query.offset + 1 }),
    ),
  },
  {
    name: 'each page starts with the last item of the page before',
    killedBy: ['PAGE-008'],
    alsoKilledBy: ['PAGE-003', 'PAGE-007', 'PAGE-009', 'PAGE-015', 'PAGE-016'],
    mutate: breakFunction(pagination, 'getPageOffset', (_, [{ number, size }]) => (number - 1) * (size - 1)),
  },
  {
    name: 'page numbers start at 0',
    killedBy: ['PAGE-007'],
    alsoKilledBy: ['PAGE-003', 'PAGE-009', 'PAGE-015', 'PAGE-016'],
    mutate: breakFunction(pagination, 'getPageOffset', (_, [{ number, size }]) => number * size),
  },
  {
    name: 'a page has one session too few',
    killedBy: ['PAGE-003'],
    alsoKilledBy: ['PAGE-007', 'PAGE-009', 'PAGE-015', 'PAGE-016'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      original(view, { ...query, limit: query.limit - 1 }),
    ),
  },
  {
    name: 'the total counts both environments',
    killedBy: ['PAGE-007'],
    alsoKilledBy: ['PAGE-003'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) => ({
      ...original(view, query),
      total: original(view, { ...query, filter: { flow: query.filter.flow } }).total,
    })),
  },
  {
    name: 'the environment in the path is ignored',
    killedBy: ['PAGE-020'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      original(view, { ...query, filter: { ...query.filter, environment: undefined } }),
    ),
  },
  {
    name: 'the flow in the path is ignored',
    killedBy: ['PAGE-019'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      original(view, { ...query, filter: { ...query.filter, flow: undefined } }),
    ),
  },
  {
    name: 'sortBy=status sorts by creation',
    killedBy: ['PAGE-014'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      query.sort.by === 'status'
        ? original(view, { ...query, sort: { by: 'created', descending: query.sort.descending } })
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'sortBy=createdAt sorts by updatedAt',
    killedBy: ['PAGE-013', 'ORD-001'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      query.sort.by === 'created'
        ? original(view, { ...query, sort: { ...query.sort, by: 'modified' } })
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'sortDesc=true sorts ascending by creation',
    killedBy: ['PAGE-013', 'PAGE-015'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) =>
      query.sort.by === 'created' && query.sort.descending
        ? original(view, { ...query, sort: { by: 'created', descending: false } })
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'every second page reverses equal statuses',
    killedBy: ['PAGE-016'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) => {
      const { sort, offset, limit } = query
      if (sort.by !== 'status' || (offset / limit) % 2 === 0) return CALL_ORIGINAL
      return original(view, { ...query, sort: { ...sort, descending: !sort.descending } })
    }),
  },
  {
    name: 'totalPages counts only full pages',
    killedBy: ['PAGE-002'],
    mutate: breakFunction(pagination, 'countPages', (_, [total, size]) => Math.floor(total / size)),
  },
  {
    name: 'totalPages is one too many',
    killedBy: ['PAGE-002'],
    mutate: breakFunction(pagination, 'countPages', (original, [total, size]) => original(total, size) + 1),
  },
  {
    name: 'pages out of range repeat the last session',
    killedBy: ['PAGE-010'],
    alsoKilledBy: ['PAGE-012'],
    mutate: breakFunction(pages, 'queryPage', (original, [view, query]) => {
      const { total } = original(view, query)
      return query.offset < total ? CALL_ORIGINAL : original(view, { ...query, offset: total - 1 })
    }),
  },
  {
    name: 'an unknown flow is read as the first one',
    killedBy: ['PAGE-021'],
    mutate: breakFunction(ids, 'getIds', (original, [world]) => {
      const { flow, ...others } = original(world)
      return { ...others, flow: { ...flow, decode: (id) => flow.decode(id) ?? 0 } }
    }),
  },
  {
    name: 'an unknown environment is read as live',
    killedBy: ['PAGE-021', 'NEG-002'],
    mutate: breakFunction(validation, 'getRequestValidator', (original, [operation]) => {
      const validator = original(operation)
      const parameters: typeof validator.validateParameters = (path, query) => {
        const { environment = '' } = path
        const isKnown = ['live', 'staging'].includes(environment)
        return validator.validateParameters(isKnown ? path : { ...path, environment: 'live' }, query)
      }
      return { ...validator, validateParameters: parameters }
    }),
  },
  {
    name: 'invalid input causes 500',
    killedBy: ['PAGE-011', 'NEG-008'],
    alsoKilledBy: ['PAGE-017', 'PAGE-021'],
    mutate: breakFunction(idnow.problems, 'invalid', (_, args) => idnow.problems.internal(...args)),
  },
  {
    name: 'completedAt of a cancelled session is null',
    killedBy: ['PAGE-024'],
    mutate: breakFunction(sessionsModule, 'serializeSession', (original, [run, world]) =>
      run.status === 'cancelled' ? { ...original(run, world), completedAt: null } : CALL_ORIGINAL,
    ),
  },
  {
    name: 'an expired session has the outcome accepted',
    killedBy: ['PAGE-024'],
    mutate: breakFunction(sessionsModule, 'serializeSession', (original, [run, world]) =>
      run.status === 'expired' ? original({ ...run, outcome: 'accepted' }, world) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'lastStep of a rejected session is null',
    killedBy: ['PAGE-026'],
    mutate: breakFunction(sessionsModule, 'serializeSession', (original, [run, world]) =>
      run.outcome === 'rejected' ? { ...original(run, world), lastStep: null } : CALL_ORIGINAL,
    ),
  },
  {
    name: 'startedAt of a running session is null',
    killedBy: ['PAGE-025'],
    mutate: breakFunction(sessionsModule, 'serializeSession', (original, [run, world]) =>
      run.status === 'running' ? { ...original(run, world), startedAt: null } : CALL_ORIGINAL,
    ),
  },
  {
    name: 'flowVersion starts at 0',
    killedBy: ['PAGE-027'],
    alsoKilledBy: ['SCH-001'],
    mutate: breakFunction(sessionsModule, 'serializeSession', (original, [run, world]) => {
      const serialized = original(run, world)
      return { ...serialized, flowVersion: serialized.flowVersion - 1 }
    }),
  },
  {
    name: 'updatedAt always equals creation',
    killedBy: ['TIME-003'],
    mutate: breakFunction(sessionsModule, 'serializeSession', (original, [run, world]) =>
      original({ ...run, modifiedAt: run.createdAt }, world),
    ),
  },
]

type Session = Record<string, unknown>

/** Changes the sessions of every second page. */
function changeEverySecondPage(change: (session: Session) => unknown): Mutation<never> {
  let turn = 0
  return changeSessionLists(({ content }) => {
    if (++turn % 2 === 0) for (const session of content) change(session)
  })
}

/** Changes session lists. */
function changeSessionLists(change: (body: Page, url: URL) => unknown): Mutation<never> {
  return (twin, recordHit) =>
    changeSessionPages((body, url) => url.pathname.endsWith('/sessions') && change(body, url))(twin, recordHit)
}

/** Mutants of IDnow's environments, totals, session transitions and other endpoints. */
export const idnowTransitionMutants: readonly MockMutant[] = [
  {
    name: 'the staging list returns live sessions',
    killedBy: ['PAGE-022'],
    alsoKilledBy: ['PAGE-033'],
    mutate: (twin, recordHit) => async (request) => {
      if (request.method !== 'GET' || !request.url.includes('/staging/sessions?')) return await twin.fetch(request)
      recordHit()
      return await twin.fetch(new Request(request.url.replace('/staging/', '/live/'), request))
    },
  },
  {
    name: 'sessions are lost when new ones arrive',
    killedBy: ['PAGE-028'],
    mutate: (twin, recordHit) => {
      let total = 0
      return changeSessionLists(({ content, page }, url) => {
        const grown = total > 0 && page.totalElements > total && page.number > 1
        total = page.totalElements
        if (grown && url.searchParams.get('sortDesc') === 'true') content.splice(-3)
      })(twin, recordHit)
    },
  },
  {
    name: 'totalElements differs on one page',
    killedBy: ['PAGE-029'],
    mutate: changeSessionLists(({ page }, url) => {
      if (url.searchParams.get('sortDesc') === 'true' && page.number === 3) page.totalElements += 1
    }),
  },
  {
    name: 'DELETE returns 200',
    killedBy: ['PAGE-030'],
    mutate: changeResponses(({ status }, { method }) =>
      method === 'DELETE' && status === 405 ? { status: 200, text: '{}' } : null,
    ),
  },
  {
    name: 'every second page returns running sessions as CREATED',
    killedBy: ['LIFE-001'],
    mutate: changeEverySecondPage(
      (session) => session['sessionStatus'] === 'RUNNING' && (session['sessionStatus'] = 'CREATED'),
    ),
  },
  {
    name: 'every second page returns completed sessions as ERROR',
    killedBy: ['LIFE-002'],
    alsoKilledBy: ['LIFE-004', 'PAGE-024'],
    mutate: changeEverySecondPage(
      (session) => session['sessionStatus'] === 'COMPLETED' && (session['sessionStatus'] = 'ERROR'),
    ),
  },
  {
    name: 'completedAt changes between pages',
    killedBy: ['LIFE-003'],
    alsoKilledBy: ['LIFE-004'],
    mutate: changeEverySecondPage(
      (session) => session['completedAt'] !== null && (session['completedAt'] = '2035-01-01T00:00:00.000Z'),
    ),
  },
  {
    name: 'a single read returns ended sessions as RUNNING',
    killedBy: ['LIFE-004'],
    alsoKilledBy: ['LIFE-002', 'LIFE-003'],
    mutate: changeBodies((body, { url }) => {
      const session = body as Session
      if (/sessions\/[^/]+$/.test(url.pathname) && session['completedAt'] !== null)
        Object.assign(session, { sessionStatus: 'RUNNING', completedAt: null })
    }),
  },
  {
    name: 'expired sessions are returned as failed',
    killedBy: ['LIFE-007'],
    mutate: breakFunction(sessionsModule, 'serializeSession', (original, [run, world]) =>
      run.status === 'expired' ? original({ ...run, status: 'failed' }, world) : CALL_ORIGINAL,
    ),
  },
  {
    name: 'totalPages of the flow list is one too many',
    killedBy: ['PAGE-038'],
    mutate: changeBodies((body, { url }) => {
      if (/\/flows\/[^/]+$/.test(url.pathname)) (body as Page).page.totalPages += 1
    }),
  },
  {
    name: 'data blocks are in reverse order',
    killedBy: ['PAGE-039'],
    mutate: changeBodies((body) => {
      const { dataBlocks } = body as { dataBlocks?: unknown[] }
      dataBlocks?.reverse()
    }),
  },
  {
    name: 'the key list is empty',
    killedBy: ['PAGE-040'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeBodies((body) => {
      if ((body as { keys?: unknown }).keys !== undefined) (body as { keys: unknown[] }).keys = []
    }),
  },
  {
    name: 'a wrong client secret returns a token',
    killedBy: ['PAGE-041'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeResponses(({ status }, { url }) =>
      url.pathname.endsWith('/oidc/token') && status === 401 ? { status: 200, text: '{"access_token":"made"}' } : null,
    ),
  },
]

type Members = Record<string, unknown>

/** Changes responses with a single session: reads and the creation. */
function changeSingleSessions(change: (session: Members, method: string) => unknown): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    const isOne = method === 'POST' ? url.pathname.endsWith('/sessions') : /sessions\/[^/]+$/.test(url.pathname)
    if (isOne) change(body as Members, method)
  })
}

/** Changes session lists after a creation; `id` is the created session. */
function changePagesAfterCreation(change: (body: Page, url: URL, id: unknown) => unknown): Mutation<never> {
  return (twin, recordHit) => {
    let id: unknown
    const listing = changeSessionPages(
      (body, url) => id !== undefined && url.pathname.endsWith('/sessions') && change(body, url, id),
    )
    const changed = listing(twin, recordHit)
    return async (request) => {
      const response = await changed(request)
      if (request.method !== 'POST' || response.status !== 201) return response
      id = ((await response.clone().json()) as { sessionContext: { sessionId: string } }).sessionContext.sessionId
      return response
    }
  }
}

/** Returns 200 for an error status on matching paths. */
function acceptRejected(path: RegExp, status: number): Mutation<never> {
  return changeResponses((answer, { url }) =>
    path.test(url.pathname) && answer.status === status ? { status: 200, text: '{}' } : null,
  )
}

/** Mutants of IDnow's session creation. */
export const idnowCreationMutants: readonly MockMutant[] = [
  {
    name: 'a created session is in the other environment',
    killedBy: ['PAGE-031'],
    mutate: changeSingleSessions((session, method) => method === 'POST' && (session['environment'] = 'staging')),
  },
  {
    name: 'state of a created session is null',
    killedBy: ['PAGE-032'],
    mutate: changeSingleSessions((session, method) => method === 'GET' && (session['state'] = null)),
  },
  {
    name: 'a created session is not listed',
    killedBy: ['PAGE-033', 'LIFE-006'],
    mutate: changePagesAfterCreation(({ content, page }, _, id) => {
      const others = content.filter((session) => session['sessionId'] !== id)
      page.totalElements -= content.length - others.length
      content.splice(0, content.length, ...others)
    }),
  },
  {
    name: 'the list returns another subjectId',
    killedBy: ['PAGE-034'],
    mutate: changePagesAfterCreation(({ content }, _, id) => {
      for (const session of content) if (session['sessionId'] === id) session['subjectId'] = 'another-subject'
    }),
  },
  {
    name: 'a state of any length is accepted',
    killedBy: ['PAGE-035'],
    mutate: changeResponses(({ status, text }, { method }) =>
      method === 'POST' && status === 400 && text.includes('state') ? { status: 202, text: '{}' } : null,
    ),
  },
  {
    name: 'an unknown session returns 200',
    killedBy: ['PAGE-036'],
    alsoKilledBy: ['SCH-001', 'PAGE-037'],
    mutate: acceptRejected(/sessions\/[^/]+$/, 404),
  },
  {
    name: 'a session is readable in the other environment',
    killedBy: ['PAGE-037'],
    mutate: (twin, recordHit) => async (request) => {
      if (!/staging\/sessions\/./.test(request.url)) return await twin.fetch(request)
      recordHit()
      return await twin.fetch(new Request(request.url.replace('/staging/', '/live/'), request))
    },
  },
]
