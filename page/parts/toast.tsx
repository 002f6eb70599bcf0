import { announcement } from '../state/announcements.ts'

/** What has just come of what somebody did. */
export function Toast() {
  const { value } = announcement
  return (
    <div class="toasts" role="status" aria-live="polite">
      {value === null ? null : (
        <p class={`toast ${value.tone}`}>
          {value.text}
          <button type="button" class="quiet" aria-label="Dismiss" onClick={() => (announcement.value = null)}>
            ×
          </button>
        </p>
      )}
    </div>
  )
}
