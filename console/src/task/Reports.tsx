import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { reportPath } from '../api/client.ts'
import { reportQuery, reportsQuery } from '../api/queries.ts'
import type { ReportList, Task } from '../api/types.ts'
import { Button, buttonLook } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Card } from '../shared/Page.tsx'
import { PlainText } from '../shared/PlainText.tsx'
import { Missing } from '../shared/States.tsx'
import { Ago } from '../shared/Time.tsx'

type Report = ReportList['reports'][number]

/** What the agent wrote for people; nothing while it has written none. */
export function Reports({ task }: { task: Task }) {
  const [open, setOpen] = useState<Report | null>(null)
  const reports = useQuery(reportsQuery(task.id, task.usage.turns)).data?.reports ?? []
  if (reports.length === 0) return null
  return (
    <Card title="Reports">
      <ul className="flex flex-col gap-2">
        {reports.map((report) => (
          <li key={report.id} className="flex flex-col items-start">
            <button
              type="button"
              className="text-left text-accent underline wrap-anywhere"
              onClick={() => setOpen(report)}
            >
              <PlainText>{report.title}</PlainText>
            </button>
            <span className="text-xs text-soft">
              <Ago at={report.createdAt} />
            </span>
          </li>
        ))}
      </ul>
      {open && <ReportDialog task={task} report={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function ReportDialog({ task, report, onClose }: { task: Task; report: Report; onClose: () => void }) {
  const markdown = useQuery(reportQuery(task.id, report.id))
  return (
    <Dialog title={report.title} wide onClose={onClose}>
      <p className="text-xs text-soft">The agent’s words, as it wrote them; nobody has checked them.</p>
      <Missing of={markdown} what="the report" />
      {markdown.data !== undefined && (
        <pre
          tabIndex={0}
          aria-label="The report"
          className="max-h-[60dvh] overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere"
        >
          <PlainText>{markdown.data}</PlainText>
        </pre>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <a className={buttonLook()} href={reportPath(task.id, report.id)} download={`${fileName(report.title)}.md`}>
          Download
        </a>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  )
}

/** A title as a name of a file: letters and digits of any script, everything else a dash. */
export const fileName = (title: string): string =>
  title.normalize('NFC').replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-').replaceAll(/^-+|-+$/g, '').slice(0, 80) || 'report'
