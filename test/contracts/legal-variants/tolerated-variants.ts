import { changeBodies, changeResponses, type Mutation, respondInstead } from '../mutants/mutant.ts'
import type { Twin } from '../twins/twin.ts'
import type { LegalVariant } from './legal-variant.ts'

type Item = Record<string, unknown>
type Variant = LegalVariant<unknown>

/** Errors in the standard format, as gateways and frameworks send them. */
const problemErrors: Variant = {
  name: 'errors as application/problem+json',
  expectedOutcomes: { 'SCH-012': 'inconclusive' },
  change: changeResponses(({ status, text }) =>
    status < 400 || text === ''
      ? null
      : {
          text: JSON.stringify({ type: 'about:blank', title: 'Request failed', status, detail: 'The request failed.' }),
          headers: { 'content-type': 'application/problem+json' },
        },
  ),
}

/** A router that answers an unsupported method like an unknown path. */
const unknownMethods: Variant = {
  name: '404 for unsupported methods',
  change: changeResponses(({ status }) => (status === 405 ? { status: 404, headers: { allow: '' } } : null)),
  expectedOutcomes: { 'HTTP-012': 'not-applicable' },
}

/** Rejects every ninth request, except when it repeats one that was rejected. */
function throttle(name: string, status: number, headers: Readonly<Record<string, string>>): Variant {
  return {
    name,
    change: (twin, recordHit) => {
      let turn = 0
      return respondInstead<unknown>(({ method }) => {
        if (++turn % 9 !== 4) return null
        const content = { 'Content-Type': 'application/json', Date: new Date(twin.clock.now()).toUTCString() }
        return new Response(method === 'HEAD' ? null : '{"message":"Slow down.","detail":"Slow down."}', {
          status,
          headers: { ...content, ...headers },
        })
      })(twin, recordHit)
    },
  }
}

/** Servers that sometimes reject a request for their load. */
const throttlingVariants: readonly Variant[] = [
  throttle('429 with Retry-After for every ninth request', 429, { 'Retry-After': '1' }),
  throttle('429 without Retry-After for every ninth request', 429, {}),
  throttle('503 without Retry-After for every ninth request', 503, {}),
]

/** Half of the responses within 0.5 s, 95 % within 4 s, the slowest after 8 s, on the clock of the twin. */
const slowVariant: Variant = {
  name: 'responses after up to 8 seconds',
  change: (twin: Twin<unknown>, recordHit) => {
    let turn = 0
    return async (request) => {
      const position = (++turn * 37) % 100
      recordHit()
      await twin.clock.sleep(position < 50 ? 10 * position : position < 95 ? 500 + (position - 50) * 75 : 8000)
      return await twin.fetch(request)
    }
  },
}

/** Variants of load that every vendor's documents allow. */
const commonVariants: readonly Variant[] = [slowVariant, ...throttlingVariants]

export const toleratedIdnowVariants: readonly Variant[] = [
  ...commonVariants,
  unknownMethods,
  problemErrors,
  {
    name: 'no lastStep before the first step',
    change: changeBodies((body) => {
      for (const item of listItems(body, 'content')) if (item['lastStep'] === null) delete item['lastStep']
    }),
  },
]

export const toleratedRecruboVariants: readonly Variant[] = [...commonVariants, unknownMethods]

export const toleratedQyvoVariants: readonly Variant[] = [...commonVariants, problemErrors]

/** Variants of IDnow, for a server with all its endpoints. */
export const fullIdnowVariants: readonly Variant[] = [
  {
    name: '404 for a page of flows beyond the last',
    change: changeResponses(({ status, text }, { url }) =>
      status === 200 && /\/flows\/\w+$/.test(url.pathname) && text.includes('"content":[]')
        ? { status: 404, text: '{"statusCode":404,"message":"No such page"}' }
        : null,
    ),
  },
]

/** Variants of RapidPro, as the two lines of real servers answer. */
export const toleratedRapidproVariants: readonly Variant[] = [
  ...commonVariants,
  unknownMethods,
  problemErrors,
  {
    name: 'no path unless it was requested',
    expectedOutcomes: { 'CUR-077': 'inconclusive' },
    change: omitMember('path', ({ url }) => !url.searchParams.has('paths')),
  },
  { name: 'no start in runs', change: omitMember('start', () => true, null) },
]

/** Further variants of RapidPro, for a server with all its endpoints. */
export const fullRapidproVariants: readonly Variant[] = [
  problemErrors,
  ...throttlingVariants.slice(0, 1),
  {
    name: 'contacts with notes',
    change: changeBodies((body, { url }) => {
      if (!url.pathname.endsWith('/contacts.json')) return
      for (const contact of listItems(body, 'results'))
        contact['notes'] = [
          { text: 'Called back', created_on: contact['created_on'], created_by: { id: 1, name: 'Ann' } },
        ]
    }),
  },
  {
    name: 'exclusions of a start as an object or null',
    change: changeBodies((body, { url, method }) => {
      if (!url.pathname.endsWith('/flow_starts.json') || method !== 'GET') return
      for (const [index, start] of listItems(body, 'results').entries())
        start['exclude_active'] = [{}, null, true][index % 3]
    }),
  },
  {
    name: 'a start whose contacts are not counted yet',
    change: changeBodies((body, { url }) => {
      if (!url.pathname.endsWith('/flow_starts.json')) return
      for (const start of listItems(body, 'results')) start['progress'] = { total: -1, started: 0 }
    }),
  },
  {
    name: 'an HTML page for 406',
    change: (twin, recordHit) => async (request) => {
      const accept = request.headers.get('accept') ?? '*/*'
      const response = await twin.fetch(request)
      const isUnacceptable = !/json|\*\/\*/.test(accept) && request.url.includes('.json')
      if (!isUnacceptable || request.method === 'HEAD') return response
      recordHit()
      return createPage(406, 'Not acceptable', twin)
    },
  },
  {
    name: 'a documentation that requires a credential and rejects HEAD',
    change: respondInstead(({ url, method, authorization }, _, twin) => {
      if (!/^\/api\/v2\/\w+$/.test(url.pathname) || (method !== 'HEAD' && authorization !== null)) return null
      return method === 'HEAD'
        ? new Response(null, { status: 403, headers: { 'Content-Type': 'text/html', Date: toDate(twin) } })
        : createPage(403, 'Log in', twin)
    }),
  },
  {
    name: 'markup that a page shows escaped beside scripts of its own',
    change: respondInstead(({ url }, _, twin) => {
      if (!url.href.includes('%3Cscript%3E') || url.pathname.endsWith('.json')) return null
      const escaped = decodeURIComponent(url.href).replaceAll('<', '&lt;')
      return createPage(404, `<script>own()</script>${escaped}`, twin)
    }),
  },
]

function listItems(body: unknown, name: string): readonly Item[] {
  const list = (body as Readonly<Record<string, unknown>>)[name]
  return Array.isArray(list) ? (list as Item[]) : [body as Item]
}

/** Deletes a member of every result, with a value only where it has that one. */
function omitMember(
  name: string,
  isIncluded: (requestParts: { readonly url: URL }) => boolean,
  ...values: readonly unknown[]
): Mutation<unknown> {
  return changeBodies((body, requestParts) => {
    if (!isIncluded(requestParts)) return
    for (const item of listItems(body, 'results'))
      if (name in item && (values.length === 0 || values.includes(item[name]))) delete item[name]
  })
}

function createPage(status: number, content: string, twin: Twin<unknown>): Response {
  return new Response(`<html>${content}</html>`, {
    status,
    headers: { 'Content-Type': 'text/html', Date: toDate(twin), Vary: 'Accept' },
  })
}

function toDate({ clock }: Twin<unknown>): string {
  return new Date(clock.now()).toUTCString()
}
