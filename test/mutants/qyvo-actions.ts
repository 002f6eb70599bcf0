import { answers, bodies, type Spoil } from '../contracts/mutants/mutant.ts'
import type { MockMutant } from './wrong.ts'

type Fields = Record<string, unknown>

const isAction = (url: URL, name: string): boolean => url.pathname.endsWith(`/actions/${name}`)

/** Changes what a successful action answers. */
function action(name: string, change: (body: Fields) => unknown): Spoil<never> {
  return bodies((body, { url }) => {
    if (isAction(url, name)) change(body as Fields)
  })
}

/** Changes what an action is asked. */
function asked(name: string, change: (body: Fields) => Fields | null): Spoil<never> {
  return (twin, hit) => async (request) => {
    if (!isAction(new URL(request.url), name)) return await twin.send(request)
    const changed = change(JSON.parse(await request.clone().text()) as Fields)
    if (changed === null) return await twin.send(request)
    hit()
    const { method, headers } = request
    return await twin.send(new Request(request.url, { method, headers, body: JSON.stringify(changed) }))
  }
}

/** Answers a refused action as if it had worked. */
function accepted(name: string, status: number, body: unknown): Spoil<never> {
  return answers((answer, { url }) =>
    isAction(url, name) && answer.status === status ? { status: 200, text: JSON.stringify(body) } : null,
  )
}

/** Lets a start be sent twice, so that what follows it is the second. */
const started = { id: 'f40f40f4-0f40-4f40-8f40-f40f40f40f40', status: 'started' }

/** What goes wrong when Qyvo is asked to do something. */
export const qyvoActions: readonly MockMutant[] = [
  {
    name: 'a start answers and makes nothing',
    kills: ['POLL-028', 'LIFE-006'],
    spoil: action('trigger-flow', (body) => body['status'] === 'started' && Object.assign(body, { id: started.id })),
  },
  {
    name: 'a draft can be started',
    kills: ['POLL-028'],
    also: ['POLL-032'],
    spoil: accepted('trigger-flow', 404, started),
  },
  {
    name: 'a start says what the session says',
    kills: ['POLL-029'],
    also: ['SCH-004'],
    spoil: action('trigger-flow', (body) => body['status'] === 'started' && Object.assign(body, { status: 'running' })),
  },
  {
    name: 'a start answers 200',
    kills: ['POLL-030'],
    spoil: answers(({ status }, { url }) => (isAction(url, 'trigger-flow') && status === 201 ? { status: 200 } : null)),
  },
  {
    name: 'a second start says that it started',
    kills: ['POLL-031'],
    spoil: action('trigger-flow', (body) =>
      body['status'] === 'already_running' ? Object.assign(body, { status: 'started' }) : false,
    ),
  },
  {
    name: 'an unknown contact is silently left out',
    kills: ['POLL-032'],
    spoil: answers(({ status, text }, { url }) =>
      isAction(url, 'trigger-flow') && status === 404 && text.includes('Contact')
        ? { status: 200, text: '{"status":"already_running"}' }
        : null,
    ),
  },
  {
    name: 'of two ways to name a contact the first counts',
    kills: ['POLL-033'],
    spoil: asked('trigger-flow', ({ phone, ...body }) => (phone === undefined || !body['contact_id'] ? null : body)),
  },
  {
    name: 'a start forgets what the flow is given',
    kills: ['POLL-034'],
    spoil: asked('trigger-flow', (body) => (body['context'] === undefined ? null : { ...body, context: {} })),
  },
  {
    name: 'a session shows another number than the contact has',
    kills: ['POLL-035'],
    spoil: bodies((body, { url }) => {
      if (!url.pathname.endsWith('new-flow-triggered')) return
      for (const one of body as Fields[]) one['contact_phone'] = String(one['contact_phone']).replace(/\d$/, '7')
    }),
  },
  {
    name: 'a contact is kept without metadata',
    kills: ['POLL-036'],
    also: ['POLL-038', 'POLL-039'],
    spoil: asked('create-contact', ({ metadata, ...body }) => (metadata === undefined ? null : body)),
  },
  {
    name: 'a search looks at one condition',
    kills: ['POLL-037'],
    spoil: asked('search-contacts', (body) =>
      body['query'] !== undefined && body['tag'] !== undefined ? { tag: '', query: 'flowtwin' } : null,
    ),
  },
  {
    name: 'a contact that is named again loses what is left out',
    kills: ['POLL-038'],
    also: ['POLL-039'],
    spoil: asked('create-contact', (body) =>
      body['email'] === undefined && body['phone'] !== undefined && body['name'] === 'Zoë Again'
        ? { ...body, email: 'nobody@flowtwin.example.com' }
        : null,
    ),
  },
  {
    name: 'tags are added, never replaced',
    kills: ['POLL-039'],
    spoil: asked('update-contact', (body) =>
      typeof body['tags'] === 'string' ? { ...body, tags: `flowtwin,${body['tags']}` } : null,
    ),
  },
  {
    name: 'nobody is found empty',
    kills: ['POLL-040'],
    also: ['SCH-001'],
    spoil: accepted('get-contact', 404, {}),
  },
  {
    name: 'a contact that is named in no way is anybody',
    kills: ['POLL-041'],
    also: ['SCH-001'],
    spoil: accepted('get-contact', 422, {}),
  },
]
