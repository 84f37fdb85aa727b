import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from '@shikijs/core'
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript'
import type { ColouredLine, HighlightRequest, HighlightResult } from './highlight.ts'
import { loaderOf } from './languages.ts'

const highlighter = createHighlighterCore({
  engine: createJavaScriptRegexEngine({ forgiving: true }),
  themes: [createCssVariablesTheme({ name: 'classes', variablePrefix: '--t-', fontStyle: false })],
  langs: [],
})

const LONGEST_LINE = 2_000

self.addEventListener('message', (event: MessageEvent<HighlightRequest>) => {
  const { id, language, lines } = event.data
  void colour(language, lines)
    .catch(() => [])
    .then((coloured) => self.postMessage({ id, lines: coloured } satisfies HighlightResult))
})

async function colour(language: string, lines: readonly string[]): Promise<readonly ColouredLine[]> {
  const load = loaderOf(language)
  if (!load || lines.some((line) => line.length > LONGEST_LINE)) return []
  const ready = await highlighter
  if (!ready.getLoadedLanguages().includes(language)) await ready.loadLanguage(load)
  return tokenise(ready, language, lines)
}

function tokenise(ready: HighlighterCore, language: string, lines: readonly string[]): readonly ColouredLine[] {
  const { tokens } = ready.codeToTokens(lines.join('\n'), { lang: language, theme: 'classes' })
  return tokens.map((line) => line.map((token) => [classOf(token.color), token.content] as const))
}

/** The theme says `var(--t-token-keyword)`; the class is `t-keyword`, which the style sheet colours in both themes. */
const classOf = (colour: string | undefined) => /token-([a-z-]+)/.exec(colour ?? '')?.[1] ?? ''
