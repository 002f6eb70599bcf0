import { describe, expect, it } from 'vitest'
import { StoredLog } from '../../mock/store/operation-log.ts'
import type { LoggedOperation } from '../../mock/world/state/operation.ts'
import { toInstant } from '../../mock/world/time.ts'

function createOperation(sequence: number): LoggedOperation {
  return { sequence, at: toInstant(sequence), operation: { kind: 'advance', by: 1 } }
}

/** Creates a log of four operations, and a store that can read the first ones of them. */
function createLog() {
  const operations = [1, 2, 3, 4].map(createOperation)
  const reads: number[] = []
  const log = new StoredLog()
  for (const operation of operations) log.append(operation)
  const readStored = (after: number) => {
    reads.push(after)
    return operations.slice(after)
  }
  return { log, operations, reads, readStored }
}

describe('the operation log of a stored world', () => {
  it('reads from the store what is stored, and the rest from memory', () => {
    const { log, operations, reads, readStored } = createLog()
    log.releaseStored(3, readStored)
    expect([...log.readEntries(3)]).toEqual(operations.slice(3))
    expect(reads).toEqual([])
    expect([...log.readEntries()]).toEqual(operations)
    expect([...log.readEntries(2)]).toEqual(operations.slice(2))
    expect([reads, log.size]).toEqual([[0, 2], 4])
  })

  it('goes on with new operations, takes back those that are not stored, and forks', () => {
    const { log, operations, readStored } = createLog()
    const before = log.fork()
    log.releaseStored(4, readStored)
    log.releaseStored(2, readStored)
    log.append(createOperation(5))
    const fork = log.fork()
    fork.append(createOperation(6))
    log.truncate(4)
    expect([...log.readEntries()]).toEqual(operations)
    expect([...before.readEntries()]).toEqual(operations)
    expect([...fork.readEntries(3)].map(({ sequence }) => sequence)).toEqual([4, 5, 6])
  })
})
