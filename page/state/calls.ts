import { computed, signal } from '@preact/signals'

/** True while the drawer with the calls of the controls is open. */
export const isDrawerOpen = signal(false)

const registered = signal<readonly { readonly text: string }[]>([])

/** The calls of the controls on the page as curl commands, each once. */
export const calls = computed(() => [...new Set(registered.value.map(({ text }) => text))])

/** Adds the curl command of a control. @returns a function that removes it */
export function registerCall(text: string): () => void {
  const call = { text }
  registered.value = [...registered.value, call]
  return () => {
    registered.value = registered.value.filter((other) => other !== call)
  }
}
