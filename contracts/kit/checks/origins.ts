import type { Check } from '../check.ts'
import { type Exchange, getHeader } from '../exchange.ts'
import { checkEach } from '../finding.ts'
import type { Survey } from '../surface.ts'

const TEST_ORIGIN = 'https://app.flowtwin.test'

/** The check that pages of other origins do not get in with somebody's credentials. */
export function createCorsCheck({ reads }: Survey): Check {
  return {
    remedy: 'something that can be read',
    id: 'HTTP-033',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'Fetch, CORS protocol and credentials' },
    title: 'Answers to other origins never allow credentials to everybody',
    unit: 'request from another origin',
    security: true,
    run: async ({ probeOnce, client }) => {
      const answers: Exchange[] = []
      for (const { request } of await probeOnce(reads))
        answers.push(await client.sendRequest({ ...request, headers: { Origin: TEST_ORIGIN } }))
      return checkEach(answers, (exchange) => {
        const origin = getHeader(exchange, 'access-control-allow-origin')
        const open = getHeader(exchange, 'access-control-allow-credentials') === 'true'
        return open && (origin === '*' || origin === TEST_ORIGIN)
          ? { message: 'credentials are allowed to whatever origin asks', witness: origin, exchange }
          : null
      })
    },
  }
}
