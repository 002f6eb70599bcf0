import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Result, type VendorName, verify } from '../../contracts/index.ts'
import { bodies, type Spoil } from './mutants/mutant.ts'
import { FLOW, idnowTwin, type IdnowRow } from './twins/idnow.ts'
import { qyvoTwin, type QyvoRow } from './twins/qyvo.ts'
import { rapidproTwin, type RapidproRow } from './twins/rapidpro.ts'
import type { RecruboRow } from './twins/recrubo-row.ts'
import { recruboTwin } from './twins/recrubo.ts'
import { profileOf, type Twin } from './twins/twin.ts'

/** The one finding of a check, with the items that it names. */
function named({ checks }: Result, id: string): readonly string[] {
  const outcome = checks.find((check) => check.id === id)!.outcome
  return outcome.kind === 'fail' ? outcome.findings.flatMap(({ examples }) => examples) : []
}

function alwaysNames<Row>(
  vendor: VendorName,
  check: string,
  {
    open,
    spoil,
  }: { readonly open: () => Twin<Row>; readonly spoil: (pick: number, victim: (id: string) => void) => Spoil<Row> },
): void {
  it(`${vendor} ${check}: one corruption is found wherever it is, and named`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_000_000 }), async (pick) => {
        const twin = open()
        let victim = ''
        const spoilt = spoil(pick, (id) => (victim = id))
        const target = {
          baseUrl: 'http://twin.test',
          credential: twin.credential,
          send: spoilt(twin, () => {}),
          ids: vendor === 'idnow' ? { flowId: FLOW } : {},
        }
        const result = await verify(vendor, target, { clock: twin.clock, only: [check], profile: profileOf(twin) })
        expect(victim).not.toBe('')
        expect(named(result, check).some((example) => example.includes(victim))).toBe(true)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })
}

type Item = Record<string, unknown>

describe('a target that corrupts one item', () => {
  alwaysNames<QyvoRow>('qyvo', 'POLL-006', {
    open: qyvoTwin,
    spoil: (pick, victim) =>
      bodies((body, { url }) => {
        if (!Array.isArray(body) || !url.searchParams.has('flow_id')) return
        const [gone] = body.splice(pick % 10, 1) as Item[]
        victim(String(gone!['id']))
      }),
  })

  alwaysNames<RapidproRow>('rapidpro', 'CUR-007', {
    open: () => rapidproTwin(122, 50),
    spoil: (pick, victim) => (twin, hit) => {
      const lost = twin.rows[pick % twin.rows.length]!
      victim(lost.uuid)
      return bodies<RapidproRow>((body, { url }) => {
        const page = body as { results: Item[] }
        const unfiltered = ['', 'cursor'].includes([...url.searchParams.keys()].join())
        if (unfiltered) page.results = page.results.filter((run) => run['uuid'] !== lost.uuid)
      })(twin, hit)
    },
  })

  alwaysNames<RapidproRow>('rapidpro', 'CUR-006', {
    open: () => rapidproTwin(122, 50),
    spoil: (pick, victim) => (twin, hit) => {
      let first: readonly Item[] = []
      return bodies<RapidproRow>((body, { url }) => {
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

  alwaysNames<IdnowRow>('idnow', 'PAGE-016', {
    open: idnowTwin,
    spoil: (pick, victim) =>
      bodies((body, { url }) => {
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

  alwaysNames<RecruboRow>('recrubo', 'JAPI-044', {
    open: () => recruboTwin(110),
    spoil: (pick, victim) =>
      bodies((body, { url }) => {
        const { data } = body as { data: Item[] }
        if (!url.searchParams.has('filter[messageThreadId]') || url.searchParams.get('page[number]') !== '1') return
        const [gone] = data.splice(pick % data.length, 1)
        victim(String(gone!['id']))
      }),
  })
})
