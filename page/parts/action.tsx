import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { requestJson, type ApiRequest, ApiError } from '../control.ts'
import type { Microseconds } from '../instants.ts'
import { showToast } from '../state/announcements.ts'
import { getWorldNow } from '../state/clock.ts'
import { health } from '../state/world.ts'
import { CurlCommand } from './shown-call.tsx'

interface ApiButtonProps<Answer> {
  readonly request: ApiRequest
  readonly children: ComponentChildren
  /** What to do with the answer, and what to say of it; `asked` is the world's time at which it was asked for. */
  readonly onDone?: (answer: Answer, asked: Microseconds) => string | undefined
  readonly kind?: 'primary' | 'danger' | 'quiet'
  readonly disabled?: boolean
  readonly label?: string
}

/** A button that makes one call of the control API; nothing is to be seen of it where nobody may change anything. */
export function ApiButton<Answer>({
  request,
  children,
  onDone,
  kind,
  disabled = false,
  label,
}: ApiButtonProps<Answer>) {
  const [busy, setBusy] = useState(false)
  if (health.value?.readOnly === true) return null
  const submit = async () => {
    setBusy(true)
    const asked = getWorldNow()
    try {
      const said = onDone?.(await requestJson<Answer>(request), asked)
      if (said !== undefined) showToast(said)
    } catch (error) {
      showToast(error instanceof ApiError ? `Refused: ${error.message}` : 'The server cannot be reached.', 'trouble')
    } finally {
      setBusy(false)
    }
  }
  return (
    <span class="action">
      <button type="button" class={kind} disabled={disabled || busy} aria-label={label} onClick={() => void submit()}>
        {children}
      </button>
      <CurlCommand call={request} />
    </span>
  )
}
