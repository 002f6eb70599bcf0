import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { ask, type Call, Refused } from '../control.ts'
import type { Microseconds } from '../instants.ts'
import { say } from '../state/announcements.ts'
import { worldNow } from '../state/clock.ts'
import { health } from '../state/world.ts'
import { ShownCall } from './shown-call.tsx'

interface ActionProps<Answer> {
  readonly call: Call
  readonly children: ComponentChildren
  /** What to do with the answer, and what to say of it; `asked` is the world's time at which it was asked for. */
  readonly done?: (answer: Answer, asked: Microseconds) => string | undefined
  readonly kind?: 'primary' | 'danger' | 'quiet'
  readonly disabled?: boolean
  readonly label?: string
}

/** A button that makes one call of the control API; nothing is to be seen of it where nobody may change anything. */
export function Action<Answer>({ call, children, done, kind, disabled = false, label }: ActionProps<Answer>) {
  const [busy, setBusy] = useState(false)
  if (health.value?.readOnly === true) return null
  const act = async () => {
    setBusy(true)
    const asked = worldNow()
    try {
      const said = done?.(await ask<Answer>(call), asked)
      if (said !== undefined) say(said)
    } catch (error) {
      say(error instanceof Refused ? `Refused: ${error.message}` : 'The server cannot be reached.', 'trouble')
    } finally {
      setBusy(false)
    }
  }
  return (
    <span class="action">
      <button type="button" class={kind} disabled={disabled || busy} aria-label={label} onClick={() => void act()}>
        {children}
      </button>
      <ShownCall call={call} />
    </span>
  )
}
