import { formatDuration, parseInstant, formatTime } from '../instants.ts'
import { selectRun } from '../state/choice.ts'
import { lastClockMove } from '../state/happened.ts'
import { StatusBadge } from '../parts/status-badge.tsx'

const MAX_EVENTS = 40

/** What has happened while the clock was moved, in order. */
export function ClockEventList() {
  const { value } = lastClockMove
  if (value === null) return null
  const { from, moved } = value
  const rest = moved.total - Math.min(MAX_EVENTS, moved.events.length)
  return (
    <div class="happened">
      <header>
        <h3>
          {moved.total === 1 ? '1 event' : `${moved.total} events`} in {formatDuration(parseInstant(moved.now) - from)}
        </h3>
        <button type="button" class="quiet" onClick={() => (lastClockMove.value = null)}>
          Dismiss
        </button>
      </header>
      <ol tabIndex={0} aria-label="What happened">
        {moved.events.slice(0, MAX_EVENTS).map((event) => (
          <li key={`${event.at} ${event.run}`}>
            <time>{formatTime(parseInstant(event.at))}</time>
            <button type="button" class="link" onClick={() => selectRun(event.run)}>
              Run {event.run}
            </button>
            <span>{event.what === 'created' ? 'arrives' : event.what === 'deleted' ? 'is deleted' : 'is'}</span>
            {event.what === 'changed' ? <StatusBadge status={event.status} /> : null}
          </li>
        ))}
        {rest > 0 ? <li class="muted">and {rest} more</li> : null}
      </ol>
    </div>
  )
}
