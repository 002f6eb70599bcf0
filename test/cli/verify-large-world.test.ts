import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runVerify } from '../../cli/commands/verify.ts'
import { VENDORS, VerifyTestServer } from './verify-test-server.ts'

describe('flowtwin verify against 20,000 runs', () => {
  const server = new VerifyTestServer(20_000)
  beforeAll(() => server.open())
  afterAll(() => server.close())

  it.each(VENDORS)('sends no more requests to %s than --dry-run says', async (vendor) => {
    let printed = ''
    const io = { env: {}, print: (text: string) => (printed += text), log: () => {}, hasColor: false }
    await runVerify(vendor, { dryRun: true, json: true }, io)
    const plan = JSON.parse(printed) as { readonly maxRequests: number }
    const { code, result } = await server.verify(vendor, {})
    expect(result.traffic.requests).toBeLessThanOrEqual(plan.maxRequests)
    expect(result.checks.filter(({ outcome }) => ['fail', 'error'].includes(outcome.kind))).toEqual([])
    expect([code, result.traffic.stoppedBy]).toEqual([0, null])
  })
})
