import { beforeAll, describe, expect, it } from 'vitest'
import { type VendorName, vendors } from './catalogue.ts'
import type { Check } from './kit/check.ts'
import { groupBy } from './kit/json.ts'
import { formatFindings, toPrintableResult } from './kit/report/finding-text.ts'
import type { Result } from './kit/result.ts'
import { createCheckFilter, findSkipReason } from './kit/run/engine.ts'
import { type Target, verify, type VerifyOptions } from './verify.ts'

const TIMEOUT_MS = 120_000

/**
 * Registers a Vitest suite with one test per check. Checks that are not selected, or that require an option which is not
 * given, are counted in the title of the suite. A check that turns out inconclusive or not applicable is skipped with its
 * reason; a target that fails the preflight fails the suite.
 */
export function describeContract(
  vendor: VendorName,
  target: Target | (() => Promise<Target>),
  options: VerifyOptions = {},
): void {
  const { included, omitted } = partitionChecks(vendor, target, options)
  describe(`${vendors[vendor].title} contract${omitted === '' ? '' : ` (not run: ${omitted})`}`, () => {
    let result: Result
    beforeAll(async () => {
      result = toPrintableResult(await verify(vendor, typeof target === 'function' ? await target() : target, options))
      expect(result.preflight).toEqual({ kind: 'ready' })
    }, TIMEOUT_MS)

    for (const { id, level, title } of included) {
      it(`${id} ${level}: ${title}`, (context) => {
        const outcome = result.checks.find((check) => check.id === id)?.outcome
        if (outcome === undefined || ['pass', 'expected-failure'].includes(outcome.kind)) return
        if (outcome.kind === 'fail')
          expect.fail(outcome.findings.map((finding) => formatFindings([finding])).join('\n\n'))
        if (outcome.kind === 'error') expect.fail(outcome.reason)
        if ('reason' in outcome) context.skip(`${outcome.kind}: ${outcome.reason}`)
      })
    }
  })
}

/** Separates the checks that the options select from the others, which are described by count and reason. */
function partitionChecks(
  vendor: VendorName,
  target: Target | (() => Promise<Target>),
  { only = [], writes = false, probeMethods = false, load = false }: VerifyOptions,
): { readonly included: readonly Check[]; readonly omitted: string } {
  const checks: readonly Check[] = vendors[vendor].checks
  const ids = checks.map(({ id }) => id)
  const given = {
    isSelected: createCheckFilter(only, ids),
    permits: { writes, probeMethods, load },
    // The target of a function is not known yet.
    hasControl: typeof target === 'function' || target.control !== undefined,
    hasCredentials: typeof target === 'function' || target.otherCredentials !== undefined,
  }
  const reasons = checks.flatMap((check) => findSkipReason(check, given) ?? [])
  return {
    included: checks.filter((check) => findSkipReason(check, given) === null),
    omitted: [...groupBy(reasons, (reason) => reason)].map(([reason, all]) => `${all.length} ${reason}`).join(', '),
  }
}
