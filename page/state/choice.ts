import { signal } from '@preact/signals'

/** The run that is looked at; null for none. */
export const chosenRun = signal<number | null>(null)

export function choose(number: number | null): void {
  chosenRun.value = number
}
