// Checks: HTTP-012, HTTP-013
import type { Check } from '../../check.ts'
import { type Exchange, getHeader } from '../../http/exchange.ts'
import { checkEach, createNotApplicable } from '../../outcome.ts'
import type { Probe } from '../../check-context.ts'
import { citeStandard } from '../rule-source.ts'
import { sendAll } from '../send.ts'

/** Methods that have no effect without a body, should the target accept them. */
const PROBED_METHODS = ['PUT', 'PATCH']

const common = {
  ...citeStandard('SHOULD', 'RFC 9110 section 15.5.6'),
  unit: 'undocumented method',
  needs: ['probe-methods'],
  hint: 'a path that documents neither PUT nor PATCH',
} as const

/** Creates the checks of undocumented methods on an existing resource. */
export function createMethodChecks(
  resource: Probe<{ readonly template: string; readonly path: string }>,
): readonly Check[] {
  const responses: Probe<readonly Exchange[]> = {
    name: 'sending undocumented methods',
    run: async (context) => {
      const { template, path } = await context.probeOnce(resource)
      const documented = context.contract.operations.filter((operation) => operation.path === template)
      const methods = PROBED_METHODS.filter((name) => !documented.some(({ method }) => method === name))
      return await sendAll(
        methods.map((method) => ({ operation: null, method, path, intent: 'probe' })),
        context,
      )
    },
  }
  return [
    {
      ...common,
      id: 'HTTP-012',
      level: 'MUST',
      title: 'A 405 has Allow, which lists GET',
      run: async ({ probeOnce }) => {
        const rejected = (await probeOnce(responses)).filter(({ status }) => status === 405)
        if (rejected.length === 0) throw createNotApplicable('no undocumented method gets 405')
        return checkEach(rejected, (exchange) => {
          const allow = getHeader(exchange, 'allow')
          if (allow === null) return { message: 'no Allow', example: exchange.method, exchange }
          const listed = allow.split(',').map((method) => method.trim())
          return listed.includes('GET') ? null : { message: 'Allow does not list GET', example: allow, exchange }
        })
      },
    },
    {
      ...common,
      id: 'HTTP-013',
      title: 'Undocumented methods on an existing resource get 405 and never succeed',
      run: async ({ probeOnce }) =>
        checkEach(await probeOnce(responses), (exchange) =>
          // A router or gateway may reject the request before the method is checked.
          [405, 403, 404, 501].includes(exchange.status)
            ? null
            : { message: `status ${exchange.status} instead of 405`, example: exchange.method, exchange },
        ),
    },
  ]
}
