import type { CheckRequest } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { checkEach } from '../finding.ts'
import type { CheckContext } from '../observation.ts'

/** Asks with filter values that nothing can have, and reads ids out of whatever comes back. */
export interface InvalidFilterRules {
  readonly calls: (context: CheckContext) => readonly CheckRequest[]
  readonly readIds: (exchange: Exchange) => readonly string[]
  /** Whether there is anything that an ignored filter could let through. */
  readonly hasItems: (context: CheckContext) => Promise<boolean>
}

/** The check that a filter value which makes no sense is not silently dropped. */
export function createInvalidFilterCheck({ calls, readIds, hasItems }: InvalidFilterRules): Check {
  return {
    id: 'NEG-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An invalid filter value never returns the unfiltered set',
    unit: 'invalid filter value',
    remedy: 'at least one item that an ignored filter would let through',
    security: true,
    run: async (context) => {
      if (!(await hasItems(context))) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const call of calls(context)) answers.push(await context.client.sendRequest(call))
      return checkEach(answers, (exchange) => {
        const ids = isSuccess(exchange) ? readIds(exchange) : []
        if (ids.length === 0) return null
        return {
          message: 'an invalid filter value lets items through',
          witness: `${exchange.request.path}: ${ids[0]}`,
          exchange,
        }
      })
    },
  }
}
