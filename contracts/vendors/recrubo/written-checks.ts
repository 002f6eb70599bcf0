import type { Check } from '../../kit/check.ts'
import { requireOther } from '../../kit/checks/credentials.ts'
import { isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach } from '../../kit/finding.ts'
import { type JsonObject, textAt } from '../../kit/json.ts'
import { compareInstants, readInstant } from '../../kit/oracles/instant.ts'
import { attributesOf, createCall, readCall, updateCall } from './flow-runs.ts'
import { requiredAttributes, runDocument, runningRun, settled, standing, traces } from './sandbox.ts'

/** What becomes of what is written: when, by whom, and when two write at once. */
export const writtenChecks: readonly Check[] = [
  {
    id: 'TIME-006',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The time of the last change never goes back, and goes on with a change',
    unit: 'change of a run',
    remedy: 'a run that can be ended',
    needs: ['writes'],
    judge: async (context) => {
      const { id, attributes: before } = await runningRun(context)
      // Stamps of whole seconds need a second to differ.
      await context.clock.sleep(1100)
      const exchange = await context.client.send(updateCall(id, runDocument({ status: 'finished' }, { id }), 'open'))
      const { attributes: after } = await standing(id, context)
      if (!isSuccess(exchange)) return { evidence: 0, violations: [] }
      const [early, late] = [before, after].map((one) => readInstant(textAt(one, 'updatedAt')))
      const onwards =
        early !== null && early !== undefined && late !== null && late !== undefined && compareInstants(early, late) < 0
      return judgeEach([exchange], () =>
        onwards ? null : { what: 'a change did not move the time of the last change on', witness: id, exchange },
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
    judge: async (context) => {
      const attributes = await requiredAttributes(context)
      const exchange = await context.client.send(createCall(runDocument(attributes), 'open'))
      const id = textAt(exchange.body, 'data', 'id')
      if (!isSuccess(exchange) || id === undefined) return { evidence: 0, violations: [] }
      const written = context.clock.now()
      const read = await settled(() => context.client.send(readCall(id, {}, 'open')), isSuccess, context)
      const lag = (context.clock.now() - written) / 1000
      const mark = (one: JsonObject | undefined): string | undefined => textAt(one, 'state', 'flowtwin')
      const shown = mark(attributes) === mark(attributesOf(read))
      if (!shown)
        return { evidence: 1, violations: [{ what: 'a write cannot be read in time', witness: id, exchange: read }] }
      return {
        evidence: 1,
        violations: lag < 1 ? [] : [{ what: `a write shows after ${lag.toFixed(1)} s`, level: 'INFO', exchange: read }],
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
    judge: async (context) => {
      const { id } = await runningRun(context)
      const wanted = ['finished', 'cancelled']
      const answers = await Promise.all(
        wanted.map(
          async (status) => await context.client.send(updateCall(id, runDocument({ status }, { id }), 'open')),
        ),
      )
      const { attributes } = await standing(id, context)
      const whole = wanted.includes(textAt(attributes, 'status') ?? '')
      return judgeEach([answers[0]], (exchange) =>
        whole
          ? null
          : {
              what: 'two changes at once came out mixed',
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
    judge: async (context) => {
      const credential = requireOther(context, 'readOnly')
      const attributes = await requiredAttributes(context)
      const exchange = await context.client.send({ ...createCall(runDocument(attributes), 'invalid'), credential })
      const left = await traces(textAt(attributes, 'state', 'flowtwin') ?? '', context)
      return judgeEach([exchange], (one) => {
        if (!isRefusal(one)) return { what: `status ${one.status} to a write`, exchange: one }
        return left.length === 0
          ? null
          : { what: 'refused, yet a run was created', witness: left[0] ?? '', exchange: one }
      })
    },
  },
]
