import { type RapidproRow, createRapidproTwin } from '../twins/rapidpro.ts'
import { changeBodies, changeRequests, changeResponses, deleteParameter, type Mutant } from './mutant.ts'
import { shiftBound, changeRunPages, changeRuns, type Run, ignoreParameter } from './rapidpro-mutations.ts'

const CURSOR = /^[fb]:\d+@\d+$/
const OTHER_ROW = createRapidproTwin().rows[100]!

/** Mutants of filters, pages and runs. */
export const rapidproFilterMutants: readonly Mutant<RapidproRow>[] = [
  {
    name: 'results is named runs',
    killedBy: ['CUR-001'],
    alsoKilledBy: ['SCH-001', 'SCH-010'],
    mutate: changeRunPages(({ results, ...rest }) => ({ ...rest, runs: results })),
  },
  {
    name: 'next is relative',
    killedBy: ['CUR-002'],
    alsoKilledBy: ['SCH-005'],
    mutate: changeRunPages((page) => {
      if (page.next !== null) page.next = page.next.replace('http://twin.test', '')
    }),
  },
  {
    name: 'next names another host',
    killedBy: ['CUR-003'],
    mutate: changeRunPages((page) => {
      if (page.next !== null) page.next = page.next.replace('twin.test', 'elsewhere.test')
    }),
  },
  {
    name: 'the first page has a previous link',
    killedBy: ['CUR-004'],
    mutate: changeRunPages((page, url) => {
      if (!url.searchParams.has('cursor')) page.previous = `${url.href}${url.search === '' ? '?' : '&'}cursor=YjoxQDE=`
    }),
  },
  {
    name: 'an empty list is null',
    killedBy: ['SCH-010'],
    alsoKilledBy: ['CUR-001', 'SCH-001'],
    mutate: changeBodies((body) => {
      const page = body as { results: unknown }
      if (Array.isArray(page.results) && page.results.length === 0) page.results = null
    }),
  },
  {
    name: 'an empty list returns 404',
    killedBy: ['SCH-010'],
    alsoKilledBy: ['ERR-002', 'HTTP-001', 'SCH-012'],
    mutate: changeResponses(({ text }) => (text.includes('"results":[]') ? { status: 404 } : null)),
  },
  {
    name: 'the uuid filter returns another run',
    killedBy: ['CUR-030'],
    mutate: changeRunPages((page, url) => {
      if (url.searchParams.has('uuid') && page.results.length > 0)
        page.results[0]!['uuid'] = OTHER_ROW.uuid.replace(/^./, 'e')
    }),
  },
  {
    name: 'an unknown uuid returns all runs',
    killedBy: ['CUR-031'],
    mutate: changeRequests(
      (url) => url.searchParams.get('uuid')?.startsWith('f10f') === true && deleteParameter(url, 'uuid'),
    ),
  },
  {
    name: 'a malformed uuid returns an empty list',
    killedBy: ['ERR-004'],
    mutate: changeRequests((url) => {
      if (url.searchParams.get('uuid')?.includes('flowtwin') !== true) return false
      url.searchParams.set('uuid', 'f10f10f1-0f10-4f10-8f10-f10f10f10f10')
      return true
    }),
  },
  {
    name: 'a malformed flow returns all runs',
    killedBy: ['NEG-002'],
    mutate: changeRequests(
      (url) => url.searchParams.get('flow')?.includes('flowtwin') === true && deleteParameter(url, 'flow'),
    ),
  },
  {
    name: 'the flow filter is ignored',
    killedBy: ['CUR-032', 'CUR-010', 'CUR-014', 'NEG-002'],
    alsoKilledBy: ['CUR-034'],
    mutate: ignoreParameter('flow'),
  },
  {
    name: 'the flow filter drops a run',
    killedBy: ['CUR-032'],
    mutate: changeRunPages((page, url) => {
      if (url.searchParams.has('flow')) page.results = page.results.filter((_, index) => index !== 5)
    }),
  },
  {
    name: 'the contact filter is ignored',
    killedBy: ['CUR-033'],
    alsoKilledBy: ['CUR-010', 'CUR-034', 'NEG-002'],
    mutate: ignoreParameter('contact'),
  },
  {
    name: 'flow and contact together are allowed',
    killedBy: ['CUR-034'],
    mutate: changeRequests(
      (url) => url.searchParams.has('flow') && url.searchParams.has('contact') && deleteParameter(url, 'contact'),
    ),
  },
  {
    name: 'responded is ignored',
    killedBy: ['CUR-035'],
    alsoKilledBy: ['CUR-010'],
    mutate: ignoreParameter('responded'),
  },
  { name: 'before is ignored', killedBy: ['CUR-037', 'CUR-039', 'CUR-041'], mutate: ignoreParameter('before') },
  { name: 'after is ignored', killedBy: ['CUR-038', 'CUR-039', 'CUR-041'], mutate: ignoreParameter('after') },
  {
    name: 'before compares created_on',
    killedBy: ['CUR-037'],
    alsoKilledBy: ['CUR-039'],
    mutate: shiftBound('before', -90),
  },
  {
    name: 'after compares created_on',
    killedBy: ['CUR-038'],
    alsoKilledBy: ['CUR-039'],
    mutate: shiftBound('after', 90),
  },
  {
    name: 'before is inclusive at one instant and exclusive at another',
    killedBy: ['CUR-037'],
    mutate: changeRunPages((page, url) => {
      const before = url.searchParams.get('before')
      if (before?.endsWith('4Z') === true) page.results = page.results.filter((run) => run['modified_on'] !== before)
    }),
  },
  {
    name: 'an invalid date in before or after is ignored',
    killedBy: ['CUR-041'],
    mutate: changeRequests((url) => {
      const bad = ['before', 'after'].filter(
        (name) => url.searchParams.has(name) && !url.searchParams.get(name)!.endsWith('Z'),
      )
      for (const name of bad) deleteParameter(url, name)
      return bad.length > 0
    }),
  },
  {
    name: 'contact is a string',
    killedBy: ['CUR-050'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeRuns((run) => (run['contact'] = 'Bob')),
  },
  {
    name: 'start is a string',
    killedBy: ['CUR-050'],
    alsoKilledBy: ['SCH-001'],
    mutate: changeRuns((run) => (run['start'] = 'now')),
  },
  {
    name: 'exit_type is an undocumented value',
    killedBy: ['CUR-051', 'SCH-004'],
    mutate: changeRuns((run) => (run['exit_type'] = run['exit_type'] === null ? null : 'done')),
  },
  { name: 'exited runs lack exit_type', killedBy: ['CUR-052'], mutate: changeRuns((run) => (run['exit_type'] = null)) },
  {
    name: 'one flow has two names',
    killedBy: ['CUR-054'],
    mutate: changeRunPages((page) => {
      if (page.results.length > 3) (page.results[3]!['flow'] as Run)['name'] = 'Another name'
    }),
  },
  {
    name: 'values is an array',
    killedBy: ['SCH-007'],
    mutate: changeRuns((run) => (run['values'] = [])),
  },
  {
    name: 'some instants have three decimals',
    killedBy: ['TIME-002'],
    mutate: changeRunPages((page) => {
      for (const run of page.results.slice(0, 2)) run['created_on'] = String(run['created_on']).replace(/\d{3}Z$/, 'Z')
    }),
  },
  {
    name: 'modified_on is earlier than created_on',
    killedBy: ['TIME-003'],
    mutate: changeRuns((run) => (run['created_on'] = '2030-01-01T00:00:00.123456Z')),
  },
  {
    name: 'an invalid cursor returns the first page',
    killedBy: ['CUR-012'],
    mutate: changeRequests((url) => {
      const cursor = url.searchParams.get('cursor')
      return (
        cursor !== null &&
        !CURSOR.test(Buffer.from(cursor, 'base64').toString('latin1')) &&
        deleteParameter(url, 'cursor')
      )
    }),
  },
]
