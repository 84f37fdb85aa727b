import { useState } from 'react'
import { Choice } from '../shared/Field.tsx'
import { applyTheme, readTheme, themeNames, themes, type Theme } from './theme.ts'

export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme)
  return (
    <Choice
      label="Theme"
      hideLabel
      value={theme}
      onChange={(event) => {
        const chosen = event.target.value as Theme
        applyTheme(chosen)
        setTheme(chosen)
      }}
    >
      {themes.map((each) => (
        <option key={each} value={each}>
          {themeNames[each]}
        </option>
      ))}
    </Choice>
  )
}
