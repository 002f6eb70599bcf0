import { signal } from '@preact/signals'
import { every } from '../real-time.ts'
import { asOf, heard, rateOf } from './clock.ts'
import { rows } from './rows-of-world.ts'

/** Rises a few times a second while something moves: what is shown as text need not follow every picture. */
export const beat = signal(0)

export function keepBeat(): () => void {
  let seen = ''
  return every(300, () => {
    const runs = asOf.peek() === null && rateOf(heard.peek()?.mode ?? 'frozen') > 0 ? beat.peek() : 0
    const key = `${rows.version.peek()} ${heard.peek()?.shown} ${asOf.peek()} ${runs}`
    if (key === seen) return
    beat.value++
    seen = runs === 0 ? key : ''
  })
}
