import * as session from '../../mock/vendors/idnow/sessions.ts'
import { answers, bodies, type Spoil } from '../contracts/mutants/mutant.ts'
import { type Page, pages } from '../contracts/mutants/idnow-changes.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

type Session = Record<string, unknown>

/** Changes sessions in every other page. */
function turns(change: (one: Session) => unknown): Spoil<never> {
  let turn = 0
  return listed(({ content }) => {
    if (++turn % 2 === 0) for (const one of content) change(one)
  })
}

/** Changes pages of sessions, not of flows. */
function listed(change: (body: Page, url: URL) => unknown): Spoil<never> {
  return (twin, hit) => pages((body, url) => url.pathname.endsWith('/sessions') && change(body, url))(twin, hit)
}

/** What goes wrong in IDnow's environments, totals and sessions over time, and in what stands beside them. */
export const idnowPlaces: readonly MockMutant[] = [
  {
    name: 'staging shows live sessions',
    kills: ['PAGE-022'],
    also: ['PAGE-033'],
    spoil: (twin, hit) => async (request) => {
      if (request.method !== 'GET' || !request.url.includes('/staging/sessions?')) return await twin.send(request)
      hit()
      return await twin.send(new Request(request.url.replace('/staging/', '/live/'), request))
    },
  },
  {
    name: 'a session is lost when others come',
    kills: ['PAGE-028'],
    spoil: (twin, hit) => {
      let total = 0
      return listed(({ content, page }, url) => {
        const grown = total > 0 && page.totalElements > total && page.number > 1
        total = page.totalElements
        if (grown && url.searchParams.get('sortDesc') === 'true') content.splice(-3)
      })(twin, hit)
    },
  },
  {
    name: 'the total jitters',
    kills: ['PAGE-029'],
    spoil: listed(({ page }, url) => {
      if (url.searchParams.get('sortDesc') === 'true' && page.number === 3) page.totalElements += 1
    }),
  },
  {
    name: 'DELETE answers 200',
    kills: ['PAGE-030'],
    spoil: answers(({ status }, { method }) =>
      method === 'DELETE' && status === 405 ? { status: 200, text: '{}' } : null,
    ),
  },
  {
    name: 'a running session is created again in every other page',
    kills: ['LIFE-001'],
    spoil: turns((one) => one['sessionStatus'] === 'RUNNING' && (one['sessionStatus'] = 'CREATED')),
  },
  {
    name: 'what was completed has failed in every other page',
    kills: ['LIFE-002'],
    also: ['PAGE-024'],
    spoil: turns((one) => one['sessionStatus'] === 'COMPLETED' && (one['sessionStatus'] = 'ERROR')),
  },
  {
    name: 'completedAt drifts',
    kills: ['LIFE-003'],
    also: ['LIFE-004'],
    spoil: turns((one) => one['completedAt'] !== null && (one['completedAt'] = '2035-01-01T00:00:00.000Z')),
  },
  {
    name: 'a session by itself runs on',
    kills: ['LIFE-004'],
    also: ['LIFE-002', 'LIFE-003'],
    spoil: bodies((body, { url }) => {
      const one = body as Session
      if (/sessions\/[^/]+$/.test(url.pathname) && one['completedAt'] !== null)
        Object.assign(one, { sessionStatus: 'RUNNING', completedAt: null })
    }),
  },
  {
    name: 'nothing ever expires',
    kills: ['LIFE-007'],
    spoil: wrong(session, 'serializeSession', (truth, [run, world]) =>
      run.status === 'expired' ? truth({ ...run, status: 'failed' }, world) : AS_EVER,
    ),
  },
  {
    name: 'a page of flows does not add up',
    kills: ['PAGE-038'],
    spoil: bodies((body, { url }) => {
      if (/\/flows\/[^/]+$/.test(url.pathname)) (body as Page).page.totalPages += 1
    }),
  },
  {
    name: 'data stands the other way round',
    kills: ['PAGE-039'],
    spoil: bodies((body) => {
      const { dataBlocks } = body as { dataBlocks?: unknown[] }
      dataBlocks?.reverse()
    }),
  },
  {
    name: 'there are no keys',
    kills: ['PAGE-040'],
    also: ['SCH-001'],
    spoil: bodies((body) => {
      if ((body as { keys?: unknown }).keys !== undefined) (body as { keys: unknown[] }).keys = []
    }),
  },
  {
    name: 'a wrong secret gets a token',
    kills: ['PAGE-041'],
    also: ['SCH-001'],
    spoil: answers(({ status }, { url }) =>
      url.pathname.endsWith('/oidc/token') && status === 401 ? { status: 200, text: '{"access_token":"made"}' } : null,
    ),
  },
]
