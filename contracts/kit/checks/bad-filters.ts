import type { Call } from '../call.ts'
import type { Check } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import type { Context } from '../observation.ts'

/** Asks with filter values that nothing can have, and reads ids out of whatever comes back. */
export interface BadFilters {
  readonly calls: (context: Context) => readonly Call[]
  readonly idsOf: (exchange: Exchange) => readonly string[]
  /** Whether there is anything that an ignored filter could let through. */
  readonly anything: (context: Context) => Promise<boolean>
}

/** The check that a filter value which makes no sense is not silently dropped. */
export function badFilterCheck({ calls, idsOf, anything }: BadFilters): Check {
  return {
    id: 'NEG-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An invalid filter value never returns the unfiltered set',
    unit: 'invalid filter value',
    remedy: 'at least one item that an ignored filter would let through',
    security: true,
    judge: async (context) => {
      if (!(await anything(context))) return { evidence: 0, violations: [] }
      const answers: Exchange[] = []
      for (const call of calls(context)) answers.push(await context.client.send(call))
      return judgeEach(answers, (exchange) => {
        const ids = isSuccess(exchange) ? idsOf(exchange) : []
        if (ids.length === 0) return null
        return {
          what: 'an invalid filter value lets items through',
          witness: `${exchange.call.path}: ${ids[0]}`,
          exchange,
        }
      })
    },
  }
}
