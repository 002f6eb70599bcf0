/** Comes in a later slice. */
export function AuditView() {
  return <p>audit</p>
}
