import { signal } from '@preact/signals'
import { Button } from './inputs.tsx'
import { scheduleOnce } from '../timers.ts'

interface ToastMessage {
  readonly text: string
  readonly kind: 'info' | 'error'
}

const toastMessage = signal<ToastMessage | null>(null)
let cancelHide = () => {}

/** Shows a message for 5 seconds, an error for 12. */
export function showToast(text: string, kind: ToastMessage['kind'] = 'info'): void {
  cancelHide()
  toastMessage.value = { text, kind }
  cancelHide = scheduleOnce(kind === 'error' ? 12_000 : 5000, () => {
    toastMessage.value = null
  })
}

/** The result of the last action; screen readers read it out. */
export function Toast() {
  const { value } = toastMessage
  return (
    <div class="toasts" role="status" aria-live="polite">
      {value === null ? null : (
        <p class={`toast ${value.kind}`}>
          {value.text}
          <Button kind="quiet" label="Dismiss" onClick={() => (toastMessage.value = null)}>
            ×
          </Button>
        </p>
      )}
    </div>
  )
}
