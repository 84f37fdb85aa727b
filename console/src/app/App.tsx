import { QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter, Route, Routes } from 'react-router'
import { SignInPage } from '../session/SignInPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { createQueryClient } from './queryClient.ts'
import { screens } from './screens.ts'
import { Shell } from './Shell.tsx'

const client = createQueryClient()

export function App() {
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <Routes>
          <Route path="/signin" element={<SignInPage />} />
          <Route element={<Shell />}>
            {screens.map(({ path, Screen }) => (
              <Route key={path} path={path} element={<Screen />} />
            ))}
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  )
}
