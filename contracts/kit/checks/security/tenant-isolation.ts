import { bestPractice, citeVendor, type Check, defineCheck } from '../../check.ts'
import { type Exchange, isSuccess } from '../../http/exchange.ts'
import { checkEach, createInconclusive, createNotApplicable, type Violation } from '../../outcome.ts'
import { UNKNOWN_UUID } from '../../ids.ts'
import { describeShape } from '../../json.ts'
import { type CheckContext, type Probe, defineProbe } from '../../check-context.ts'
import { getItemIds, type ApiRead, buildOperationRequest, type Survey } from '../readable-api.ts'
import { createProtectedReadsProbe, requireOtherCredential } from './credentials.ts'

/** The responses to another tenant's credential: lists, items of this tenant, and unknown items. */
interface OtherTenantReads {
  readonly lists: readonly Exchange[]
  readonly foreignItems: readonly Exchange[]
  readonly unknownItems: readonly Exchange[]
}

/** Creates the checks of tenant isolation; they need a credential of another tenant. */
export function createTenantIsolationChecks(survey: Survey, statement: string): readonly Check[] {
  const { api } = survey
  const protectedReads = createProtectedReadsProbe(survey)
  const otherTenant = defineProbe<OtherTenantReads>(
    'reading as another tenant',
    async (context) => await readAsOtherTenant(survey, protectedReads, context),
  )
  return [
    defineCheck('AUTH-010', citeVendor('MUST', statement), {
      title: 'Items of another tenant are neither readable nor listed',
      evidence: ['read with the credential of another tenant', 'items of this tenant'],
      needs: ['second-credential'],
      security: true,
      run: async (context) => {
        const { lists, foreignItems } = await context.probeOnce(otherTenant)
        const ownReads = await context.probeOnce(protectedReads)
        const ownIds = new Set(ownReads.flatMap(({ exchange }) => getItemIds(api, exchange)))
        return checkEach([...lists, ...foreignItems], (exchange): Violation | null => {
          const visible = isSuccess(exchange) ? getItemIds(api, exchange).find((id) => ownIds.has(id)) : undefined
          return visible === undefined ? null : { message: 'another tenant sees an item', example: visible, exchange }
        })
      },
    }),
    defineCheck('AUTH-012', bestPractice, {
      title: 'Items of another tenant get the same error as unknown items',
      evidence: ['pair of a foreign and an unknown id', 'an operation that reads one item'],
      needs: ['second-credential'],
      security: true,
      run: async (context) => {
        const { foreignItems, unknownItems } = await context.probeOnce(otherTenant)
        if (foreignItems.length === 0) throw createNotApplicable('the target has no operation that reads one item')
        return checkEach(foreignItems, (exchange, index) => {
          const unknown = unknownItems[index]
          if (unknown === undefined) return null
          if (unknown.status === exchange.status && describeShape(unknown.body) === describeShape(exchange.body))
            return null
          const message = `status ${exchange.status} for an item of another tenant, ${unknown.status} for an unknown one`
          return { message, exchange }
        })
      },
    }),
  ]
}

async function readAsOtherTenant(
  { api }: Survey,
  protectedReads: Probe<readonly ApiRead[]>,
  context: CheckContext,
): Promise<OtherTenantReads> {
  const credential = requireOtherCredential(context, 'second')
  const reads = await context.probeOnce(protectedReads)
  if (reads.length === 0) throw createInconclusive('nothing can be read', 'a read that needs a credential')
  const [lists, foreignItems, unknownItems]: [Exchange[], Exchange[], Exchange[]] = [[], [], []]
  for (const read of reads) {
    const name = api.detailReads[read.operation.id]
    const exchange = await context.client.sendRequest({ ...read.request, credential, intent: 'open' })
    if (name === undefined) {
      lists.push(exchange)
      continue
    }
    const unknownRequest = buildOperationRequest(read.operation, { ...read.values, [name]: UNKNOWN_UUID })
    foreignItems.push(exchange)
    unknownItems.push(await context.client.sendRequest({ ...unknownRequest, credential, intent: 'invalid' }))
  }
  return { lists, foreignItems, unknownItems }
}
