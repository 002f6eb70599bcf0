import { answers, bodies, type Spoil } from '../contracts/mutants/mutant.ts'
import { type Page, pages } from '../contracts/mutants/idnow-changes.ts'
import type { MockMutant } from './wrong.ts'

type Members = Record<string, unknown>

/** Changes what the reads and the creation of one session answer. */
function alone(change: (one: Members, method: string) => unknown): Spoil<never> {
  return bodies((body, { url, method }) => {
    const isOne = method === 'POST' ? url.pathname.endsWith('/sessions') : /sessions\/[^/]+$/.test(url.pathname)
    if (isOne) change(body as Members, method)
  })
}

/** Changes pages once a session was created. */
function afterwards(change: (body: Page, url: URL, id: unknown) => unknown): Spoil<never> {
  return (twin, hit) => {
    let id: unknown
    const listing = pages(
      (body, url) => id !== undefined && url.pathname.endsWith('/sessions') && change(body, url, id),
    )
    const changed = listing(twin, hit)
    return async (request) => {
      const response = await changed(request)
      if (request.method !== 'POST' || response.status !== 201) return response
      id = ((await response.clone().json()) as { sessionContext: { sessionId: string } }).sessionContext.sessionId
      return response
    }
  }
}

/** A refusal that becomes a success. */
function accepted(path: RegExp, status: number): Spoil<never> {
  return answers((answer, { url }) =>
    path.test(url.pathname) && answer.status === status ? { status: 200, text: '{}' } : null,
  )
}

/** What goes wrong when IDnow creates a session. */
export const idnowCreations: readonly MockMutant[] = [
  {
    name: 'a new session is of another environment',
    kills: ['PAGE-031'],
    spoil: alone((one, method) => method === 'POST' && (one['environment'] = 'staging')),
  },
  {
    name: 'a session forgets its state',
    kills: ['PAGE-032'],
    spoil: alone((one, method) => method === 'GET' && (one['state'] = null)),
  },
  {
    name: 'a new session is not listed',
    kills: ['PAGE-033', 'LIFE-006'],
    spoil: afterwards(({ content, page }, _, id) => {
      const kept = content.filter((one) => one['sessionId'] !== id)
      page.totalElements -= content.length - kept.length
      content.splice(0, content.length, ...kept)
    }),
  },
  {
    name: 'the list names another subject',
    kills: ['PAGE-034'],
    spoil: afterwards(({ content }, _, id) => {
      for (const one of content) if (one['sessionId'] === id) one['subjectId'] = 'somebody-else'
    }),
  },
  {
    name: 'a state of any length is taken',
    kills: ['PAGE-035'],
    spoil: answers(({ status, text }, { method }) =>
      method === 'POST' && status === 400 && text.includes('state') ? { status: 202, text: '{}' } : null,
    ),
  },
  {
    name: 'an unknown session is empty',
    kills: ['PAGE-036'],
    also: ['SCH-001', 'PAGE-037'],
    spoil: accepted(/sessions\/[^/]+$/, 404),
  },
  {
    name: 'a session can be read in the other environment',
    kills: ['PAGE-037'],
    spoil: (twin, hit) => async (request) => {
      if (!/staging\/sessions\/./.test(request.url)) return await twin.send(request)
      hit()
      return await twin.send(new Request(request.url.replace('/staging/', '/live/'), request))
    },
  },
]
