import { expect, it } from 'vitest'
import { type Result, verify } from '../../../../contracts/index.ts'
import { reportFormats } from '../../../../contracts/reports.ts'
import { createTwin } from '../../../../mock/index.ts'

/** Verifies the mock with Qyvo's documented limit on its virtual clock; returns the seconds that the run waited, too. */
async function verifyLimitedMock(rps: number): Promise<{ readonly result: Result; readonly waitedSeconds: number }> {
  const twin = createTwin({ seed: 42, runs: 400, clock: 'frozen' })
  const { credential } = twin.vendors.find(({ name }) => name === 'qyvo')!.demo
  let waitedMs = 0
  const clock = {
    now: () => twin.clock.now / 1000,
    sleep: (milliseconds: number) => {
      waitedMs += milliseconds
      twin.clock.advance(Math.round(milliseconds * 1000))
      return Promise.resolve()
    },
  }
  const target = { baseUrl: 'http://mock.invalid', credential, fetch: twin.fetch }
  const result = await verify('qyvo', target, { clock, limits: { rps } })
  return { result, waitedSeconds: waitedMs / 1000 }
}

it('keeps a run within an announced limit of 120 requests, and states what it left out', async () => {
  const { result, waitedSeconds } = await verifyLimitedMock(0)
  expect(waitedSeconds).toBe(0)
  expect(result.traffic).toMatchObject({ announcedLimit: 120, stoppedBy: null })
  expect(result.traffic.omitted).toBeGreaterThan(50)
  expect(reportFormats.text({ result, exchanges: [] })).toContain(
    `, ${result.traffic.omitted} similar requests (announced limit of 120; `,
  )
  expect(result.checks.filter(({ outcome }) => outcome.kind === 'fail' || outcome.kind === 'blocked')).toEqual([])
})

it('sends every value at a pace given with rps, with the same verdict on each check', async () => {
  const [{ result: sample }, { result: whole, waitedSeconds }] = [
    await verifyLimitedMock(0),
    await verifyLimitedMock(2),
  ]
  expect(whole.traffic.omitted).toBe(0)
  expect(whole.traffic.requests).toBeGreaterThan(sample.traffic.requests + 50)
  expect(waitedSeconds).toBeGreaterThan(60)
  // The other checks depend on the sessions that start while the run waits.
  const isOfSample = (id: string): boolean => /^(?:NEG|SEC|HTTP)-/.test(id)
  const listOutcomes = ({ checks }: Result) =>
    checks.filter(({ id }) => isOfSample(id)).map(({ id, outcome }) => `${id} ${outcome.kind}`)
  expect(listOutcomes(sample)).toEqual(listOutcomes(whole))
})
