import type { Check, CheckSource } from '../../check.ts'
import { type Exchange, isSuccess } from '../../http/exchange.ts'
import { checkEach, createInconclusive, createNotApplicable, type Violation } from '../../outcome.ts'
import { UNKNOWN_UUID } from '../../ids.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { getItemIds, type ApiRead, buildOperationRequest, type Survey } from '../readable-api.ts'
import { createProtectedReadsProbe, requireOtherCredential } from './credentials.ts'

/** What another tenant's credential gets: the lists as they are for it, what is ours, and what nobody has. */
interface OtherTenantReads {
  readonly lists: readonly { readonly read: ApiRead; readonly exchange: Exchange }[]
  readonly foreignItems: readonly Exchange[]
  readonly unknownItems: readonly Exchange[]
}

/** That tenants do not see each other; all of them need a credential of another tenant. */
export function createTenantIsolationChecks(survey: Survey, statement: string): readonly Check[] {
  const { api } = survey
  const guarded = createProtectedReadsProbe(survey)
  const otherTenant: Probe<OtherTenantReads> = {
    name: 'asking as another tenant',
    run: async (context) => await readAsOtherTenant(survey, guarded, context),
  }
  const source: CheckSource = { kind: 'vendor', statement }
  return [
    {
      id: 'AUTH-010',
      level: 'MUST',
      source,
      title: 'A tenant sees nothing of another: neither by its id nor in a list',
      unit: 'read with the credential of another tenant',
      remedy: 'items of this tenant',
      needs: ['second-credential'],
      security: true,
      run: async (context) => {
        const { lists, foreignItems } = await context.probeOnce(otherTenant)
        const own = new Set((await context.probeOnce(guarded)).flatMap(({ exchange }) => getItemIds(api, exchange)))
        return checkEach([...lists.map(({ exchange }) => exchange), ...foreignItems], (exchange): Violation | null => {
          const seen = isSuccess(exchange) ? getItemIds(api, exchange).find((id) => own.has(id)) : undefined
          return seen === undefined ? null : { message: 'another tenant sees what is ours', witness: seen, exchange }
        })
      },
    },
    {
      id: 'AUTH-012',
      level: 'SHOULD',
      source: { kind: 'house' },
      title: 'What belongs to others is refused like what does not exist',
      unit: 'pair of a foreign and an unknown id',
      remedy: 'an operation that reads one thing',
      needs: ['second-credential'],
      security: true,
      run: async (context) => {
        const { foreignItems, unknownItems } = await context.probeOnce(otherTenant)
        if (foreignItems.length === 0) throw createNotApplicable('the target has no operation that reads one thing')
        return checkEach(foreignItems, (exchange, index) => {
          const other = unknownItems[index]
          return other === undefined ||
            (other.status === exchange.status && describeShape(other) === describeShape(exchange))
            ? null
            : { message: `a foreign id answers ${exchange.status}, an unknown one ${other.status}`, exchange }
        })
      },
    },
  ]
}

async function readAsOtherTenant(
  { api }: Survey,
  guarded: Probe<readonly ApiRead[]>,
  context: CheckContext,
): Promise<OtherTenantReads> {
  const credential = requireOtherCredential(context, 'second')
  const reads = await context.probeOnce(guarded)
  if (reads.length === 0) throw createInconclusive('there is nothing to read', 'something that needs a credential')
  const [lists, ours, unknown]: [{ read: ApiRead; exchange: Exchange }[], Exchange[], Exchange[]] = [[], [], []]
  for (const read of reads) {
    const name = api.detailReads[read.operation.id]
    const exchange = await context.client.sendRequest({ ...read.request, credential, intent: 'open' })
    if (name === undefined) {
      lists.push({ read, exchange })
      continue
    }
    const unknownRequest = buildOperationRequest(read.operation, { ...read.values, [name]: UNKNOWN_UUID })
    ours.push(exchange)
    unknown.push(await context.client.sendRequest({ ...unknownRequest, credential, intent: 'invalid' }))
  }
  return { lists, foreignItems: ours, unknownItems: unknown }
}

function describeShape({ body }: Exchange): string {
  return typeof body === 'object' && body !== null ? Object.keys(body).toSorted().join() : typeof body
}
