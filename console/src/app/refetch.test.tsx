import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { refuse, startMock } from '../testing/mockServer.ts'
import { App } from './App.tsx'

// The first test of a screen loads its script.
configure({ asyncUtilTimeout: 8_000 })

let stop: () => Promise<void>
beforeAll(async () => {
  stop = await startMock()
})
afterEach(() => {
  refuse(null)
  cleanup()
  localStorage.clear()
})
afterAll(() => stop())

function openAt(path: string): void {
  window.history.replaceState(null, '', path)
  render(<App />)
}

const press = (name: string | RegExp) => screen.findByRole('button', { name }).then((button) => fireEvent.click(button))
const outOfDate = () => screen.findByText(/What you see may be out of date. .*The disk is full/)
const words = () => screen.findByLabelText('Comment on the file').then((field) => (field as HTMLTextAreaElement).value)

it('keeps the new secret when the webhooks cannot be had anew, and says so until they can', async () => {
  openAt('/webhooks/whk-chat')
  await press('New secret')
  refuse(/webhooks$/)
  await press('Replace it')
  await outOfDate()
  expect((await screen.findByLabelText('The secret')).textContent).toMatch(/^whsec_/)
  refuse(null)
  await press('Try again')
  await waitFor(() => expect(screen.queryByText(/may be out of date/)).toBeNull())
  expect(screen.getByLabelText('The secret')).toBeTruthy()
})

it('says why a page cannot be had at first, and asks again when told to', async () => {
  refuse(/stats/)
  openAt('/statistics')
  expect(await screen.findByText(/The disk is full/)).toBeTruthy()
  expect(screen.queryByText(/may be out of date/)).toBeNull()
  refuse(null)
  await press('Try again')
  await waitFor(() => expect(screen.queryByText(/The disk is full/)).toBeNull())
})

it('keeps the review with its half-written comment, also over a reload', async () => {
  openAt('/tasks/tsk-large/review')
  fireEvent.click((await screen.findAllByRole('button', { name: 'Comment' }))[0] as HTMLElement)
  fireEvent.change(await screen.findByLabelText('Comment on the file'), { target: { value: 'Split this.' } })
  refuse(/tsk-large/)
  await press('Approve')
  fireEvent.change(await screen.findByLabelText(/Reason/), { target: { value: 'conflict' } })
  fireEvent.submit((await screen.findByRole('dialog')).querySelector('form') as HTMLFormElement)
  await press('Load the new changes')
  await outOfDate()
  expect(await words()).toBe('Split this.')

  refuse(null)
  cleanup()
  openAt('/tasks/tsk-large/review')
  expect(await words()).toBe('Split this.')
  await press('Cancel')
  cleanup()
  openAt('/tasks/tsk-large/review')
  fireEvent.click((await screen.findAllByRole('button', { name: 'Comment' }))[0] as HTMLElement)
  expect(await words()).toBe('')
})
