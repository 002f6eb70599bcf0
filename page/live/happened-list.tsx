import { durationOf, instantOf, timeOf } from '../instants.ts'
import { choose } from '../state/choice.ts'
import { happened } from '../state/happened.ts'
import { StatusBadge } from '../parts/status-badge.tsx'

const MOST = 40

/** What has happened while the clock was moved, in order. */
export function HappenedList() {
  const { value } = happened
  if (value === null) return null
  const { from, moved } = value
  const rest = moved.total - Math.min(MOST, moved.events.length)
  return (
    <div class="happened">
      <header>
        <h3>
          {moved.total === 1 ? '1 event' : `${moved.total} events`} in {durationOf(instantOf(moved.now) - from)}
        </h3>
        <button type="button" class="quiet" onClick={() => (happened.value = null)}>
          Dismiss
        </button>
      </header>
      <ol tabIndex={0} aria-label="What happened">
        {moved.events.slice(0, MOST).map((event) => (
          <li key={`${event.at} ${event.run}`}>
            <time>{timeOf(instantOf(event.at))}</time>
            <button type="button" class="link" onClick={() => choose(event.run)}>
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
