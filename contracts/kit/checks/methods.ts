import type { Check } from '../check.ts'
import type { Contract } from '../contract.ts'
import { type Exchange, headerOf } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import type { Observation } from '../observation.ts'
import { notApplicable } from '../outcome.ts'

/** Methods that a target which wrongly obeys has nothing to do with, as they come without a body. */
const PROBES = ['PUT', 'PATCH']

/** An existing resource: its path in the document, and the same with values filled in. */
export interface Resource {
  readonly template: string
  readonly path: string
}

const common = {
  unit: 'undocumented method',
  needs: ['probe-methods'],
  remedy: 'a path that documents neither PUT nor PATCH',
  source: { kind: 'standard', reference: 'RFC 9110 section 15.5.6' },
} as const

/** How an existing resource refuses methods that nobody documented. */
export function methodChecks(resource: Observation<Resource>): readonly Check[] {
  const probed: Observation<readonly Exchange[]> = {
    name: 'probing methods',
    make: async ({ observe, client, contract }) => {
      const { template, path } = await observe(resource)
      const answers: Exchange[] = []
      for (const method of undocumented(contract, template)) {
        answers.push(await client.send({ operation: null, method, path, intent: 'probe' }))
      }
      return answers
    },
  }
  return [allowCheck(probed), refusalCheck(probed)]
}

function allowCheck(probed: Observation<readonly Exchange[]>): Check {
  return {
    ...common,
    id: 'HTTP-012',
    level: 'MUST',
    title: 'A 405 carries Allow, which lists GET',
    judge: async ({ observe }) => {
      const refused = (await observe(probed)).filter(({ status }) => status === 405)
      if (refused.length === 0) throw notApplicable('the target answers 405 to no undocumented method')
      return judgeEach(refused, (exchange) => {
        const allow = headerOf(exchange, 'allow')
        if (allow === null) return { what: 'a 405 without Allow', witness: exchange.method, exchange }
        const listed = allow.split(',').map((method) => method.trim())
        return listed.includes('GET') ? null : { what: 'Allow does not list GET', witness: allow, exchange }
      })
    },
  }
}

function refusalCheck(probed: Observation<readonly Exchange[]>): Check {
  return {
    ...common,
    id: 'HTTP-013',
    level: 'SHOULD',
    title: 'Undocumented methods on an existing resource answer 405 and never succeed',
    judge: async ({ observe }) =>
      judgeEach(await observe(probed), (exchange) =>
        // A router or a gateway may refuse before the method is looked at.
        [405, 403, 404, 501].includes(exchange.status)
          ? null
          : { what: `status ${exchange.status} instead of 405`, witness: exchange.method, exchange },
      ),
  }
}

function undocumented(contract: Contract, template: string): readonly string[] {
  const known = contract.operations.filter(({ path }) => path === template).map(({ method }) => method)
  return PROBES.filter((method) => !known.includes(method))
}
