// Webhooks as a person makes, tries, mends and deletes one; a part of the end-to-end run.
import assert from 'node:assert/strict'
import { isSigned } from './receiver.mjs'
import { until } from './service.mjs'

export async function walkWebhooks({ page, button, inDialog, receiver, isAccessible }) {
  await page.goto('/webhooks')
  await button('New webhook').click()
  await page.getByLabel('Address').fill(receiver.address)
  await page.getByLabel('What it is for').fill('<b>The test</b>')
  await inDialog('Create').click()
  const secret = await page.getByLabel('The secret').innerText()
  await isAccessible('secret')
  await button('I have kept it').click()
  await page.getByRole('link', { name: /<b>The test/ }).click()
  await page.getByRole('heading', { name: 'Deliveries' }).waitFor()
  assert.equal(await page.getByText(secret).count(), 0, 'the secret is shown once')

  await button('Send a test').click()
  await page.getByText('Delivered').last().waitFor()
  assert.ok(isSigned(receiver.heard.at(-1), secret))

  receiver.answer = 410
  await button('Send a test').click()
  await page.getByText('Stopped by the service').waitFor()
  receiver.answer = 200
  await button('Switch on').click()
  await page.getByText('Given up').last().click()
  await isAccessible('webhook')
  const before = receiver.heard.length
  await button('Send again').click()
  await until('the repetition', () => receiver.heard.length > before)

  await button('New secret').click()
  await inDialog('Replace it').click()
  const newer = await page.getByLabel('The secret').innerText()
  assert.notEqual(newer, secret)
  await button('I have kept it').click()
  await button('Send a test').click()
  await until('a message with both signatures', () => isSigned(receiver.heard.at(-1), newer) && isSigned(receiver.heard.at(-1), secret))
  await button('Pause').click()
  await page.getByText('Paused').first().waitFor()
  await button('Delete').click()
  await inDialog('Delete').click()
  await page.getByText('Nobody is told yet').waitFor()
}
