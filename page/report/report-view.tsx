/** Comes in a later slice. */
export function ReportView() {
  return <p>report</p>
}
