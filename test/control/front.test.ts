import { expect, it } from 'vitest'
import { READ_HEALTH } from '../../mock/control/front.ts'
import { createTwin } from '../../mock/twin.ts'
import { operations } from '../../spec/generated/control.operations.ts'

const health = async (fetch: (request: Request) => Promise<Response>, headers = {}) => {
  const answer = await fetch(new Request('http://localhost/_twin/v1/health', { headers }))
  return [answer.status, answer.headers.get('content-type'), await answer.text()]
}

it('health is answered before anything is loaded as it is documented', () => {
  expect(operations).toContainEqual(READ_HEALTH)
})

it('health is answered by the same words before and after everything is loaded', async () => {
  const { fetch } = createTwin()
  const before = await health(fetch)
  await fetch(new Request('http://localhost/api/v1/me', { headers: { authorization: 'Bearer demo' } }))
  expect(await health(fetch)).toEqual(before)
})
