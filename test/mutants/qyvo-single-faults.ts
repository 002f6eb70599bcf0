import * as search from '../../mock/vendors/qyvo/contact-search.ts'
import * as flowSessions from '../../mock/vendors/qyvo/flow-sessions.ts'
import * as messages from '../../mock/vendors/qyvo/messages.ts'
import * as dateTime from '../../mock/wire/date-time.ts'
import * as activeRuns from '../../mock/world/query/active-run.ts'
import { addDuration, HOUR, MINUTE } from '../../mock/world/time.ts'
import {
  changeBodies,
  changeRequests,
  changeResponses,
  deleteParameter,
  type Mutation,
  respondInstead,
} from '../contracts/mutants/mutant.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'
import { acceptCredential, type CredentialFault } from './credential-faults.ts'

type Fields = Record<string, unknown>

const JSON_HEADERS = { 'content-type': 'application/json' }
const isFeed = (url: URL): boolean => url.pathname.endsWith('/new-flow-triggered')
const isMessages = (url: URL): boolean => url.pathname.endsWith('/new-message-received')
const isAction = (url: URL, name: string): boolean => url.pathname.endsWith(`/actions/${name}`)

/** Changes every session of the feed. */
function changeSessions(change: (session: Fields, url: URL) => unknown): Mutation<never> {
  return changeBodies((body, { url }) => {
    if (isFeed(url)) for (const session of body as Fields[]) change(session, url)
  })
}

/** Changes the response of a successful action. */
function changeResult(name: string, change: (body: Fields) => unknown): Mutation<never> {
  return changeBodies((body, { url }) => (isAction(url, name) ? change(body as Fields) : undefined))
}

/** Changes the body of an action; null keeps it. */
function changeAction(name: string, change: (body: Fields) => Fields | null): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    if (!isAction(new URL(request.url), name)) return await twin.fetch(request)
    const changed = change(parseBody(await request.clone().text()))
    if (changed === null) return await twin.fetch(request)
    recordHit()
    const { method, headers, url } = request
    return await twin.fetch(new Request(url, { method, headers, body: JSON.stringify(changed) }))
  }
}

function parseBody(text: string): Fields {
  try {
    return (JSON.parse(text) ?? {}) as Fields
  } catch {
    return {}
  }
}

/** Rewrites the scalars inside a value. */
function mapScalars(value: unknown, map: (scalar: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => mapScalars(element, map))
  if (typeof value !== 'object' || value === null) return map(value)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapScalars(inner, map)]))
}

const parseDigits = (value: unknown): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
const toText = (value: unknown): unknown =>
  typeof value === 'boolean' || typeof value === 'number' ? String(value) : value
const toAscii = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll(/[^\0-\x7f]/g, '?') : value)

/** Sends an action of the server itself after a successful one. */
function actAfter(
  name: string,
  build: (sent: Fields, result: Fields) => readonly [string, Fields] | null,
): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    const url = new URL(request.url)
    const sent = isAction(url, name) ? parseBody(await request.clone().text()) : {}
    const { headers } = request
    const response = await twin.fetch(request)
    if (!isAction(url, name) || response.status >= 300) return response
    const action = build(sent, (await response.clone().json()) as Fields)
    if (action === null) return response
    recordHit()
    const path = request.url.replace(name, action[0])
    await twin.fetch(new Request(path, { method: 'POST', headers, body: JSON.stringify(action[1]) }))
    return response
  }
}

/** Answers invalid actions with a success. */
function acceptInvalid(name: string, isInvalid: (body: Fields) => boolean, result: unknown): Mutation<never> {
  return respondInstead(async ({ url }, request) => {
    if (!isAction(url, name) || !isInvalid(parseBody(await request.text()))) return null
    return Response.json(result, { headers: JSON_HEADERS })
  })
}

const credentialFaults: readonly (readonly [name: string, killedBy: string, fault: CredentialFault])[] = [
  [
    'the owner of no token is returned',
    'AUTH-001',
    { isOpen: ({ url }) => url.endsWith('/me'), accepts: (header) => header === null },
  ],
  [
    'messages are returned for an unknown token',
    'AUTH-002',
    { isOpen: ({ url }) => url.includes('new-message'), accepts: (header) => header !== null },
  ],
  ['the flow picker is public', 'AUTH-001', { isOpen: ({ url }) => url.includes('/dropdowns/'), accepts: () => true }],
  ['the token is accepted with another scheme', 'AUTH-003', { accepts: (header, own) => header === `Token ${own}` }],
  ['the token is accepted without a scheme', 'AUTH-003', { accepts: (header, own) => header === own }],
  [
    'the token is compared without regard to case',
    'AUTH-002',
    { accepts: (header, own) => header?.toLowerCase() === `bearer ${own.toLowerCase()}` },
  ],
  [
    'a flow is started without a token',
    'AUTH-014',
    { isOpen: ({ url }) => url.endsWith('/trigger-flow'), accepts: (header) => header === null },
  ],
  [
    'a contact is read with an unknown token',
    'AUTH-014',
    { isOpen: ({ url }) => url.endsWith('/get-contact'), accepts: (header) => header !== null },
  ],
  [
    'a contact is updated with another scheme',
    'AUTH-014',
    {
      isOpen: ({ url }) => url.endsWith('/update-contact'),
      accepts: (header) => header?.startsWith('Token ') === true,
    },
  ],
]

/** Single faults of Qyvo's feeds: filters, sizes, headers, instants. */
export const qyvoFeedFaults: readonly MockMutant[] = [
  {
    name: 'an empty flow_id matches nothing',
    killedBy: ['POLL-046'],
    mutate: respondInstead(({ url }) =>
      isFeed(url) && url.searchParams.get('flow_id') === '' ? Response.json([], { headers: JSON_HEADERS }) : null,
    ),
  },
  {
    name: 'an empty message_type is an unknown type',
    killedBy: ['POLL-049'],
    mutate: respondInstead(({ url }) =>
      isMessages(url) && url.searchParams.get('message_type') === ''
        ? Response.json([], { headers: JSON_HEADERS })
        : null,
    ),
  },
  {
    name: 'message_type is applied after the limit of 100',
    killedBy: ['POLL-048'],
    mutate: breakFunction(messages, 'listNewestMessages', (original, [context, type, limit]) =>
      type === undefined
        ? CALL_ORIGINAL
        : original(context, undefined, limit).filter((message) => message.type === type),
    ),
  },
  {
    name: 'the feed of messages holds 50',
    killedBy: ['POLL-048'],
    mutate: breakFunction(messages, 'listNewestMessages', (original, [context, type, limit]) =>
      original(context, type, limit / 2),
    ),
  },
  {
    name: 'a filtered feed of messages holds 50',
    killedBy: ['POLL-048'],
    alsoKilledBy: ['POLL-045'],
    mutate: breakFunction(messages, 'listNewestMessages', (original, [context, type, limit]) =>
      type === undefined ? CALL_ORIGINAL : original(context, type, limit / 2),
    ),
  },
  {
    name: 'an upper-case flow_id matches nothing',
    killedBy: ['POLL-047'],
    mutate: respondInstead(({ url }) =>
      isFeed(url) && /[A-F]/.test(url.searchParams.get('flow_id') ?? '')
        ? Response.json([], { headers: JSON_HEADERS })
        : null,
    ),
  },
  {
    name: 'a filtered feed is sorted oldest first',
    killedBy: ['POLL-003'],
    mutate: changeBodies((body, { url }) =>
      isFeed(url) && url.searchParams.has('flow_id') ? (body as Fields[]).toReversed() : undefined,
    ),
  },
  {
    name: 'a filtered feed has another status than the whole feed',
    killedBy: ['CONS-005'],
    mutate: changeSessions(
      (session, url) =>
        url.searchParams.has('flow_id') && session['status'] === 'failed' && (session['status'] = 'expired'),
    ),
  },
  {
    name: 'a filtered feed has an empty context',
    killedBy: ['POLL-034'],
    mutate: changeSessions((session, url) => url.searchParams.has('flow_id') && (session['context'] = {})),
  },
  {
    name: 'an expired session expires in the future',
    killedBy: ['POLL-051'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.status === 'expired'
        ? { ...original(run, world), expires_at: dateTime.formatIsoSeconds(addDuration(world.now, HOUR)) }
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'the last interaction of a completed session is after its end',
    killedBy: ['POLL-051'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) => {
      if (run.status !== 'completed' || run.endedAt === null) return CALL_ORIGINAL
      return {
        ...original(run, world),
        last_interaction_at: dateTime.formatIsoSeconds(addDuration(run.endedAt, MINUTE)),
      }
    }),
  },
  {
    name: 'a session is completed after it expired',
    killedBy: ['POLL-051'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) => {
      if (run.status !== 'completed' || run.endedAt === null) return CALL_ORIGINAL
      return { ...original(run, world), expires_at: dateTime.formatIsoSeconds(addDuration(run.createdAt, 1_000_000)) }
    }),
  },
  {
    name: 'the last interaction is after the expiry',
    killedBy: ['POLL-051'],
    mutate: breakFunction(flowSessions, 'serializeFlowSession', (original, [run, world]) =>
      run.status === 'expired'
        ? {
            ...original(run, world),
            last_interaction_at: dateTime.formatIsoSeconds(addDuration(run.expiresAt, HOUR)),
          }
        : CALL_ORIGINAL,
    ),
  },
  {
    name: 'actions lack the rate limit headers',
    killedBy: ['POLL-052'],
    mutate: changeResponses((_, { url }) =>
      url.pathname.includes('/actions/') ? { headers: { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '' } } : null,
    ),
  },
  {
    name: 'an empty feed lacks the rate limit headers',
    killedBy: ['POLL-052'],
    mutate: changeResponses(({ text, status }) =>
      text === '[]' && status === 200 ? { headers: { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '' } } : null,
    ),
  },
  {
    name: 'me lacks X-RateLimit-Remaining',
    killedBy: ['POLL-052'],
    mutate: changeResponses((_, { url }) =>
      url.pathname.endsWith('/me') ? { headers: { 'x-ratelimit-remaining': '' } } : null,
    ),
  },
  {
    name: 'X-RateLimit-Remaining is always 119',
    killedBy: ['POLL-053'],
    mutate: changeResponses(({ headers }) =>
      headers['x-ratelimit-remaining'] === undefined ? null : { headers: { 'x-ratelimit-remaining': '119' } },
    ),
  },
  {
    name: 'X-RateLimit-Remaining counts up',
    killedBy: ['POLL-053'],
    mutate: changeResponses(({ headers }) => {
      const { 'x-ratelimit-remaining': remaining } = headers
      return remaining === undefined ? null : { headers: { 'x-ratelimit-remaining': String(119 - Number(remaining)) } }
    }),
  },
  {
    name: 'X-RateLimit-Remaining exceeds the limit',
    killedBy: ['POLL-053'],
    mutate: changeResponses(({ headers }) => {
      const { 'x-ratelimit-remaining': remaining } = headers
      return remaining === undefined ? null : { headers: { 'x-ratelimit-remaining': String(Number(remaining) + 1000) } }
    }),
  },
  {
    name: 'the flow picker has other names than the feed',
    killedBy: ['POLL-050'],
    mutate: changeBodies((body, { url }) => {
      if (url.pathname.includes('/dropdowns/'))
        for (const option of body as Fields[]) option['label'] = `${String(option['label'])} (flow)`
    }),
  },
  {
    name: 'messages have another contact name than sessions',
    killedBy: ['POLL-050'],
    mutate: changeBodies((body, { url }) => {
      if (isMessages(url)) for (const message of body as Fields[]) message['contact_name'] = 'Contact'
    }),
  },
  {
    name: 'a filtered feed of messages has another content',
    killedBy: ['CONS-005'],
    mutate: changeBodies((body, { url }) => {
      if (isMessages(url) && url.searchParams.has('message_type'))
        for (const message of body as Fields[]) message['content'] = {}
    }),
  },
  {
    name: 'flow_id is ignored when another parameter is sent',
    killedBy: ['POLL-047'],
    mutate: changeRequests(
      (url) =>
        isFeed(url) && url.searchParams.size > 1 && url.searchParams.has('flow_id') && deleteParameter(url, 'flow_id'),
    ),
  },
]

/** Single faults of Qyvo's actions: values, side effects, rejections, repetitions. */
export const qyvoActionFaults: readonly MockMutant[] = [
  {
    name: 'digits in a context become numbers',
    killedBy: ['POLL-034'],
    mutate: changeAction('trigger-flow', (body) => ({ ...body, context: mapScalars(body['context'], parseDigits) })),
  },
  {
    name: 'numbers and booleans in a context become texts',
    killedBy: ['POLL-034'],
    mutate: changeAction('trigger-flow', (body) => ({ ...body, context: mapScalars(body['context'], toText) })),
  },
  {
    name: 'a context is stored as ASCII',
    killedBy: ['POLL-034'],
    mutate: changeAction('trigger-flow', (body) => ({ ...body, context: mapScalars(body['context'], toAscii) })),
  },
  {
    name: 'the whole feed returns nested context values as texts',
    killedBy: ['POLL-034'],
    mutate: changeSessions((session, url) => {
      if (url.searchParams.has('flow_id')) return
      const context = session['context'] as Fields
      for (const [name, value] of Object.entries(context))
        if (typeof value === 'object') context[name] = JSON.stringify(value)
    }),
  },
  {
    name: 'digits in metadata become numbers',
    killedBy: ['POLL-036'],
    mutate: changeAction('create-contact', (body) => ({
      ...body,
      metadata: mapScalars(body['metadata'], parseDigits),
    })),
  },
  {
    name: 'numbers in metadata become texts',
    killedBy: ['POLL-063'],
    mutate: changeAction('update-contact', (body) => ({ ...body, metadata: mapScalars(body['metadata'], toText) })),
  },
  {
    name: 'an update of the tags clears the name',
    killedBy: ['POLL-063'],
    mutate: changeAction('update-contact', (body) =>
      body['tags'] === undefined || body['name'] !== undefined ? null : { ...body, name: '' },
    ),
  },
  {
    name: 'an update of the name clears the tags',
    killedBy: ['POLL-063'],
    mutate: changeAction('update-contact', (body) =>
      body['name'] === undefined || body['tags'] !== undefined ? null : { ...body, tags: '' },
    ),
  },
  {
    name: 'an update of the metadata clears the e-mail address',
    killedBy: ['POLL-063'],
    mutate: changeAction('update-contact', (body) =>
      body['metadata'] === undefined || body['email'] !== undefined ? null : { ...body, email: '' },
    ),
  },
  {
    name: 'metadata is merged below its top level',
    killedBy: ['POLL-057'],
    alsoKilledBy: ['POLL-036'],
    mutate: (twin, recordHit) => async (request) => {
      if (!isAction(new URL(request.url), 'update-contact')) return await twin.fetch(request)
      const body = parseBody(await request.clone().text())
      const { method, headers } = request
      const read = new Request(request.url.replace('update-contact', 'get-contact'), {
        method,
        headers,
        body: JSON.stringify({ contact_id: body['contact_id'] }),
      })
      const old = ((await (await twin.fetch(read)).json()) as Fields)['metadata'] as Fields | undefined
      const metadata = Object.fromEntries(
        Object.entries((body['metadata'] ?? {}) as Fields).map(([name, value]) => {
          const before = old?.[name]
          const isMerged = typeof value === 'object' && typeof before === 'object' && !Array.isArray(value)
          return [name, isMerged ? { ...before, ...value } : value]
        }),
      )
      if (JSON.stringify(metadata) === JSON.stringify(body['metadata'] ?? {})) return await twin.fetch(request)
      recordHit()
      return await twin.fetch(
        new Request(request.url, { method, headers, body: JSON.stringify({ ...body, metadata }) }),
      )
    },
  },
  {
    name: 'an update changes another contact as well',
    killedBy: ['POLL-063'],
    mutate: (twin, recordHit) => {
      const contacts = new Set<string>()
      return async (request) => {
        const url = new URL(request.url)
        const sent = request.method === 'POST' ? parseBody(await request.clone().text()) : {}
        const { headers } = request
        const response = await twin.fetch(request)
        if (isAction(url, 'create-contact') && response.status === 201)
          contacts.add(String(((await response.clone().json()) as Fields)['id']))
        if (!isAction(url, 'update-contact') || response.status !== 200) return response
        const other = [...contacts].find((id) => id !== sent['contact_id'])
        if (other === undefined) return response
        recordHit()
        const body = JSON.stringify({ ...sent, contact_id: other })
        await twin.fetch(new Request(request.url, { method: 'POST', headers, body }))
        return response
      }
    },
  },
  {
    name: 'a start clears the e-mail address of the contact',
    killedBy: ['POLL-036'],
    mutate: actAfter('trigger-flow', (sent) =>
      sent['contact_id'] === undefined ? null : ['update-contact', { contact_id: sent['contact_id'], email: '' }],
    ),
  },
  {
    name: 'get-contact with two keys uses the first',
    killedBy: ['POLL-059'],
    mutate: changeAction('get-contact', ({ contact_id: id, ...others }) =>
      id === undefined || Object.keys(others).length === 0 ? null : { contact_id: id },
    ),
  },
  {
    name: 'get-contact ignores the phone number beside an e-mail address',
    killedBy: ['POLL-059'],
    mutate: changeAction('get-contact', ({ phone, email }) =>
      phone === undefined || email === undefined ? null : { email },
    ),
  },
  {
    name: 'get-flow without flow_id returns a flow',
    killedBy: ['POLL-057'],
    mutate: acceptInvalid('get-flow', (body) => body['flow_id'] === undefined, {}),
  },
  {
    name: 'an unknown flow is returned with 200',
    killedBy: ['POLL-060'],
    mutate: acceptInvalid('get-flow', (body) => String(body['flow_id']).startsWith('f10f'), {}),
  },
  {
    name: 'an update without a contact returns 200',
    killedBy: ['POLL-057'],
    mutate: acceptInvalid(
      'update-contact',
      (body) => body['contact_id'] === undefined && body['phone'] === undefined,
      {},
    ),
  },
  {
    name: 'an update of an unknown contact returns 200',
    killedBy: ['POLL-040'],
    mutate: acceptInvalid('update-contact', (body) => String(body['contact_id']).startsWith('f10f'), {}),
  },
  {
    name: 'an invalid e-mail address of a contact is ignored',
    killedBy: ['POLL-057'],
    mutate: changeAction('create-contact', ({ email, ...body }) =>
      typeof email === 'string' && !email.includes('@') ? body : null,
    ),
  },
  {
    name: 'an invalid e-mail address of an update is ignored',
    killedBy: ['POLL-057'],
    mutate: changeAction('update-contact', ({ email, ...body }) =>
      typeof email === 'string' && email !== '' && !email.includes('@') ? body : null,
    ),
  },
  {
    name: 'a text as context is ignored',
    killedBy: ['POLL-057'],
    mutate: changeAction('trigger-flow', ({ context, ...body }) => (typeof context === 'string' ? body : null)),
  },
  {
    name: 'a text as metadata is ignored',
    killedBy: ['POLL-057'],
    mutate: changeAction('create-contact', ({ metadata, ...body }) => (typeof metadata === 'string' ? body : null)),
  },
  {
    name: 'a number as name is ignored',
    killedBy: ['POLL-057'],
    mutate: changeAction('update-contact', ({ name, ...body }) =>
      typeof name === 'object' && name !== null ? body : null,
    ),
  },
  {
    name: 'an invalid condition of a search is ignored',
    killedBy: ['POLL-057'],
    mutate: changeAction('search-contacts', (body) =>
      typeof body['query'] === 'object' && body['query'] !== null ? { ...body, query: '' } : null,
    ),
  },
  {
    name: 'the creation of an existing contact returns 200',
    killedBy: ['POLL-061'],
    mutate: (twin, recordHit) => {
      const seen = new Set<unknown>()
      return async (request) => {
        const response = await twin.fetch(request)
        if (!isAction(new URL(request.url), 'create-contact') || response.status !== 201) return response
        const body = (await response.clone().json()) as Fields
        if (!seen.has(body['id'])) return (seen.add(body['id']), response)
        recordHit()
        return Response.json(body, {
          status: 200,
          headers: { ...Object.fromEntries(response.headers), 'content-length': String(JSON.stringify(body).length) },
        })
      }
    },
  },
  {
    name: 'an update of a contact returns 201',
    killedBy: ['POLL-061'],
    mutate: changeResponses(({ status }, { url }) =>
      isAction(url, 'update-contact') && status === 200 ? { status: 201 } : null,
    ),
  },
  {
    name: 'a search returns the tags in upper case',
    killedBy: ['POLL-062'],
    mutate: changeResult('search-contacts', (body) => {
      for (const contact of body as unknown as Fields[])
        contact['tags'] = (contact['tags'] as string[]).map((tag) => tag.toUpperCase())
    }),
  },
  {
    name: 'a creation returns no tags',
    killedBy: ['POLL-062'],
    mutate: changeResult('create-contact', (body) => {
      body['tags'] = []
    }),
  },
  {
    name: 'an update returns the old e-mail address',
    killedBy: ['POLL-062'],
    mutate: changeResult('update-contact', (body) => {
      body['email'] = 'old@flowtwin.example.com'
    }),
  },
  {
    name: 'the feed has another name than the contact',
    killedBy: ['POLL-050'],
    mutate: changeSessions(
      (session) => (session['contact_name'] = `${session['contact_name'] as string | null}`.split(' ')[0]),
    ),
  },
  {
    name: 'the feed hides e-mail addresses',
    killedBy: ['POLL-062'],
    mutate: changeSessions((session) => (session['contact_email'] = null)),
  },
  {
    name: 'an upper-case contact_id is not found',
    killedBy: ['POLL-064'],
    mutate: respondInstead(async ({ url }, request) => {
      if (!isAction(url, 'get-contact')) return null
      const id = parseBody(await request.text())['contact_id']
      return typeof id === 'string' && /[A-F]/.test(id)
        ? Response.json({ error: 'Contact not found' }, { status: 404, headers: JSON_HEADERS })
        : null
    }),
  },
  {
    name: 'a phone number with spaces is not found',
    killedBy: ['POLL-064'],
    mutate: respondInstead(async ({ url }, request) => {
      if (!isAction(url, 'get-contact')) return null
      return String(parseBody(await request.text())['phone']).includes(' ')
        ? Response.json({ error: 'Contact not found' }, { status: 404, headers: JSON_HEADERS })
        : null
    }),
  },
  {
    name: 'the creation of a contact ignores a phone number with punctuation',
    killedBy: ['POLL-064'],
    mutate: changeAction('create-contact', (body) =>
      /[ ()-]/.test(String(body['phone'])) && String(body['phone']).startsWith('+')
        ? {
            ...body,
            phone: String(body['phone'])
              .replaceAll(/\D/g, '')
              .replace(/^(.*).$/, '+$17'),
          }
        : null,
    ),
  },
  {
    name: 'a start by phone number starts a second session',
    killedBy: ['POLL-054'],
    mutate: (twin, recordHit) => async (request) => {
      const isByPhone =
        isAction(new URL(request.url), 'trigger-flow') && parseBody(await request.clone().text())['phone'] !== undefined
      const response = await twin.fetch(request)
      if (!isByPhone || response.status !== 200) return response
      recordHit()
      return Response.json(
        { id: 'f40f40f4-0f40-4f40-8f40-f40f40f40f40', status: 'started' },
        { status: 201, headers: JSON_HEADERS },
      )
    },
  },
  {
    name: 'a running session of one flow blocks all flows',
    killedBy: ['POLL-056'],
    mutate: breakFunction(activeRuns, 'findActiveRun', (original, [world, view, { contact, flow }]) => {
      for (const { index } of world.dataset.flows) {
        const run = original(world, view, { contact, flow: index })
        if (run !== undefined) return run
      }
      return original(world, view, { contact, flow })
    }),
  },
  {
    name: 'sessions_count lacks started sessions',
    killedBy: ['POLL-055'],
    mutate: (twin, recordHit) => {
      const started = new Map<unknown, number>()
      return async (request) => {
        const url = new URL(request.url)
        const sent = request.method === 'POST' ? parseBody(await request.clone().text()) : {}
        const response = await twin.fetch(request)
        if (isAction(url, 'trigger-flow') && response.status === 201)
          started.set(sent['flow_id'], (started.get(sent['flow_id']) ?? 0) + 1)
        const missing = started.get(sent['flow_id']) ?? 0
        if (!isAction(url, 'get-flow') || response.status !== 200 || missing === 0) return response
        recordHit()
        const body = (await response.json()) as Fields
        return Response.json(
          { ...body, sessions_count: Number(body['sessions_count']) - missing },
          { headers: JSON_HEADERS },
        )
      }
    },
  },
  {
    name: 'a second start replaces the context of the running session',
    killedBy: ['POLL-054'],
    mutate: (twin, recordHit) => {
      const changed = new Map<unknown, unknown>()
      return async (request) => {
        const url = new URL(request.url)
        const sent = isAction(url, 'trigger-flow') ? parseBody(await request.clone().text()) : {}
        const response = await twin.fetch(request)
        if (isAction(url, 'trigger-flow') && response.status === 200)
          changed.set(sent['contact_id'], { ...(sent['context'] as Fields), again: true })
        if (!isFeed(url) || response.status !== 200 || changed.size === 0 || request.method !== 'GET') return response
        const body = (await response.json()) as Fields[]
        for (const session of body) {
          const context = changed.get(session['contact_id'])
          if (context !== undefined && session['status'] === 'running') {
            session['context'] = context
            recordHit()
          }
        }
        return Response.json(body, { headers: JSON_HEADERS })
      }
    },
  },
  {
    name: 'tags are stored twice by a second equal update',
    killedBy: ['POLL-063'],
    mutate: (twin, recordHit) => {
      let last = ''
      return async (request) => {
        if (!isAction(new URL(request.url), 'update-contact')) return await twin.fetch(request)
        const text = await request.clone().text()
        const body = parseBody(text)
        const isRepeated = text === last && typeof body['tags'] === 'string'
        last = text
        if (!isRepeated) return await twin.fetch(request)
        recordHit()
        const { method, headers, url } = request
        return await twin.fetch(
          new Request(url, {
            method,
            headers,
            body: JSON.stringify({ ...body, tags: `${String(body['tags'])},again` }),
          }),
        )
      }
    },
  },
  {
    name: 'an empty search condition matches nothing',
    killedBy: ['POLL-037'],
    mutate: acceptInvalid(
      'search-contacts',
      (body) => body['query'] === '' || body['tag'] === '' || body['email'] === '',
      [],
    ),
  },
  {
    name: 'a tag is searched by its beginning',
    killedBy: ['POLL-037'],
    mutate: changeAction('search-contacts', (body) => {
      const tag = body['tag']
      return typeof tag === 'string' && 'flowtwin'.startsWith(tag) && tag !== '' ? { ...body, tag: 'flowtwin' } : null
    }),
  },
  {
    name: 'an e-mail address is searched by its beginning',
    killedBy: ['POLL-037'],
    mutate: changeAction('search-contacts', ({ email, ...body }) =>
      typeof email === 'string' && email !== '' ? { ...body, query: email } : null,
    ),
  },
  {
    name: 'a search by tag ignores the e-mail address',
    killedBy: ['POLL-037'],
    mutate: changeAction('search-contacts', ({ email, ...body }) =>
      typeof email === 'string' && body['tag'] !== undefined ? body : null,
    ),
  },
  {
    name: 'a search returns 25 contacts',
    killedBy: ['POLL-065'],
    mutate: breakFunction(search, 'searchForContacts', (original, [context, criteria, limit]) =>
      original(context, criteria, limit > 1 ? limit / 2 : limit),
    ),
  },
  {
    name: 'a search lists the latest message last',
    killedBy: ['POLL-065'],
    mutate: changeResult('search-contacts', (body) => (body as unknown as Fields[]).toReversed()),
  },
  {
    name: 'an unknown flow and a malformed one get the same error',
    killedBy: ['POLL-060'],
    mutate: changeResponses(({ status }, { url }) =>
      isAction(url, 'get-flow') && status === 404 ? { status: 422 } : null,
    ),
  },
  {
    name: 'validation errors of actions lack errors',
    killedBy: ['POLL-058'],
    mutate: changeResponses(({ status, text }, { url }) => {
      if (status !== 422 || !url.pathname.includes('/actions/') || !text.includes('"errors"')) return null
      return { text: JSON.stringify({ message: (JSON.parse(text) as Fields)['message'], errors: {} }) }
    }),
  },
]

/** Single faults of Qyvo's access control. */
export const qyvoAccessFaults: readonly MockMutant[] = credentialFaults.map(([name, killedBy, fault]) => ({
  name,
  killedBy: [killedBy],
  mutate: acceptCredential(fault),
}))

export const qyvoSingleFaults: readonly MockMutant[] = [...qyvoFeedFaults, ...qyvoActionFaults, ...qyvoAccessFaults]
