/** Comes in a later slice. */
export function FaultsView() {
  return <p>faults</p>
}
