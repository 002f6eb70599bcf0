import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, type Mutant, requests, type Spoil } from './mutant.ts'

const TYPE = { 'content-type': 'application/vnd.api+json' }
const OWN = 'Bearer kT3xUqP0v9LmZr7Yw2NcBa'

/** Servers that get what is written wrong; judged by the named checks and few others. */
export const writtenMutants: readonly Mutant<RecruboRow>[] = (
  [
    {
      name: 'who may only read writes',
      kills: ['AUTH-011'],
      spoil: requests(
        (_, { headers }) => headers.get('authorization') === 'Bearer reader' && { headers: { authorization: OWN } },
      ),
      given: { others: { readOnly: 'reader' } },
    },
    {
      name: 'a body that is a list crashes',
      kills: ['NEG-005'],
      spoil: posted((body) => (body.startsWith('[') ? crash() : null)),
    },
    {
      name: 'a body that cannot be read creates something',
      kills: ['NEG-005'],
      spoil: posted((body) => (body === '{' ? new Response('{}', { status: 202, headers: TYPE }) : null)),
    },
    {
      name: 'the name __proto__ is swallowed',
      kills: ['NEG-006'],
      spoil: answers(({ text }) =>
        text.includes('flowtwinPolluted') ? { text: text.replaceAll('flowtwinPolluted', 'gone') } : null,
      ),
    },
    {
      name: 'the name __proto__ reaches everybody',
      kills: ['NEG-006'],
      spoil: polluted(),
    },
    {
      name: 'characters beyond the first plane are lost',
      kills: ['ENC-001'],
      spoil: answers(({ text }) => {
        const plain = text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?')
        return plain === text ? null : { text: plain }
      }),
    },
    {
      name: 'accents are put together',
      kills: ['ENC-001'],
      spoil: answers(({ text }) => (text.normalize('NFC') === text ? null : { text: text.normalize('NFC') })),
    },
    {
      name: 'a created run shows after a minute',
      kills: ['CONS-001'],
      spoil: slowToShow(60_000),
    },
    {
      name: 'two changes at once leave a third state',
      kills: ['CONS-004'],
      spoil: racing(),
      given: { load: true },
    },
  ] satisfies readonly Mutant<RecruboRow>[]
).map((mutant) => ({ ...mutant, narrow: true }))

function crash(): Response {
  return new Response('{"errors":[{"status":"500"}]}', { status: 500, headers: TYPE })
}

function posted(answer: (body: string) => Response | null): Spoil<RecruboRow> {
  return (twin, hit) => async (request) => {
    if (request.method !== 'POST') return await twin.send(request)
    const own = answer(await request.clone().text())
    if (own === null) return await twin.send(request)
    hit()
    return own
  }
}

function polluted(): Spoil<RecruboRow> {
  let seen = false
  return answers(({ text }, { method }) => {
    if (text.includes('flowtwinPolluted')) seen = true
    return seen && method === 'GET' && !text.includes('flowtwinPolluted')
      ? { text: text.replace('"state":{', '"state":{"flowtwinPolluted":true,') }
      : null
  })
}

/** What was created is not found until some time, in milliseconds, has passed. */
function slowToShow(lag: number): Spoil<RecruboRow> {
  return (twin, hit) => {
    const young = new Map<string, number>()
    return async (request) => {
      const response = await twin.send(request)
      const text = await response.clone().text()
      const created = request.method === 'POST' && response.status === 201
      if (created) young.set((JSON.parse(text) as { data: { id: string } }).data.id, twin.clock.now())
      const since = [...young].find(([id]) => request.url.endsWith(id))?.[1]
      if (request.method !== 'GET' || since === undefined || twin.clock.now() > since + lag) return response
      hit()
      return new Response('{"errors":[{"status":"404"}]}', { status: 404, headers: TYPE })
    }
  }
}

/** A run that two change at once is something else from then on. */
function racing(): Spoil<RecruboRow> {
  return (twin, hit) => {
    let changing = 0
    const raced = new Set<string>()
    return async (request) => {
      const path = new URL(request.url).pathname
      if (request.method === 'PATCH') {
        changing++
        await Promise.resolve()
        if (changing > 1) raced.add(path)
        return await twin.send(request).finally(() => changing--)
      }
      const response = await twin.send(request)
      if (request.method !== 'GET' || !raced.has(path)) return response
      hit()
      const text = (await response.text()).replace(/"status":"[a-z]+"/, '"status":"timeout"')
      return new Response(text, { status: response.status, headers: TYPE })
    }
  }
}
