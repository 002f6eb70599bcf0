import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, instead, type Mutant, requests, type Spoil } from './mutant.ts'

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
      spoil: (twin, hit) =>
        instead<RecruboRow>(({ url, method }) => {
          const row = twin.rows.find(({ id }) => url.pathname.endsWith(id))
          const young = method === 'GET' && row !== undefined && twin.clock.now() < row.createdAt + 60_000
          return young ? new Response('{"errors":[{"status":"404"}]}', { status: 404, headers: TYPE }) : null
        })(twin, hit),
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

function racing(): Spoil<RecruboRow> {
  return (twin, hit) => {
    let changing = 0
    return async (request) => {
      if (request.method !== 'PATCH') return await twin.send(request)
      changing++
      await Promise.resolve()
      const raced = changing > 1
      const response = await twin.send(request)
      changing--
      const row = twin.rows.find(({ id }) => request.url.endsWith(id))
      if (raced && row !== undefined) {
        hit()
        row.status = 'timeout'
      }
      return response
    }
  }
}
