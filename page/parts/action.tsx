import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { ask, type Call, Refused } from '../control.ts'
import { say } from '../state/announcements.ts'
import { health } from '../state/world.ts'
import { ShownCall } from './shown-call.tsx'

interface ActionProps<Answer> {
  readonly call: Call
  readonly children: ComponentChildren
  /** What to do with the answer, and what to say of it. */
  readonly done?: (answer: Answer) => string | undefined
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
    try {
      const said = done?.(await ask<Answer>(call))
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
