import { QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { SignInPage } from '../session/SignInPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { createQueryClient } from './queryClient.ts'
import { Shell } from './Shell.tsx'

const InboxPage = lazy(() => import('../inbox/InboxPage.tsx'))
const TasksPage = lazy(() => import('../tasks/TasksPage.tsx'))
const NewTaskPage = lazy(() => import('../tasks/NewTaskPage.tsx'))
const TaskPage = lazy(() => import('../task/TaskPage.tsx'))
const ReviewPage = lazy(() => import('../review/ReviewPage.tsx'))
const LearningsPage = lazy(() => import('../learnings/LearningsPage.tsx'))
const StatisticsPage = lazy(() => import('../statistics/StatisticsPage.tsx'))
const RepositoriesPage = lazy(() => import('../repositories/RepositoriesPage.tsx'))
const SystemPage = lazy(() => import('../system/SystemPage.tsx'))
const AuditPage = lazy(() => import('../audit/AuditPage.tsx'))

const client = createQueryClient()

export function App() {
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <Routes>
          <Route path="/signin" element={<SignInPage />} />
          <Route element={<Shell />}>
            <Route path="/" element={<InboxPage />} />
            <Route path="/tasks" element={<TasksPage />} />
            <Route path="/tasks/new" element={<NewTaskPage />} />
            <Route path="/tasks/:taskId" element={<TaskPage />} />
            <Route path="/tasks/:taskId/review" element={<ReviewPage />} />
            <Route path="/learnings" element={<LearningsPage />} />
            <Route path="/statistics" element={<StatisticsPage />} />
            <Route path="/repositories" element={<RepositoriesPage />} />
            <Route path="/system" element={<SystemPage />} />
            <Route path="/audit" element={<AuditPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  )
}
