import type { components } from '../../spec/generated/control.types.ts'

/** When a rule acts, in words. */
export function describeTiming(when: components['schemas']['FaultTiming'] = {}): string {
  const { first, every, calls, between, probability } = when
  const words = [
    first === undefined ? null : first === 1 ? 'the first call' : `the first ${first} calls`,
    calls === undefined ? null : `calls ${calls.from}${calls.to === undefined ? ' and later' : ` to ${calls.to}`}`,
    every === undefined ? null : `one call in ${every}`,
    probability === undefined ? null : `${Math.round(probability * 100)} % of them`,
    between?.from === undefined ? null : `from ${between.from}`,
    between?.to === undefined ? null : `before ${between.to}`,
  ].filter((one) => one !== null)
  return words.length === 0 ? 'every call' : words.join(', ')
}
