import { vi } from 'vitest'
import type { TwinOptions } from '../../mock/twin.ts'
import * as pagination from '../../mock/wire/pagination.ts'
import type { Mutant, Mutation } from '../contracts/mutants/mutant.ts'
import { START_TIME } from '../contracts/twins/twin.ts'
import { createMockTarget, type MockTarget } from '../mock-target.ts'

/** A way in which the mock can be wrong. */
export type MockMutant = Mutant<never>

/** Returned by a replacement that leaves this call to the original function. */
export const CALL_ORIGINAL: unique symbol = Symbol('call original')

type AnyFunction = (...args: readonly never[]) => unknown
type ArgumentsOf<Value> = Value extends (...args: infer Arguments) => unknown ? Arguments : never
type ResultOf<Value> = Value extends (...args: never) => infer Result ? Result : never

/** Called instead of a function of the mock, with that function and its arguments. */
type Replacement<Value> = (
  original: (...args: ArgumentsOf<Value>) => ResultOf<Value>,
  args: ArgumentsOf<Value>,
) => ResultOf<Value> | typeof CALL_ORIGINAL

/**
 * Creates a mutation that replaces one function of the mock: an export of a module, a method of a class, or a member of
 * a vendor. Calls within the function's own module do not reach the replacement. `vi.restoreAllMocks()` undoes it.
 */
export function breakFunction<Holder extends object, Name extends keyof Holder>(
  holder: Holder,
  name: Name,
  replacement: Replacement<Holder[Name]>,
): Mutation<never> {
  return (twin, recordHit) => {
    const original = holder[name] as AnyFunction
    // Vitest types the spied member as a function; `Name` may be any key.
    const members = holder as Record<Name, AnyFunction>
    vi.spyOn(members, name as never).mockImplementation(function (this: unknown, ...args: readonly never[]) {
      const callOriginal = (...changedArgs: readonly never[]): unknown => original.apply(this, changedArgs as never)
      const result = (replacement as unknown as AnyFunction)(callOriginal as never, args as never)
      if (result === CALL_ORIGINAL) return callOriginal(...args)
      recordHit()
      return result
    } as never)
    return twin.fetch
  }
}

/** A small world with evidence for every check: ties at page boundaries, every status, several pages. */
export const WORLD: TwinOptions = {
  seed: 1,
  runs: 400,
  now: new Date(START_TIME).toISOString(),
  // Turns off the test's own validation of responses: mutants return invalid ones, which the suite must find.
  mutateResponse: (response) => response,
}

/** The size of pages in the worlds of `createSmallPageTarget`. */
const SMALL_PAGE = 30

/** RapidPro with pages of 30 rows instead of 250: the time of a test grows with the rows that the suite reads and validates. */
export function createSmallPageTarget(runs: number): MockTarget {
  const target = createMockTarget('rapidpro', { ...WORLD, runs })
  breakFunction(pagination, 'buildCursorPage', (original, [cursor, , read]) => original(cursor, SMALL_PAGE, read))(
    target,
    () => {},
  )
  return target
}
