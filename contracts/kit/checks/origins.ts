import type { Check } from '../check.ts'
import { type Exchange, headerOf } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import type { Survey } from '../surface.ts'

const HERE = 'https://app.flowtwin.test'

/** The check that pages of other origins do not get in with somebody's credentials. */
export function originCheck({ reads }: Survey): Check {
  return {
    remedy: 'something that can be read',
    id: 'HTTP-033',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'Fetch, CORS protocol and credentials' },
    title: 'Answers to other origins never allow credentials to everybody',
    unit: 'request from another origin',
    security: true,
    judge: async ({ observe, client }) => {
      const answers: Exchange[] = []
      for (const { call } of await observe(reads))
        answers.push(await client.send({ ...call, headers: { Origin: HERE } }))
      return judgeEach(answers, (exchange) => {
        const origin = headerOf(exchange, 'access-control-allow-origin')
        const open = headerOf(exchange, 'access-control-allow-credentials') === 'true'
        return open && (origin === '*' || origin === HERE)
          ? { what: 'credentials are allowed to whatever origin asks', witness: origin, exchange }
          : null
      })
    },
  }
}
