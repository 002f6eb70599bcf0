import { toastMessage } from '../state/announcements.ts'

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
