import type { Check } from '../../kit/check.ts'
import { requireOtherCredential } from '../../kit/checks/credentials.ts'
import { isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach } from '../../kit/finding.ts'
import { type JsonObject, getString } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instant.ts'
import { readAttributes, buildCreateRequest, buildReadRequest, buildUpdateRequest } from './flow-runs.ts'
import {
  getRequiredAttributes,
  buildRunDocument,
  getRunningRun,
  pollUntil,
  readRunState,
  findMarkedRuns,
} from './sandbox.ts'

/** What becomes of what is written: when, by whom, and when two write at once. */
export const writeConsistencyChecks: readonly Check[] = [
  {
    id: 'TIME-006',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The time of the last change never goes back, and goes on with a change',
    unit: 'change of a run',
    remedy: 'a run that can be ended',
    needs: ['writes'],
    run: async (context) => {
      const { id, attributes: before } = await getRunningRun(context)
      // Stamps of whole seconds need a second to differ.
      await context.clock.sleep(1100)
      const exchange = await context.client.sendRequest(
        buildUpdateRequest(id, buildRunDocument({ status: 'finished' }, { id }), 'open'),
      )
      const { attributes: after } = await readRunState(id, context)
      if (!isSuccess(exchange)) return { evidence: 0, violations: [] }
      const [early, late] = [before, after].map((one) => parseInstant(getString(one, 'updatedAt')))
      const onwards =
        early !== null && early !== undefined && late !== null && late !== undefined && compareInstants(early, late) < 0
      return checkEach([exchange], () =>
        onwards ? null : { message: 'a change did not move the time of the last change on', witness: id, exchange },
      )
    },
  },
  {
    id: 'CONS-001',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'What was written can be read within the time that the target claims',
    unit: 'write that was read',
    remedy: 'a flow and a message thread to write in',
    needs: ['writes'],
    run: async (context) => {
      const attributes = await getRequiredAttributes(context)
      const exchange = await context.client.sendRequest(buildCreateRequest(buildRunDocument(attributes), 'open'))
      const id = getString(exchange.body, 'data', 'id')
      if (!isSuccess(exchange) || id === undefined) return { evidence: 0, violations: [] }
      const written = context.clock.now()
      const read = await pollUntil(
        () => context.client.sendRequest(buildReadRequest(id, {}, 'open')),
        isSuccess,
        context,
      )
      const lag = (context.clock.now() - written) / 1000
      const mark = (one: JsonObject | undefined): string | undefined => getString(one, 'state', 'flowtwin')
      const shown = mark(attributes) === mark(readAttributes(read))
      if (!shown)
        return { evidence: 1, violations: [{ message: 'a write cannot be read in time', witness: id, exchange: read }] }
      return {
        evidence: 1,
        violations:
          lag < 1 ? [] : [{ message: `a write shows after ${lag.toFixed(1)} s`, level: 'INFO', exchange: read }],
      }
    },
  },
  {
    id: 'CONS-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Of two changes at once one wins whole',
    unit: 'pair of changes at once',
    remedy: 'a run that can be ended',
    needs: ['writes', 'load'],
    run: async (context) => {
      const { id } = await getRunningRun(context)
      const wanted = ['finished', 'cancelled']
      const answers = await Promise.all(
        wanted.map(
          async (status) =>
            await context.client.sendRequest(buildUpdateRequest(id, buildRunDocument({ status }, { id }), 'open')),
        ),
      )
      const { attributes } = await readRunState(id, context)
      const whole = wanted.includes(getString(attributes, 'status') ?? '')
      return checkEach([answers[0]], (exchange) =>
        whole
          ? null
          : {
              message: 'two changes at once came out mixed',
              witness: JSON.stringify(attributes['status']),
              ...(exchange && { exchange }),
            },
      )
    },
  },
  {
    id: 'AUTH-011',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A credential that may only read cannot write, and nothing changes',
    unit: 'write with a credential that may only read',
    remedy: 'a credential that may only read, given to the run',
    needs: ['writes', 'second-credential'],
    security: true,
    run: async (context) => {
      const credential = requireOtherCredential(context, 'readOnly')
      const attributes = await getRequiredAttributes(context)
      const exchange = await context.client.sendRequest({
        ...buildCreateRequest(buildRunDocument(attributes), 'invalid'),
        credential,
      })
      const left = await findMarkedRuns(getString(attributes, 'state', 'flowtwin') ?? '', context)
      return checkEach([exchange], (one) => {
        if (!isClientError(one)) return { message: `status ${one.status} to a write`, exchange: one }
        return left.length === 0
          ? null
          : { message: 'refused, yet a run was created', witness: left[0] ?? '', exchange: one }
      })
    },
  },
]
