import type { Task } from '../api/types.ts'
import { paths } from './paths.ts'
import { needsPerson } from './tone.ts'
import { firstLine, taskWord } from './words.ts'

export const canAskForNotifications = () => 'Notification' in window && Notification.permission === 'default'

export const askForNotifications = () => Notification.requestPermission()

/** Tells of a task that waits for a person, when nobody is looking at the console. */
export function notify(task: Task): void {
  if (!needsPerson.includes(task.status) || !document.hidden) return
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const notification = new Notification(taskWord(task), { body: firstLine(task.task).slice(0, 140), tag: task.id })
  notification.addEventListener('click', () => {
    window.focus()
    window.location.assign(task.status === 'pending_approval' ? paths.review(task.id) : paths.task(task.id))
  })
}
