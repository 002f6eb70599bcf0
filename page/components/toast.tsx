import { signal } from '@preact/signals'
import { scheduleOnce } from '../timers.ts'

/** Something that has just come of what somebody did. */
export interface ToastMessage {
  readonly text: string
  readonly kind: 'plain' | 'trouble'
}

export const toastMessage = signal<ToastMessage | null>(null)

let cancelHide = () => {}

/** Says a sentence for a while, to eyes and ears. */
export function showToast(text: string, tone: ToastMessage['kind'] = 'plain'): void {
  cancelHide()
  toastMessage.value = { text, kind: tone }
  cancelHide = scheduleOnce(tone === 'trouble' ? 12_000 : 5000, () => {
    toastMessage.value = null
  })
}

/** What has just come of what somebody did. */
export function Toast() {
  const { value } = toastMessage
  return (
    <div class="toasts" role="status" aria-live="polite">
      {value === null ? null : (
        <p class={`toast ${value.kind}`}>
          {value.text}
          <button type="button" class="quiet" aria-label="Dismiss" onClick={() => (toastMessage.value = null)}>
            ×
          </button>
        </p>
      )}
    </div>
  )
}
