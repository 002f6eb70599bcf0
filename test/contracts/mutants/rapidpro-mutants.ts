import { type RapidproRow, rapidproTwin } from '../twins/rapidpro.ts'
import { answers, bodies, type Mutant, requests } from './mutant.ts'
import { moved, pages, run, type Run, without } from './rapidpro-changes.ts'
import { dropped } from './url-change.ts'

const CURSOR = /^[fb]:\d+@\d+$/
const OTHER = rapidproTwin().rows[100]!

/** Servers that get a filter, an envelope or a run wrong. */
export const rapidproMutants: readonly Mutant<RapidproRow>[] = [
  {
    name: 'results is called runs',
    kills: ['CUR-001'],
    also: ['SCH-001', 'SCH-010'],
    spoil: pages(({ results, ...rest }) => ({ ...rest, runs: results })),
  },
  {
    name: 'next is relative',
    kills: ['CUR-002'],
    also: ['SCH-005'],
    spoil: pages((page) => {
      if (page.next !== null) page.next = page.next.replace('http://twin.test', '')
    }),
  },
  {
    name: 'next names another host',
    kills: ['CUR-003'],
    spoil: pages((page) => {
      if (page.next !== null) page.next = page.next.replace('twin.test', 'elsewhere.test')
    }),
  },
  {
    name: 'the first page has a previous',
    kills: ['CUR-004'],
    spoil: pages((page, url) => {
      if (!url.searchParams.has('cursor')) page.previous = `${url.href}${url.search === '' ? '?' : '&'}cursor=YjoxQDE=`
    }),
  },
  {
    name: 'an empty list is null',
    kills: ['SCH-010'],
    also: ['CUR-001', 'SCH-001'],
    spoil: bodies((body) => {
      const page = body as { results: unknown }
      if (Array.isArray(page.results) && page.results.length === 0) page.results = null
    }),
  },
  {
    name: 'an empty list is not found',
    kills: ['SCH-010'],
    also: ['ERR-002', 'HTTP-001', 'SCH-012'],
    spoil: answers(({ text }) => (text.includes('"results":[]') ? { status: 404 } : null)),
  },
  {
    name: 'the uuid filter finds another run',
    kills: ['CUR-030'],
    spoil: pages((page, url) => {
      if (url.searchParams.has('uuid') && page.results.length > 0)
        page.results[0]!['uuid'] = OTHER.uuid.replace(/^./, 'e')
    }),
  },
  {
    name: 'an unknown uuid finds everything',
    kills: ['CUR-031'],
    spoil: requests((url) => url.searchParams.get('uuid')?.startsWith('f10f') === true && dropped(url, 'uuid')),
  },
  {
    name: 'a malformed uuid finds nothing instead of being refused',
    kills: ['ERR-004'],
    spoil: requests((url) => {
      if (url.searchParams.get('uuid')?.includes('flowtwin') !== true) return false
      url.searchParams.set('uuid', 'f10f10f1-0f10-4f10-8f10-f10f10f10f10')
      return true
    }),
  },
  {
    name: 'a malformed flow finds everything',
    kills: ['NEG-002'],
    spoil: requests((url) => url.searchParams.get('flow')?.includes('flowtwin') === true && dropped(url, 'flow')),
  },
  {
    name: 'the flow filter is ignored',
    kills: ['CUR-032', 'CUR-010', 'CUR-014', 'NEG-002'],
    also: ['CUR-034'],
    spoil: without('flow'),
  },
  {
    name: 'the flow filter drops a run',
    kills: ['CUR-032'],
    spoil: pages((page, url) => {
      if (url.searchParams.has('flow')) page.results = page.results.filter((_, index) => index !== 5)
    }),
  },
  {
    name: 'the contact filter is ignored',
    kills: ['CUR-033'],
    also: ['CUR-010', 'CUR-034', 'NEG-002'],
    spoil: without('contact'),
  },
  {
    name: 'flow and contact together are allowed',
    kills: ['CUR-034'],
    spoil: requests(
      (url) => url.searchParams.has('flow') && url.searchParams.has('contact') && dropped(url, 'contact'),
    ),
  },
  { name: 'responded is ignored', kills: ['CUR-035'], also: ['CUR-010'], spoil: without('responded') },
  { name: 'before is ignored', kills: ['CUR-037', 'CUR-039', 'CUR-041'], spoil: without('before') },
  { name: 'after is ignored', kills: ['CUR-038', 'CUR-039', 'CUR-041'], spoil: without('after') },
  { name: 'before looks at created_on', kills: ['CUR-037'], also: ['CUR-039'], spoil: moved('before', -90) },
  { name: 'after looks at created_on', kills: ['CUR-038'], also: ['CUR-039'], spoil: moved('after', 90) },
  {
    name: 'before is inclusive at one instant and exclusive at another',
    kills: ['CUR-037'],
    spoil: pages((page, url) => {
      const before = url.searchParams.get('before')
      if (before?.endsWith('4Z') === true) page.results = page.results.filter((run) => run['modified_on'] !== before)
    }),
  },
  {
    name: 'a bound that is no date is ignored',
    kills: ['CUR-041'],
    spoil: requests((url) => {
      const bad = ['before', 'after'].filter(
        (name) => url.searchParams.has(name) && !url.searchParams.get(name)!.endsWith('Z'),
      )
      for (const name of bad) dropped(url, name)
      return bad.length > 0
    }),
  },
  {
    name: 'a contact is a bare text',
    kills: ['CUR-050'],
    also: ['SCH-001'],
    spoil: run((one) => (one['contact'] = 'Bob')),
  },
  {
    name: 'a start is a bare text',
    kills: ['CUR-050'],
    also: ['SCH-001'],
    spoil: run((one) => (one['start'] = 'now')),
  },
  {
    name: 'an exit type that nobody documented',
    kills: ['CUR-051', 'SCH-004'],
    spoil: run((one) => (one['exit_type'] = one['exit_type'] === null ? null : 'done')),
  },
  { name: 'exited without a type', kills: ['CUR-052'], spoil: run((one) => (one['exit_type'] = null)) },
  {
    name: 'one flow has two names',
    kills: ['CUR-054'],
    spoil: pages((page) => {
      if (page.results.length > 3) (page.results[3]!['flow'] as Run)['name'] = 'Another name'
    }),
  },
  {
    name: 'values are a list',
    kills: ['SCH-007'],
    spoil: run((one) => (one['values'] = [])),
  },
  {
    name: 'some instants have three decimals',
    kills: ['TIME-002'],
    spoil: pages((page) => {
      for (const one of page.results.slice(0, 2)) one['created_on'] = String(one['created_on']).replace(/\d{3}Z$/, 'Z')
    }),
  },
  {
    name: 'modified before created',
    kills: ['TIME-003'],
    spoil: run((one) => (one['created_on'] = '2030-01-01T00:00:00.123456Z')),
  },
  {
    name: 'a cursor that cannot be read gets the first page',
    kills: ['CUR-012'],
    spoil: requests((url) => {
      const cursor = url.searchParams.get('cursor')
      return cursor !== null && !CURSOR.test(Buffer.from(cursor, 'base64').toString('latin1')) && dropped(url, 'cursor')
    }),
  },
]
