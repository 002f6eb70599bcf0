import { describe, expect, it } from 'vitest'
import { sendRequest } from '../support/requests.ts'
import { createScenarioTwin, cases, runNaiveClient, listAllIds } from './scenario-runs.ts'

/** Scenarios in which the client drops served rows or reads the wrong list, which the report cannot detect. */
const UNDETECTABLE: readonly string[] = ['equal-instants', 'foreign-cursor']

/** Detectable scenarios, with vendors whose naive clients read the list of all runs. */
const detectableCases = cases.filter(
  ([id, vendor, { symptom }]) =>
    (vendor === 'recrubo' || vendor === 'rapidpro') && symptom.endsWith(' row') && !UNDETECTABLE.includes(id),
)

describe('the delivery report', () => {
  it.each(detectableCases)('after %s of %s lists the missing and duplicate rows', async (_, vendor, scenario) => {
    const twin = await createScenarioTwin(scenario, vendor, 'report')
    const { ids } = await runNaiveClient(scenario, vendor, twin)
    const { json } = await sendRequest(twin, `/_twin/v1/worlds/scenario/delivery-report?vendor=${vendor}`)
    const [{ missing, duplicated }] = json.clients
    const allIds = await listAllIds(scenario, vendor, twin)
    const missingIds = allIds.filter((id) => !ids.includes(id))
    const duplicateIds = ids.filter((id, index) => ids.indexOf(id) !== index)
    expect(missingIds.length + duplicateIds.length).toBeGreaterThan(0)
    expect([missing.ids.toSorted(), duplicated.ids.toSorted()]).toEqual([
      missingIds.toSorted(),
      duplicateIds.toSorted(),
    ])
  })
})
