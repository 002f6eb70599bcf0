import { signal } from '@preact/signals'

/** The run that is looked at; null for none. */
export const selectedRun = signal<number | null>(null)

export function selectRun(number: number | null): void {
  selectedRun.value = number
}
