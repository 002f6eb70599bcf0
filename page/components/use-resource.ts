import { useSignal, useSignalEffect } from '@preact/signals'
import { toErrorMessage } from '../control-api.ts'
import { changeCount } from '../state/world.ts'

/**
 * Loads a resource, and loads it again after each change of the world and of the signals that `load` reads before it
 * awaits. A result that arrives after the next load has begun is ignored. `load` returns null when there is nothing to load.
 * @returns the message of the last load when it failed, otherwise null
 */
export function useResource<Body>(load: () => Promise<Body> | null, onLoaded: (body: Body) => void): string | null {
  const error = useSignal<string | null>(null)
  useSignalEffect(() => {
    void changeCount.value
    let isStale = false
    load()?.then(
      (body) => {
        if (isStale) return
        onLoaded(body)
        error.value = null
      },
      (reason: unknown) => {
        if (!isStale) error.value = toErrorMessage(reason)
      },
    )
    return () => {
      isStale = true
    }
  })
  return error.value
}
