import * as runsModule from '../../mock/vendors/rapidpro/runs.ts'
import * as pagination from '../../mock/wire/pagination.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import { readRun } from '../../mock/world/state/view.ts'
import { changeBodies, changeRequests, changeResponses, type Mutation } from '../contracts/mutants/mutant.ts'
import { breakFunction, CALL_ORIGINAL, type MockMutant } from './break-function.ts'
import { acceptCredential, type CredentialFault } from './credential-faults.ts'

type Item = Record<string, unknown>
interface Page {
  next: string | null
  previous: string | null
  results: Item[]
}
type ListName = 'runs' | 'contacts' | 'flows' | 'groups' | 'flow_starts'

const isList = (url: URL, name: ListName): boolean => url.pathname.endsWith(`/${name}.json`)

/** Changes the parsed parameters of the run list; null keeps them. */
function changeQuery(
  change: (query: runsModule.RunsQuery, text: QueryString) => Partial<runsModule.RunsQuery> | null,
): Mutation<never> {
  return breakFunction(runsModule, 'parseRunsQuery', (original, [text, world]) => {
    const query = original(text, world)
    const changed = change(query, text)
    return changed === null ? CALL_ORIGINAL : { ...query, ...changed }
  })
}

/** Changes the pages of one list. */
function changePages(name: ListName, change: (page: Page, url: URL) => unknown): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (method === 'GET' && isList(url, name)) change(body as Page, url)
  })
}

/** Changes the items of one list. */
function changeItems(name: ListName, change: (item: Item, url: URL) => unknown): Mutation<never> {
  return changePages(name, ({ results }, url) => {
    for (const item of results) change(item, url)
  })
}

/** Changes a query parameter of one list; undefined keeps it, null removes it. */
function changeParameter(
  name: ListName,
  parameter: string,
  change: (value: string, url: URL) => string | null | undefined,
): Mutation<never> {
  return changeRequests((url, { method }) => {
    const value = url.searchParams.get(parameter)
    if (value === null || method !== 'GET' || !isList(url, name)) return false
    const changed = change(value, url)
    if (changed === undefined || changed === value) return false
    if (changed === null) url.searchParams.delete(parameter)
    else url.searchParams.set(parameter, changed)
    return true
  })
}

/** Changes the JSON body of a POST to one list; null keeps it. */
function changePost(name: ListName, change: (body: Item, url: URL) => Item | null): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'POST' || !isList(url, name)) return await twin.fetch(request)
    let changed: Item | null = null
    try {
      changed = change(JSON.parse(await request.clone().text()) as Item, url)
    } catch {
      return await twin.fetch(request)
    }
    if (changed === null) return await twin.fetch(request)
    recordHit()
    const { method, headers } = request
    return await twin.fetch(new Request(request.url, { method, headers, body: JSON.stringify(changed) }))
  }
}

/** Accepts credentials of requests to one list. */
function accept(name: ListName, method: string, accepts: CredentialFault['accepts']): Mutation<never> {
  return acceptCredential(
    { isOpen: (request) => request.method === method && isList(new URL(request.url), name), accepts },
    'Token',
  )
}

const isUnknownToken = (header: string | null): boolean => /^Token \w+$/.test(header ?? '')

const combinations: readonly MockMutant[] = [
  {
    name: 'before is ignored beside after',
    killedBy: ['CUR-069'],
    mutate: changeQuery(({ from, to }) => (from === undefined || to === undefined ? null : { to: undefined })),
  },
  {
    name: 'after is ignored beside before',
    killedBy: ['CUR-069'],
    mutate: changeQuery(({ from, to }) => (from === undefined || to === undefined ? null : { from: undefined })),
  },
  {
    name: 'before is ignored beside flow',
    killedBy: ['CUR-069'],
    mutate: changeQuery(({ filter, to }) =>
      filter?.flow === undefined || to === undefined ? null : { to: undefined },
    ),
  },
  {
    name: 'after is ignored beside contact',
    killedBy: ['CUR-069'],
    mutate: changeQuery(({ filter, from }) =>
      filter?.contacts === undefined || from === undefined ? null : { from: undefined },
    ),
  },
  {
    name: 'before is ignored beside responded',
    killedBy: ['CUR-069'],
    mutate: changeQuery(({ filter, to }) =>
      filter?.facet === undefined || to === undefined ? null : { to: undefined },
    ),
  },
  {
    name: 'flow is ignored beside uuid',
    killedBy: ['CUR-069'],
    mutate: changeQuery(({ filter }) =>
      filter?.numbers === undefined || filter.flow === undefined ? null : { filter: { ...filter, flow: undefined } },
    ),
  },
  {
    name: 'reverse is ignored beside flow',
    killedBy: ['CUR-070'],
    mutate: changeQuery(({ filter, ascending }) =>
      ascending && filter?.flow !== undefined ? { ascending: false } : null,
    ),
  },
  {
    name: 'reverse drops the responded filter',
    killedBy: ['CUR-070'],
    mutate: changeQuery(({ filter, ascending }) =>
      ascending && filter?.facet !== undefined ? { filter: { ...filter, facet: undefined } } : null,
    ),
  },
  {
    name: 'reverse swaps before and after',
    killedBy: ['CUR-070'],
    mutate: changeQuery(({ ascending, from, to }) =>
      ascending && (from ?? to) !== undefined ? { from: to, to: from } : null,
    ),
  },
  {
    name: 'paths is ignored on later pages',
    killedBy: ['CUR-074'],
    mutate: changeQuery(({ includesPaths }, text) =>
      includesPaths === false && text.getLast('cursor') !== undefined ? { includesPaths: undefined } : null,
    ),
  },
  {
    name: 'paths=false drops the filters',
    killedBy: ['CUR-069'],
    mutate: changeQuery(({ includesPaths, filter }) =>
      includesPaths === false && filter !== null && Object.values(filter).some((value) => value !== undefined)
        ? { filter: {} }
        : null,
    ),
  },
  {
    name: 'after is ignored on later pages',
    killedBy: ['CUR-071'],
    mutate: changeQuery(({ from }, text) =>
      from !== undefined && text.getLast('cursor') !== undefined ? { from: undefined } : null,
    ),
  },
  {
    name: 'links drop reverse',
    killedBy: ['CUR-070'],
    mutate: breakFunction(pagination, 'setQueryParameter', (original, [url, query, pair]) => {
      const others = query.names.filter((name) => name !== 'reverse')
      if (others.length === query.names.length) return CALL_ORIGINAL
      const pairs = others.map((name) => `${name}=${encodeURIComponent(query.getLast(name) ?? '')}`)
      return original(url, new QueryString(pairs.join('&')), pair)
    }),
  },
  {
    name: 'links drop before',
    killedBy: ['CUR-070'],
    mutate: breakFunction(pagination, 'setQueryParameter', (original, [url, query, pair]) => {
      const others = query.names.filter((name) => name !== 'before')
      if (others.length === query.names.length) return CALL_ORIGINAL
      const pairs = others.map((name) => `${name}=${encodeURIComponent(query.getLast(name) ?? '')}`)
      return original(url, new QueryString(pairs.join('&')), pair)
    }),
  },
]

const bounds: readonly MockMutant[] = [
  {
    name: 'before drops the fraction of its bound',
    killedBy: ['CUR-037'],
    mutate: changeParameter('runs', 'before', (value) => value.replace(/\.\d+/, '')),
  },
  {
    name: 'after rounds its bound up to the next second',
    killedBy: ['CUR-038'],
    mutate: changeParameter('runs', 'after', (value) =>
      /\.\d+Z$/.test(value)
        ? new Date(Date.parse(value.replace(/\.\d+/, '')) + 1000).toISOString().replace('.000', '')
        : undefined,
    ),
  },
  {
    name: 'the offset of a bound is ignored',
    killedBy: ['CUR-075'],
    mutate: changeParameter('runs', 'after', (value) => value.replace(/[+-](?!00)\d\d:\d\d$/, 'Z')),
  },
  {
    name: 'a negative offset of before is added',
    killedBy: ['CUR-075'],
    mutate: changeParameter('runs', 'before', (value) => value.replace(/T(.*)-(\d\d:\d\d)$/, 'T$1+$2')),
  },
  {
    name: 'a bound without a fraction matches nothing',
    killedBy: ['CUR-069'],
    mutate: changeParameter('runs', 'after', (value) => (value.includes('.') ? undefined : 'never')),
  },
  {
    name: 'a date in before means the end of the day',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'before', (value) =>
      /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T23:59:59.999999Z` : undefined,
    ),
  },
  {
    name: 'a bound without an offset is two hours ahead of UTC',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'before', (value) => (/T[\d:.]+$/.test(value) ? `${value}+02:00` : undefined)),
  },
  {
    name: 'before is exclusive for bounds with a fraction only',
    killedBy: ['CUR-037'],
    mutate: changeQuery(({ to }) => (to === undefined || to % 1_000_000 === 0 ? null : { to: (to - 1) as typeof to })),
  },
]

/** The size of pages in the world of these mutants. */
const PAGE_SIZE = 30

function isBackwards(url: URL): boolean {
  return Buffer.from(url.searchParams.get('cursor') ?? '', 'base64')
    .toString()
    .includes('r=1')
}

/** Applies a filter to the rows of a page that was cut without it. */
function filterAfterCut(remove: (query: runsModule.RunsQuery) => runsModule.RunsQuery | null): Mutation<never> {
  return breakFunction(runsModule, 'readRunsPage', (original, [context, query]) => {
    const wider = remove(query)
    if (wider === null) return CALL_ORIGINAL
    const page = original(context, wider)
    const rows = page.rows.filter((ref) => {
      const { flow, repliesAt, modifiedAt } = readRun(context.view, ref)
      const { filter, from, to } = query
      return (
        (filter?.flow === undefined || flow.index === filter.flow) &&
        (filter?.facet === undefined || repliesAt.length > 0) &&
        (from === undefined || modifiedAt >= from) &&
        (to === undefined || modifiedAt <= to)
      )
    })
    return { ...page, rows }
  })
}

const cuts: readonly MockMutant[] = [
  {
    name: 'responded is applied after the page is cut',
    killedBy: ['CUR-073'],
    mutate: filterAfterCut((query) =>
      query.filter?.facet === undefined ? null : { ...query, filter: { ...query.filter, facet: undefined } },
    ),
  },
  {
    name: 'flow is applied after the page is cut',
    killedBy: ['CUR-073'],
    mutate: filterAfterCut((query) =>
      query.filter?.flow === undefined ? null : { ...query, filter: { ...query.filter, flow: undefined } },
    ),
  },
  {
    name: 'before is applied after the page is cut',
    killedBy: ['CUR-073'],
    mutate: filterAfterCut((query) => (query.to === undefined ? null : { ...query, to: undefined })),
  },
  {
    name: 'a full last page has a next link',
    killedBy: ['CUR-071'],
    mutate: changePages('runs', (page, url) => {
      const last = page.results.at(-1)
      if (page.next !== null || page.results.length !== PAGE_SIZE || last === undefined) return
      const position = String(last['modified_on']).replace('T', ' ').replace('Z', '+00:00')
      const link = new URL(url)
      link.searchParams.set('cursor', Buffer.from(`p=${encodeURIComponent(position)}`).toString('base64'))
      page.next = link.href
    }),
  },
  {
    name: 'a full last page loses its last row',
    killedBy: ['CUR-071'],
    mutate: changePages('runs', (page) => {
      if (page.next === null && page.results.length === PAGE_SIZE) page.results.pop()
    }),
  },
  {
    name: 'a page reached backwards has no next',
    killedBy: ['CUR-072'],
    mutate: changePages('runs', (page, url) => isBackwards(url) && (page.next = null)),
  },
  {
    name: 'a page reached backwards has no previous',
    killedBy: ['CUR-072'],
    mutate: changePages('runs', (page, url) => isBackwards(url) && (page.previous = null)),
  },
  {
    name: 'a second step backwards skips a run',
    killedBy: ['CUR-072'],
    mutate: (twin, recordHit) => {
      const backwards = new Set<string>()
      return changePages('runs', (page, url) => {
        const isSecond = backwards.has(url.searchParams.get('cursor') ?? '')
        const cursor = Buffer.from(url.searchParams.get('cursor') ?? '', 'base64').toString()
        if (cursor.includes('r=1') && page.previous !== null)
          backwards.add(new URL(page.previous).searchParams.get('cursor') ?? '')
        if (isSecond) page.results = page.results.slice(1)
      })(twin, recordHit)
    },
  },
  {
    name: 'reverse loses a run at each page boundary',
    killedBy: ['CUR-070'],
    mutate: changePages('runs', (page, url) => {
      if (url.searchParams.get('reverse') === 'true' && url.searchParams.has('cursor'))
        page.results = page.results.slice(1)
    }),
  },
  {
    name: 'the first page of a reversed list has a previous link',
    killedBy: ['CUR-070'],
    mutate: changePages('runs', (page, url) => {
      if (url.searchParams.has('reverse') && !url.searchParams.has('cursor')) page.previous ??= page.next
    }),
  },
  {
    name: 'a list drops a row at each boundary and ignores before and reverse',
    killedBy: ['CUR-069'],
    mutate: (twin, recordHit) =>
      changePages('runs', (page, url) => {
        if (url.searchParams.has('cursor')) page.results = page.results.slice(1)
      })(
        {
          ...twin,
          fetch: async (request) => {
            const url = new URL(request.url)
            for (const name of ['before', 'reverse']) url.searchParams.delete(name)
            return await twin.fetch(new Request(url, request))
          },
        },
        recordHit,
      ),
  },
]

const credentials: readonly MockMutant[] = [
  {
    name: 'contacts are readable without a credential',
    killedBy: ['AUTH-001'],
    mutate: accept('contacts', 'GET', (header) => header === null),
  },
  {
    name: 'flow starts accept an unknown token',
    killedBy: ['AUTH-002'],
    mutate: accept('flow_starts', 'GET', isUnknownToken),
  },
  {
    name: 'runs accept the key without a scheme',
    killedBy: ['AUTH-003'],
    mutate: accept('runs', 'GET', (header, own) => header === own),
  },
  {
    name: 'groups accept the key with the scheme Bearer',
    killedBy: ['AUTH-003'],
    mutate: accept('groups', 'GET', (header, own) => header === `Bearer ${own}`),
  },
  {
    name: 'keys for flows are compared without regard to case',
    killedBy: ['AUTH-002'],
    mutate: accept('flows', 'GET', (header, own) => header?.toLowerCase() === `token ${own.toLowerCase()}`),
  },
  {
    name: 'a start needs no credential',
    killedBy: ['AUTH-014'],
    mutate: accept('flow_starts', 'POST', (header) => header === null),
  },
  {
    name: 'a contact write accepts an unknown token',
    killedBy: ['AUTH-014'],
    mutate: accept('contacts', 'POST', isUnknownToken),
  },
]

/** Changes the values below `params` in every representation of a start. */
function changeParams(
  change: (params: Item) => unknown,
  applies: (url: URL, method: string) => boolean = () => true,
): Mutation<never> {
  return changeBodies((body, { url, method }) => {
    if (!isList(url, 'flow_starts') || !applies(url, method)) return
    const starts = method === 'POST' ? [body as Item] : (body as Page).results
    for (const start of starts) {
      if (start['params'] === null || typeof start['params'] !== 'object') continue
      const changed = change(start['params'] as Item)
      if (changed !== undefined) start['params'] = changed
    }
  })
}

function mapValues(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => mapValues(inner, change))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapValues(inner, change)]))
  return change(value)
}

const readsBack: readonly MockMutant[] = [
  {
    name: 'numbers in params become strings',
    killedBy: ['CUR-082'],
    mutate: changeParams((params) => mapValues(params, (value) => (typeof value === 'number' ? String(value) : value))),
  },
  {
    name: 'digits in params become numbers',
    killedBy: ['CUR-082'],
    mutate: changeParams((params) =>
      mapValues(params, (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value)),
    ),
  },
  {
    name: 'nested params become text',
    killedBy: ['CUR-082'],
    mutate: changeParams((params) =>
      Object.fromEntries(
        Object.entries(params).map(([name, value]) => [
          name,
          typeof value === 'object' ? JSON.stringify(value) : value,
        ]),
      ),
    ),
  },
  {
    name: 'params lose what is not ASCII',
    killedBy: ['CUR-082'],
    mutate: changeParams((params) =>
      mapValues(params, (value) => (typeof value === 'string' ? value.replaceAll(/[^ -~]/g, '?') : value)),
    ),
  },
  {
    name: 'null in params is dropped',
    killedBy: ['CUR-082'],
    // Version 9 stores null as an empty text.
    mutate: changeParams((params) => Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))),
  },
  {
    name: 'booleans in params become numbers',
    killedBy: ['CUR-082'],
    mutate: changeParams((params) =>
      mapValues(params, (value) => (typeof value === 'boolean' ? Number(value) : value)),
    ),
  },
  {
    name: 'the list of starts has no params',
    killedBy: ['CUR-082'],
    mutate: changeParams(
      () => null,
      (url, method) => method === 'GET' && !url.searchParams.has('uuid'),
    ),
  },
  {
    name: 'a start found by uuid lists no contacts',
    killedBy: ['CUR-082'],
    mutate: changeItems('flow_starts', (start, url) => url.searchParams.has('uuid') && (start['contacts'] = [])),
  },
  {
    name: 'restart_participants is always returned as true',
    killedBy: ['CUR-082'],
    mutate: changeBodies((body, { url, method }) => {
      if (isList(url, 'flow_starts') && method === 'POST') (body as Item)['restart_participants'] = true
    }),
  },
  {
    name: 'a contact name loses leading zeros',
    killedBy: ['CUR-083'],
    mutate: changePost('contacts', (body) =>
      typeof body['name'] === 'string' && /^0\d+$/.test(body['name'])
        ? { ...body, name: body['name'].replace(/^0+/, '') }
        : null,
    ),
  },
  {
    name: 'a contact name is cut to 32 characters',
    killedBy: ['CUR-083'],
    mutate: changePost('contacts', (body) =>
      typeof body['name'] === 'string' && body['name'].length > 32
        ? { ...body, name: body['name'].slice(0, 32) }
        : null,
    ),
  },
  {
    name: 'runs keep the former name of a contact',
    killedBy: ['CUR-083'],
    mutate: (twin, recordHit) => {
      const names = new Map<unknown, unknown>()
      return changeItems('runs', (run) => {
        const contact = run['contact'] as Item
        if (names.has(contact['uuid'])) contact['name'] = names.get(contact['uuid'])
        names.set(contact['uuid'], contact['name'])
      })(twin, recordHit)
    },
  },
  {
    name: 'an update by uuid keeps the language',
    killedBy: ['CUR-083'],
    mutate: changePost('contacts', ({ language, ...body }, url) =>
      url.searchParams.has('uuid') && language !== undefined ? body : null,
    ),
  },
  {
    name: 'a contact found by URN has no language',
    killedBy: ['CUR-078'],
    mutate: changeItems('contacts', (contact, url) => url.searchParams.has('urn') && (contact['language'] = null)),
  },
]

/** Remembers whether a POST to a list succeeded, and then changes its items. */
function changeAfterPost(
  written: ListName,
  name: ListName,
  change: (item: Item, index: number, written: Item, url: URL) => unknown,
): Mutation<never> {
  return (twin, recordHit) => {
    let last: Item | null = null
    const changing = changePages(name, ({ results }, url) => {
      for (const [index, item] of results.entries()) if (last !== null) change(item, index, last, url)
    })(twin, recordHit)
    return async (request) => {
      const response = await changing(request)
      if (request.method === 'POST' && response.status < 300 && isList(new URL(request.url), written))
        last ??= (await response.clone().json()) as Item
      return response
    }
  }
}

const sideEffects: readonly MockMutant[] = [
  {
    name: 'a contact write renames another contact',
    killedBy: ['CUR-085'],
    mutate: changeAfterPost('contacts', 'contacts', (contact, index, { uuid }) => {
      if (index === 1 && contact['uuid'] !== uuid) contact['name'] = 'Zoë Again'
    }),
  },
  {
    name: 'a contact update resets created_on',
    killedBy: ['CUR-085'],
    mutate: (twin, recordHit) => {
      let updates = 0
      return changeBodies((body, { url, method }) => {
        if (!isList(url, 'contacts')) return
        if (method === 'POST') updates++
        const contacts = method === 'POST' ? [body as Item] : (body as Page).results
        if (updates > 1) for (const contact of contacts) contact['created_on'] = contact['modified_on']
      })(twin, recordHit)
    },
  },
  {
    name: 'a contact update keeps modified_on',
    killedBy: ['CUR-085'],
    mutate: (twin, recordHit) => {
      const dates = new Map<unknown, unknown>()
      return changeBodies((body, { url, method }) => {
        if (!isList(url, 'contacts')) return
        for (const contact of method === 'POST' ? [body as Item] : (body as Page).results) {
          contact['modified_on'] = dates.get(contact['uuid']) ?? contact['modified_on']
          dates.set(contact['uuid'], contact['modified_on'])
        }
      })(twin, recordHit)
    },
  },
  {
    name: 'a start interrupts the run of another contact',
    killedBy: ['CUR-086'],
    mutate: changeAfterPost('flow_starts', 'runs', (run, _, start) => {
      const started = (start['contacts'] as Item[]).map(({ uuid }) => uuid)
      if (run['exit_type'] !== null || started.includes((run['contact'] as Item)['uuid'])) return
      Object.assign(run, { exit_type: 'interrupted', exited_on: start['created_on'] })
    }),
  },
  {
    name: 'a rejected contact write is applied',
    killedBy: ['CUR-087'],
    mutate: (twin, recordHit) => {
      let name: unknown
      const changing = changeItems('contacts', (contact) => {
        if (name !== undefined && String(contact['name']).startsWith('Zoë')) contact['name'] = name
      })(twin, recordHit)
      return async (request) => {
        const text = request.method === 'POST' ? await request.clone().text() : ''
        const response = await changing(request)
        if (response.status === 400 && isList(new URL(request.url), 'contacts') && text.startsWith('{'))
          name = (JSON.parse(text) as Item)['name'] ?? name
        return response
      }
    },
  },
  {
    name: 'a start changes the name of its flow',
    killedBy: ['CUR-086'],
    mutate: changeAfterPost('flow_starts', 'flows', (flow, _, start) => {
      if (flow['uuid'] === (start['flow'] as Item)['uuid']) flow['name'] = `${String(flow['name'])} (started)`
    }),
  },
]

const invalidWrites: readonly MockMutant[] = [
  {
    name: 'an invalid language is dropped',
    killedBy: ['CUR-087'],
    mutate: changePost('contacts', ({ language, ...body }) =>
      language === 'flowtwin' || typeof language === 'number' ? body : null,
    ),
  },
  {
    name: 'a contact name of any length is accepted',
    killedBy: ['CUR-087'],
    mutate: changePost('contacts', (body) =>
      typeof body['name'] === 'string' && body['name'].length > 64
        ? { ...body, name: body['name'].slice(0, 64) }
        : null,
    ),
  },
  {
    name: 'an invalid URN of a start is dropped',
    killedBy: ['CUR-088'],
    mutate: changePost('flow_starts', ({ urns, ...body }) =>
      Array.isArray(urns) && !/^tel:\+\d/.test(String(urns[0])) ? body : null,
    ),
  },
  {
    name: 'an unknown group of a start is dropped',
    killedBy: ['CUR-088'],
    mutate: changePost('flow_starts', ({ groups, ...body }) => (groups === undefined ? null : body)),
  },
  {
    name: 'a list of contacts of any length is accepted',
    killedBy: ['CUR-088'],
    mutate: changePost('flow_starts', (body) =>
      Array.isArray(body['contacts']) && body['contacts'].length > 100
        ? { ...body, contacts: body['contacts'].slice(0, 1) }
        : null,
    ),
  },
  {
    name: 'params of a start may be a list',
    killedBy: ['CUR-088'],
    mutate: changePost('flow_starts', ({ params, ...body }) => (Array.isArray(params) ? body : null)),
  },
  {
    name: 'extra of a start may be a text',
    killedBy: ['CUR-088'],
    mutate: changePost('flow_starts', ({ extra, ...body }) => (typeof extra === 'string' ? body : null)),
  },
  {
    name: 'any text is a boolean of a start',
    killedBy: ['CUR-088'],
    mutate: changePost('flow_starts', ({ restart_participants, ...body }) =>
      typeof restart_participants === 'string' || typeof restart_participants === 'object' ? body : null,
    ),
  },
  {
    name: 'contacts of a start may be a single text',
    killedBy: ['CUR-088'],
    mutate: changePost('flow_starts', (body) =>
      typeof body['contacts'] === 'string' ? { ...body, contacts: [body['contacts']] } : null,
    ),
  },
  {
    name: 'an unknown uuid in a contact write creates a contact',
    killedBy: ['CUR-068'],
    mutate: changeRequests((url, { method }) => {
      if (method !== 'POST' || !isList(url, 'contacts') || !url.search.includes('f10f10f1')) return false
      url.searchParams.delete('uuid')
      url.searchParams.set('urn', 'tel:+12025550199')
      return true
    }),
  },
]

const statuses: readonly MockMutant[] = [
  {
    name: 'the creation of a contact returns 200',
    killedBy: ['CUR-084'],
    mutate: changeResponses(({ status }, { url }) =>
      isList(url, 'contacts') && status === 201 ? { status: 200 } : null,
    ),
  },
  {
    name: 'the update of a contact returns 201',
    killedBy: ['CUR-084'],
    mutate: changeResponses(({ status }, { url, method }) =>
      isList(url, 'contacts') && method === 'POST' && status === 200 ? { status: 201 } : null,
    ),
  },
]

const representations: readonly MockMutant[] = [
  {
    name: 'runs of the flow filter have no values',
    killedBy: ['CUR-074'],
    mutate: changeItems('runs', (run, url) => url.searchParams.has('flow') && (run['values'] = {})),
  },
  {
    name: 'runs of the responded filter have another start',
    killedBy: ['CUR-074'],
    mutate: changeItems('runs', (run, url) => url.searchParams.has('responded') && (run['start'] = null)),
  },
  {
    name: 'runs of a time filter have no contact name',
    killedBy: ['CUR-074'],
    mutate: changeItems(
      'runs',
      (run, url) => url.searchParams.has('before') && ((run['contact'] as Item)['name'] = null),
    ),
  },
  {
    name: 'runs of a reversed list have no path',
    killedBy: ['CUR-074'],
    mutate: changeItems('runs', (run, url) => url.searchParams.has('reverse') && (run['path'] = [])),
  },
  {
    name: 'runs on later pages have no values',
    killedBy: ['CUR-074'],
    mutate: changeItems('runs', (run, url) => url.searchParams.has('cursor') && (run['values'] = {})),
  },
  {
    name: 'paths=false empties the values as well',
    killedBy: ['CUR-074'],
    mutate: changeItems('runs', (run, url) => url.searchParams.get('paths') === 'false' && (run['values'] = {})),
  },
  {
    name: 'contacts of a group have no language',
    killedBy: ['CUR-078'],
    mutate: changeItems('contacts', (contact, url) => url.searchParams.has('group') && (contact['language'] = null)),
  },
  {
    name: 'contacts have other names than in runs',
    killedBy: ['CUR-081'],
    mutate: changeItems('contacts', (contact) => (contact['name'] = `${String(contact['name'])}.`)),
  },
  {
    name: 'a flow found by uuid has no counts',
    killedBy: ['CUR-086'],
    mutate: changeItems(
      'flows',
      (flow, url) =>
        url.searchParams.has('uuid') &&
        (flow['runs'] = { active: 0, waiting: 0, completed: 0, expired: 0, interrupted: 0, failed: 0 }),
    ),
  },
  {
    name: 'starts have another flow than their runs',
    killedBy: ['CUR-081'],
    mutate: changeItems(
      'flow_starts',
      (start) => (start['flow'] = { uuid: '00000000-0000-4000-8000-000000000000', name: 'None' }),
    ),
  },
  {
    name: 'a contact names a flow that it is not in',
    killedBy: ['CUR-081'],
    mutate: changeItems(
      'contacts',
      (contact) => (contact['flow'] ??= { uuid: '00000000-0000-4000-8000-000000000000', name: 'None' }),
    ),
  },
]

const headersAndCounts: readonly MockMutant[] = [
  {
    name: 'X-Temba-Org is missing with a filter',
    killedBy: ['HTTP-036'],
    mutate: changeResponses(({ headers }, { url }) =>
      headers['x-temba-org'] !== undefined && url.search !== '' ? { headers: { 'x-temba-org': '' } } : null,
    ),
  },
  {
    name: 'X-Temba-Org differs between lists',
    killedBy: ['CUR-090'],
    mutate: changeResponses(({ headers }, { url }) =>
      headers['x-temba-org'] !== undefined && isList(url, 'groups') ? { headers: { 'x-temba-org': '99' } } : null,
    ),
  },
  {
    name: 'the count of the largest group is wrong',
    killedBy: ['CUR-066'],
    mutate: changePages('groups', ({ results }) => {
      const largest = results.toSorted((left, right) => Number(right['count']) - Number(left['count']))[0]
      if (largest !== undefined) largest['count'] = Number(largest['count']) - 1
    }),
  },
  {
    name: 'the counts of the largest flow are wrong',
    killedBy: ['CUR-064'],
    mutate: changeItems('flows', (flow) => {
      const runs = flow['runs'] as Record<string, number>
      if (Object.values(runs).reduce((sum, count) => sum + count, 0) > 70) runs['completed']! -= 1
    }),
  },
  {
    name: 'a start does not change the counts of its flow',
    killedBy: ['CUR-086'],
    mutate: (twin, recordHit) => {
      const counts = new Map<unknown, unknown>()
      return changeItems('flows', (flow) => {
        flow['runs'] = counts.get(flow['uuid']) ?? flow['runs']
        counts.set(flow['uuid'], flow['runs'])
      })(twin, recordHit)
    },
  },
]

const shift = (text: unknown, seconds: number): string =>
  `${new Date(Date.parse(String(text)) + seconds * 1000).toISOString().slice(0, 19)}.000000Z`

const instants: readonly MockMutant[] = [
  {
    name: 'exited_on is in the future',
    killedBy: ['TIME-004'],
    mutate: changeItems(
      'runs',
      (run) => run['exit_type'] === 'expired' && (run['exited_on'] = '2035-01-01T00:00:00.000000Z'),
    ),
  },
  {
    name: 'expired runs are still active',
    killedBy: ['CUR-091'],
    mutate: changeItems(
      'runs',
      (run) => run['exit_type'] === 'expired' && Object.assign(run, { exit_type: null, exited_on: null }),
    ),
  },
  {
    name: 'the path of a run begins with its last step',
    killedBy: ['CUR-077'],
    mutate: changeItems('runs', (run) => (run['path'] = (run['path'] as Item[] | null)?.toReversed() ?? null)),
  },
  {
    name: 'the path of a run begins before the run',
    killedBy: ['CUR-077'],
    mutate: changeItems('runs', (run) => {
      for (const step of (run['path'] as Item[] | null) ?? []) step['time'] = shift(run['created_on'], -60)
    }),
  },
  {
    name: 'the path of a run goes on after its end',
    killedBy: ['CUR-077'],
    mutate: changeItems('runs', (run) => {
      const last = (run['path'] as Item[] | null)?.at(-1)
      if (last !== undefined && run['exited_on'] !== null) last['time'] = shift(run['exited_on'], 60)
    }),
  },
]

const UNKNOWN = 'f10f10f1-0f10-4f10-8f10-f10f10f10f10'

const spellings: readonly MockMutant[] = [
  {
    name: 'responded=True is no filter',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'responded', (value) => (value === 'True' ? null : undefined)),
  },
  {
    name: 'responded=1 is no filter',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'responded', (value) => (value === '1' ? null : undefined)),
  },
  {
    name: 'responded=false is a filter',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'responded', (value) => (value === 'false' || value === '0' ? 'true' : undefined)),
  },
  {
    name: 'an upper-case uuid finds nothing',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'uuid', (value) => (/[A-F]/.test(value) ? UNKNOWN : undefined)),
  },
  {
    name: 'a uuid without hyphens finds nothing',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'uuid', (value) => (/^[0-9a-f]{32}$/i.test(value) ? UNKNOWN : undefined)),
  },
  {
    name: 'reverse=1 is ignored',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'reverse', (value) => (value === '1' || value === 'yes' ? null : undefined)),
  },
  {
    name: 'paths=no is read as true',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'paths', (value) => (value === 'no' || value === '0' ? 'true' : undefined)),
  },
  {
    name: 'an empty flow matches nothing',
    killedBy: ['CUR-076'],
    mutate: changeParameter('runs', 'flow', (value) => (value === '' ? 'none' : undefined)),
  },
]

const repeated: readonly MockMutant[] = [
  {
    name: 'a repeated start returns the first start',
    killedBy: ['CUR-089'],
    mutate: (twin, recordHit) => {
      const seen = new Map<string, Response>()
      return async (request) => {
        const text = request.method === 'POST' ? await request.clone().text() : ''
        if (!text.includes('params') || !isList(new URL(request.url), 'flow_starts')) return await twin.fetch(request)
        const first = seen.get(text)
        if (first !== undefined) {
          recordHit()
          return first.clone()
        }
        const response = await twin.fetch(request)
        if (response.status === 201) seen.set(text, response.clone())
        return response
      }
    },
  },
  {
    name: 'a repeated contact update is rejected',
    killedBy: ['CUR-084'],
    mutate: (twin, recordHit) => {
      const seen = new Set<string>()
      return async (request) => {
        const key = request.method === 'POST' ? `${request.url} ${await request.clone().text()}` : ''
        const response = await twin.fetch(request)
        if (!isList(new URL(request.url), 'contacts') || key === '' || response.status >= 300 || !seen.has(key)) {
          seen.add(key)
          return response
        }
        recordHit()
        const headers = new Headers(response.headers)
        headers.delete('content-length')
        return new Response('{"detail":"No change."}', { status: 400, headers })
      }
    },
  },
  {
    name: 'a run is listed once per page after the first',
    killedBy: ['CUR-069'],
    mutate: changePages('runs', (page, url) => {
      if (url.searchParams.has('after') && page.results.length > 1) page.results.push(page.results[0]!)
    }),
  },
]

const otherLists: readonly MockMutant[] = [
  ...(
    [
      ['flows', 'archived'],
      ['flows', 'uuid'],
      ['flows', 'type'],
      ['flows', 'before'],
      ['flows', 'reverse'],
      ['groups', 'uuid'],
      ['groups', 'name'],
      ['contacts', 'before'],
      ['contacts', 'after'],
      ['contacts', 'reverse'],
    ] as const
  ).map(([name, parameter]): MockMutant => ({
    name: `${parameter} of ${name} is ignored`,
    killedBy: [parameter === 'reverse' ? 'CUR-079' : 'CUR-078'],
    mutate: changeParameter(name, parameter, () => null),
  })),
  {
    name: 'contacts are listed in order of creation, oldest first',
    killedBy: ['CUR-079'],
    mutate: changePages('contacts', (page) => (page.results = page.results.toReversed())),
  },
  {
    name: 'flows are listed oldest first',
    killedBy: ['CUR-079'],
    mutate: changePages('flows', (page) => (page.results = page.results.toReversed())),
  },
  {
    name: 'a group is not found by its name',
    killedBy: ['CUR-078'],
    mutate: changeParameter('contacts', 'group', (value) => (value.length === 36 ? undefined : 'none')),
  },
  {
    name: 'an unknown group has all contacts',
    killedBy: ['CUR-078'],
    mutate: changeParameter('contacts', 'group', (value) => (value.startsWith('f10f') ? null : undefined)),
  },
  {
    name: 'contacts lose a row at each page boundary',
    killedBy: ['CUR-080'],
    mutate: changePages('contacts', (page, url) => {
      if (url.searchParams.has('cursor')) page.results = page.results.slice(1)
    }),
  },
  {
    name: 'links of contacts drop the group',
    killedBy: ['CUR-078'],
    mutate: changePages(
      'contacts',
      (page) =>
        (page.next = page.next?.replace(/[?&]group=[^&]*/, (text) => (text.startsWith('?') ? '?' : '')) ?? null),
    ),
  },
]

/** Single faults by kind: combinations, bounds, page cuts, credentials, writes, representations, counts, times, spellings. */
export const rapidproSingleFaults: readonly MockMutant[] = [
  ...combinations,
  ...bounds,
  ...cuts,
  ...credentials,
  ...readsBack,
  ...sideEffects,
  ...invalidWrites,
  ...statuses,
  ...representations,
  ...headersAndCounts,
  ...instants,
  ...spellings,
  ...repeated,
  ...otherLists,
]
