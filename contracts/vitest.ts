import { beforeAll, describe, expect, it } from 'vitest'
import {
  type CheckResult,
  type Result,
  type Target,
  type VendorName,
  vendors,
  verify,
  type VerifyOptions,
} from './index.ts'

const TIMEOUT_MS = 120_000

/**
 * Checks a target inside a Vitest suite: one test for each check. A check without evidence, or that does not apply, is
 * skipped with its reason; a target that cannot be checked at all fails the suite.
 */
export function describeContract(
  vendor: VendorName,
  target: Target | (() => Promise<Target>),
  options?: VerifyOptions,
): void {
  describe(`${vendors[vendor].title} keeps its contract`, () => {
    let result: Result
    beforeAll(async () => {
      result = await verify(vendor, typeof target === 'function' ? await target() : target, options)
      expect(result.preflight).toEqual({ kind: 'ready' })
    }, TIMEOUT_MS)

    for (const { id, level, title } of vendors[vendor].checks) {
      it(`${id} ${level}: ${title}`, (context) => {
        const outcome = result.checks.find((check) => check.id === id)?.outcome
        if (outcome === undefined || ['pass', 'expected-failure'].includes(outcome.kind)) return
        if (outcome.kind === 'fail') expect.fail(formatFailure(outcome))
        if (outcome.kind === 'error') expect.fail(outcome.reason)
        if ('reason' in outcome) context.skip(`${outcome.kind}: ${outcome.reason}`)
      })
    }
  })
}

function formatFailure({ findings }: Extract<CheckResult['outcome'], { readonly kind: 'fail' }>): string {
  return findings
    .map(({ observed, expected, pointer, witnesses, request }) =>
      [observed, `expected: ${expected}`, pointer, ...witnesses, request?.curl]
        .filter((line) => line !== null && line !== '')
        .join('\n  '),
    )
    .join('\n\n')
}
