import { useSignal } from '@preact/signals'
import { token } from './control.ts'
import { open, trouble, worldName } from './state/world.ts'

/** What keeps the page from showing the world, and what would help. */
export function Trouble() {
  const given = useSignal('')
  if (trouble.value === null) return null
  const enter = (event: Event) => {
    event.preventDefault()
    token.value = given.value
    open(worldName.value)
  }
  return (
    <section class="panel trouble" role="alert">
      <h2>The world cannot be read</h2>
      <p>{trouble.value}</p>
      {/token/.test(trouble.value) ? (
        <form class="joined" onSubmit={enter}>
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
