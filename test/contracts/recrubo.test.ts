import { expect, it } from 'vitest'
import { consoleReport, verify } from '../../contracts/index.ts'
import { recruboTwin } from './twins/recrubo.ts'

it('x', async () => {
  const twin = recruboTwin()
  const result = await verify(
    'recrubo',
    { baseUrl: 'http://twin.test', credential: twin.credential, send: twin.send },
    { clock: twin.clock, writes: true, probeMethods: true },
  )
  console.log(consoleReport(result), result.traffic)
  expect(result.preflight.kind).toBe('ready')
})
