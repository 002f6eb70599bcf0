import { describe, expect, it } from 'vitest'
import { sendRequest } from '../support/requests.ts'
import { besetTwin, cases, naively, truth } from './scenario-runs.ts'

/** What a client throws away by itself, or seeks in the wrong list, no server can know. */
const OWN_DOING: readonly string[] = ['equal-instants', 'foreign-cursor']

/** Hazards that an audit can see, with vendors whose naive clients read the list of everything. */
const seen = cases.filter(
  ([id, vendor, { symptom }]) =>
    (vendor === 'recrubo' || vendor === 'rapidpro') && symptom.endsWith(' row') && !OWN_DOING.includes(id),
)

describe('the audit', () => {
  it.each(seen)('after %s of %s names the rows that were missed, or came twice', async (_, vendor, hazard) => {
    const twin = await besetTwin(hazard, vendor, 'audited')
    const { ids } = await naively(hazard, vendor, twin)
    const { json } = await sendRequest(twin, `/_twin/v1/worlds/beset/delivery-report?vendor=${vendor}`)
    const [{ missing, duplicated }] = json.clients
    const whole = await truth(hazard, vendor, twin)
    const lacking = whole.filter((id) => !ids.includes(id))
    const repeated = ids.filter((id, place) => ids.indexOf(id) !== place)
    expect(lacking.length + repeated.length).toBeGreaterThan(0)
    expect([missing.ids.toSorted(), duplicated.ids.toSorted()]).toEqual([lacking.toSorted(), repeated.toSorted()])
  })
})
