import { useSignal } from '@preact/signals'
import { token } from './control-api.ts'
import { openWorld, connectionError, worldName } from './state/world.ts'

/** What keeps the page from showing the world, and what would help. */
export function ConnectionError() {
  const given = useSignal('')
  if (connectionError.value === null) return null
  const submitToken = (event: Event) => {
    event.preventDefault()
    token.value = given.value
    openWorld(worldName.value)
  }
  return (
    <section class="panel trouble" role="alert">
      <h2>The world cannot be read</h2>
      <p>{connectionError.value}</p>
      {/token/.test(connectionError.value) ? (
        <form class="joined" onSubmit={submitToken}>
          <input
            type="password"
            autocomplete="off"
            aria-label="Control token"
            placeholder="control token"
            value={given.value}
            onInput={(event) => (given.value = event.currentTarget.value)}
          />
          <button type="submit" class="primary">
            Enter
          </button>
        </form>
      ) : null}
    </section>
  )
}
