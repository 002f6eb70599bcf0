import type { VendorName } from '../../contracts/index.ts'
import { twinMutants } from '../contracts/mutants/index.ts'
import type { MockMutant } from './break-function.ts'

/** Mutants that work only with the test twins, because they use the twins' rows, ids, tokens or cursors. */
const TWIN_ONLY_MUTANTS: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: [
    'the feed holds 101 sessions',
    'a session is still running an hour after it expired',
    'completed_at is earlier than created_at',
    'only the beginning of a token is compared',
    'a 401 contains data',
  ],
  recrubo: [
    'a list repeats a run',
    'a creation starts a different flow',
    'an ended run changes to another end status',
    'filter[messageThreadId] drops a run',
    'a creation returns the id of an existing run',
    'a created run cannot be read',
    'a created run is not listed',
    'flowId is not required',
    'messageThreadId is not required',
    'an unknown flow is accepted',
    'an update to cancelled is rejected',
    'an update to running is accepted',
    'an update of status ignores case',
    'an ended run becomes active again',
    'an update of state is accepted while running',
    'a new state of an ended run is rejected',
    'an update of initialMessage is accepted',
    'an update of flowId is ignored with 200',
    'an update clears attributes that it does not contain',
    'the id in the body is ignored',
    'an update without id is accepted',
    'the valid part of a rejected update is applied',
    'updatedAt changes with a rejected update',
    'a deleted run can still be read',
    'a deleted run can be updated',
    'PUT is accepted',
  ],
  rapidpro: [
    'before is inclusive at one instant and exclusive at another',
    'an invalid cursor returns the first page',
    'next of the last page is the same page',
    'a page in the middle returns 500',
    'a cursor compares the instant alone with less-than: ties at the boundary are lost',
    'a cursor compares the instant alone with less-or-equal: ties at the boundary repeat',
    'paging loses a run without ties',
    'pages are sorted only within themselves',
    'ties change their order after a walk',
    'next drops the filter',
    'previous returns the preceding page in another order',
    'a cursor keeps its own filter under another filter',
    'a repeated cursor returns other runs',
    'an empty page has a next link',
  ],
  idnow: [
    'totalPages is one too many for full pages',
    'pages out of range repeat the last page',
    'sortBy=createdAt is ignored',
    'an unknown environment returns the live sessions',
    'an expired session has an outcome',
  ],
}

/** The mutants of a vendor's test twin that apply to the mock and that a check kills which kills none of `codeMutants`. */
export function selectReusableMutants(vendor: VendorName, codeMutants: readonly MockMutant[]): readonly MockMutant[] {
  const all: readonly MockMutant[] = twinMutants[vendor]
  const unknown = TWIN_ONLY_MUTANTS[vendor].filter((name) => !all.some((mutant) => mutant.name === name))
  if (unknown.length > 0) throw new Error(`no mutant of ${vendor} is called ${unknown.join(', ')}`)
  const killed = new Set(codeMutants.flatMap(({ killedBy }) => killedBy))
  return all.filter(
    ({ name, killedBy }) => !TWIN_ONLY_MUTANTS[vendor].includes(name) && killedBy.some((id) => !killed.has(id)),
  )
}
