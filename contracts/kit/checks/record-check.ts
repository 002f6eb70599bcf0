import type { Check } from '../check.ts'
import type { Judgement } from '../outcome.ts'
import { type CheckContext, runTrafficProbes } from '../check-context.ts'

/** Creates a check of all recorded exchanges; it runs the traffic probes first, so that there are some. */
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
