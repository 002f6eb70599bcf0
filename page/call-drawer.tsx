import { Button } from './components/inputs.tsx'
import { CopyButton } from './components/buttons.tsx'
import { calls, isDrawerOpen } from './state/calls.ts'

/** The request of each control on the page as a curl command. */
export function CallDrawer() {
  if (!isDrawerOpen.value) return null
  return (
    <aside class="drawer" aria-labelledby="drawer-title">
      <header>
        <h2 id="drawer-title">Calls of this view</h2>
        <Button kind="quiet" onClick={() => (isDrawerOpen.value = false)}>
          Close
        </Button>
      </header>
      <ul tabIndex={0} aria-label="Calls">
        {calls.value.map((text) => (
          <li key={text} class="call">
            <code>{text}</code>
            <CopyButton text={text} />
          </li>
        ))}
      </ul>
    </aside>
  )
}
