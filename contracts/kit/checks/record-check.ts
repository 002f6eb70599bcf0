import type { Check } from '../check.ts'
import type { Exchange } from '../http/exchange.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../outcome.ts'
import { type CheckContext, runTrafficProbes } from '../check-context.ts'

type RecordRule = Omit<Check, 'run' | 'isRecordCheck'>

/** Creates a check of all recorded exchanges; it runs the traffic probes first, so that there are some. */
export function createRecordCheck(
  check: RecordRule & { readonly run: (context: CheckContext) => Judgement | Promise<Judgement> },
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

/** Creates a check of each recorded exchange that `select` returns; with an `absenceReason`, it does not apply without any. */
export function createExchangeCheck({
  select,
  judge,
  absenceReason,
  ...rule
}: RecordRule & {
  readonly select: (context: CheckContext) => readonly Exchange[]
  readonly judge: (exchange: Exchange, context: CheckContext) => Violation | readonly Violation[] | null
  readonly absenceReason?: string
}): Check {
  return createRecordCheck({
    ...rule,
    run: (context) => {
      const exchanges = select(context)
      if (exchanges.length === 0 && absenceReason !== undefined) throw createNotApplicable(absenceReason)
      return checkEach(exchanges, (exchange) => judge(exchange, context))
    },
  })
}
