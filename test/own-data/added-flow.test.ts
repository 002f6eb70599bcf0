import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { sendRequest } from '../control/control-requests.ts'

const FLOWS = '/_twin/v1/worlds/default/flows'

it('an added flow has an id at every vendor, changes no other flow and no run, and is gone after a reset', async () => {
  const newFlow = fc.record({
    name: fc.stringMatching(/^[A-Z][a-z]{2,12} [a-z]{2,9}$/),
    ttl: fc.constantFrom('5m', '24h'),
    questions: fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 1, maxLength: 20 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(newFlow, { minLength: 1, maxLength: 3 }), fc.nat({ max: 300 }), async (added, runs) => {
      const twin = createTwin({ runs, clock: 'frozen', limits: false })
      const before = (await sendRequest(twin, FLOWS)).json.flows
      const rows = (await sendRequest(twin, '/_twin/v1/worlds/default/runs?limit=100')).json.runs
      for (const { questions, ...flow } of added) {
        const body = { ...flow, questions: questions.map((key) => ({ key })) }
        const { status, json } = await sendRequest(twin, FLOWS, { body })
        expect([status, json.error]).toEqual([201, undefined])
        expect(json.vendors.qyvo.name).toBe(flow.name)
        for (const { name, flows } of vendors) {
          if (flows !== undefined) expect(flows.parseId(json.vendors[name].id, twin.world)).toBe(json.index)
        }
      }
      const after = (await sendRequest(twin, FLOWS)).json.flows
      expect(after.slice(0, before.length)).toEqual(before)
      expect(after.length).toBe(before.length + added.length)
      expect((await sendRequest(twin, '/_twin/v1/worlds/default/runs?limit=100')).json.runs).toEqual(rows)
      const inserted = await sendRequest(twin, '/_twin/v1/worlds/default/runs', {
        body: { flow: after.at(-1).index, contact: 0 },
      })
      expect([inserted.status, inserted.json.runs[0].flow]).toEqual([201, after.at(-1).index])
      await sendRequest(twin, '/_twin/v1/worlds/default/reset', { body: {} })
      expect((await sendRequest(twin, FLOWS)).json.flows).toEqual(before)
    }),
    { numRuns: 15 },
  )
})
