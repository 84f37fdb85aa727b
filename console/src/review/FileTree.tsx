import type { DiffFile } from '../api/types.ts'
import { PlainText } from '../shared/PlainText.tsx'
import { fileId } from './FileView.tsx'
import type { Review } from './useReview.ts'

interface Props {
  readonly files: readonly DiffFile[]
  readonly current: number
  readonly review: Review
  readonly onChoose: (index: number) => void
}

interface Folder {
  readonly name: string
  readonly files: readonly { readonly file: DiffFile; readonly index: number }[]
}

export function foldersOf(files: readonly DiffFile[]): readonly Folder[] {
  const folders = new Map<string, { file: DiffFile; index: number }[]>()
  files.forEach((file, index) => {
    const name = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : ''
    folders.set(name, [...(folders.get(name) ?? []), { file, index }])
  })
  return [...folders].map(([name, entries]) => ({ name, files: entries }))
}

export function FileTree({ files, current, review, onChoose }: Props) {
  return (
    <nav aria-label="Changed files" className="flex flex-col gap-2 text-xs max-h-56 shrink-0 overflow-y-auto lg:max-h-[36dvh]">
      {foldersOf(files).map((folder) => (
        <div key={folder.name}>
          {folder.name && (
            <p className="font-mono text-soft wrap-anywhere">
              <PlainText>{folder.name}</PlainText>
            </p>
          )}
          <ul>
            {folder.files.map(({ file, index }) => (
              <li key={file.path}>
                <a
                  href={`#${fileId(index)}`}
                  aria-current={index === current || undefined}
                  onClick={(event) => {
                    event.preventDefault()
                    onChoose(index)
                  }}
                  className={`flex items-center gap-1.5 rounded px-1.5 py-1 font-mono ${index === current ? 'bg-accent-pale text-accent' : 'hover:bg-sunken'}`}
                >
                  <span className="w-3 shrink-0">{marks[review.stateOf(file)]}</span>
                  <span className="min-w-0 grow truncate" title={file.path}>
                    <PlainText>{file.path.slice(file.path.lastIndexOf('/') + 1)}</PlainText>
                  </span>
                  {file.runsCodeLater && (
                    <span className="text-waiting" title="Runs code later">
                      ▲<span className="sr-only">runs code later</span>
                    </span>
                  )}
                  {review.comments.some((comment) => comment.path === file.path) && (
                    <span title="Has comments">
                      ✎<span className="sr-only">has comments</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

const marks = {
  new: '',
  viewed: (
    <>
      ✓<span className="sr-only">viewed</span>
    </>
  ),
  changed: (
    <>
      ◦<span className="sr-only">changed since viewed</span>
    </>
  ),
}
