import { expect, it } from 'vitest'
import { createTwin } from 'flowtwin'

it('expires an abandoned session', async () => {
  const twin = createTwin() // seed 42, 1000 runs, clock frozen at 2026-01-15T09:00:00Z
  const sessions = async () => {
    const headers = { authorization: 'Bearer demo' }
    const response = await twin.fetch(new Request('http://qyvo.test/api/v1/triggers/new-flow-triggered', { headers }))
    return (await response.json()) as { id: string; status: string }[]
  }

  const newest = (await sessions())[0]
  expect(newest).toMatchObject({ contact_name: 'Sophie Petit', status: 'running' })
  twin.clock.advance('31m')
  const later = (await sessions()).find(({ id }) => id === newest?.id)
  expect(later?.status).toBe('expired')
})
