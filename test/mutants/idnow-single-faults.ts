import { changeBodies, changeRequests, changeResponses, type Mutation } from '../contracts/mutants/mutant.ts'
import type { MockMutant } from './break-function.ts'
import { acceptCredential, type CredentialFault } from './credential-faults.ts'

type Item = Record<string, unknown>
interface Page {
  content: Item[]
  page: { size: number; number: number; totalElements: number; totalPages: number }
}

const SESSIONS = /\/flows\/[^/]+\/[^/]+\/sessions$/
const FLOWS = /\/flows\/[^/]+$/
const DETAIL = /\/(live|staging)\/sessions\/[^/]+$/
const BLOCKS = /\/datablocks$/

/** Changes pages of sessions. */
function changePages(change: (body: Page, url: URL) => unknown, path = SESSIONS): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (method === 'GET' && path.test(url.pathname)) change(body as Page, url)
  })
}

/** Changes the sessions of pages; with `detail` also those of single reads. */
function changeSessions(change: (session: Item, url: URL) => unknown, { detail = true } = {}): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (method !== 'GET') return
    if (SESSIONS.test(url.pathname)) for (const session of (body as Page).content) change(session, url)
    if (detail && DETAIL.test(url.pathname)) change(body as Item, url)
  })
}

/** Changes the query of reads of the sessions. */
function changeQuery(change: (query: URLSearchParams) => boolean | undefined, path = SESSIONS): Mutation<never> {
  return changeRequests(
    (url, { method }) => method === 'GET' && path.test(url.pathname) && change(url.searchParams) === true,
  )
}

/** Removes a parameter when the others are as given. */
function ignore(parameter: string, applies: (query: URLSearchParams) => boolean, path = SESSIONS): Mutation<never> {
  return changeQuery((query) => {
    if (!query.has(parameter) || !applies(query)) return false
    query.delete(parameter)
    return true
  }, path)
}

/** Changes the body of a creation; null keeps it. */
function changePost(change: (body: Item, url: URL) => Item | null): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'POST' || !SESSIONS.test(url.pathname)) return await twin.fetch(request)
    const text = await request.clone().text()
    if (!text.startsWith('{')) return await twin.fetch(request)
    const changed = change(JSON.parse(text) as Item, url)
    if (changed === null) return await twin.fetch(request)
    recordHit()
    const { method, headers } = request
    return await twin.fetch(new Request(request.url, { method, headers, body: JSON.stringify(changed) }))
  }
}

/** Accepts credentials of requests to some paths. */
function accept(path: RegExp, method: string, accepts: CredentialFault['accepts']): Mutation<never> {
  return acceptCredential({
    isOpen: (request) => request.method === method && path.test(new URL(request.url).pathname),
    accepts,
  })
}

const isUnknownToken = (header: string | null): boolean => /^Bearer \w+$/.test(header ?? '')

/** Changes bodies after the first creation, which is given. */
function changeAfterCreation(change: (body: Page, url: URL, id: unknown) => unknown): Mutation<never> {
  return (twin, recordHit) => {
    let id: unknown
    const changing = changePages((body, url) => id !== undefined && change(body, url, id))(twin, recordHit)
    return async (request) => {
      const response = await changing(request)
      if (request.method === 'POST' && response.status === 201)
        id ??= ((await response.clone().json()) as { sessionContext: Item }).sessionContext['sessionId']
      return response
    }
  }
}

const isSorted = (query: URLSearchParams): boolean => query.has('sortBy')
const isTrue = (query: URLSearchParams): boolean => query.get('sortDesc') === 'true'

const combinations: readonly MockMutant[] = [
  {
    name: 'sortDesc is ignored without sortBy',
    killedBy: ['PAGE-042'],
    mutate: ignore('sortDesc', (query) => !isSorted(query)),
  },
  {
    name: 'sortBy=status is ignored without sortDesc',
    killedBy: ['PAGE-042'],
    mutate: ignore('sortBy', (query) => query.get('sortBy') === 'status' && !query.has('sortDesc')),
  },
  {
    name: 'size is ignored without page',
    killedBy: ['PAGE-042'],
    mutate: ignore('size', (query) => !query.has('page')),
  },
  {
    name: 'size is ignored without sortBy',
    killedBy: ['PAGE-042'],
    mutate: ignore('size', (query) => !isSorted(query)),
  },
  {
    name: 'page is ignored without size',
    killedBy: ['PAGE-042'],
    mutate: ignore('page', (query) => !query.has('size')),
  },
  {
    name: 'page is ignored without sortBy',
    killedBy: ['PAGE-042'],
    mutate: ignore('page', (query) => !isSorted(query)),
  },
  { name: 'size is ignored beside sortDesc=true', killedBy: ['PAGE-042'], mutate: ignore('size', isTrue) },
  {
    name: 'sortBy is ignored without page',
    killedBy: ['PAGE-042'],
    mutate: ignore('sortBy', (query) => query.get('sortBy') === 'status' && !query.has('page')),
  },
  {
    name: 'sortDesc without sortBy sorts by status',
    killedBy: ['PAGE-042'],
    mutate: changeQuery((query) => {
      if (isSorted(query) || !isTrue(query)) return false
      query.set('sortBy', 'status')
      return true
    }),
  },
]

const pageSizes: readonly MockMutant[] = [
  {
    name: 'a page of 100 has 50 sessions',
    killedBy: ['PAGE-043'],
    mutate: changePages(({ content }, url) => {
      if (Number(url.searchParams.get('size')) === 100) content.splice(50)
    }),
  },
  {
    name: 'a size of 1 is a size of 2',
    killedBy: ['PAGE-043'],
    mutate: changeQuery((query) => {
      if (query.get('size') !== '1') return false
      query.set('size', '2')
      return true
    }),
  },
  {
    name: 'a size of 1 is the default size',
    killedBy: ['PAGE-043'],
    mutate: ignore('size', (query) => query.get('size') === '1'),
  },
  {
    name: 'a page of the default size has 8 sessions',
    killedBy: ['PAGE-042'],
    mutate: changePages(({ content }, url) => {
      if (!url.searchParams.has('size')) content.splice(8)
    }),
  },
  {
    name: 'the default page states a size of 20',
    killedBy: ['PAGE-042'],
    mutate: changePages(({ page }, url) => {
      if (!url.searchParams.has('size'))
        Object.assign(page, { size: 20, totalPages: Math.ceil(page.totalElements / 20) })
    }),
  },
  {
    name: 'totalPages counts one more when the last page is full',
    killedBy: ['PAGE-043'],
    mutate: changePages(({ page }) => {
      if (page.totalElements > 0 && page.totalElements % page.size === 0) page.totalPages += 1
    }),
  },
  {
    name: 'a full last page is empty',
    killedBy: ['PAGE-043'],
    mutate: changePages(({ page, content }) => {
      if (page.totalElements % page.size === 0 && page.number === page.totalPages && page.totalPages > 1)
        content.splice(0)
    }),
  },
  {
    name: 'the page after a full last page repeats it',
    killedBy: ['PAGE-043'],
    mutate: (twin, recordHit) => async (request) => {
      const response = await twin.fetch(request)
      const url = new URL(request.url)
      if (request.method !== 'GET' || !SESSIONS.test(url.pathname) || response.status !== 200) return response
      const { content, page } = (await response.clone().json()) as Page
      if (content.length > 0 || page.totalElements % page.size !== 0 || page.number !== page.totalPages + 1)
        return response
      recordHit()
      url.searchParams.set('page', String(page.totalPages))
      return await twin.fetch(new Request(url, request))
    },
  },
  {
    name: 'flow pages repeat the last flow of the page before',
    killedBy: ['PAGE-044'],
    mutate: changePages(({ content, page }) => {
      if (page.number > 1 && content.length > 1) content[0] = content[1]!
    }, FLOWS),
  },
  {
    name: 'page of flows is ignored without size',
    killedBy: ['PAGE-044'],
    mutate: ignore('page', (query) => !query.has('size'), FLOWS),
  },
  {
    name: 'size of flows is ignored without page',
    killedBy: ['PAGE-044'],
    mutate: ignore('size', (query) => !query.has('page'), FLOWS),
  },
  {
    name: 'number of flow pages is always 1',
    killedBy: ['PAGE-044'],
    mutate: changePages(({ page }) => (page.number = 1), FLOWS),
  },
  {
    name: 'size of flow pages is the number of flows',
    killedBy: ['PAGE-044'],
    mutate: changePages(({ page, content }) => (page.size = Math.max(1, content.length)), FLOWS),
  },
  {
    name: 'totalElements of flows counts the page only',
    killedBy: ['PAGE-044'],
    mutate: changePages(
      ({ page, content }) => Object.assign(page, { totalElements: content.length, totalPages: 1 }),
      FLOWS,
    ),
  },
]

const STAGING = /\/staging\/sessions$/

const credentials: readonly MockMutant[] = [
  {
    name: 'staging needs no credential',
    killedBy: ['AUTH-001'],
    mutate: accept(STAGING, 'GET', (header) => header === null),
  },
  {
    name: 'staging accepts an unknown token',
    killedBy: ['AUTH-002'],
    mutate: accept(STAGING, 'GET', isUnknownToken),
  },
  {
    name: 'a session is readable without a credential',
    killedBy: ['AUTH-001'],
    mutate: accept(DETAIL, 'GET', (header) => header === null),
  },
  {
    name: 'data blocks accept an unknown token',
    killedBy: ['AUTH-002'],
    mutate: accept(BLOCKS, 'GET', isUnknownToken),
  },
  {
    name: 'sessions accept the token without a scheme',
    killedBy: ['AUTH-003'],
    mutate: accept(SESSIONS, 'GET', (header, own) => header === own),
  },
  {
    name: 'data blocks accept the token with the scheme Token',
    killedBy: ['AUTH-003'],
    mutate: accept(BLOCKS, 'GET', (header, own) => header === `Token ${own}`),
  },
  {
    name: 'tokens for flows are compared without regard to case',
    killedBy: ['AUTH-002'],
    mutate: accept(FLOWS, 'GET', (header, own) => header?.toLowerCase() === `bearer ${own.toLowerCase()}`),
  },
  {
    name: 'a creation needs no credential',
    killedBy: ['AUTH-014'],
    mutate: accept(SESSIONS, 'POST', (header) => header === null),
  },
  {
    name: 'a creation accepts an unknown token',
    killedBy: ['AUTH-014'],
    mutate: accept(SESSIONS, 'POST', isUnknownToken),
  },
]

const readsBack: readonly MockMutant[] = [
  {
    name: 'a state of digits becomes a number',
    killedBy: ['PAGE-049'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeSessions(
      (session) => /^\d+$/.test(String(session['state'])) && (session['state'] = Number(session['state'])),
    ),
  },
  {
    name: 'a state is cut to 255 characters',
    killedBy: ['PAGE-049'],
    mutate: changePost((body) =>
      typeof body['state'] === 'string' && body['state'].length > 255 && body['state'].length <= 2048
        ? { ...body, state: body['state'].slice(0, 255) }
        : null,
    ),
  },
  {
    name: 'a state of 2048 characters is rejected',
    killedBy: ['PAGE-049'],
    mutate: changePost((body) =>
      typeof body['state'] === 'string' && body['state'].length === 2048 ? { ...body, state: 'x'.repeat(3000) } : null,
    ),
  },
  {
    name: 'a subjectId of digits loses its zeros',
    killedBy: ['PAGE-049'],
    mutate: changeSessions(
      (session) =>
        typeof session['subjectId'] === 'string' &&
        /^0\d+$/.test(session['subjectId']) &&
        (session['subjectId'] = session['subjectId'].replace(/^0+/, '')),
    ),
  },
  {
    name: 'a subjectId is written in lower case',
    killedBy: ['PAGE-049'],
    mutate: changeSessions(
      (session) => (session['subjectId'] = (session['subjectId'] as string | null)?.toLowerCase() ?? null),
    ),
  },
  {
    name: 'a subjectId loses what is not ASCII',
    killedBy: ['PAGE-049'],
    mutate: changeSessions(
      (session) => (session['subjectId'] = (session['subjectId'] as string | null)?.replaceAll(/[^ -~]/g, '') ?? null),
    ),
  },
  {
    name: 'the list sorted by status has no subjectId',
    killedBy: ['PAGE-045'],
    mutate: changeSessions(
      (session, url) => url.searchParams.get('sortBy') === 'status' && (session['subjectId'] = null),
      { detail: false },
    ),
  },
  {
    name: 'numbers of the input become strings',
    killedBy: ['PAGE-049'],
    mutate: changePost((body) =>
      JSON.stringify(body['input']).match(/:\d/) === null
        ? null
        : (JSON.parse(JSON.stringify(body).replaceAll(/:(\d+(?:\.\d+)?)(?=[,}])/g, ':"$1"')) as Item),
    ),
  },
  {
    name: 'nested input is dropped',
    killedBy: ['PAGE-049'],
    mutate: changeBodies((body, { url }) => {
      if (!BLOCKS.test(url.pathname)) return
      for (const block of (body as { dataBlocks: Item[] }).dataBlocks) {
        const content = block['content'] as Item | null
        if (content !== null && (block['createdBy'] as Item)['stepId'] === 'START')
          block['content'] = Object.fromEntries(
            Object.entries(content).filter(([, value]) => typeof value !== 'object'),
          )
      }
    }),
  },
  {
    name: 'createdAt of the creation differs from later reads',
    killedBy: ['PAGE-049'],
    mutate: changeBodies((body, { method, url }) => {
      if (method === 'POST' && SESSIONS.test(url.pathname))
        ((body as Item)['sessionContext'] as Item)['createdAt'] = '2026-01-01T00:00:00.000Z'
    }),
  },
  {
    name: 'expiresAt of the creation differs from later reads',
    killedBy: ['PAGE-049'],
    mutate: changeBodies((body, { method, url }) => {
      if (method === 'POST' && SESSIONS.test(url.pathname))
        ((body as Item)['sessionContext'] as Item)['expiresAt'] = '2036-01-01T00:00:00.000Z'
    }),
  },
  {
    name: 'flowVersion of the creation differs from later reads',
    killedBy: ['PAGE-049'],
    mutate: changeBodies((body, { method, url }) => {
      if (method === 'POST' && SESSIONS.test(url.pathname)) (body as Item)['flowVersion'] = 99
    }),
  },
  {
    name: 'a session of staging is created in live',
    killedBy: ['PAGE-052'],
    mutate: changeRequests((url, { method }) => {
      if (method !== 'POST' || !url.pathname.endsWith('/staging/sessions')) return false
      url.pathname = url.pathname.replace('/staging/', '/live/')
      return true
    }),
  },
]

const sideEffects: readonly MockMutant[] = [
  {
    name: 'a creation counts twice',
    killedBy: ['PAGE-050'],
    mutate: changeAfterCreation(({ page }) => (page.totalElements += 1)),
  },
  {
    name: 'a creation is listed twice',
    killedBy: ['PAGE-050'],
    mutate: changeAfterCreation(({ content, page }, _, id) => {
      const created = content.find(({ sessionId }) => sessionId === id)
      if (created !== undefined && content.length > 2) {
        content.splice(1, 0, created)
        content.pop()
        page.totalElements += 1
      }
    }),
  },
  {
    name: 'a creation updates another session',
    killedBy: ['PAGE-050'],
    mutate: changeAfterCreation(({ content }, _, id) => {
      for (const session of content)
        if (session['sessionId'] !== id && session['completedAt'] !== null)
          session['updatedAt'] = '2035-01-01T00:00:00.000Z'
    }),
  },
  {
    name: 'a creation removes the session before it',
    killedBy: ['PAGE-050'],
    mutate: changeAfterCreation(({ content }, _, id) => {
      const index = content.findIndex(({ sessionId }) => sessionId === id)
      if (index !== -1) content.splice(index + 1, 1)
    }),
  },
  {
    name: 'a creation changes the subject of another session',
    killedBy: ['PAGE-049'],
    mutate: changeAfterCreation(({ content }, _, id) => {
      for (const session of content) if (session['sessionId'] !== id) session['subjectId'] = 'other'
    }),
  },
  {
    name: 'a rejected creation creates a session',
    killedBy: ['PAGE-051'],
    mutate: (twin, recordHit) => async (request) => {
      const response = await twin.fetch(request)
      if (request.method !== 'POST' || response.status !== 400 || !request.url.endsWith('/sessions')) return response
      recordHit()
      const { method, url, headers } = request
      await twin.fetch(new Request(url, { method, headers, body: '{"metadata":{"subjectId":"extra"}}' }))
      return response
    },
  },
]

const invalidWrites: readonly MockMutant[] = [
  {
    name: 'a subjectId may be a number',
    killedBy: ['PAGE-051'],
    mutate: changePost((body) =>
      typeof (body['metadata'] as Item | undefined)?.['subjectId'] === 'number'
        ? { ...body, metadata: { subjectId: '7' } }
        : null,
    ),
  },
  {
    name: 'metadata may be a list',
    killedBy: ['PAGE-051'],
    mutate: changePost((body) => (Array.isArray(body['metadata']) ? { ...body, metadata: { subjectId: 'x' } } : null)),
  },
  {
    name: 'redirectUrl may be a number',
    killedBy: ['PAGE-051'],
    mutate: changePost(({ redirectUrl, ...body }) => (typeof redirectUrl === 'number' ? body : null)),
  },
  {
    name: 'redirectUrl may be any text',
    killedBy: ['PAGE-051'],
    mutate: changePost(({ redirectUrl, ...body }) =>
      typeof redirectUrl === 'string' && !redirectUrl.includes('://') ? body : null,
    ),
  },
  {
    name: 'input may be a list',
    killedBy: ['PAGE-051'],
    mutate: changePost(({ input, ...body }) => (Array.isArray(input) ? body : null)),
  },
  {
    name: 'state may be an object',
    killedBy: ['PAGE-051'],
    mutate: changePost(({ state, ...body }) => (typeof state === 'object' ? body : null)),
  },
  {
    name: 'a state of 2049 characters is accepted',
    killedBy: ['PAGE-035'],
    mutate: changePost((body) =>
      typeof body['state'] === 'string' && body['state'].length === 2049 ? { ...body, state: 'x' } : null,
    ),
  },
  {
    name: 'an empty subjectId is accepted',
    killedBy: ['PAGE-051'],
    mutate: changePost((body) =>
      (body['metadata'] as Item | undefined)?.['subjectId'] === '' ? { ...body, metadata: { subjectId: 'x' } } : null,
    ),
  },
  {
    name: 'a creation sets the status that it contains',
    killedBy: ['PAGE-051'],
    mutate: (twin, recordHit) => {
      const ids = new Set<unknown>()
      const changing = changeSessions(
        (session) =>
          ids.has(session['sessionId']) &&
          Object.assign(session, {
            sessionStatus: 'COMPLETED',
            outcome: 'accepted',
            completedAt: session['updatedAt'],
            expiresAt: null,
          }),
      )(twin, recordHit)
      return async (request) => {
        const text = request.method === 'POST' ? await request.clone().text() : ''
        const response = await changing(request)
        if (text.includes('sessionStatus') && response.status === 201)
          ids.add(((await response.clone().json()) as { sessionContext: Item }).sessionContext['sessionId'])
        return response
      }
    },
  },
  {
    name: 'a draft of a flow or an unknown flow creates sessions of the first flow',
    killedBy: ['PAGE-036'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeResponses(({ status }, { method, url }) =>
      method === 'POST' && status === 404 && SESSIONS.test(url.pathname) ? { status: 201, text: '{}' } : null,
    ),
  },
]

const representations: readonly MockMutant[] = [
  {
    name: 'sessions sorted by status have no lastStep',
    killedBy: ['PAGE-045'],
    mutate: changeSessions(
      (session, url) => url.searchParams.get('sortBy') === 'status' && (session['lastStep'] = null),
      { detail: false },
    ),
  },
  {
    name: 'sessions of newest-first pages have no outcome',
    killedBy: ['PAGE-045'],
    mutate: changeSessions(
      (session, url) => url.searchParams.get('sortDesc') === 'true' && (session['outcome'] = null),
      { detail: false },
    ),
  },
  {
    name: 'sessions on later pages have another flowVersion',
    killedBy: ['PAGE-045'],
    mutate: changeSessions(
      (session, url) => Number(url.searchParams.get('page') ?? '1') % 2 === 0 && (session['flowVersion'] = 77),
      { detail: false },
    ),
  },
  {
    name: 'a single read has another lastStep',
    killedBy: ['PAGE-047'],
    mutate: changeBodies((body, { url }) => {
      if (DETAIL.test(url.pathname)) (body as Item)['lastStep'] = null
    }),
  },
  {
    name: 'a single read has updatedAt in seconds',
    killedBy: ['PAGE-047'],
    mutate: changeBodies((body, { url }) => {
      if (DETAIL.test(url.pathname))
        (body as Item)['updatedAt'] = String((body as Item)['updatedAt']).replace(/\.\d+Z/, '.000Z')
    }),
  },
  {
    name: 'single reads of rejected sessions are accepted',
    killedBy: ['PAGE-047'],
    mutate: changeBodies((body, { url }) => {
      if (DETAIL.test(url.pathname) && (body as Item)['outcome'] === 'rejected') (body as Item)['outcome'] = 'accepted'
    }),
  },
  {
    name: 'the single read of a running session has startedAt null',
    killedBy: ['PAGE-047'],
    mutate: changeBodies((body, { url }) => {
      if (DETAIL.test(url.pathname) && (body as Item)['sessionStatus'] === 'RUNNING') (body as Item)['startedAt'] = null
    }),
  },
  {
    name: 'flows of a later page have other names',
    killedBy: ['PAGE-044'],
    mutate: changePages(({ content, page }) => {
      for (const flow of content) if (page.number > 1) flow['name'] = 'None'
    }, FLOWS),
  },
  {
    name: 'flows have another environment than the path',
    killedBy: ['PAGE-044'],
    mutate: changePages(({ content }) => {
      for (const flow of content) flow['environment'] = flow['environment'] === 'live' ? 'staging' : 'live'
    }, FLOWS),
  },
  {
    name: 'flows have another version than new sessions',
    killedBy: ['PAGE-049'],
    mutate: changePages(({ content }) => {
      for (const flow of content) if (flow['version'] !== undefined) flow['version'] = 1 + Number(flow['version'])
    }, FLOWS),
  },
  {
    name: 'results name data blocks that do not exist',
    killedBy: ['PAGE-048'],
    mutate: changeBodies((body, { url }) => {
      if (DETAIL.test(url.pathname))
        for (const result of ((body as Item)['results'] ?? []) as Item[])
          result['datablockId'] = '00000000-0000-4000-8000-000000000000'
    }),
  },
]

const headersAndCounts: readonly MockMutant[] = [
  {
    name: 'totalElements of size 1 pages is one too many',
    killedBy: ['PAGE-043'],
    mutate: changePages(({ page }, url) => {
      if (url.searchParams.get('size') === '1') page.totalElements += 1
    }),
  },
  {
    name: 'totalElements is the maximum of 100 at most',
    killedBy: ['PAGE-042'],
    mutate: changePages(({ page }, url) => {
      if (!url.searchParams.has('sortBy'))
        Object.assign(page, {
          totalElements: Math.min(20, page.totalElements),
          totalPages: Math.ceil(Math.min(20, page.totalElements) / page.size),
        })
    }),
  },
  {
    name: 'sorting by status counts unfinished sessions only',
    killedBy: ['PAGE-029'],
    mutate: changePages(({ page }, url) => {
      if (url.searchParams.get('sortBy') === 'status' && url.searchParams.get('sortDesc') === 'true')
        Object.assign(page, {
          totalElements: page.totalElements - 1,
          totalPages: Math.ceil((page.totalElements - 1) / page.size),
        })
    }),
  },
]

const shift = (text: unknown, seconds: number): string =>
  new Date(Date.parse(String(text)) + seconds * 1000).toISOString()

const instants: readonly MockMutant[] = [
  {
    name: 'completedAt is in the future',
    killedBy: ['PAGE-046'],
    mutate: changeSessions(
      (session) => session['sessionStatus'] === 'COMPLETED' && (session['completedAt'] = '2035-01-01T00:00:00.000Z'),
    ),
  },
  {
    name: 'completedAt is later than updatedAt',
    killedBy: ['PAGE-046'],
    mutate: changeSessions(
      (session) => session['completedAt'] !== null && (session['completedAt'] = shift(session['updatedAt'], 60)),
    ),
  },
  {
    name: 'completedAt is earlier than startedAt',
    killedBy: ['PAGE-048'],
    mutate: changeSessions(
      (session) =>
        session['completedAt'] !== null &&
        session['startedAt'] !== null &&
        ((session['completedAt'] = session['createdAt']), (session['startedAt'] = shift(session['createdAt'], 0.5))),
    ),
  },
  {
    name: 'expired sessions expire in the future',
    killedBy: ['PAGE-046'],
    mutate: changeSessions(
      (session) => session['sessionStatus'] === 'EXPIRED' && (session['expiresAt'] = '2035-01-01T00:00:00.000Z'),
    ),
  },
  {
    name: 'running sessions are past expiresAt',
    killedBy: ['PAGE-046'],
    mutate: changeSessions(
      (session) => session['sessionStatus'] === 'RUNNING' && (session['expiresAt'] = shift(session['createdAt'], 1)),
    ),
  },
  {
    name: 'expired sessions are still running',
    killedBy: ['PAGE-046'],
    mutate: changeSessions(
      (session) =>
        session['sessionStatus'] === 'EXPIRED' &&
        Object.assign(session, {
          sessionStatus: 'RUNNING',
          completedAt: null,
          outcome: null,
          expiresAt: session['completedAt'],
        }),
    ),
  },
  {
    name: 'created sessions have started',
    killedBy: ['PAGE-049'],
    mutate: changeSessions(
      (session) => session['sessionStatus'] === 'CREATED' && (session['startedAt'] = session['createdAt']),
    ),
  },
  {
    name: 'the last step of accepted sessions is rejected',
    killedBy: ['PAGE-046'],
    mutate: changeSessions(
      (session) =>
        session['outcome'] === 'accepted' &&
        session['lastStep'] !== null &&
        ((session['lastStep'] as Item)['verdict'] = 'rejected'),
    ),
  },
  {
    name: 'createdAt is in the future',
    killedBy: ['PAGE-013'],
    mutate: changeSessions(
      (session) =>
        session['sessionStatus'] === 'RUNNING' && Object.assign(session, { createdAt: '2035-01-01T00:00:00.000Z' }),
    ),
  },
  {
    name: 'data blocks are older than their session',
    killedBy: ['PAGE-048'],
    mutate: changeBodies((body, { url }) => {
      if (BLOCKS.test(url.pathname))
        for (const block of (body as { dataBlocks: Item[] }).dataBlocks) block['createdAt'] = '2020-01-01T00:00:00.000Z'
    }),
  },
  {
    name: 'data blocks are newer than the end of their session',
    killedBy: ['PAGE-048'],
    mutate: changeBodies((body, { url }) => {
      if (BLOCKS.test(url.pathname))
        for (const block of (body as { dataBlocks: Item[] }).dataBlocks) block['createdAt'] = '2035-01-01T00:00:00.000Z'
    }),
  },
  {
    name: 'the clock of data blocks goes backwards',
    killedBy: ['PAGE-048'],
    mutate: changeBodies((body, { url }) => {
      if (BLOCKS.test(url.pathname))
        (body as { dataBlocks: Item[] }).dataBlocks.forEach(
          (block, index, all) => ((block['createdBy'] as Item)['clock'] = all.length - index),
        )
    }),
  },
]

const spellings: readonly MockMutant[] = [
  {
    name: 'sortDesc=false is true',
    killedBy: ['PAGE-042'],
    mutate: changeQuery((query) => {
      if (query.get('sortDesc') !== 'false' || query.has('page')) return false
      query.set('sortDesc', 'true')
      return true
    }),
  },
  {
    name: 'page 10 is read as page 1',
    killedBy: ['PAGE-042'],
    mutate: changeQuery((query) => {
      if (query.get('page') !== '10') return false
      query.set('page', '1')
      return true
    }),
  },
  {
    name: 'size is read from its first digit',
    killedBy: ['PAGE-043'],
    mutate: changeQuery((query) => {
      if (query.get('size') !== '10') return false
      query.set('size', '1')
      return true
    }),
  },
]

const repeated: readonly MockMutant[] = [
  {
    name: 'a repeated creation returns the first session',
    killedBy: ['PAGE-053'],
    mutate: (twin, recordHit) => {
      const seen = new Map<string, Response>()
      return async (request) => {
        const key = request.method === 'POST' ? `${request.url} ${await request.clone().text()}` : ''
        if (key === '' || !SESSIONS.test(new URL(request.url).pathname)) return await twin.fetch(request)
        const first = seen.get(key)
        if (first !== undefined) {
          recordHit()
          return first.clone()
        }
        const response = await twin.fetch(request)
        if (response.status === 201) seen.set(key, response.clone())
        return response
      }
    },
  },
  {
    name: 'a repeated creation is rejected',
    killedBy: ['PAGE-053'],
    mutate: (twin, recordHit) => {
      const seen = new Set<string>()
      return async (request) => {
        const key = request.method === 'POST' ? `${request.url} ${await request.clone().text()}` : ''
        if (key === '' || !seen.has(key)) {
          const response = await twin.fetch(request)
          if (response.status === 201) seen.add(key)
          return response
        }
        recordHit()
        return new Response('{"statusCode":409,"message":"Conflict"}', {
          status: 409,
          headers: { 'content-type': 'application/json', date: new Date(twin.clock.now()).toUTCString() },
        })
      }
    },
  },
  {
    name: 'a page that is read again skips a session',
    killedBy: ['PAGE-045'],
    mutate: (twin, recordHit) => {
      const seen = new Set<string>()
      return changePages(({ content }, url) => {
        if (seen.has(url.href) && Number(url.searchParams.get('page')) > 1) content.shift()
        seen.add(url.href)
      })(twin, recordHit)
    },
  },
  {
    name: 'data blocks are returned once',
    killedBy: ['PAGE-048'],
    mutate: (twin, recordHit) => {
      const seen = new Set<string>()
      return changeBodies((body, { url }) => {
        if (BLOCKS.test(url.pathname) && seen.has(url.href)) (body as Item)['dataBlocks'] = []
        seen.add(url.href)
      })(twin, recordHit)
    },
  },
]

/** Single faults by kind: combinations, page sizes, credentials, writes, representations, counts, times, spellings. */
export const idnowSingleFaults: readonly MockMutant[] = [
  ...combinations,
  ...pageSizes,
  ...credentials,
  ...readsBack,
  ...sideEffects,
  ...invalidWrites,
  ...representations,
  ...headersAndCounts,
  ...instants,
  ...spellings,
  ...repeated,
]
