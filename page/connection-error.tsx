import { useSignal } from '@preact/signals'
import { TextInput } from './components/inputs.tsx'
import { token } from './control-api.ts'
import { connectionError, openWorld, worldName } from './state/world.ts'

/** The error of the last attempt to load the world, with a form when the server requires a token. */
export function ConnectionError() {
  const input = useSignal('')
  if (connectionError.value === null) return null
  const submitToken = (event: Event) => {
    event.preventDefault()
    token.value = input.value
    openWorld(worldName.value)
  }
  return (
    <section class="panel error" role="alert">
      <h2>Cannot load the world</h2>
      <p>{connectionError.value}</p>
      {/token/.test(connectionError.value) ? (
        <form class="input-group" onSubmit={submitToken}>
          <TextInput label="Control token" value={input} type="password" placeholder="control token" />
          <button type="submit" class="primary">
            Connect
          </button>
        </form>
      ) : null}
    </section>
  )
}
