import type { RecruboRow } from '../twins/recrubo-documents.ts'
import { changeBodies, changeRequests, changeResponses, type Mutant, type Mutation, respondInstead } from './mutant.ts'

const RUNS = '/public/v2/flow-runs'
const JSON_API = { 'content-type': 'application/vnd.api+json' }
const OWN_CREDENTIAL = 'Bearer kT3xUqP0v9LmZr7Yw2NcBa'
const UNKNOWN = 'f10f10f1'

type Run = { id: string; attributes: Record<string, unknown> }
type Document = { data?: Run | Run[] }

/** Mutants of single reads, costs, timestamps, access and concurrent reads, each judged by a few checks. */
export const recruboResourceMutants: readonly Mutant<RecruboRow>[] = (
  [
    {
      name: 'encoded brackets in parameter names are ignored',
      killedBy: ['HTTP-026'],
      mutate: changeRequests((url) => url.search.includes('%5Bsize%5D=2') && clearQuery(url)),
    },
    {
      name: 'an encoded slash in an id is decoded as a path separator',
      killedBy: ['HTTP-031'],
      mutate: (twin, recordHit) => async (request) => {
        const step = /\.\.%2f([0-9a-f-]{36})$/i.exec(request.url)?.[1]
        if (step === undefined) return await twin.fetch(request)
        recordHit()
        return await twin.fetch(new Request(`http://twin.test${RUNS}/${step}`, { headers: request.headers }))
      },
    },
    {
      name: 'an id is cut at a NUL character',
      killedBy: ['HTTP-031'],
      mutate: (twin, recordHit) => async (request) => {
        if (!request.url.endsWith('%00')) return await twin.fetch(request)
        recordHit()
        return await twin.fetch(new Request(request.url.slice(0, -3), { headers: request.headers }))
      },
    },
    {
      name: 'concurrent requests get swapped responses',
      killedBy: ['HTTP-034'],
      alsoKilledBy: ['SCH-001'],
      mutate: swapConcurrentResponses(),
      setup: { load: true },
    },
    {
      name: 'costs are negative',
      killedBy: ['SCH-008'],
      alsoKilledBy: ['SCH-001'],
      mutate: changeEachRun((run) => {
        run.attributes['cost'] = -1
      }),
    },
    {
      name: 'costs are not integers',
      killedBy: ['SCH-008'],
      alsoKilledBy: ['SCH-001'],
      mutate: changeEachRun((run) => {
        run.attributes['cost'] = 1.5
      }),
    },
    {
      name: 'a single read returns another cost than the list',
      killedBy: ['SCH-011'],
      mutate: changeEachRun((run, isSingle) => {
        if (isSingle) run.attributes['cost'] = 77
      }),
    },
    {
      name: 'a single read returns updatedAt with other seconds',
      killedBy: ['TIME-007', 'SCH-011'],
      mutate: changeEachRun((run, isSingle) => {
        if (isSingle) run.attributes['updatedAt'] = String(run.attributes['updatedAt']).replace(/:\d\d\+/, ':59+')
      }),
    },
    {
      name: "another tenant's id returns 403, an unknown id 404",
      killedBy: ['AUTH-012'],
      mutate: respondInstead(({ url }, { headers }) => {
        if (headers.get('authorization') !== 'Bearer neighbour' || !url.pathname.startsWith(`${RUNS}/`)) return null
        const status = url.pathname.includes(UNKNOWN) ? 404 : 403
        return new Response(`{"errors":[{"status":"${status}"}]}`, { status, headers: JSON_API })
      }),
      setup: { otherCredentials: { second: 'neighbour' } },
    },
    {
      name: 'another tenant reads a run by its id',
      killedBy: ['AUTH-010'],
      mutate: changeRequests(
        (url, { headers }) =>
          headers.get('authorization') === 'Bearer neighbour' &&
          url.pathname !== RUNS && { headers: { authorization: OWN_CREDENTIAL } },
      ),
      setup: { otherCredentials: { second: 'neighbour' } },
    },
    {
      name: 'a link contains a token',
      killedBy: ['SEC-004'],
      mutate: changeResponses(({ text }) =>
        text.includes('"related":"')
          ? { text: text.replaceAll(/"related":"([^"?]*)/g, '"related":"$1?token=abc&') }
          : null,
      ),
    },
    {
      name: 'an unknown id returns 400',
      killedBy: ['ERR-003'],
      mutate: changeResponses((_, { url }) => (url.pathname.includes(UNKNOWN) ? { status: 400 } : null)),
    },
    {
      name: 'a numeric id causes 500',
      killedBy: ['NEG-003'],
      mutate: respondInstead(({ url }) => (/\/-?\d+$/.test(url.pathname) ? createServerError() : null)),
    },
    {
      name: 'updatedAt always equals createdAt',
      killedBy: ['TIME-006'],
      mutate: changeEachRun((run) => {
        run.attributes['updatedAt'] = run.attributes['createdAt']
      }),
    },
    {
      name: 'an unknown sort reverses the list',
      killedBy: ['ORD-005'],
      mutate: changeRequests((url) => {
        if (url.searchParams.get('sort')?.startsWith('flowtwin') !== true) return false
        url.searchParams.set('sort', '-createdAt')
        return true
      }),
    },
    {
      name: 'sort=-createdAt sorts ascending',
      killedBy: ['ORD-004'],
      mutate: changeRequests((url) => {
        if (url.searchParams.get('sort') !== '-createdAt') return false
        url.searchParams.set('sort', 'createdAt')
        return true
      }),
    },
  ] satisfies readonly Mutant<RecruboRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

function clearQuery(url: URL): true {
  url.search = ''
  return true
}

function createServerError(): Response {
  return new Response('{"errors":[{"status":"500"}]}', { status: 500, headers: JSON_API })
}

function changeEachRun(change: (run: Run, isSingle: boolean) => void): Mutation<RecruboRow> {
  return changeBodies((body) => {
    const { data = [] } = body as Document
    for (const run of [data].flat()) change(run, !Array.isArray(data))
  })
}

/** Returns the response of another pending request to concurrent requests. */
function swapConcurrentResponses(): Mutation<RecruboRow> {
  return (twin, recordHit) => {
    const pendingUrls: string[] = []
    return async (request) => {
      pendingUrls.push(request.url)
      await Promise.resolve()
      const other = pendingUrls.find((url) => url !== request.url)
      if (other !== undefined && request.method === 'GET') {
        recordHit()
        return await twin.fetch(new Request(other, { headers: request.headers })).finally(() => pendingUrls.pop())
      }
      return await twin.fetch(request).finally(() => pendingUrls.pop())
    }
  }
}

/** Mutants of writes, each judged by a few checks. */
export const recruboWriteMutants: readonly Mutant<RecruboRow>[] = (
  [
    {
      name: 'a read-only credential can write',
      killedBy: ['AUTH-011'],
      mutate: changeRequests(
        (_, { headers }) =>
          headers.get('authorization') === 'Bearer reader' && { headers: { authorization: OWN_CREDENTIAL } },
      ),
      setup: { otherCredentials: { readOnly: 'reader' } },
    },
    {
      name: 'an array as body causes 500',
      killedBy: ['NEG-005'],
      mutate: respondToPost((body) => (body.startsWith('[') ? createServerError() : null)),
    },
    {
      name: 'a malformed body returns 202',
      killedBy: ['NEG-005'],
      mutate: respondToPost((body) => (body === '{' ? new Response('{}', { status: 202, headers: JSON_API }) : null)),
    },
    {
      name: '__proto__ members are renamed',
      killedBy: ['NEG-006'],
      mutate: changeResponses(({ text }) =>
        text.includes('flowtwinPolluted') ? { text: text.replaceAll('flowtwinPolluted', 'gone') } : null,
      ),
    },
    {
      name: '__proto__ members appear in other runs',
      killedBy: ['NEG-006'],
      mutate: polluteOtherRuns(),
    },
    {
      name: 'characters outside the BMP are lost',
      killedBy: ['ENC-001'],
      mutate: changeResponses(({ text }) => {
        const plain = text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?')
        return plain === text ? null : { text: plain }
      }),
    },
    {
      name: 'text is normalized to NFC',
      killedBy: ['ENC-001'],
      mutate: changeResponses(({ text }) => (text.normalize('NFC') === text ? null : { text: text.normalize('NFC') })),
    },
    {
      name: 'a created run is visible after a minute',
      killedBy: ['CONS-001'],
      mutate: delayVisibility(60_000),
    },
    {
      name: 'concurrent updates leave a third status',
      killedBy: ['CONS-004'],
      mutate: corruptConcurrentUpdates(),
      setup: { load: true },
    },
  ] satisfies readonly Mutant<RecruboRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

function respondToPost(answer: (body: string) => Response | null): Mutation<RecruboRow> {
  return (twin, recordHit) => async (request) => {
    if (request.method !== 'POST') return await twin.fetch(request)
    const response = answer(await request.clone().text())
    if (response === null) return await twin.fetch(request)
    recordHit()
    return response
  }
}

function polluteOtherRuns(): Mutation<RecruboRow> {
  let seen = false
  return changeResponses(({ text }, { method }) => {
    if (text.includes('flowtwinPolluted')) seen = true
    return seen && method === 'GET' && !text.includes('flowtwinPolluted')
      ? { text: text.replace('"state":{', '"state":{"flowtwinPolluted":true,') }
      : null
  })
}

/** Returns 404 for a created run until `lag` milliseconds have passed. */
function delayVisibility(lag: number): Mutation<RecruboRow> {
  return (twin, recordHit) => {
    const createdAt = new Map<string, number>()
    return async (request) => {
      const response = await twin.fetch(request)
      const text = await response.clone().text()
      const created = request.method === 'POST' && response.status === 201
      if (created) createdAt.set((JSON.parse(text) as { data: { id: string } }).data.id, twin.clock.now())
      const since = [...createdAt].find(([id]) => request.url.endsWith(id))?.[1]
      if (request.method !== 'GET' || since === undefined || twin.clock.now() > since + lag) return response
      recordHit()
      return new Response('{"errors":[{"status":"404"}]}', { status: 404, headers: JSON_API })
    }
  }
}

/** Returns another status for a run after concurrent updates. */
function corruptConcurrentUpdates(): Mutation<RecruboRow> {
  return (twin, recordHit) => {
    let pending = 0
    const racedPaths = new Set<string>()
    return async (request) => {
      const path = new URL(request.url).pathname
      if (request.method === 'PATCH') {
        pending++
        await Promise.resolve()
        if (pending > 1) racedPaths.add(path)
        return await twin.fetch(request).finally(() => pending--)
      }
      const response = await twin.fetch(request)
      if (request.method !== 'GET' || !racedPaths.has(path)) return response
      recordHit()
      const text = (await response.text()).replace(/"status":"[a-z]+"/, '"status":"timeout"')
      return new Response(text, { status: response.status, headers: JSON_API })
    }
  }
}
