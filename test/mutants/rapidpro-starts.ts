import * as cursorPages from '../../mock/wire/pagination.ts'
import { FIRST_PAGE } from '../../mock/wire/pagination.ts'
import { answers, bodies, type Spoil } from '../contracts/mutants/mutant.ts'
import { pages } from '../contracts/mutants/rapidpro-changes.ts'
import type { TimePassed } from '../../contracts/index.ts'
import { type MockMutant, wrong } from './wrong.ts'

type Fields = Record<string, unknown>

const isStart = (url: URL): boolean => url.pathname.endsWith('flow_starts.json')
const isContact = (url: URL): boolean => url.pathname.endsWith('contacts.json')

/** Changes what a POST is sent. */
function sent(applies: (url: URL) => boolean, change: (body: Fields) => Fields | null): Spoil<never> {
  return (twin, hit) => async (request) => {
    if (request.method !== 'POST' || !applies(new URL(request.url))) return await twin.send(request)
    const changed = change(JSON.parse(await request.clone().text()) as Fields)
    if (changed === null) return await twin.send(request)
    hit()
    const { method, headers } = request
    return await twin.send(new Request(request.url, { method, headers, body: JSON.stringify(changed) }))
  }
}

/** What goes wrong when RapidPro is asked to start contacts or to keep them, and while its list moves. */
export const rapidproStarts: readonly MockMutant[] = [
  {
    name: 'a start answers 200',
    kills: ['CUR-057'],
    spoil: answers(({ status }, { url }) => (isStart(url) && status === 201 ? { status: 200 } : null)),
  },
  {
    name: 'runs do not say which start they come from',
    kills: ['CUR-058', 'LIFE-006'],
    spoil: (twin, hit) =>
      pages(({ results }) => {
        for (const one of results) if (one['start'] !== undefined) one['start'] = null
      })(twin, hit),
  },
  {
    name: 'starts are not listed',
    kills: ['CUR-059'],
    spoil: bodies((body, { url, method }) => {
      if (isStart(url) && method === 'GET') (body as { results: unknown[] }).results = []
    }),
  },
  {
    name: 'odd parameters of a start are left out',
    kills: ['CUR-060'],
    spoil: sent(isStart, ({ params, ...body }) => (typeof params === 'string' ? body : null)),
  },
  {
    name: 'a start leaves contacts in the flow that they are in',
    kills: ['CUR-061'],
    spoil: (twin, hit) => {
      const first = new Map<unknown, Fields>()
      return pages(({ results }) => {
        for (const one of results) {
          const known = first.get(one['uuid'])
          if (known !== undefined && one['exit_type'] === 'interrupted' && known['exit_type'] === null)
            Object.assign(one, { exit_type: null, exited_on: null })
          if (known === undefined) first.set(one['uuid'], { ...one })
        }
      })(twin, hit)
    },
  },
  {
    name: 'everybody is started again, whatever is asked for',
    kills: ['CUR-062'],
    spoil: sent(isStart, (body) =>
      body['restart_participants'] === false ? { ...body, restart_participants: true } : null,
    ),
  },
  {
    name: 'a contact is kept without its name',
    kills: ['CUR-067'],
    spoil: sent(isContact, ({ name, ...body }) => (name === undefined ? null : body)),
  },
  {
    name: 'an unknown contact is changed all the same',
    kills: ['CUR-068'],
    also: ['SCH-001'],
    spoil: answers(({ status }, { url, method }) =>
      isContact(url) && method === 'POST' && status === 404 ? { status: 200, text: '{}' } : null,
    ),
  },
  {
    name: 'a cursor is a place in the list as it is now',
    kills: ['CUR-016'],
    spoil: wrong(cursorPages, 'buildCursorPage', (truth, [cursor, size, read]) => {
      const page = truth(cursor === null ? null : { ...FIRST_PAGE, offset: cursor.offset }, size, read)
      const next = { ...FIRST_PAGE, offset: (cursor?.offset ?? 0) + size }
      return { ...page, next: page.rows.length < size ? null : next }
    }),
    also: ['CUR-011'],
  },
  {
    name: 'a run that goes on is nowhere for a while',
    kills: ['CUR-017'],
    spoil: (twin, hit) => {
      const { control } = twin
      let moved = false
      let last: unknown
      const insert = async (count: number): Promise<TimePassed> => {
        moved = true
        return await control!.insert(count)
      }
      Object.assign(twin, { control: { ...control, insert } })
      return pages((page, url) => {
        if (!moved && page.next === null && url.searchParams.has('cursor')) last = page.results.at(-1)?.['uuid']
        if (!moved || url.searchParams.has('uuid')) {
          for (const one of page.results)
            if (moved && one['uuid'] === last) one['modified_on'] = '2035-01-01T00:00:00.000000Z'
        } else page.results = page.results.filter(({ uuid }) => uuid !== last)
      })(twin, hit)
    },
  },
]
