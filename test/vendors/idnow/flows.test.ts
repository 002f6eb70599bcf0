import { describe, expect, it } from 'vitest'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import { getFlowId } from './requests.ts'

describe('IDnow: list flows', () => {
  it('returns the published flows, 20 per page', async () => {
    const twin = createTestTwin({ dataset: { flows: 30 } })
    const { json } = await sendRequest(twin, '/api/v1/flows/staging')
    expect(json.page).toEqual({ number: 1, size: 20, totalElements: 33, totalPages: 2 })
    expect(json.content[0]).toEqual({
      id: getFlowId(twin),
      name: 'Account opening',
      description: expect.stringMatching(/ and /),
      environment: 'staging',
      version: 1,
    })
    const second = await sendRequest(twin, '/api/v1/flows/staging?page=2')
    expect(second.json.content).toHaveLength(13)
    const all = [...json.content, ...second.json.content]
    expect(new Set(all.map(({ id }) => id)).size).toBe(33)
  })

  it.each([
    ['size=101', ['size must not be greater than 100']],
    ['page=0&size=x', ['page must not be less than 1', 'size must be an integer number']],
  ])('returns 400 for %s', async (query, message) => {
    const { status, json } = await sendRequest(createTestTwin(), `/api/v1/flows/live?${query}`)
    expect([status, json.message]).toEqual([400, expect.arrayContaining(message)])
  })

  it('returns 400 for an unknown environment', async () => {
    const { status, json } = await sendRequest(createTestTwin(), '/api/v1/flows/production')
    expect([status, json.message]).toEqual([400, ['environment must be one of the following values: live, staging']])
  })
})
