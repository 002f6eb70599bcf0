import { useSignal } from '@preact/signals'
import { TextInput } from './components/inputs.tsx'
import { token } from './control-api.ts'
import { buildHref } from './state/route.ts'
import { connection, connectionError, openWorld, worldName, worlds } from './state/world.ts'

/** The error of the last attempt to load the world, with a form when the server requires a token. */
export function ConnectionError() {
  const input = useSignal('')
  if (connectionError.value === null) return connection.value === 'lost' ? <ServerGone /> : null
  const isUnknown = worlds.value.length > 0 && !worlds.value.some(({ name }) => name === worldName.value)
  const submitToken = (event: Event) => {
    event.preventDefault()
    token.value = input.value
    openWorld(worldName.value)
  }
  return (
    <section class="panel error" role="alert">
      <h2>{isUnknown ? `There is no world "${worldName.value}"` : 'Cannot load the world'}</h2>
      <p>{connectionError.value}</p>
      {isUnknown ? <WorldLinks /> : null}
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

/** Shown while the server cannot be reached; the page tries again by itself. */
function ServerGone() {
  return (
    <section class="panel error" role="alert">
      <h2>The server is not reachable</h2>
      <p>The page shows the last state and connects again when the server is back.</p>
    </section>
  )
}

/** Links to the worlds that exist. */
function WorldLinks() {
  return (
    <p class="group">
      {worlds.value.map(({ name }) => (
        <a key={name} class="button" href={buildHref('live', name)}>
          Open {name}
        </a>
      ))}
    </p>
  )
}
