import { signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../components/inputs.tsx'
import { toErrorMessage } from '../control-api.ts'
import { health } from '../state/world.ts'
import { TOUR_STEPS } from './tour-steps.ts'

/** Index of the current step; null while there is no tour. A page with `?tour` begins with it. */
export const tourStep = signal<number | null>(new URLSearchParams(location.search).has('tour') ? 0 : null)

/** The current step of the tour, with the button that performs it. It needs a page that may change the world. */
export function Tour() {
  const error = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const index = tourStep.value
  useEffect(() => heading.current?.focus({ preventScroll: true }), [index])
  const step = index === null ? undefined : TOUR_STEPS[index]
  if (index === null || step === undefined || health.value?.readOnly === true) return null
  const performStep = async () => {
    isBusy.value = true
    try {
      await step.perform()
      tourStep.value = index + 1 < TOUR_STEPS.length ? index + 1 : null
      error.value = null
    } catch (reason) {
      error.value = toErrorMessage(reason)
    } finally {
      isBusy.value = false
    }
  }
  return (
    <section class="tour" aria-labelledby="tour-title">
      <p class="muted">
        Step {index + 1} of {TOUR_STEPS.length}
      </p>
      <h2 id="tour-title" tabIndex={-1} ref={heading}>
        {step.title}
      </h2>
      <p>{step.text}</p>
      {error.value === null ? null : (
        <p class="form-error" role="alert">
          {error.value}
        </p>
      )}
      <div class="group">
        <Button kind="primary" disabled={isBusy.value} onClick={() => void performStep()}>
          {step.action}
        </Button>
        {index + 1 < TOUR_STEPS.length ? (
          <Button kind="quiet" onClick={() => (tourStep.value = null)}>
            Leave the tour
          </Button>
        ) : null}
      </div>
    </section>
  )
}
