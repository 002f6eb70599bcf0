import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Result, type VendorName, verify } from '../../contracts/index.ts'
import { changeBodies, type Mutation } from './mutants/mutant.ts'
import { FLOW_ID, createIdnowTwin, type IdnowRow } from './twins/idnow.ts'
import { createQyvoTwin, type QyvoRow } from './twins/qyvo.ts'
import { createRapidproTwin, type RapidproRow } from './twins/rapidpro.ts'
import type { RecruboRow } from './twins/recrubo-documents.ts'
import { createRecruboTwin } from './twins/recrubo.ts'
import { toProfile, type Twin } from './twins/twin.ts'

/** Returns the examples of a check's findings. */
function listExamples({ checks }: Result, id: string): readonly string[] {
  const outcome = checks.find((check) => check.id === id)!.outcome
  return outcome.kind === 'fail' ? outcome.findings.flatMap(({ examples }) => examples) : []
}

function testCorruption<Row>(
  vendor: VendorName,
  check: string,
  {
    open,
    mutate,
  }: { readonly open: () => Twin<Row>; readonly mutate: (pick: number, victim: (id: string) => void) => Mutation<Row> },
): void {
  it(`${vendor} ${check}: detects and names one corrupted item at any position`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_000_000 }), async (pick) => {
        const twin = open()
        let victim = ''
        const mutation = mutate(pick, (id) => (victim = id))
        const target = {
          baseUrl: 'http://twin.test',
          credential: twin.credential,
          fetch: mutation(twin, () => {}),
          ids: vendor === 'idnow' ? { flowId: FLOW_ID } : {},
        }
        const result = await verify(vendor, target, { clock: twin.clock, only: [check], profile: toProfile(twin) })
        expect(victim).not.toBe('')
        expect(listExamples(result, check).some((example) => example.includes(victim))).toBe(true)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })
}

type Item = Record<string, unknown>

describe('a target that corrupts one item', () => {
  testCorruption<QyvoRow>('qyvo', 'POLL-006', {
    open: createQyvoTwin,
    mutate: (pick, victim) =>
      changeBodies((body, { url }) => {
        if (!Array.isArray(body) || !url.searchParams.has('flow_id')) return
        const [gone] = body.splice(pick % 10, 1) as Item[]
        victim(String(gone!['id']))
      }),
  })

  testCorruption<RapidproRow>('rapidpro', 'CUR-007', {
    open: () => createRapidproTwin(122, 50),
    mutate: (pick, victim) => (twin, hit) => {
      const lost = twin.rows[pick % twin.rows.length]!
      victim(lost.uuid)
      return changeBodies<RapidproRow>((body, { url }) => {
        const page = body as { results: Item[] }
        const unfiltered = ['', 'cursor'].includes([...url.searchParams.keys()].join())
        if (unfiltered) page.results = page.results.filter((run) => run['uuid'] !== lost.uuid)
      })(twin, hit)
    },
  })

  testCorruption<RapidproRow>('rapidpro', 'CUR-006', {
    open: () => createRapidproTwin(122, 50),
    mutate: (pick, victim) => (twin, hit) => {
      let first: readonly Item[] = []
      return changeBodies<RapidproRow>((body, { url }) => {
        const page = body as { results: Item[] }
        if (url.search === '') first = page.results
        else if (first.length > 0 && url.searchParams.has('cursor')) {
          const again = first[pick % first.length]!
          victim(String(again['uuid']))
          page.results.push(again)
        }
      })(twin, hit)
    },
  })

  testCorruption<IdnowRow>('idnow', 'PAGE-016', {
    open: createIdnowTwin,
    mutate: (pick, victim) =>
      changeBodies((body, { url }) => {
        const page = body as { content: Item[]; page: { number: number } }
        if (
          url.searchParams.get('sortBy') !== 'status' ||
          url.searchParams.get('sortDesc') === 'true' ||
          page.page.number !== 2
        )
          return
        const index = pick % page.content.length
        victim(String(page.content[index]!['sessionId']))
        page.content[index] = page.content[(index + 1) % page.content.length]!
      }),
  })

  testCorruption<RecruboRow>('recrubo', 'JAPI-044', {
    open: () => createRecruboTwin(110),
    mutate: (pick, victim) =>
      changeBodies((body, { url }) => {
        const { data } = body as { data: Item[] }
        if (!url.searchParams.has('filter[messageThreadId]') || url.searchParams.get('page[number]') !== '1') return
        const [gone] = data.splice(pick % data.length, 1)
        victim(String(gone!['id']))
      }),
  })
})
