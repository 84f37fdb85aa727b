// Starts the real service with the offline model and a small repository, in a place of its own.
import { execFileSync, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Of the launcher, or of what `mvn package` left: that saves building it again. */
const command = process.env.BUILT_BY_MAVEN
  ? [`${process.env.JAVA_HOME}/bin/java`, '--sun-misc-unsafe-memory-access=allow', '--enable-native-access=ALL-UNNAMED', '-XX:+UseSerialGC',
      `-Djourneyman.root=${root}`, '-cp', `${root}server/target/server.jar:${root}server/target/lib/*`, 'dev.journeyman.app.Main']
  : [`${root}journeyman`]
const [program, ...beginning] = command

const files = {
  '.gitignore': '__pycache__/\n',
  'limits.py': 'MOST = 3\n',
  'test_limits.py': 'import unittest\n\nfrom limits import MOST\n\n\nclass LimitsTest(unittest.TestCase):\n    def test_most(self):\n        self.assertLessEqual(MOST, 5)\n',
}

export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until `ready` gives something that counts as true. */
export async function until(what, ready, seconds = 90) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const value = await ready()
    if (value) return value
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const answers = (url) =>
  fetch(url).then(
    () => true,
    () => false,
  )

const stop = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.on('exit', resolve)
    child.kill('SIGTERM')
  })

/**
 * @param script of the offline model, see docs/simulator.md
 * @param more variables of the service
 */
export async function startService(script, more = {}) {
  // Not /tmp, which commands in the sandbox have one of their own of.
  const place = mkdtempSync('/var/tmp/journeyman-console-')
  chmodSync(place, 0o711)
  const repository = makeRepository(`${place}/sample`)
  const [modelPort, port, managementPort] = [await freePort(), await freePort(), await freePort()]
  const address = `http://127.0.0.1:${port}`
  const environment = {
    ...process.env,
    JOURNEYMAN_HOME: `${place}/home`,
    PORT: String(port),
    MANAGEMENT_PORT: String(managementPort),
    ANTHROPIC_BASE_URL: `http://127.0.0.1:${modelPort}`,
    ANTHROPIC_API_KEY: 'offline',
    LOG_LEVEL: 'warn',
    ...more,
  }
  delete environment.DATABASE_URL
  const running = new Set()
  const start = (...words) => {
    const child = spawn(program, [...beginning, ...words], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] })
    running.add(child)
    child.on('exit', () => running.delete(child))
    return child
  }
  start('simulator', '--script', script, '--port', String(modelPort))
  await until('the offline model', () => answers(environment.ANTHROPIC_BASE_URL))
  let service = start('serve', '--repo', repository)
  await until('the service', () => answers(`${address}/healthz`))
  const token = () => execFileSync(program, [...beginning, 'token', '--user', 'mira'], { env: environment, encoding: 'utf8' }).trim()
  return {
    address,
    place,
    environment: { ...environment, JOURNEYMAN_URL: address },
    repository,
    token,
    /** One that ends after so many seconds, which no command makes. */
    shortToken: (seconds) => shortened(token(), seconds, readFileSync(`${place}/home/private/jwt-secret`, 'utf8').trim()),
    git: (...words) => execFileSync('git', words, { cwd: repository, encoding: 'utf8', stdio: 'pipe' }),
    /** As an upgrade would: the address stays, the process does not. */
    restart: async () => {
      await stop(service)
      service = start('serve')
      await until('the service to be back', () => answers(`${address}/healthz`))
    },
    close: async () => {
      await Promise.all([...running].map(stop))
      rmSync(place, { recursive: true, force: true })
    },
  }
}

function shortened(token, seconds, secret) {
  const [header, payload] = token.split('.')
  const now = Math.floor(Date.now() / 1000)
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url')), iat: now, exp: now + seconds }
  const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

function makeRepository(directory) {
  mkdirSync(directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(`${directory}/${name}`, text)
  const git = (...words) => execFileSync('git', ['-c', 'user.name=Mira', '-c', 'user.email=mira@localhost', ...words], { cwd: directory })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Begin')
  return directory
}
