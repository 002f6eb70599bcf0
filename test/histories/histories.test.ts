import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Result, type VendorName, verify } from '../../contracts/index.ts'
import { FLOW_ID, createIdnowTwin, type IdnowRow } from '../contracts/twins/idnow.ts'
import { createQyvoTwin, type QyvoRow } from '../contracts/twins/qyvo.ts'
import { createRapidproTwin, type RapidproRow } from '../contracts/twins/rapidpro.ts'
import type { RecruboRow } from '../contracts/twins/recrubo-documents.ts'
import { createRecruboTwin } from '../contracts/twins/recrubo.ts'
import { toProfile, type Twin, createUuid } from '../contracts/twins/twin.ts'

/** What happens at the target between one request and the next; the numbers come from fast-check. */
type Happening<Row> = (twin: Twin<Row>, choice: number) => void

let born = 0

const choices = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 30, maxLength: 60 })

function busy<Row>(twin: Twin<Row>, happening: Happening<Row>, plan: readonly number[]): Twin<Row>['fetch'] {
  let turn = 0
  return async (request) => {
    const choice = plan[turn++ % plan.length]!
    await twin.clock.sleep((choice % 5) * 700)
    happening(twin, choice)
    return await twin.fetch(request)
  }
}

async function verified<Row>(
  vendor: VendorName,
  { twin, send }: { readonly twin: Twin<Row>; readonly send: Twin<Row>['fetch'] },
): Promise<Result> {
  const target = {
    baseUrl: 'http://twin.test',
    credential: twin.credential,
    fetch: send,
    ids: vendor === 'idnow' ? { flowId: FLOW_ID } : {},
  }
  return await verify(vendor, target, { clock: twin.clock, writes: true, profile: toProfile(twin) })
}

function failures({ checks }: Result): readonly unknown[] {
  return checks.flatMap(({ id, outcome }) =>
    outcome.kind === 'fail' ? [[id, outcome.findings.map(({ observed }) => observed)]] : [],
  )
}

function neverFails<Row>(vendor: VendorName, open: () => Twin<Row>, happening: Happening<Row>): void {
  it(`${vendor}: legal traffic during the run breaks nothing`, async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (plan) => {
        const twin = open()
        expect(failures(await verified(vendor, { twin, send: busy(twin, happening, plan) }))).toEqual([])
      }),
      // The same histories in every run; this seed has found a false alarm.
      { numRuns: 5, endOnFailure: true, seed: -7_713_863 },
    )
  })
}

describe('a target in use', () => {
  neverFails<QyvoRow>('qyvo', createQyvoTwin, ({ rows, clock }, choice) => {
    const row = rows[choice % rows.length]!
    if (choice % 3 === 0) {
      const createdAt = Math.floor(clock.now() / 1000) * 1000
      rows.push({
        id: createUuid('0101', ++born),
        flow: choice % 5,
        contact: choice % 50,
        status: 'running',
        createdAt,
        completedAt: null,
      })
    } else if (row.status === 'running') Object.assign(row, { status: 'completed', completedAt: clock.now() })
  })

  neverFails<RapidproRow>(
    'rapidpro',
    () => createRapidproTwin(122, 50),
    ({ rows, clock }, choice) => {
      // No run is changed before another that was changed earlier.
      const now = rows.reduce(
        (latest, { modifiedOn }) => Math.max(latest, modifiedOn),
        clock.now() * 1000 + (choice % 1000),
      )
      const row = rows[choice % rows.length]!
      if (choice % 4 === 0) {
        const id = 100_000 + ++born
        rows.push({
          ...rows[0]!,
          id,
          uuid: createUuid('0102', id),
          createdOn: now,
          modifiedOn: now,
          exitType: null,
          flow: choice % 3,
        })
      } else if (choice % 4 < 3) {
        const exitType = choice % 8 < 4 ? 'completed' : null
        if (row.exitType === null) Object.assign(row, { modifiedOn: now, responded: true, exitType })
      }
      // Archiving takes runs away, the oldest first.
      else
        rows.splice(
          rows.findIndex(({ modifiedOn }) => modifiedOn === Math.min(...rows.map((row) => row.modifiedOn))),
          1,
        )
    },
  )

  neverFails<IdnowRow>('idnow', createIdnowTwin, ({ rows, clock }, choice) => {
    const row = rows[choice % rows.length]!
    if (choice % 3 === 0)
      rows.push({
        ...row,
        sessionId: createUuid('0103', ++born),
        status: 'CREATED',
        outcome: null,
        createdAt: clock.now(),
      })
    else if (row.status === 'RUNNING') Object.assign(row, { status: 'COMPLETED', outcome: 'accepted' })
    else if (row.status === 'CREATED') row.status = 'RUNNING'
  })

  neverFails<RecruboRow>(
    'recrubo',
    () => createRecruboTwin(110),
    ({ rows, clock }, choice) => {
      const now = Math.floor(clock.now() / 1000) * 1000
      const row = rows[choice % rows.length]!
      if (choice % 3 === 0)
        rows.push({ ...row, id: createUuid('0104', ++born), status: 'queued', createdAt: now, updatedAt: now })
      // Only the suite deletes what it created.
      else if (choice % 17 === 1 && !row.id.includes('-0005-')) rows.splice(choice % rows.length, 1)
      else if (row.status === 'running') Object.assign(row, { status: 'finished', updatedAt: now })
    },
  )
})
