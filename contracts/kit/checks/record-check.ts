import type { Check } from '../check.ts'
import type { Judgement } from '../outcome.ts'
import { type CheckContext, runTrafficProbes } from '../check-context.ts'

/** A check that judges everything that was exchanged, after seeing to it that there is something. */
export function createRecordCheck(
  check: Omit<Check, 'run' | 'isRecordCheck'> & {
    readonly run: (context: CheckContext) => Judgement | Promise<Judgement>
  },
): Check {
  return {
    ...check,
    isRecordCheck: true,
    run: async (context) => {
      await runTrafficProbes(context)
      return await check.run(context)
    },
  }
}
