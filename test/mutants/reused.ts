import type { VendorName } from '../../contracts/index.ts'
import { mutants } from '../contracts/mutants/index.ts'
import type { MockMutant } from './wrong.ts'

/** Mutants of the small twins that say nothing about the mock: they look for the twins' own rows, ids, tokens or cursors. */
const foreign: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: [
    'the feed holds 101 sessions',
    'a session is still running an hour after it expired',
    'completed before created',
    'a token is compared by its beginning',
    'a refusal shows data',
  ],
  recrubo: [
    'one run stands twice',
    'a creation starts another flow than was asked for',
    'an ended run gets another end',
    'filter[messageThreadId] drops a run',
    'a creation returns a run that was there before',
    'a created run cannot be read',
    'a created run is not listed',
    'the four attributes are not all required: flowId',
    'the four attributes are not all required: messageThreadId',
    'an unknown flow is accepted',
    'cancelled is refused',
    'running can be set',
    'the status is compared without regard to case',
    'an ended run becomes active again',
    'the state of a running run can be replaced',
    'a state after the end is refused',
    'the initial message can be changed',
    'a change of flowId is ignored with 200',
    'attributes that are not sent are nulled',
    'the id in the body is not looked at',
    'a body without id is accepted',
    'the legal half of an update is applied',
    'updatedAt moves on a refused change',
    'a deleted run can still be read',
    'a deleted run can be updated',
    'PUT is accepted',
  ],
  rapidpro: [
    'before is inclusive at one instant and exclusive at another',
    'a cursor that cannot be read gets the first page',
    'the last page leads back to itself',
    'a page in the middle is broken',
    'a cursor on the instant alone, strictly less: ties at the boundary are lost',
    'a cursor on the instant alone, less or equal: ties at the boundary are doubled',
    'a walk loses a run that is tied with nothing',
    'each page is sorted, the pages are not',
    'tied runs change places after a while',
    'next drops the filter',
    'previous leads to the page before in another order',
    'a cursor under another filter shows the runs of the first',
    'the same cursor shows other runs the second time',
    'an empty page with a next',
  ],
  idnow: [
    'totalPages is one too many when the division has no rest',
    'beyond the last page comes the last page again',
    'sortBy=createdAt is ignored',
    'an unknown environment gives the live sessions',
    'an expired session has an outcome',
  ],
}

/**
 * What a vendor's small twin is broken with stands between any server and the suite, and so between the mock and the
 * suite: of these mutants those that turn a check red which no mutant of the mock's own does.
 */
export function reused(vendor: VendorName, own: readonly MockMutant[]): readonly MockMutant[] {
  const all: readonly MockMutant[] = mutants[vendor]
  const unknown = foreign[vendor].filter((name) => !all.some((mutant) => mutant.name === name))
  if (unknown.length > 0) throw new Error(`no mutant of ${vendor} is called ${unknown.join(', ')}`)
  const killed = new Set(own.flatMap(({ kills }) => kills))
  return all.filter(({ name, kills }) => !foreign[vendor].includes(name) && kills.some((id) => !killed.has(id)))
}
