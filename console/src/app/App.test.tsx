import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { tasks } from '../../mock/tasks.ts'
import { startMock } from '../testing/mockServer.ts'
import { App } from './App.tsx'

// The first test of a screen loads its script.
configure({ asyncUtilTimeout: 8_000 })

let stop: () => Promise<void>
beforeAll(async () => {
  stop = await startMock()
})
afterEach(() => {
  cleanup()
  localStorage.clear()
})
afterAll(() => stop())

function openAt(path: string): void {
  window.history.replaceState(null, '', path)
  render(<App />)
}

const press = (name: string | RegExp) => screen.findByRole('button', { name }).then((button) => fireEvent.click(button))
const dialog = () => screen.findByRole('dialog')

it('shows what needs a person first', async () => {
  openAt('/')
  expect(await screen.findByRole('heading', { name: 'Waits for your approval' })).toBeTruthy()
  expect(screen.getByRole('link', { name: /Add rate limiting/ }).getAttribute('href')).toBe('/tasks/tsk-review/review')
})

it('shows hostile text as text', async () => {
  openAt('/tasks/tsk-hostile')
  const heading = await screen.findByRole('heading', { level: 1 })
  expect(heading.textContent).toContain('<script>alert(1)</script>')
  expect(heading.textContent).toContain('U+202E')
  expect(document.querySelector('main script, main img[src=x]')).toBeNull()
})

it('offers only what the task allows', async () => {
  openAt('/tasks/tsk-landed')
  expect(await screen.findByRole('button', { name: 'Roll back' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Cancel task' })).toBeNull()
})

it('offers to load the new work when the tree has moved, and decides nothing', async () => {
  openAt('/tasks/tsk-review/review')
  await press('Approve')
  fireEvent.change(await screen.findByLabelText(/Reason/), { target: { value: 'conflict' } })
  fireEvent.submit((await dialog()).querySelector('form') as HTMLFormElement)
  expect(await screen.findByText('The work has changed')).toBeTruthy()
  expect(tasks.get('tsk-review')?.status).toBe('pending_approval')
})

it('sends a comment on a file back to the agent', async () => {
  openAt('/tasks/tsk-large/review')
  fireEvent.click((await screen.findAllByRole('button', { name: 'Comment' }))[0] as HTMLElement)
  fireEvent.change(await screen.findByLabelText('Comment on the file'), { target: { value: 'Split this.' } })
  await press('Add comment')
  await press('Request changes (1)')
  fireEvent.submit((await dialog()).querySelector('form') as HTMLFormElement)
  await waitFor(() => expect(tasks.get('tsk-large')?.status).toBe('executing'))
})

it('approves exactly the tree that is shown', async () => {
  openAt('/tasks/tsk-review/review')
  await press('Approve')
  fireEvent.submit((await dialog()).querySelector('form') as HTMLFormElement)
  await waitFor(() => expect(tasks.get('tsk-review')?.approvals.at(-1)?.tree).toBe(tasks.get('tsk-review')?.tree))
})

it('goes to the sign-in when the session ends, and back in with a token', async () => {
  openAt('/learnings')
  await press('Sign out')
  fireEvent.change(await screen.findByLabelText('Token'), { target: { value: 'bad' } })
  await press('Sign in')
  expect(await screen.findByText(/not valid, or no longer/)).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Token'), { target: { value: 'good' } })
  await press('Sign in')
  expect(await screen.findByRole('heading', { name: 'Learnings' })).toBeTruthy()
})

it('signs in with the code of a link and takes the code out of the address', async () => {
  openAt('/signin#one-use')
  expect(await screen.findByRole('heading', { name: 'Inbox' })).toBeTruthy()
  expect(window.location.hash).toBe('')
})

it('shows a secret once, and keeps it open until somebody says that it is kept', async () => {
  openAt('/webhooks')
  await press('New webhook')
  fireEvent.change(await screen.findByLabelText('Address'), { target: { value: 'https://hooks.example/in' } })
  fireEvent.submit((await dialog()).querySelector('form') as HTMLFormElement)
  const secret = await screen.findByLabelText('The secret')
  expect(secret.textContent).toMatch(/^whsec_/)
  fireEvent.keyDown(await dialog(), { key: 'Escape' })
  expect(screen.queryByLabelText('The secret')).toBeTruthy()
  await press('I have kept it')
  await waitFor(() => expect(screen.queryByLabelText('The secret')).toBeNull())
})

it('says why an address is refused, and keeps what was typed', async () => {
  openAt('/webhooks')
  await press('New webhook')
  fireEvent.change(await screen.findByLabelText('Address'), { target: { value: 'https://private.example/' } })
  fireEvent.submit((await dialog()).querySelector('form') as HTMLFormElement)
  expect(await screen.findByText(/not public/)).toBeTruthy()
  expect((screen.getByLabelText('Address') as HTMLInputElement).value).toBe('https://private.example/')
})

it('narrows the changes to those since the own last review', async () => {
  openAt('/tasks/tsk-large/review')
  await screen.findAllByRole('region', { name: /Everything.java/ })
  expect(screen.queryByRole('button', { name: 'Since my last review' })).toBeNull()
  cleanup()
  openAt('/tasks/tsk-review/review')
  await press('Since my last review')
  await waitFor(() => expect(screen.getAllByRole('region', { name: /src\// })).toHaveLength(1))
  expect(window.location.search).toBe('?since=review')
})

it('follows a landed task anew while it is rolled back', async () => {
  openAt('/tasks/tsk-landed')
  await press('Roll back')
  fireEvent.submit((await dialog()).querySelector('form') as HTMLFormElement)
  await screen.findByText('Rolling back')
  expect(await screen.findByText('Rolled back')).toBeTruthy()
})

it('opens a report as the text that it is', async () => {
  openAt('/tasks/tsk-running')
  await press(/What calls Cart.add/)
  expect((await screen.findByLabelText('The report')).textContent).toContain("<script>alert('a report')</script>")
})

it('withholds a learning with a reason', async () => {
  openAt('/learnings')
  fireEvent.click((await screen.findAllByRole('button', { name: 'Disable' }))[0] as HTMLElement)
  fireEvent.change(await screen.findByLabelText(/Reason/), { target: { value: 'No longer so' } })
  fireEvent.submit((await dialog()).querySelector('form') as HTMLFormElement)
  expect(await screen.findByText(/No longer so/)).toBeTruthy()
})
