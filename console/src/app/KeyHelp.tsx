import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['⌘K or Ctrl+K', 'Search and commands'],
      ['i', 'Inbox'],
      ['t or /', 'Tasks'],
      ['N', 'New task'],
      ['?', 'This help'],
      ['Esc', 'Close'],
    ],
  },
  {
    title: 'Lists',
    keys: [
      ['j / k', 'Next, previous'],
      ['Enter', 'Open'],
    ],
  },
  {
    title: 'Review',
    keys: [
      ['n / p', 'Next, previous file'],
      ['v', 'Mark the file as viewed'],
      ['c', 'Comment on the file'],
      ['s', 'Split or unified'],
      ['a', 'Approve, after a question'],
      ['r', 'Reject, after a question'],
    ],
  },
]

export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title}>
          <h3 className="mb-1 text-xs font-semibold text-soft">{group.title}</h3>
          <dl className="grid grid-cols-[9rem_1fr] gap-y-1">
            {group.keys.map(([key, meaning]) => (
              <div key={key} className="contents">
                <dt>
                  <kbd className="rounded border border-line bg-sunken px-1.5 font-mono text-xs">{key}</kbd>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div className="flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  )
}
