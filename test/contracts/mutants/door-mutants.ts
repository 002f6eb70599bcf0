import type { QyvoRow } from '../twins/qyvo.ts'
import { answers, instead, type Mutant, requests } from './mutant.ts'

const OWN = 'Bearer qyvo-twin-token-0123456789-0123456789-0123456789-0123456789-01'
const JSON_TYPE = { 'content-type': 'application/json' }

/** Servers that let the wrong people in, or tell what they were told; judged by the named checks and few others. */
export const doorMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'a 401 without a challenge',
      kills: ['AUTH-004'],
      spoil: answers(({ status }) => (status === 401 ? { headers: { 'www-authenticate': '' } } : null)),
    },
    {
      name: 'a token in the query opens the door',
      kills: ['AUTH-006'],
      spoil: requests((url) => url.searchParams.has('access_token') && authorized()),
    },
    {
      name: 'senseless questions are refused before anybody asks who asks',
      kills: ['AUTH-007'],
      spoil: answers(({ status }, { url }) =>
        status === 401 && url.searchParams.get('flow_id')?.includes(' ') === true ? { status: 422 } : null,
      ),
    },
    {
      name: 'the scheme must be written in one way',
      kills: ['AUTH-008'],
      spoil: instead((_, { headers }) =>
        headers.get('authorization')?.startsWith('bearer ') === true
          ? new Response('{"message":"Unauthenticated."}', { status: 401, headers: JSON_TYPE })
          : null,
      ),
    },
    {
      name: 'a token that has expired is good for ever',
      kills: ['AUTH-009'],
      spoil: requests((_, { headers }) => headers.get('authorization') === 'Bearer old' && authorized()),
      given: { others: { expired: 'old' } },
    },
    {
      name: 'another tenant sees the same feed',
      kills: ['AUTH-010'],
      spoil: requests((_, { headers }) => headers.get('authorization') === 'Bearer neighbour' && authorized()),
      given: { others: { second: 'neighbour' } },
    },
    {
      name: 'a header holds the token in base64',
      kills: ['SEC-001'],
      spoil: answers((_, { authorization }) => ({
        headers: { 'x-seen': Buffer.from(authorization?.replace('Bearer ', '') ?? '').toString('base64') || 'nobody' },
      })),
    },
    {
      name: 'an error holds the token',
      kills: ['SEC-001'],
      spoil: answers(({ status }, { authorization }) =>
        status === 422 ? { text: JSON.stringify({ message: `Refused to ${authorization}` }) } : null,
      ),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, narrow: true }))

function authorized(): { readonly headers: Readonly<Record<string, string>> } {
  return { headers: { authorization: OWN } }
}
