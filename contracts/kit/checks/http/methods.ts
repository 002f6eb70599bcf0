import type { Check } from '../../check.ts'
import type { Contract } from '../../spec/contract.ts'
import { type Exchange, getHeader } from '../../http/exchange.ts'
import { checkEach, createNotApplicable } from '../../outcome.ts'
import type { Probe } from '../../check-context.ts'

/** Methods that a target which wrongly obeys has nothing to do with, as they come without a body. */
const PROBED_METHODS = ['PUT', 'PATCH']

/** An existing resource: its path in the document, and the same with values filled in. */
export interface Resource {
  readonly template: string
  readonly path: string
}

const common = {
  unit: 'undocumented method',
  needs: ['probe-methods'],
  hint: 'a path that documents neither PUT nor PATCH',
  source: { kind: 'standard', reference: 'RFC 9110 section 15.5.6' },
} as const

/** How an existing resource refuses methods that nobody documented. */
export function createMethodChecks(resource: Probe<Resource>): readonly Check[] {
  const probed: Probe<readonly Exchange[]> = {
    name: 'probing methods',
    run: async ({ probeOnce, client, contract }) => {
      const { template, path } = await probeOnce(resource)
      const answers: Exchange[] = []
      for (const method of listUndocumentedMethods(contract, template)) {
        answers.push(await client.sendRequest({ operation: null, method, path, intent: 'probe' }))
      }
      return answers
    },
  }
  return [createAllowHeaderCheck(probed), createMethodRejectionCheck(probed)]
}

function createAllowHeaderCheck(probed: Probe<readonly Exchange[]>): Check {
  return {
    ...common,
    id: 'HTTP-012',
    level: 'MUST',
    title: 'A 405 carries Allow, which lists GET',
    run: async ({ probeOnce }) => {
      const refused = (await probeOnce(probed)).filter(({ status }) => status === 405)
      if (refused.length === 0) throw createNotApplicable('the target answers 405 to no undocumented method')
      return checkEach(refused, (exchange) => {
        const allow = getHeader(exchange, 'allow')
        if (allow === null) return { message: 'a 405 without Allow', example: exchange.method, exchange }
        const listed = allow.split(',').map((method) => method.trim())
        return listed.includes('GET') ? null : { message: 'Allow does not list GET', example: allow, exchange }
      })
    },
  }
}

function createMethodRejectionCheck(probed: Probe<readonly Exchange[]>): Check {
  return {
    ...common,
    id: 'HTTP-013',
    level: 'SHOULD',
    title: 'Undocumented methods on an existing resource answer 405 and never succeed',
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(probed), (exchange) =>
        // A router or a gateway may refuse before the method is looked at.
        [405, 403, 404, 501].includes(exchange.status)
          ? null
          : { message: `status ${exchange.status} instead of 405`, example: exchange.method, exchange },
      ),
  }
}

function listUndocumentedMethods(contract: Contract, template: string): readonly string[] {
  const known = contract.operations.filter(({ path }) => path === template).map(({ method }) => method)
  return PROBED_METHODS.filter((method) => !known.includes(method))
}
