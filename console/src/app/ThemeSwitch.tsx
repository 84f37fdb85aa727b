import { useState } from 'react'
import { Choice } from '../shared/Field.tsx'

type Theme = 'system' | 'light' | 'dark'

function readTheme(): Theme {
  const chosen = document.documentElement.dataset['theme']
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme']
    localStorage.removeItem('theme')
  } else {
    document.documentElement.dataset['theme'] = theme
    localStorage.setItem('theme', theme)
  }
}

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
      <option value="system">System theme</option>
      <option value="light">Light theme</option>
      <option value="dark">Dark theme</option>
    </Choice>
  )
}
