import { vi } from 'vitest'
import type { Mutant, Spoil } from '../contracts/mutants/mutant.ts'

/** A way in which the mock can be wrong. */
export type MockMutant = Mutant<never>

/** What a fault gives when a call is to be answered as ever. */
export const AS_EVER: unique symbol = Symbol('as ever')

type Call = (...args: readonly never[]) => unknown
type ArgumentsOf<Value> = Value extends (...args: infer Arguments) => unknown ? Arguments : never
type ResultOf<Value> = Value extends (...args: never) => infer Result ? Result : never

/** What stands in for a function of the mock; `truth` is that function. */
type Fault<Value> = (
  truth: (...args: ArgumentsOf<Value>) => ResultOf<Value>,
  args: ArgumentsOf<Value>,
) => ResultOf<Value> | typeof AS_EVER

/**
 * Puts a fault into one function of the mock, wherever the mock calls it: an export of one of its modules, a method of a
 * class, a member of a dialect. It stays until Vitest restores what is mocked.
 */
export function wrong<Holder extends object, Name extends keyof Holder>(
  holder: Holder,
  name: Name,
  fault: Fault<Holder[Name]>,
): Spoil<never> {
  return (twin, hit) => {
    const original = holder[name] as Call
    // The spy's types want a member that is known to be a function; whoever names one has seen to that.
    const members = holder as Record<Name, Call>
    vi.spyOn(members, name as never).mockImplementation(function (this: unknown, ...args: readonly never[]) {
      const truth = (...given: readonly never[]): unknown => original.apply(this, given as never)
      const made = (fault as unknown as Call)(truth as never, args as never)
      if (made === AS_EVER) return truth(...args)
      hit()
      return made
    } as never)
    return twin.send
  }
}
