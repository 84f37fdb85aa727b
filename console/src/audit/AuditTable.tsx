import { Link } from 'react-router'
import type { AuditEntry } from '../api/types.ts'
import { PlainText } from '../shared/PlainText.tsx'
import { paths } from '../shared/paths.ts'
import { instantText, short } from '../shared/words.ts'

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
      {entries.map((entry) => (
        <li key={entry.id} className="defer-paint">
          <details>
            <summary className="flex flex-wrap items-baseline gap-x-4 px-4 py-2">
              <time dateTime={entry.at} className="w-44 text-xs text-soft">
                {instantText(entry.at)}
              </time>
              <span className="w-48 font-medium max-sm:w-auto max-sm:grow wrap-anywhere">{entry.action}</span>
              <span className="w-32 wrap-anywhere">{entry.actor}</span>
              <span className="grow truncate font-mono text-xs text-soft">{entry.subject}</span>
              <code className="text-xs text-soft max-sm:hidden">{short(entry.hash)}</code>
            </summary>
            <div className="flex flex-col gap-2 border-t border-line p-4">
              <p className="wrap-anywhere">
                {entry.action.startsWith('task.') ? (
                  <Link className="text-accent underline" to={paths.task(entry.subject)}>
                    Task {entry.subject}
                  </Link>
                ) : (
                  <>Done to {entry.subject}</>
                )}
                <span className="text-soft">{entry.address ? `, from ${entry.address}` : ', by the service itself'}</span>
              </p>
              <pre className="overflow-x-auto rounded bg-sunken p-2 text-xs whitespace-pre-wrap wrap-anywhere">
                <PlainText>{JSON.stringify(entry.detail, null, 2)}</PlainText>
              </pre>
              <p className="font-mono text-xs text-soft wrap-anywhere">
                {entry.hash} after {entry.previousHash || 'nothing'}
              </p>
            </div>
          </details>
        </li>
      ))}
    </ul>
  )
}
