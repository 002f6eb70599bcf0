import { signal } from '@preact/signals'
import { Empty } from '../parts/empty.tsx'
import { Panel } from '../parts/panel.tsx'
import { say } from '../state/announcements.ts'
import { CheckList } from './check-list.tsx'
import { loadProofs } from './proofs.ts'
import { type Report, readReports, scoreOf } from './read-report.ts'
import { WalkPicture } from './walk-picture.tsx'

/** What was opened; kept while other parts of the page are looked at. */
const reports = signal<readonly Report[]>([])

/** A result of the contract suite, opened from a file; it stays in the browser. */
export function ReportView() {
  return (
    <div onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <Panel
        id="report"
        title="Contract report"
        hint="A result of flowtwin verify --json; it is read here and sent nowhere"
        tools={<Picker />}
      >
        {reports.value.length === 0 ? (
          <Empty title="Drop a result here">
            Check an API with <code>npx flowtwin verify qyvo --url … --json &gt; result.json</code> and open the file.
          </Empty>
        ) : (
          reports.value.map((report) => <OneReport key={`${report.vendor} ${report.target}`} report={report} />)
        )}
      </Panel>
    </div>
  )
}

function Picker() {
  return (
    <label class="button picker">
      Open a result
      <input
        class="hidden"
        type="file"
        accept="application/json,.json"
        onChange={(event) => void open(event.currentTarget.files?.[0])}
      />
    </label>
  )
}

function OneReport({ report }: { readonly report: Report }) {
  const must = scoreOf(report, 'MUST')
  const should = scoreOf(report, 'SHOULD')
  return (
    <article class="report">
      <h3>
        {report.vendor} <span class="muted">{report.target}</span>
      </h3>
      <p class="scores">
        <Score level="MUST" {...must} />
        <Score level="SHOULD" {...should} />
      </p>
      {report.walks.map((walk) => (
        <WalkPicture key={walk.operation} walk={walk} />
      ))}
      <CheckList checks={report.checks} vendor={report.vendorName} />
    </article>
  )
}

function Score({ level, held, of }: { readonly level: string; readonly held: number; readonly of: number }) {
  return (
    <span class={held === of ? 'score whole-score' : 'score'}>
      <b>
        {held} of {of}
      </b>{' '}
      {level} hold
    </span>
  )
}

async function open(file: File | undefined): Promise<void> {
  if (file === undefined) return
  try {
    reports.value = readReports(await file.text())
    void loadProofs()
    say(`${file.name} is open.`)
  } catch (error) {
    const isOurs = error instanceof Error && error.message.startsWith('The file')
    say(isOurs ? error.message : `${file.name} is no JSON.`, 'trouble')
  }
}

function onDrop(event: DragEvent): void {
  event.preventDefault()
  void open(event.dataTransfer?.files[0])
}
