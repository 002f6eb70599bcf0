import type { Check } from '../check.ts'
import type { Judgement } from '../finding.ts'
import { type Context, makeTraffic } from '../observation.ts'

/** A check that judges everything that was exchanged, after seeing to it that there is something. */
export function recordCheck(
  check: Omit<Check, 'judge' | 'judgesRecord'> & {
    readonly judge: (context: Context) => Judgement | Promise<Judgement>
  },
): Check {
  return {
    ...check,
    judgesRecord: true,
    judge: async (context) => {
      await makeTraffic(context)
      return await check.judge(context)
    },
  }
}
